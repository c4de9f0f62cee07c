"""The courier's loop: settle what ended, fetch what is new, mark what goes, send it. One transaction a round."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from aiogram import Bot
from aiogram.methods import TelegramMethod
from sqlalchemy.exc import SQLAlchemyError

from bot.courier.calls import call_for, waiting_of
from bot.courier.limits import Limits
from bot.courier.outcomes import Outcome, Refused, attempt
from bot.courier.queue import Queue, Waiting
from bot.courier.settling import adopt, expire, settle
from bot.nursery import Nursery
from bot.work.turn import House, Turn
from storage import outbox
from storage.bells import Bell
from storage.database import Database
from storage.presence import Presence
from storage.tables import OutboxRow

log = structlog.get_logger()

_MOST_AT_ONCE = 30
_READ_AT_ONCE = 500
_LONGEST_WAIT = 1.0  # seconds: how soon a lost turn, or a row that rang no bell here, is noticed

Clock = Callable[[], datetime]


class Courier:
    """The only sender of queued calls. One replica's courier works at a time; the others wait for its turn."""

    def __init__(self, database: Database, bot: Bot, house: House, presence: Presence, limits: Limits) -> None:
        self._database, self._bot, self._house = database, bot, house
        self._presence, self._limits = presence, limits
        self._queue = Queue()
        self._ended: list[tuple[Waiting, Outcome]] = []
        self._under_way = 0
        self._turn_is_ours = False
        self._wake = database.bells.listen(Bell.OUTBOX)

    async def run(self) -> None:
        """Work until cancelled. What is on its way then is settled as in doubt by whoever comes next."""
        async with Nursery() as nursery:
            while True:
                try:
                    busy = await self._have_turn() and await self._round(nursery)
                except (SQLAlchemyError, OSError, TimeoutError) as fault:
                    log.error("courier round failed", action="courier_fault", fault=repr(fault)[:300])
                    self._turn_is_ours = False
                    await asyncio.sleep(1.0)
                    continue
                if not busy:
                    await self._wait()

    async def _have_turn(self) -> bool:
        """Whether we are the courier; on becoming it, take over what the last one left."""
        had_it, self._turn_is_ours = self._turn_is_ours, await self._presence.take_courier_turn()
        if not self._turn_is_ours or had_it:
            return self._turn_is_ours
        if self._under_way:
            self._turn_is_ours = False
            return False
        self._queue, self._ended = Queue(), []
        async with self._database.write() as session:
            doubtful = await adopt(self._turn(session), session)
        log.info("courier begins", action="courier_begins", in_doubt=doubtful)
        return True

    def _turn(self, session: Any) -> Turn:
        return Turn(session, self._house.clock(), self._house)

    async def _round(self, nursery: Nursery) -> bool:
        """Do all that can be done now; false when there was nothing."""
        self._wake.clear()
        ended, self._ended = self._ended, []
        async with self._database.write() as session:
            turn = self._turn(session)
            again = await self._settle(turn, ended)
            for waiting, _ in ended:
                self._queue.free(waiting)
            for row in again:
                self._queue.add(waiting_of(row))
            fresh = await self._fetch(turn)
            going = await self._mark(turn)
        for waiting, call in going:
            self._under_way += 1
            nursery.start(self._send(waiting, call), f"send {waiting.row_id}")
        return bool(ended or fresh or going)

    async def _settle(self, turn: Turn, ended: list[tuple[Waiting, Outcome]]) -> list[OutboxRow]:
        rows = await outbox.by_ids(turn.session, [waiting.row_id for waiting, _ in ended]) if ended else {}
        for waiting, outcome in ended:
            if waiting.row_id in rows:
                await settle(turn, rows[waiting.row_id], outcome)
        return [row for row in rows.values() if row.state == "queued"]

    async def _fetch(self, turn: Turn) -> int:
        fresh = 0
        while True:
            rows = await outbox.queued(turn.session, self._queue.highest_id, _READ_AT_ONCE)
            for row in rows:
                self._queue.add(waiting_of(row))
            fresh += len(rows)
            if len(rows) < _READ_AT_ONCE:
                return fresh

    async def _mark(self, turn: Turn) -> list[tuple[Waiting, TelegramMethod[Any]]]:
        """Mark what may go as on its way. What turns out to need no call is settled at once."""
        taken = self._queue.take(self._limits, turn.now, asyncio.get_running_loop().time(), _MOST_AT_ONCE)
        if not taken:
            return []
        marked = await outbox.mark_sending(turn.session, [waiting.row_id for waiting in taken])
        needed_ids = [waiting.needs_id for waiting in taken if waiting.needs_id is not None]
        rows = await outbox.by_ids(turn.session, [*marked, *needed_ids])
        going: list[tuple[Waiting, TelegramMethod[Any]]] = []
        for waiting in taken:
            call = await self._prepare(turn, rows.get(waiting.row_id), rows.get(waiting.needs_id or 0), marked)
            if isinstance(call, TelegramMethod):
                going.append((waiting, call))
            else:
                self._put_down(waiting)
        return going

    async def _prepare(
        self, turn: Turn, row: OutboxRow | None, needed: OutboxRow | None, marked: set[int]
    ) -> TelegramMethod[Any] | None:
        if row is None or row.id not in marked:
            return None
        if row.expires_at is not None and row.expires_at <= turn.now:
            await expire(turn, row)
            return None
        try:
            call = call_for(row, needed)
        except (ValueError, AttributeError) as fault:
            call = Refused(f"not a call: {fault}"[:200])
        if isinstance(call, TelegramMethod):
            return call
        await settle(turn, row, call)
        return None

    def _put_down(self, waiting: Waiting) -> None:
        self._limits.end(waiting.chat_id, waiting.method, asyncio.get_running_loop().time())
        self._queue.free(waiting)

    async def _send(self, waiting: Waiting, call: TelegramMethod[Any]) -> None:
        loop = asyncio.get_running_loop()
        outcome = await attempt(self._bot, call)
        self._limits.end(waiting.chat_id, waiting.method, loop.time())
        after = getattr(outcome, "after", None)
        if after is not None:
            self._limits.pause(waiting.chat_id, loop.time() + after)
        self._under_way -= 1
        self._ended.append((waiting, outcome))
        self._wake.set()

    async def _wait(self) -> None:
        loop = asyncio.get_running_loop()
        soonest = self._queue.next_at(self._limits, self._house.clock(), loop.time())
        try:
            async with asyncio.timeout(min(_LONGEST_WAIT, soonest)):
                await self._wake.wait()
        except TimeoutError:
            await self._rescan()

    async def _rescan(self) -> None:
        """Find rows whose ids are lower than one already seen: on PostgreSQL ids do not commit in order."""
        async with self._database.read() as session:
            ids = await outbox.queued_ids(session)
            missed = await outbox.by_ids(session, [row_id for row_id in ids if not self._queue.knows(row_id)])
        self._queue.keep_only(ids)
        for row in missed.values():
            self._queue.add(waiting_of(row))
        self._limits.forget_idle(asyncio.get_running_loop().time())
