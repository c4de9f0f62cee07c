"""Which rows go now: what is queued in the database, put in order, marked as on its way before it goes."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from aiogram.methods import TelegramMethod
from sqlalchemy.ext.asyncio import AsyncSession

from bot.courier import topics
from bot.courier.calls import prepared
from bot.courier.limits import Limits
from bot.courier.outcomes import Outcome
from bot.courier.queue import Queue, Waiting
from bot.work.turn import Turn
from storage import customers, outbox
from storage.outbox import QueuedRow
from storage.tables import OutboxRow

_MOST_AT_ONCE = 30
_READ_AT_ONCE = 500
_LATE_IDS = 200  # how far below the highest id a row may still commit; the rescan finds the rare later one
_RESCAN_EVERY = 1.0  # seconds
_RESCAN_SHARE = 0.05  # the most of our time that looking for rows we missed may take


@dataclass(frozen=True)
class Flight:
    """A call on its way. `attempt` is the row's count when it was marked: a higher one means somebody else has it."""

    waiting: Waiting
    attempt: int

    @property
    def row_id(self) -> int:
        return self.waiting.row_id


Going = tuple[Flight, TelegramMethod[object] | Outcome]


def waiting_of(row: QueuedRow) -> Waiting:
    return Waiting(row.row_id, row.chat_id, row.priority, row.method, row.not_before, row.needs_id, row.customer_id)


class Picking:
    """The queue as the courier knows it. After a fault it is begun anew from the database."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._queue = Queue()
        self._rescan_at = 0.0
        self._taken: list[Waiting] = []
        self._marked: dict[int, int] = {}

    def begin(self, in_the_air: Iterable[Waiting]) -> None:
        """Start with an empty queue. The lines of what is on its way already are busy."""
        self._queue = Queue()
        for waiting in in_the_air:
            self._queue.hold(waiting)
        self._queue.highest_id = 0

    def give_up(self) -> dict[int, int]:
        """Put down what was taken for a transaction that failed; return the attempt each may have been marked with."""
        for waiting in self._taken:
            self._limits.release(waiting.chat_id, waiting.method)
        self._taken, marked = [], self._marked
        self._marked = {}
        return marked

    def committed(self) -> None:
        """What was marked is marked: it is the sender's now."""
        self._taken, self._marked = [], {}

    async def end(self, session: AsyncSession, done: list[Waiting]) -> None:
        """These were settled: forget them, or queue them anew as their rows are now."""
        for waiting in done:
            self._queue.free(waiting)
        for row in await outbox.queued_of(session, [waiting.row_id for waiting in done]):
            self._queue.add(waiting_of(row))

    async def fetch(self, session: AsyncSession) -> None:
        """Learn of rows that are new. Those just below the highest id are looked at too: ids do not commit in order."""
        after = self._queue.highest_id - _LATE_IDS
        while True:
            rows = await outbox.queued(session, after, _READ_AT_ONCE)
            for row in rows:
                self._queue.add(waiting_of(row))
            if len(rows) < _READ_AT_ONCE:
                break
            after = rows[-1].row_id
        await self._look_for_missed(session)

    async def _look_for_missed(self, session: AsyncSession) -> None:
        """Now and then look at every id that is queued."""
        loop = asyncio.get_running_loop()
        if (began_at := loop.time()) >= self._rescan_at:
            await self._rescan(session)
            took = loop.time() - began_at
            self._rescan_at = loop.time() + max(_RESCAN_EVERY, took / _RESCAN_SHARE)

    async def _rescan(self, session: AsyncSession) -> None:
        """Find rows whose ids are lower than one already seen: on PostgreSQL ids do not commit in order."""
        ids = await outbox.queued_ids(session)
        self._queue.keep_only(ids)
        for row in await outbox.queued_of(session, sorted(self._queue.missing(ids))):
            self._queue.add(waiting_of(row))
        self._limits.forget_idle(asyncio.get_running_loop().time())

    async def mark(self, turn: Turn) -> list[Going]:
        """Take what may go and mark it as on its way. Some turn out to end, or to wait, without a call."""
        monotonic = asyncio.get_running_loop().time()
        self._taken, self._marked = self._queue.take(self._limits, turn.now, monotonic, _MOST_AT_ONCE), {}
        if not self._taken:
            return []
        marked = await outbox.mark_sending(turn.session, [waiting.row_id for waiting in self._taken])
        needed_ids = [waiting.needs_id for waiting in self._taken if waiting.needs_id is not None]
        rows = await outbox.by_ids(turn.session, [*marked, *needed_ids])
        self._marked = {row_id: rows[row_id].attempts for row_id in marked}
        private = {waiting.chat_id for waiting in self._taken if waiting.chat_id > 0}
        gone = await customers.gone(turn.session, private)
        going: list[Going] = []
        for waiting in self._taken:
            if waiting.row_id in marked:
                row = rows[waiting.row_id]
                call = await _veto(turn, row) or prepared(row, rows.get(row.needs_id or 0), turn.now, gone)
                going.append((Flight(waiting, row.attempts), call))
            else:  # queued no longer: forgotten with its customer
                self._limits.release(waiting.chat_id, waiting.method)
                self._queue.free(waiting)
        self._taken = [flight.waiting for flight, _ in going]
        return going

    def next_at(self, now: datetime) -> float:
        """Return in how many seconds something may go."""
        return self._queue.next_at(self._limits, now, asyncio.get_running_loop().time())


async def _veto(turn: Turn, row: OutboxRow) -> Outcome | None:
    is_probe = row.method == "closeForumTopic" and row.customer_id is None
    return await topics.may_close(turn, row) if is_probe else None
