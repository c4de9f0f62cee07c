"""A table in a file: its headings and its rows, each with its line, whatever program it was saved by."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


class SheetError(Exception):
    """The file as a whole cannot be read; `str()` says where, why and what to do."""


@dataclass(frozen=True)
class Line:
    """`number` is the line (or the row of the sheet) where it begins; `wrong` says why it cannot be read at all."""

    number: int
    cells: Sequence[str]
    wrong: str | None = None


class Sheet(Protocol):
    """Every call of `lines` reads the file anew, from its first line after the headings."""

    @property
    def headings(self) -> Sequence[str]: ...

    def lines(self) -> Iterator[Line]: ...


def checked_headings(name: str, written: Sequence[str]) -> tuple[str, ...]:
    """Return the headings, without what stands around them.

    Raises:
        SheetError: if there are none, or one is there twice.
    """
    headings = tuple(" ".join(heading.split()) for heading in written)
    if not any(headings):
        raise SheetError(f"{name}: line 1 holds no headings; write the columns' names there")
    twice = [heading for heading, times in Counter(heading.casefold() for heading in headings).items() if times > 1]
    if twice and twice != [""]:
        where = [str(at) for at, one in enumerate(headings, start=1) if one.casefold() == next(filter(None, twice))]
        raise SheetError(
            f"{name}: the heading “{next(filter(None, twice))}” is there twice, in columns "
            f"{' and '.join(where)}; rename or remove one"
        )
    return headings


def fitting(number: int, cells: Sequence[str], headings: Sequence[str]) -> Line | None:
    """Return the line; None if it is blank."""
    if not "".join(cells).strip():
        return None
    if len(cells) > len(headings) and "".join(cells[len(headings) :]).strip():
        why = f"has {len(cells)} fields where the headings are {len(headings)}; put quotes around what holds a comma"
        return Line(number, cells, why)
    if _same(cells[0], headings[0]) and len(cells) == len(headings) and all(map(_same, cells, headings)):
        return Line(number, cells, "is the headings once more; take it out")
    return Line(number, cells)


def _same(cell: str, heading: str) -> bool:
    return " ".join(cell.split()).casefold() == heading.casefold()
