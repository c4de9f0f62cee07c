"""A tick with 100,000 customers: when nothing is due, and when a thousand are; beside what the database alone takes."""

import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table, insert, select
from sqlmodel import SQLModel, col

from bot.app import BOOK, utc_now
from bot.jobs import Jobs
from bot.settings_checks import HOUSE
from bot.words.catalogue import OWN_WORDS, Catalogue
from bot.work.turn import Company, House
from care_rules.consent import Consent
from care_rules.loading import load
from care_rules.occasions import next_birthday
from nlu.serving import Home
from storage.bells import Bells
from storage.database import Database
from storage.migrate import migrate
from storage.sealing import Vault
from storage.tables import Customer, OutboxRow, PlanRow, Touch
from tests.databases import postgresql_server, sqlite_url
from tests.e2e.bench.soaking import postgresql_url_of
from tests.e2e.soak.birthdays import noon_zone

_CHUNK = 5_000
_TIMES = 100


@dataclass(frozen=True)
class Ticked:
    """Seconds: one quiet tick, one bare indexed read; a busy tick a touch, three bare rows a touch."""

    customers: int
    due: int
    quiet: float
    bare_read: float
    busy: float
    bare_insert: float


async def ticked(name: str, customers: int = 100_000, due: int = 1_000) -> Ticked:
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder, postgresql_server() as server:
        url = sqlite_url(Path(folder)) if name == "sqlite" else await postgresql_url_of(server)
        database = Database(url, Bells())
        try:
            await migrate(database.engine)
            return await _ticked(database, customers, due)
        finally:
            await database.close()


def jobs_of(database: Database) -> tuple[Jobs, House]:
    """Return the product's jobs, and their house, whose clock stands still."""
    now = utc_now()
    house = House(
        load(BOOK, "UTC"),
        Company("Lotus", ZoneInfo("UTC")),
        Catalogue(OWN_WORDS),
        lambda: now,
        Vault(["a key for tests"]),
    )
    return Jobs(database, house, BOOK, Home(HOUSE)), house


async def _ticked(database: Database, customers: int, due: int) -> Ticked:
    jobs, house = jobs_of(database)
    now = house.clock()
    await peopled(database, customers, now)
    quiet = await median_of(jobs.tick)
    bare_read = await median_of(lambda: _bare_read(database, now))
    busy, bare_insert = await busy_tick(database, jobs, due, now)
    return Ticked(customers, due, quiet, bare_read, busy, bare_insert)


async def busy_tick(database: Database, jobs: Jobs, due: int, now: datetime) -> tuple[float, float]:
    """Return the seconds a touch when so many are due, and those of its bare rows."""
    await _make_due(database, due, now)
    busy = await timed(jobs.tick)
    touches = await _rows_of(database, Touch)
    assert len(touches) == due, "every one that was due was decided"
    bare_insert = await timed(lambda: _bare_insert(database, due, now))
    return busy / due, bare_insert / due


async def peopled(database: Database, customers: int, now: datetime) -> None:
    """Birthdays all over the coming year, none of them due."""
    zone = noon_zone(now)
    days = [(now + timedelta(days=2 + number % 360)).date() for number in range(customers)]
    for start in range(0, customers, _CHUNK):
        chunk = range(start, min(start + _CHUNK, customers))
        people = [_person(number, days[number], zone, now) for number in chunk]
        plan = [_planned(number, days[number], zone, now) for number in chunk]
        async with database.write() as session:
            await session.execute(insert(Customer), people)
            await session.execute(insert(PlanRow), plan)


def _person(number: int, day: Any, zone: str, now: datetime) -> dict[str, Any]:
    customer = Customer(
        id=number + 1,
        telegram_id=1_000_000 + number,
        first_name="Asha",
        full_name="Asha Verma",
        time_zone=zone,
        birth_month=day.month,
        birth_day=day.day,
        consent=Consent.all,
        consent_at=now,
        created_at=now,
    )
    return customer.model_dump()


def _planned(number: int, day: Any, zone: str, now: datetime) -> dict[str, Any]:
    coming = next_birthday(day.month, day.day, now, ZoneInfo(zone))
    row = PlanRow(
        customer_id=number + 1,
        rule="birthday",
        occasion=coming.key,
        occasion_at=coming.moment,
        due_at=coming.moment,
    )
    return row.model_dump(exclude={"id"})


async def _make_due(database: Database, due: int, now: datetime) -> None:
    """It is the birthday of every so many-th customer today."""
    zone = noon_zone(now)
    today = now.astimezone(ZoneInfo(zone)).date()
    coming = next_birthday(today.month, today.day, now - timedelta(hours=12), ZoneInfo(zone))
    async with database.write() as session:
        step = max(1, len(await _ids(database)) // due)
        for number in range(due):
            customer = await session.get(Customer, 1 + number * step)
            plan = (
                await session.execute(select(PlanRow).where(col(PlanRow.customer_id) == 1 + number * step))
            ).scalar_one()
            assert customer is not None
            customer.birth_month, customer.birth_day = today.month, today.day
            plan.occasion, plan.occasion_at, plan.due_at = coming.key, coming.moment, coming.moment


async def _ids(database: Database) -> list[int]:
    async with database.read() as session:
        return [number for number in (await session.execute(select(col(Customer.id)))).scalars() if number]


async def _bare_read(database: Database, now: datetime) -> None:
    async with database.read() as session:
        await session.execute(select(col(PlanRow.customer_id)).where(col(PlanRow.due_at) <= now).limit(100))


async def _bare_insert(database: Database, due: int, now: datetime) -> None:
    """The rows that a touch comes to, and nothing else: a touch, a message, a plan for next year; 100 a transaction."""
    touches, messages, plan = await _rows_of(database, Touch), await _rows_of(database, OutboxRow), []
    for touch in touches:
        plan.append(
            {"customer_id": touch["customer_id"], "rule": "other", "occasion": "x", "occasion_at": now, "due_at": now}
        )
        touch["rule"] = "other"
    for start in range(0, due, 100):
        async with database.write() as session:
            for table, rows in ((Touch, touches), (OutboxRow, messages), (PlanRow, plan)):
                await session.execute(insert(table), rows[start : start + 100])


async def _rows_of(database: Database, table: type[SQLModel]) -> list[dict[str, Any]]:
    async with database.read() as session:
        made: Table = table.__table__  # type: ignore[attr-defined]
        rows = (await session.execute(select(made))).mappings()
        return [{name: value for name, value in row.items() if name != "id"} for row in rows]


async def median_of(work: Callable[[], Awaitable[None]]) -> float:
    await work()
    return median([await timed(work) for _ in range(_TIMES)])


async def timed(work: Callable[[], Awaitable[None]]) -> float:
    begun = time.perf_counter()
    await work()
    return time.perf_counter() - begun
