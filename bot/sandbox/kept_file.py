"""The file the state is kept in: rows by kind and place, in SQLite, so that a kill never leaves half a write."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

VERSION = 1
PATIENCE = 3.0  # seconds for a sandbox that was just stopped to let go of the file
SCHEMA = "CREATE TABLE kept (kind TEXT, place TEXT, value TEXT, content BLOB, PRIMARY KEY (kind, place))"
PUT = (
    "INSERT INTO kept (kind, place, value, content) VALUES (?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET value = excluded.value, content = excluded.content"
)


class Row(NamedTuple):
    kind: str
    place: str
    value: str
    content: bytes | None = None


class UnreadableError(Exception):
    """The file holds something else, or is broken."""


class InUseError(Exception):
    """Another sandbox keeps its state there."""


class KeptFile:
    def __init__(self, path: Path) -> None:
        """Raises: UnreadableError, InUseError, OSError."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        try:
            self._database = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        except sqlite3.Error as error:
            raise UnreadableError(str(error)) from None
        try:
            self._prepare()
        except sqlite3.Error as error:
            self._database.close()
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                raise InUseError from None
            raise UnreadableError(str(error)) from None
        except UnreadableError:
            self._database.close()
            raise

    def _prepare(self) -> None:
        run = self._database.execute
        # Nobody else may write there as long as this process lives; the system lets go of it after a kill.
        run("PRAGMA locking_mode = EXCLUSIVE")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = NORMAL")
        run("BEGIN IMMEDIATE")
        (version,) = run("PRAGMA user_version").fetchone()
        if version not in (0, VERSION):
            raise UnreadableError(f"it is of version {version}, and this sandbox reads version {VERSION}")
        if version == 0:
            run(SCHEMA)
            run(f"PRAGMA user_version = {VERSION}")
        run("COMMIT")

    def rows(self) -> list[Row]:
        """In the order in which they first came. Raises: UnreadableError."""
        try:
            found = self._database.execute("SELECT kind, place, value, content FROM kept ORDER BY rowid")
            return [Row(*row) for row in found]
        except sqlite3.Error as error:
            raise UnreadableError(str(error)) from None

    def write(self, put: Iterable[Row], gone: Iterable[tuple[str, str]] = (), *, afresh: bool = False) -> None:
        """All of it or nothing; `afresh` forgets what was there. Raises: sqlite3.Error."""
        with self._lock, self._database:
            self._database.execute("BEGIN IMMEDIATE")
            if afresh:
                self._database.execute("DELETE FROM kept WHERE kind <> 'number'")
            self._database.executemany("DELETE FROM kept WHERE kind = ? AND place = ?", gone)
            self._database.executemany(PUT, put)

    def close(self) -> None:
        with self._lock:
            self._database.close()
