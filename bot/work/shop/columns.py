"""What a column of the shop's tables is, and in which ways a shop may write."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo


class Refused(ValueError):
    """A value that cannot be taken; `str()` says what is wrong and what to write instead."""


@dataclass(frozen=True)
class Ways:
    """How this shop writes.

    `zone` is whose wall clock a time without one is read on; `dates` the order of dates that are not ISO ("dmy",
    "mdy"); `decimal` the sign before the decimals. `currency` is meant where a row names none, `country` (two letters)
    where a phone number has no country code.
    """

    zone: ZoneInfo
    currency: str
    country: str | None = None
    dates: str | None = None
    decimal: str = "."


Parse = Callable[[str, Ways], Any]


@dataclass(frozen=True)
class Column:
    """`parse` gets what is written, never empty, and raises `Refused`. `also` are other usual headings.

    `usual` says what is meant where nothing is written.
    """

    name: str
    parse: Parse
    needed: bool = False
    also: tuple[str, ...] = ()
    usual: Callable[[Ways], Any] | None = None


@dataclass(frozen=True)
class Problem:
    """Why a row is refused: in which column, and what to write instead."""

    column: str
    why: str

    def __str__(self) -> str:
        return f"{self.column}: {self.why}" if self.column else self.why


Values = dict[str, Any]
"""A row read: one value a column, None where nothing is written."""

Finish = Callable[[Values], None]
"""Makes of a row read, in place, what the table keeps, and sees what shows only between columns; raises `Refused`."""


def read_row(
    columns: tuple[Column, ...], finish: Finish, row: Mapping[str, str], ways: Ways
) -> tuple[Values, list[Problem]]:
    """Read one row; with problems, the values are not to be used."""
    values: Values = {}
    problems: list[Problem] = []
    for column in columns:
        written = row.get(column.name, "").strip()
        if not written:
            values[column.name] = column.usual(ways) if column.usual is not None else None
            if column.needed:
                problems.append(Problem(column.name, "is empty; write it"))
            continue
        try:
            values[column.name] = column.parse(written, ways)
        except Refused as refusal:
            problems.append(Problem(column.name, str(refusal)))
    if not problems:
        try:
            finish(values)
        except Refused as refusal:
            problems.append(Problem("", str(refusal)))
    return values, problems
