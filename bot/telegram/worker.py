"""The worker: units from the inbox, each handled in one transaction; lanes side by side, each in order."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta

import structlog
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from bot.nursery import Nursery
from bot.work import set_aside
from bot.work.turn import House, Turn
from care_rules.errors import CareError
from storage import inbox
from storage.bells import Bell
from storage.database import Database
from storage.inbox import TakenByAnother, Unit
from storage.presence import Presence

log = structlog.get_logger()

SIDE_BY_SIDE = 8
FAILURES_ALLOWED = 3
_BREAK = timedelta(seconds=1)
_LONGEST_WAIT = 5.0  # seconds; also how often the dead are looked for
_OF_TELEGRAM = (TelegramNetworkError, TelegramRetryAfter, TelegramServerError)
_FROM_OUTSIDE = (OperationalError, InterfaceError, OSError, TimeoutError, *_OF_TELEGRAM)
# PostgreSQL's classes of errors that are no statement's own: connection, conflict, resources, operator, system
_OUTSIDE_STATES = ("08", "40", "53", "55", "57", "58")

AfterCommit = Callable[[], Coroutine[None, None, None]]
Finish = Callable[[Turn], Awaitable[None]]
# Handles a unit and calls `finish` in the transaction that did the work; returns what to do once that is committed.
Handle = Callable[[Unit, Finish], Awaitable[AfterCommit | None]]
Refuse = Callable[[Unit, CareError, Finish], Awaitable[AfterCommit | None]]


class Worker:
    """Takes units and handles them until cancelled."""

    def __init__(self, database: Database, house: House, presence: Presence, handle: Handle, refuse: Refuse) -> None:
        self._database, self._house, self._presence = database, house, presence
        self._handle, self._refuse = handle, refuse
        self._unfinished: list[Unit] = []
        self._wake = database.bells.listen(Bell.INBOX)
        self._busy = 0
        self._looked_at = house.clock()

    async def run(self) -> None:
        async with Nursery() as nursery:
            bury = True
            while True:
                self._wake.clear()
                try:
                    if bury:
                        await self._bury_the_dead()
                    await self._give_back_unfinished()
                    await self._take(nursery)
                    bury = not await self._woken()
                except (SQLAlchemyError, OSError, TimeoutError) as fault:
                    log.error("cannot reach the inbox", action="inbox_fault", fault=repr(fault)[:300])
                    await asyncio.sleep(_BREAK.total_seconds())

    async def _take(self, nursery: Nursery) -> None:
        free = SIDE_BY_SIDE - self._busy
        if free <= 0:
            return
        self._looked_at = self._house.clock()
        async with self._database.write() as session:
            units = await inbox.take(session, self._looked_at, self._presence.me, free)
        for unit in units:
            self._busy += 1
            nursery.start(self._in_hand(unit, nursery), f"unit {unit.first.id}")

    async def _woken(self) -> bool:
        """Wait until something rings, or until it is time to look; false when nothing rang."""
        wait = _LONGEST_WAIT
        if not self._busy:  # else the end of what is in hand rings
            async with self._database.read() as session:
                ready_at = await inbox.next_ready_at(session, self._looked_at)
            if ready_at is not None:
                wait = min(wait, max(0.0, (ready_at - self._house.clock()).total_seconds()))
        try:
            async with asyncio.timeout(wait):
                await self._wake.wait()
        except TimeoutError:
            return False
        return True

    async def _bury_the_dead(self) -> None:
        """Free what processes had in hand that no longer live."""
        async with self._database.read() as session:
            holders = await inbox.holders(session)
        dead = await self._presence.gone(holders)
        if not dead:
            return
        async with self._database.write() as session:
            turn = Turn(session, self._house.clock(), self._house)
            for row in await inbox.bury(session, dead, turn.now):
                log.error("unit set aside", action="set_aside", inbox_id=row.id, fault=row.fault)
                await set_aside.tell(turn, row, row.fault or "")

    async def _in_hand(self, unit: Unit, nursery: Nursery) -> None:
        structlog.contextvars.bind_contextvars(inbox_id=unit.first.id)
        try:
            after = await self._work(unit)
            if after is not None:  # it may take as long as Telegram likes: the unit is done
                nursery.start(after(), f"after unit {unit.first.id}")
        except TakenByAnother:
            log.warning("unit taken by another process", action="unit_lost")
        except (SQLAlchemyError, OSError) as fault:
            log.error("the database did not take a unit's end", action="unit_unfinished", fault=repr(fault)[:300])
            self._unfinished.append(unit)
        except Exception:
            # Whatever else goes wrong with one unit must not end the others, nor hold its lane for ever.
            log.exception("a unit's end failed", action="unit_end_failed")
            self._unfinished.append(unit)
        finally:
            self._busy -= 1
            self._wake.set()

    async def _work(self, unit: Unit) -> AfterCommit | None:
        """Handle the unit, or see to what went wrong; return what may be done now that it is committed."""

        async def finish(turn: Turn) -> None:
            await inbox.finish(turn.session, unit, self._presence.me, turn.now)

        try:
            try:
                after = await self._handle(unit, finish)
            except CareError as refusal:
                after = await self._refuse(unit, refusal, finish)
        except (TakenByAnother, asyncio.CancelledError):
            raise
        except Exception as fault:
            if _is_from_outside(fault):
                log.warning("fault from outside", action="outside_fault", fault=repr(fault)[:300])
                await self._give_back(unit)
            else:
                log.exception("unit failed", action="unit_failed", failures=unit.first.failures + 1)
                await self._count(unit, f"{type(fault).__name__}: {fault}"[:500])
        else:
            return after
        return None

    async def _give_back(self, unit: Unit) -> None:
        async with self._database.write() as session:
            await inbox.give_back(session, unit, self._presence.me, self._house.clock() + _BREAK)

    async def _give_back_unfinished(self) -> None:
        while self._unfinished:
            with contextlib.suppress(TakenByAnother):
                await self._give_back(self._unfinished[-1])
            self._unfinished.pop()

    async def _count(self, unit: Unit, fault: str) -> None:
        """Count the failure; the third one sets the unit aside, and people are told."""
        if unit.first.failures + 1 < FAILURES_ALLOWED:
            async with self._database.write() as session:
                ready_at = self._house.clock() + _BREAK
                await inbox.count_failure(session, unit, self._presence.me, ready_at, fault)
            return
        log.error("unit set aside", action="set_aside", fault=fault)
        try:
            await self._set_aside(unit, fault, told=True)
        except (TakenByAnother, SQLAlchemyError, OSError):
            raise
        except Exception:
            log.exception("nobody could be told", action="set_aside_untold")
            await self._set_aside(unit, fault, told=False)

    async def _set_aside(self, unit: Unit, fault: str, *, told: bool) -> None:
        async with self._database.write() as session:
            turn = Turn(session, self._house.clock(), self._house)
            await inbox.set_aside(session, unit, self._presence.me, turn.now, fault)
            if told:
                await set_aside.tell(turn, unit.first, fault)


def _is_from_outside(fault: Exception) -> bool:
    state = str(getattr(getattr(fault, "orig", None), "sqlstate", None) or "") if isinstance(fault, DBAPIError) else ""
    return isinstance(fault, _FROM_OUTSIDE) or state.startswith(_OUTSIDE_STATES)
