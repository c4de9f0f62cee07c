"""A copy of a whole database in one file, which SQLite and PostgreSQL both read: a ZIP of JSON lines, a file a table.

Tables are taken as the database has them, so that a copy can be made before an upgrade and read after it.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.archive_rows import fill, lines_of, tables_of
from storage.database import Database, is_sqlite
from storage.migrate import migrate, newest_revision, present_revision, revisions
from storage.row_numbers import go_on_counting, numbers_of

_FORMAT = 1
_ABOUT = "about.json"
_TELLING = ("customer", "buyer", "inbox", "outbox")  # with rows in one of them, a database is in use


class CannotRestore(Exception):
    """`str()` says why, and what to do."""


@dataclass(frozen=True)
class About:
    """What a copy says of itself. `rows` and `numbers` (the last number given in it) by table; `made_at` in UTC."""

    revision: str
    made_at: datetime
    rows: Mapping[str, int]
    numbers: Mapping[str, int]


async def save(database: Database, file: Path, now: datetime) -> About:
    """Write a copy as of one moment; others may go on writing meanwhile. The file appears whole or not at all."""
    revision = await present_revision(database.engine)
    if revision is None:
        raise CannotRestore("The database has no tables yet: there is nothing to copy.")
    partial = file.with_name(f".{file.name}.part")
    partial.touch(mode=0o600)
    rows: dict[str, int] = {}
    try:
        async with database.engine.connect() as plain:
            connection = await _at_one_moment(plain, database.url)
            tables = await connection.run_sync(tables_of)
            with ZipFile(partial, "w", ZIP_DEFLATED) as archive:
                for table in tables:
                    with archive.open(_member(table.name), "w", force_zip64=True) as member:
                        rows[table.name] = 0
                        async for line in lines_of(connection, table):
                            member.write(line)
                            rows[table.name] += 1
                numbers = await connection.run_sync(lambda sync: numbers_of(sync, tables))
                about = About(revision, now, rows, numbers)
                archive.writestr(_ABOUT, json.dumps(_as_data(about), indent=1))
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
    return about


def read_about(file: Path) -> About:
    """Return what the copy says of itself.

    Raises:
        CannotRestore: if it is no copy of ours, or is damaged.
    """
    try:
        with ZipFile(file) as archive:
            if (damaged := archive.testzip()) is not None:
                raise CannotRestore(f"{file} is damaged ({damaged}). Take an earlier copy.")
            said = json.loads(archive.read(_ABOUT))
        made_at = datetime.fromisoformat(said["made_at"])
        about = About(said["revision"], made_at, said["rows"], said["numbers"])
        wrong = said["format"] != _FORMAT
    except FileNotFoundError:
        raise CannotRestore(f"There is no file {file}.") from None
    except (BadZipFile, zlib.error, KeyError, TypeError, ValueError, OSError) as error:
        raise CannotRestore(f"{file} is no copy that `care backup` made ({error}).") from None
    if wrong or about.revision not in revisions():
        raise CannotRestore(f"{file} was made by a newer Rapport. Bring this one up to date, then restore.")
    return about


async def restore(database: Database, file: Path) -> About:
    """Fill an empty database from a copy, then bring it to the present schema.

    Raises:
        CannotRestore: nothing was put in.
    """
    about = read_about(file)
    present = await present_revision(database.engine)
    if present is not None and await _is_in_use(database):
        raise CannotRestore("The database is in use already. Name an empty one in DATABASE_URL, or move the file away.")
    if present not in (None, about.revision):
        await migrate(database.engine, "base", down=True)
    await migrate(database.engine, about.revision)
    async with database.engine.begin() as connection:
        tables = {table.name: table for table in await connection.run_sync(tables_of)}
        if unknown := about.rows.keys() - tables.keys():
            raise CannotRestore(f"{file} has tables that nobody knows: {', '.join(sorted(unknown))}.")
        for table in tables.values():
            await connection.execute(table.delete())  # a migration may have put rows of its own in
        with ZipFile(file) as archive:
            for name, table in tables.items():
                if name in about.rows:
                    with archive.open(_member(name)) as member:
                        taken = await fill(connection, table, member)
                    if taken != about.rows[name]:
                        raise CannotRestore(
                            f"{name}: {taken} rows where there were {about.rows[name]}. Take another copy."
                        )
        await connection.run_sync(lambda sync: go_on_counting(sync, tables, about.numbers))
    await migrate(database.engine, newest_revision() or "head")
    return about


async def _at_one_moment(connection: AsyncConnection, url: str) -> AsyncConnection:
    """Let the connection see the database as it is now, whatever others write."""
    options: dict[str, Any] = {"reads_only": True} if is_sqlite(url) else {"isolation_level": "REPEATABLE READ"}
    return await connection.execution_options(**options)


async def _is_in_use(database: Database) -> bool:
    """Whether anybody is in it, or was ever heard."""
    async with database.engine.connect() as connection:
        tables = await connection.run_sync(tables_of)
        telling = [table for table in tables if table.name in _TELLING]
        found = [(await connection.execute(select(table).limit(1))).first() for table in telling]
    return any(row is not None for row in found)


def _member(table: str) -> str:
    return f"{table}.jsonl"


def _as_data(about: About) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "revision": about.revision,
        "made_at": about.made_at.isoformat(),
        "rows": dict(about.rows),
        "numbers": dict(about.numbers),
    }
