"""A shop of a million purchases: taken over, weighed, and one person of it looked at; each beside a bare statement."""

import asyncio
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import event, select, text
from sqlmodel import col

from bot.app import BOOK, spare_the_collector
from bot.settings_checks import HOUSE
from bot.words.catalogue import OWN_WORDS, Catalogue
from bot.work.customers import page
from bot.work.customers.weighing import Weighing
from bot.work.said import Agent
from bot.work.turn import Company, House, Turn
from care_rules.loading import load
from care_rules.roles import Role
from storage import customers
from storage import house as notes
from storage.bells import Bells
from storage.database import Database
from storage.migrate import migrate
from storage.sealing import Vault
from storage.tables import Buyer, Customer, Purchase
from tests.databases import postgresql_server, sqlite_url
from tests.e2e.bench.desk import insert_rows
from tests.e2e.bench.soaking import postgresql_url_of
from tests.e2e.bench.ticking import median_of, timed

BUYERS, PURCHASES = 100_000, 1_000_000
HERE = 10_000  # of the buyers are customers on Telegram
_CHUNK = 5_000
_KEY = "a-key-for-measurements"
_GROUP = -1001
_NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
_PRODUCTS = ("Nova", "Lid", "Pot", "Kettle", "Ladle")
_BUYER = HERE // 2
_MEGABYTE = 1024  # of what the system counts in


@dataclass(frozen=True)
class Shopped:
    """Seconds, and megabytes of the process that imported at its largest."""

    imported: float
    megabytes: float
    bare_insert: float
    first_weighed: float
    weighed: float
    bare_read_all: float
    page: float
    page_in_database: float
    bare_read: float


async def shopped(name: str) -> Shopped:
    """Measure with 100,000 buyers, 1,000,000 purchases, and every tenth a customer who is here."""
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder, postgresql_server() as server:

        async def fresh() -> Database:
            url = sqlite_url(Path(folder)) if name == "sqlite" else await postgresql_url_of(server)
            database = Database(url, Bells())
            await migrate(database.engine)
            return database

        bare = await fresh()
        await insert_rows(bare, Buyer, _buyers())
        inserted = await timed(lambda: insert_rows(bare, Purchase, _purchases()))
        await bare.close()
        database = await fresh()
        try:
            return await _measured(database, Path(folder), inserted)
        finally:
            await database.close()


async def _measured(database: Database, folder: Path, inserted: float) -> Shopped:
    _write_tables(folder)
    await asyncio.to_thread(_import, database.url, folder, "customers")
    imported, megabytes = await asyncio.to_thread(_import, database.url, folder, "purchases")
    await _some_are_here(database)
    house = House(
        load(BOOK, "UTC"), Company("Lotus", ZoneInfo("UTC")), Catalogue(OWN_WORDS), lambda: _NOON, Vault([_KEY])
    )
    spare_the_collector()
    first = await timed(lambda: _weigh(database, house))
    weighed = await timed(lambda: _weigh(database, house))
    read_all = await timed(lambda: _read_all(database))
    spent = [0.0]

    async def one_page() -> None:
        async with database.write() as session:
            customer = await customers.by_id(session, _BUYER)
            assert customer is not None
            await page.show(Turn(session, _NOON, house), customer, Agent(201, "Mira", Role.lead))

    looked = await median_of(one_page)
    with _counting(database, spent):
        await one_page()
    bare = await median_of(lambda: _bare_read(database))
    return Shopped(imported, megabytes, inserted, first, weighed, read_all, looked, spent[0], bare)


def _buyers() -> Iterator[dict[str, Any]]:
    for number in range(1, BUYERS + 1):
        yield {"id": number, "external_id": f"C-{number}", "name": f"Asha {number}", "created_at": _NOON}


def _rows() -> Iterator[tuple[int, int, datetime, int, str]]:
    """Return the number, buyer, time, amount and product of each purchase; some buy far more than others."""
    chance = random.Random(5)
    for number in range(1, PURCHASES + 1):
        buyer = 1 + int(BUYERS * chance.random() ** 1.6)
        ago = timedelta(minutes=chance.randrange(3 * 365 * 24 * 60))
        yield number, min(buyer, BUYERS), _NOON - ago, chance.randrange(100, 500_000), chance.choice(_PRODUCTS)


def _purchases() -> Iterator[dict[str, Any]]:
    for number, buyer, at, amount, product in _rows():
        yield {
            "external_id": f"P-{number}",
            "buyer_id": buyer,
            "at": at,
            "amount": amount,
            "currency": "USD",
            "product": product,
            "service": False,
        }


def _write_tables(folder: Path) -> None:
    with (folder / "customers.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["id", "name"])
        lines.writerows([f"C-{number}", f"Asha {number}"] for number in range(1, BUYERS + 1))
    with (folder / "purchases.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["id", "customer", "at", "amount", "currency", "product"])
        for number, buyer, at, amount, product in _rows():
            lines.writerow([f"P-{number}", f"C-{buyer}", f"{at:%Y-%m-%d %H:%M}", f"{amount / 100:.2f}", "USD", product])


def _import(url: str, folder: Path, kind: str) -> tuple[float, float]:
    """Run `care import` as people do; return its seconds, and its megabytes at its largest."""
    settings = {"DATABASE_URL": url, "VAR_DIR": str(folder / "var"), "DATA_KEYS": _KEY, "COMPANY_TIME_ZONE": "UTC"}
    command = [sys.executable, "-m", "bot", "import", kind, str(folder / f"{kind}.csv")]
    begun = time.monotonic()
    process = subprocess.Popen(command, env=os.environ | settings, stdout=subprocess.DEVNULL, cwd=HOUSE)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError(f"care import {kind} failed")
    return time.monotonic() - begun, usage.ru_maxrss / _MEGABYTE


async def _some_are_here(database: Database) -> None:
    async with database.write() as session:
        await notes.write_note(session, notes.STAFF_GROUP, {"chat_id": _GROUP})
    made = (
        Customer(
            id=number,
            telegram_id=1_000_000 + number,
            first_name="Asha",
            full_name=f"Asha {number}",
            buyer_id=number,
            topic_chat_id=_GROUP,
            topic_id=number,
            created_at=_NOON,
        ).model_dump()
        for number in range(1, HERE + 1)
    )
    await insert_rows(database, Customer, made)
    async with database.write() as session:
        await session.execute(text("ANALYZE"))


async def _weigh(database: Database, house: House) -> None:
    weighed = await Weighing(database, house, _NOON).run()
    assert weighed == BUYERS


async def _read_all(database: Database) -> None:
    wanted = select(col(Purchase.buyer_id), col(Purchase.at), col(Purchase.amount), col(Purchase.currency))
    async with database.read() as session:
        result = await session.stream(wanted)
        async for _ in result.partitions(_CHUNK):
            pass


async def _bare_read(database: Database) -> None:
    async with database.write() as session:
        await session.execute(select(col(Buyer.name)).where(col(Buyer.id) == _BUYER))


@contextmanager
def _counting(database: Database, spent: list[float]) -> Iterator[None]:
    """Add up the seconds that statements take."""
    engine, begun = database.engine.sync_engine, [0.0]

    def before(*_: Any) -> None:
        begun[0] = time.perf_counter()

    def after(*_: Any) -> None:
        spent[0] += time.perf_counter() - begun[0]

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
    yield
    event.remove(engine, "before_cursor_execute", before)
    event.remove(engine, "after_cursor_execute", after)
