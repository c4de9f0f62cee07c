"""A shop that writes files for us."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from rich.console import Console
from sqlalchemy import select

from bot.cli.importing.run import Report, TakeOver, Wanted
from bot.words.catalogue import Catalogue
from bot.work.shop.columns import Ways
from bot.work.turn import Company, House, Turn
from storage.database import Database
from storage.sealing import Vault
from tests.unit.books import our_book

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Kolkata")
CUSTOMERS = "id,name,phone\nC-1,Asha Verma,+91 98123 45678\nC-2,Ramon Cruz,\n"
PURCHASES = "id,customer,at,amount,currency\n"


def house_of_a_shop(clock: Callable[[], datetime] = lambda: NOON) -> House:
    company = Company("Lotus Pots", ZONE, "IN")
    return House(our_book("Asia/Kolkata"), company, Catalogue(), clock, Vault(["a key for tests"]))


@dataclass
class Shop:
    folder: Path
    database: Database
    house: House

    def wrote(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def wrote_excel(self, name: str, rows: Sequence[Sequence[Any]], *, merge: str | None = None) -> Path:
        book = Workbook()
        sheet = book.worksheets[0]
        for row in rows:
            sheet.append(list(row))
        if merge:
            sheet.merge_cells(merge)
        book.save(self.folder / name)
        return self.folder / name

    async def brings(self, kind: str, content: str | bytes | Path, **more: Any) -> Report:
        """Take a file over; `dates`, `decimal`, `told`, `encoding` and `dry` as on the command line."""
        path = content if isinstance(content, Path) else self.wrote(f"{kind}.csv", content)
        ways = Ways(ZONE, "INR", "IN", more.pop("dates", None), more.pop("decimal", "."))
        wanted = Wanted(kind, path, ways, **more)
        return await TakeOver(wanted, self.house, self.database).run(Console(file=io.StringIO()))

    async def brings_purchases(self, *lines: str, **more: Any) -> Report:
        """Take purchases over, with two customers in the books."""
        await self.brings("customers", CUSTOMERS)
        return await self.brings("purchases", PURCHASES + "".join(f"{line}\n" for line in lines), **more)

    async def rows(self, table: type[Any]) -> list[Any]:
        async with self.database.read() as session:
            return list((await session.execute(select(table).order_by(table.id))).scalars())

    def refused(self, kind: str) -> str:
        """Return the file of the refused rows; empty if there is none."""
        path = self.folder / f"{kind}.refused.csv"
        return path.read_text("utf-8") if path.exists() else ""

    def turn(self, session: Any) -> Turn:
        return Turn(session, self.house.clock(), self.house)
