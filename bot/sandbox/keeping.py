"""Keeping the state over a restart, also over a kill: what changed is written in the background."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from bot.sandbox.kept_file import KeptFile, Row, UnreadableError
from bot.sandbox.kept_parts import Changes, Known, as_row, in_words
from bot.sandbox.kept_restoring import restore
from bot.sandbox.state import SandboxState

PAUSE = 0.5  # seconds between two writes


class Keeper:
    """Writes what changed twice a second. Only numbers are written before they are given out."""

    def __init__(self, state: SandboxState, file: KeptFile) -> None:
        self.state = state
        self._file = file
        self._known = Known()
        self._saving = asyncio.Lock()
        self._failed = self._closed = False
        self._known.changes(state)

    async def run(self) -> None:
        """Write until the server stops; `close` writes the rest."""
        closing = self.state.closing.watch()
        while not closing.done():
            await asyncio.wait({closing}, timeout=PAUSE)
            await self.save()

    async def save(self) -> None:
        async with self._saving:
            if self._closed:
                return
            self.state.numbers.set_aside()
            afresh = self._failed
            if afresh:
                self._known = Known()  # what was in the failed write is not known to be written
            changes = self._known.changes(self.state)
            if changes.put or changes.gone:
                await asyncio.to_thread(self._write, changes, afresh=afresh)

    async def close(self) -> None:
        """Write what is left, and no number twice nor one too few."""
        await self.save()
        async with self._saving:
            if not self._closed:
                self._closed = True
                self.state.numbers.give_back()
                self._file.close()

    def _write(self, changes: Changes, *, afresh: bool) -> None:
        try:
            self._file.write(map(as_row, changes.put), map(in_words, changes.gone), afresh=afresh)
            self._failed = False
        except sqlite3.Error as error:
            self._say_failed(error)

    def write_numbers(self, numbers: dict[str, int]) -> None:
        try:
            self._file.write([Row("number", name, str(number)) for name, number in numbers.items()])
        except sqlite3.Error as error:
            self._say_failed(error)

    def _say_failed(self, error: sqlite3.Error) -> None:
        if not self._failed:
            _say(f"The sandbox cannot write its state ({error}); it goes on, and tries again.")
        self._failed = True


def kept_state(path: Path, fresh: Callable[[], SandboxState], furnish: Callable[[SandboxState], None]) -> Keeper:
    """The state as it was kept, or, where there is none to read, a fresh one.

    Raises:
        InUseError: another sandbox keeps its state there.
        UnreadableError: not even a new file can be written there.
        OSError
    """
    try:
        return _restored(path, fresh(), furnish)
    except UnreadableError as why:
        if not path.exists():
            raise
        aside = _moved_aside(path)
        _say(f"{path} could not be read ({why}). It is {aside.name} now, and the sandbox starts afresh.")
    return _restored(path, fresh(), furnish)


def _restored(path: Path, state: SandboxState, furnish: Callable[[SandboxState], None]) -> Keeper:
    file = KeptFile(path)
    try:
        rows = file.rows()
        restore(state, rows)
    except UnreadableError:
        file.close()
        raise
    keeper = Keeper(state, file)
    if not state.people:
        furnish(state)
    state.numbers.keep_with(keeper.write_numbers)
    return keeper


def _moved_aside(path: Path) -> Path:
    aside = next(
        name
        for number in range(1, 1_000)
        if not (name := path.with_name(f"{path.name}.unreadable{'' if number == 1 else f'-{number}'}")).exists()
    )
    path.rename(aside)
    for suffix in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return aside


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
