"""CSV as programs write it: in UTF-8 or an older encoding, with commas, semicolons or tabs."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from bot.cli.importing.sheets import Line, SheetError, checked_headings, fitting

_SAMPLE = 256 * 1024  # bytes
_PIECE = 1024 * 1024
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_OLDER = ["cp1252", "cp1251", "gb18030", "big5", "shift_jis", "euc_kr", "cp1256", "cp874"]
_SEPARATORS = ",;\t|"
_LONGEST_FIELD = 128 * 1024  # characters; a longer one is a quote that was never closed


class CsvFile:
    def __init__(self, path: Path, encoding: str | None) -> None:
        """Find out how the file is written; `encoding` is Python's name for it, where its owner says so."""
        self._path = path
        self.encoding = _known(path, encoding) if encoding else _found(path)
        self._separator = _separator(path, self.encoding)
        csv.field_size_limit(_LONGEST_FIELD)
        first = next(self._read(), (1, []))
        self.headings = checked_headings(path.name, first[1])

    def lines(self) -> Iterator[Line]:
        rows = self._read()
        next(rows, None)
        for number, cells in rows:
            line = fitting(number, cells, self.headings)
            if line is not None:
                yield line

    def _read(self) -> Iterator[tuple[int, list[str]]]:
        """Return each row with the line where it begins."""
        with self._path.open(encoding=self.encoding, newline="") as file:
            rows = csv.reader(file, delimiter=self._separator, strict=False)
            number = 1
            try:
                for cells in rows:
                    yield number, cells
                    number = rows.line_num + 1
            except csv.Error as trouble:
                raise SheetError(
                    f"{self._path.name}: line {number} cannot be read ({trouble}); is a quotation mark left open there?"
                ) from None
            except UnicodeError as trouble:
                raise SheetError(
                    f"{self._path.name}: near line {number} something is not in {self.encoding} "
                    f"({trouble}); say --encoding, or save the file as UTF-8"
                ) from None


def _known(path: Path, encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        raise SheetError(f"{path.name}: no encoding is called “{encoding}”; write one like utf-8 or cp1252") from None


def _found(path: Path) -> str:
    """Return the encoding: what the file itself says, else UTF-8 if all of it is, else the likeliest older one.

    Raises:
        SheetError: if it is UTF-8 but for a broken place, or nothing known.
    """
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
    for mark, encoding in _BOMS.items():
        if start.startswith(mark):
            return encoding
    broken = _where_not_utf8(path)
    if broken is None:
        return "utf-8"
    line, whole_before = broken
    if whole_before:
        raise SheetError(
            f"{path.name}: line {line} holds a byte that is not UTF-8, as the rest of the file is; "
            "mend it, or say --encoding"
        )
    likeliest = from_bytes(_around(path), cp_isolation=_OLDER).best()
    if likeliest is None:
        raise SheetError(f"{path.name}: line {line} is not UTF-8, and no older encoding fits; say --encoding")
    return str(likeliest.encoding)


def _where_not_utf8(path: Path) -> tuple[int, bool] | None:
    """Return the first line that is not UTF-8, and whether letters beyond ASCII were UTF-8 before it."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line, beyond = 1, False
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            try:
                text = decoder.decode(piece)
            except UnicodeDecodeError as trouble:
                good = trouble.object[: trouble.start].decode("utf-8")
                return line + good.count("\n"), beyond or not good.isascii()
            line, beyond = line + text.count("\n"), beyond or not text.isascii()
    return None


def _around(path: Path) -> bytes:
    """Return lines that are not plain ASCII, as much as a guess needs."""
    kept = b""
    with path.open("rb") as file:
        for line in file:
            if not line.isascii():
                kept += line
            if len(kept) > _SAMPLE:
                break
    return kept


def _separator(path: Path, encoding: str) -> str:
    """Return what separates the headings: whichever sign is there most often."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            first = file.readline(_LONGEST_FIELD)
    except UnicodeError:
        first = ""
    return max(_SEPARATORS, key=first.count)
