"""Which reader a file of the shop needs."""

from pathlib import Path

from bot.cli.importing.csv_files import CsvFile
from bot.cli.importing.excel_files import ExcelFile
from bot.cli.importing.sheets import Sheet, SheetError


def open_sheet(path: Path, encoding: str | None = None) -> Sheet:
    """Return the table in the file.

    Raises:
        SheetError
    """
    if not path.is_file():
        raise SheetError(f"{path}: no such file")
    if path.suffix.lower() in (".xls", ".xlsb", ".ods", ".numbers"):
        raise SheetError(f"{path.name}: save it as .xlsx or as CSV first")
    return ExcelFile(path) if path.suffix.lower() in (".xlsx", ".xlsm") else CsvFile(path, encoding)
