"""Excel workbooks: the first sheet, values only. What a cell works out or shares with others is not guessed at."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError, iterparse

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from bot.cli.importing.sheets import Line, SheetError, checked_headings, fitting

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_MERGE = f"{_MAIN}mergeCell"
_UNREADABLE = (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, ParseError)


class ExcelFile:
    def __init__(self, path: Path) -> None:
        self._path = path
        merged = self._merged()
        if merged:
            raise SheetError(f"{path.name}: cells {', '.join(merged[:3])} are merged; unmerge them and save again")
        first: Any = next(self._rows(), [])
        if any(_is_formula(cell) for cell in first):
            raise SheetError(f"{path.name}: a heading is a formula; write the headings out")
        self.headings = checked_headings(path.name, [_written(cell) for cell in first])

    def lines(self) -> Iterator[Line]:
        rows = self._rows()
        next(rows, None)
        for number, cells in enumerate(rows, start=2):
            written = [_written(cell) for cell in cells]
            formula = next((cell for cell in cells if _is_formula(cell)), None)
            line = fitting(number, written, self.headings)
            if line is not None and formula is not None:
                where = self.headings[formula.column - 1] if formula.column <= len(self.headings) else formula.column
                line = Line(number, written, f"{where}: {formula.coordinate} holds a formula; paste it as a value")
            if line is not None:
                yield line

    def _rows(self) -> Iterator[Any]:
        try:
            book = load_workbook(self._path, read_only=True, data_only=False)
        except _UNREADABLE as trouble:
            raise SheetError(f"{self._path.name}: is no readable .xlsx ({_told(trouble)}); save it anew") from None
        try:
            yield from book.worksheets[0].iter_rows()
        except _UNREADABLE as trouble:
            raise SheetError(f"{self._path.name}: breaks off ({_told(trouble)}); save it anew") from None
        finally:
            book.close()

    def _merged(self) -> list[str]:
        """Return where cells are merged in the first sheet: reading as a stream does not tell."""
        try:
            with zipfile.ZipFile(self._path) as archive, archive.open(_first_sheet(archive)) as sheet:
                return [str(element.get("ref")) for element in _elements(sheet, _MERGE)]
        except (*_UNREADABLE, StopIteration) as trouble:
            raise SheetError(f"{self._path.name}: is no readable .xlsx ({_told(trouble)}); save it anew") from None


def _first_sheet(archive: zipfile.ZipFile) -> str:
    """Return the file within the workbook that holds its first sheet."""
    with archive.open("xl/workbook.xml") as book:
        wanted = next(_elements(book, f"{_MAIN}sheet")).get(f"{_RELATED}id")
    with archive.open("xl/_rels/workbook.xml.rels") as relations:
        found = next(one for one in _elements(relations, f"{_PACKAGE}Relationship") if one.get("Id") == wanted)
    target = str(found.get("Target"))
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _elements(file: Any, tag: str) -> Iterator[Any]:
    for _, element in iterparse(file):  # noqa: S314 - expat of this Python refuses entities that swell
        if element.tag == tag:
            yield element
        else:
            element.clear()


def _is_formula(cell: Any) -> bool:
    return getattr(cell, "data_type", None) == "f"


def _written(cell: Any) -> str:
    """Return the value as it would be written in CSV."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time(0) else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return format(value, ".15g") if not value.is_integer() else str(int(value))
    return str(value)


def _told(trouble: BaseException) -> str:
    return (str(trouble) or type(trouble).__name__).splitlines()[0][:100]
