"""Numbers that are given out once, even when the process is killed meanwhile."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

AHEAD = 1_000  # numbers are set aside in the file by so many, before any of them is given out


class Numbering:
    def __init__(self, name: str, next_one: int, run_out: Callable[[], None]) -> None:
        self.name = name
        self.next_one = next_one
        self.end: float = math.inf
        """The first number that is not set aside; without a file there is none."""
        self._run_out = run_out

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        given = self.next_one
        self.pass_over(given)
        return given

    def pass_over(self, number: int) -> None:
        """Give out only what is higher than this number from now on."""
        self.next_one = max(self.next_one, number + 1)
        if self.next_one > self.end:
            self._run_out()


class Numbers:
    """All numberings by name. Each new one begins at `first`."""

    def __init__(self, first: int = 1) -> None:
        self._first = first
        self._all: dict[str, Numbering] = {}
        self._write: Callable[[dict[str, int]], None] | None = None

    def named(self, name: str) -> Numbering:
        numbering = self._all.get(name)
        if numbering is None:
            numbering = self._all[name] = Numbering(name, self._first, self.set_aside)
            if self._write is not None:
                numbering.end = numbering.next_one
        return numbering

    def keep_with(self, write: Callable[[dict[str, int]], None]) -> None:
        """Set numbers aside by `write` from now on; what it is given is where to go on after a kill."""
        self._write = write
        for numbering in self._all.values():
            numbering.end = numbering.next_one
        self.set_aside()

    def set_aside(self) -> None:
        """Write at once which numbers may be given out next, where fewer than half of them are left."""
        if self._write is None:
            return
        short = [one for one in self._all.values() if one.end - one.next_one < AHEAD / 2]
        if not short:
            return
        self._write({one.name: one.next_one + AHEAD for one in short})
        for one in short:
            one.end = one.next_one + AHEAD

    def give_back(self) -> None:
        """Before an orderly end: the next start goes on without a gap. Nothing may be given out after this."""
        if self._write is not None:
            self._write({one.name: one.next_one for one in self._all.values()})
