"""What care costs as customers grow many: ticks, plans and a preview, each beside a bare statement or scan."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import delete, func, insert, select
from sqlmodel import SQLModel, col

from bot.app import spare_the_collector
from bot.settings_checks import HOUSE
from bot.work.outreach import planning
from bot.work.turn import House, Turn
from storage import customers
from storage.bells import Bells
from storage.database import Database
from storage.migrate import migrate
from storage.tables import Customer, PlanRow
from tests.databases import postgresql_server, sqlite_url
from tests.e2e.bench.clientele import analyse, settled
from tests.e2e.bench.desk import insert_rows
from tests.e2e.bench.replanning import Replanned
from tests.e2e.bench.soaking import postgresql_url_of
from tests.e2e.bench.ticking import busy_tick, jobs_of, median_of, peopled, timed

SIZES = (10_000, 100_000, 1_000_000)
CUSTOMERS = 100_000  # whose plans are made; what more would take grows with their number
DUE = 3_000
DAYS = 30
_SETTINGS = {"DATA_KEYS": "a-key-for-measurements", "COMPANY_TIME_ZONE": "UTC", "COMPANY_NAME": "Lotus"}


Done = TypeVar("Done")


@dataclass(frozen=True)
class Quiet:
    """Seconds of a tick with nothing due, and of looking at every customer instead."""

    customers: int
    tick: float
    scan: float


@dataclass(frozen=True)
class Cared:
    """Seconds; of the busy tick and its bare rows a touch."""

    quiet: Sequence[Quiet]
    due: int
    busy: float
    bare_touch: float
    customers: int
    rules: int
    planned: int
    one: float
    full: Replanned
    bare_plan: float
    preview: float


async def cared(name: str, sizes: Sequence[int] = SIZES, many: int = CUSTOMERS, due: int = DUE) -> Cared:
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder, postgresql_server() as server:

        async def on_fresh(work: Callable[[Database], Awaitable[Done]]) -> Done:
            url = sqlite_url(Path(folder)) if name == "sqlite" else await postgresql_url_of(server)
            database = Database(url, Bells())
            try:
                await migrate(database.engine)
                return await work(database)
            finally:
                await database.close()

        spare_the_collector()
        quiet, busy, bare_touch = await on_fresh(lambda database: _ticks(database, sizes, due))
        rest = await on_fresh(lambda database: _plans(database, Path(folder), many))
    return Cared(quiet, due, busy, bare_touch, many, **rest)


async def _ticks(database: Database, sizes: Sequence[int], due: int) -> tuple[list[Quiet], float, float]:
    jobs, house = jobs_of(database)
    quiet: list[Quiet] = []
    await peopled(database, sizes[0], house.clock())
    for size in sizes:
        await _grow(database, sizes[0], size)
        scan = await timed(lambda: _scan(database, house.clock()))
        quiet.append(Quiet(size, await median_of(jobs.tick), scan))
    busy, bare = await busy_tick(database, jobs, due, house.clock())
    return quiet, busy, bare


async def _grow(database: Database, first: int, size: int) -> None:
    """Copy everybody there was at first until there are so many."""
    async with database.read() as session:
        there = (await session.execute(select(func.count()).select_from(Customer))).scalar_one()
    for above in range(there, size, first):
        async with database.write() as session:
            moved = {"id": col(Customer.id) + above, "telegram_id": col(Customer.telegram_id) + above}
            await session.execute(_copied(Customer, moved, col(Customer.id) <= first))
            moved = {"customer_id": col(PlanRow.customer_id) + above}
            await session.execute(_copied(PlanRow, moved, col(PlanRow.customer_id) <= first))
    await analyse(database)


def _copied(table: type[SQLModel], moved: dict[str, Any], which: Any) -> Any:
    names = [name for name in table.model_fields if name != "id" or "id" in moved]
    wanted = select(*(moved.get(name, getattr(table, name)) for name in names)).where(which)
    return insert(table).from_select(names, wanted)


async def _scan(database: Database, now: datetime) -> None:
    """What a bot without a plan does: look at everybody's birthday, in pieces."""
    columns = [col(getattr(Customer, name)) for name in ("id", "birth_month", "birth_day", "time_zone")]
    async with database.read() as session:
        found = await session.stream(select(*columns))
        async for some in found.partitions(5_000):
            _ = [number for number, month, day, _ in some if (month, day) == (now.month, now.day)]


async def _plans(database: Database, folder: Path, many: int) -> dict[str, Any]:
    _, house = jobs_of(database)
    await settled(database, many, house.clock())
    full = Replanned(**json.loads(await asyncio.to_thread(_replan, database.url)))
    await analyse(database)
    one = await median_of(lambda: _replan_one(database, house, many // 60 * 30))
    preview = await asyncio.to_thread(_preview, database.url, folder)
    rows = await _plan_of(database)
    async with database.write() as session:
        await session.execute(delete(PlanRow))
    bare = await timed(lambda: insert_rows(database, PlanRow, rows))
    return {
        "rules": len(house.book.rules),
        "planned": len(rows),
        "one": one,
        "full": full,
        "bare_plan": bare,
        "preview": preview,
    }


async def _replan_one(database: Database, house: House, number: int) -> None:
    """Somebody tells another birthday than they did."""
    async with database.write() as session:
        customer = await customers.by_id(session, number, lock=True)
        assert customer is not None
        customer.birth_day = 1 + (customer.birth_day or 0) % 28
        await planning.replan(Turn(session, house.clock(), house), customer)


async def _plan_of(database: Database) -> list[dict[str, Any]]:
    async with database.read() as session:
        wanted = select(*(getattr(PlanRow, name) for name in PlanRow.model_fields if name != "id"))
        return [dict(row) for row in (await session.execute(wanted)).mappings()]


def _replan(url: str) -> bytes:
    command = [sys.executable, "-m", "tests.e2e.bench.replanning", url]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=HOUSE).stdout


def _preview(url: str, folder: Path) -> float:
    """Run `care rules preview` as people do; return its seconds."""
    settings = _SETTINGS | {"DATABASE_URL": url, "VAR_DIR": str(folder / "var")}
    command = [sys.executable, "-m", "bot", "rules", "preview", "--days", str(DAYS)]
    begun = time.monotonic()
    subprocess.run(command, check=True, env=os.environ | settings, stdout=subprocess.DEVNULL, cwd=HOUSE)
    return time.monotonic() - begun
