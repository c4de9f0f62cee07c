"""APScheduler's few interval jobs, each one call into work.

The database is the schedule; this is only a timer (law 4).
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, timedelta
from pathlib import Path
from typing import TypeVar

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError

from bot.work import backlog
from bot.work.cases.releasing import release_due
from bot.work.cases.watching import watch
from bot.work.customers.forgetting import FORGOTTEN
from bot.work.customers.weighing import weigh_if_due
from bot.work.improving.learnt import write_learnt
from bot.work.outreach.planning import replan_chunk
from bot.work.outreach.tick import tick
from bot.work.sweeping import sweep
from bot.work.turn import House, Turn
from care_rules.errors import BookError
from care_rules.loading import load
from nlu.serving import Home
from storage import house as notes
from storage import plans, reviews
from storage.database import Database

Done = TypeVar("Done")
log = structlog.get_logger()

TICK_EVERY = timedelta(seconds=10)
BOOK_EVERY = timedelta(seconds=10)
SWEEP_EVERY = timedelta(minutes=10)
TIDY_EVERY = timedelta(seconds=10)
WEIGH_EVERY = timedelta(minutes=1)
SWEEP_ONCE_IN = timedelta(days=1)


class Jobs:
    """What is done from time to time. Every replica runs every job: rows and keys decide what is done once."""

    def __init__(self, database: Database, house: House, book: Path, home: Home) -> None:
        """`home` is where training finds what was learnt."""
        self._database, self._house, self._book = database, house, book
        self.home = home
        self._complained: str | None = None

    def scheduler(self) -> AsyncIOScheduler:
        """Return the timer, not yet started. Jobs live in memory: what is due is in the database."""
        once = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        timer = AsyncIOScheduler(timezone=UTC, job_defaults=once)
        for job, every in self._intervals():
            timer.add_job(_guarded(job), "interval", seconds=every.total_seconds(), id=job.__name__)
        return timer

    def _intervals(self) -> tuple[tuple[Callable[[], Awaitable[None]], timedelta], ...]:
        return (
            (self.watch, TICK_EVERY),
            (self.tick, TICK_EVERY),
            (self.reload_book, BOOK_EVERY),
            (self.sweep, SWEEP_EVERY),
            (self.weigh, WEIGH_EVERY),
            (self.tidy, TIDY_EVERY),
        )

    async def at_start(self) -> None:
        """Do at once what may have been missed while nothing ran."""
        for job in (self.watch, self.replan, self.tick, self.sweep, self.weigh):
            await _guarded(job)()

    async def catch_up(self) -> None:
        """Do all that came due when the clock was moved."""
        await self.watch()
        await self.tick()

    async def watch(self) -> None:
        """See to every promise about which something is due, to who was talked with, to what waits for staff."""
        while await self._in_one_transaction(watch):
            pass
        while await self._in_one_transaction(release_due):
            pass
        await self._in_one_transaction(backlog.show)

    async def tick(self) -> None:
        """Send every touch that is due: mostly there is none."""
        async with self._database.glance() as session:
            due_at = await plans.next_due_at(session)
        if due_at is None or due_at > self._house.clock():
            return
        while await self._in_one_transaction(tick):
            pass

    async def replan(self) -> None:
        """Plan everybody anew where a rule changed, a chunk a transaction."""
        while await self._in_one_transaction(replan_chunk):
            pass

    async def reload_book(self) -> None:
        """Take a changed rule book into force; a mistaken one leaves the old one in force and is complained of once."""
        try:
            fresh = await asyncio.to_thread(load, self._book, self._house.company.zone.key)
        except BookError as mistakes:
            if str(mistakes) != self._complained:
                self._complained = str(mistakes)
                log.error(
                    "the rule book has mistakes; the old one stays in force",
                    action="book_refused",
                    mistakes=str(mistakes),
                )
            return
        self._complained = None
        if fresh.fingerprint != self._house.book.fingerprint:
            self._house.book = fresh
            log.warning("the rule book was reloaded", action="book_reloaded")
        await self.replan()

    async def sweep(self) -> None:
        """Once a day, delete what was kept long enough. A missed day is caught up at the next start."""
        now = self._house.clock()
        async with self._database.read() as session:
            last = await notes.last_ran(session, "sweep")
        if last is not None and now - last < SWEEP_ONCE_IN:
            return
        await sweep(self._database, self._house)
        async with self._database.write() as session:
            await notes.write_ran(session, "sweep", now)

    async def weigh(self) -> None:
        """At night, and after the shop brought much: what everybody is worth, their tiers, stages and health."""
        weighed = await weigh_if_due(self._database, self._house)
        if weighed is not None:
            log.info("buyers weighed", action="weighed", buyers=weighed)

    async def tidy(self) -> None:
        """After somebody was forgotten: nothing of theirs in training's files, nor in the database's own."""
        async with self._database.read() as session:
            noted = await notes.note(session, FORGOTTEN)
            if not noted:
                return
            accepted = await reviews.accepted(session)
        await asyncio.to_thread(write_learnt, self.home, accepted)
        await self._database.overwrite_deleted()
        async with self._database.write() as session:
            if await notes.note(session, FORGOTTEN) == noted:
                await notes.write_note(session, FORGOTTEN, {})

    async def _in_one_transaction(self, work: Callable[[Turn], Awaitable[Done]]) -> Done:
        async with self._database.write() as session:
            return await work(Turn(session, self._house.clock(), self._house))


def _guarded(job: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """A job that fails is logged and comes again; it takes nothing else down."""

    async def run() -> None:
        try:
            await job()
        except (SQLAlchemyError, OSError, TimeoutError) as fault:
            log.error("job failed", action="job_failed", job=job.__name__, fault=repr(fault)[:300])

    return run
