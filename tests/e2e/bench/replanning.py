"""`python -m tests.e2e.bench.replanning URL`: plan everybody anew twice, and see how long other writers wait."""

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.app import spare_the_collector
from bot.jobs import Jobs
from bot.work.outreach import planning
from bot.work.turn import Turn
from storage import customers
from storage import house as notes
from storage.bells import Bells
from storage.database import Database
from tests.e2e.bench.ticking import jobs_of, timed

_EVERY = 0.02  # seconds between two writes of somebody else's
_MEGABYTE = 1024  # of what the system counts in


@dataclass(frozen=True)
class Replanned:
    """Seconds: everybody for the first time, and again with a plan there; the longest that another writer waited."""

    first: float
    again: float
    waited: float
    megabytes: float


async def replanned(url: str) -> Replanned:
    database = Database(url, Bells())
    jobs, house = jobs_of(database)
    spare_the_collector()
    try:
        first, waited = await _beside_another(database, jobs)
        async with database.write() as session:
            await planning.ask_for(Turn(session, house.clock(), house))
        again, waited_again = await _beside_another(database, jobs)
    finally:
        await database.close()
    return Replanned(first, again, max(waited, waited_again), _megabytes())


def _megabytes() -> float:
    """Our memory at its largest, since we began: what the system counts for a process includes who started it."""
    (line,) = [one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmHWM")]
    return int(line.split()[1]) / _MEGABYTE


async def _beside_another(database: Database, jobs: Jobs) -> tuple[float, float]:
    """Return how long it took, and the longest that one small write of another took meanwhile."""
    waits: list[float] = []
    other = asyncio.create_task(_write_now_and_then(database, waits))  # noqa: TID251
    try:
        return await timed(jobs.replan), max(waits)
    finally:
        other.cancel()
        await asyncio.wait([other])


async def _write_now_and_then(database: Database, waits: list[float]) -> None:
    """Somebody has to do with a customer of those who are planned just then: no wait could be longer."""
    while True:
        async with database.read() as session:
            noted = await notes.note(session, notes.BOOK) or {}
        begun = time.perf_counter()
        async with database.write() as session:
            await customers.by_id(session, noted.get("after", 0) + planning.CHUNK // 2, lock=True)
        waits.append(time.perf_counter() - begun)
        await asyncio.sleep(_EVERY)


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(replanned(sys.argv[1])))))
