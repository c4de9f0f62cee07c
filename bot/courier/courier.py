"""The courier's loop: settle what ended, fetch what is new, mark what goes, send it. One transaction a round."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime

import structlog
from aiogram import Bot
from aiogram.methods import TelegramMethod
from sqlalchemy.exc import SQLAlchemyError

from bot.courier.limits import Limits
from bot.courier.outcomes import Moved, Outcome, TryAgain, attempt
from bot.courier.picking import Flight, Going, Picking
from bot.courier.settling import adopt, is_still_ours, settle
from bot.nursery import Nursery
from bot.work.turn import House, Turn
from storage import outbox
from storage.bells import Bell
from storage.database import Database
from storage.presence import Presence

log = structlog.get_logger()

_LONGEST_WAIT = 1.0  # seconds: how soon a lost turn, or a row that rang no bell here, is noticed
_BREAK = 1.0  # seconds to leave the database alone after a fault
_LANDING = 2.0  # seconds that what is on its way has to arrive when we are stopped
_FAULTS = (SQLAlchemyError, OSError, TimeoutError)

Clock = Callable[[], datetime]


class Courier:
    """The only sender of queued calls. One replica's courier works at a time; the others wait for its turn."""

    def __init__(self, database: Database, bot: Bot, house: House, presence: Presence, limits: Limits) -> None:
        self._database, self._bot, self._house = database, bot, house
        self._presence, self._limits = presence, limits
        self._picking = Picking(limits)
        self._begun = False
        self._flights: dict[int, Flight] = {}
        self._ended: list[tuple[Flight, Outcome]] = []
        self._never_left: dict[int, int] = {}
        self._wake = database.bells.listen(Bell.OUTBOX)

    async def run(self) -> None:
        """Work until cancelled; then let what is on its way arrive, for a moment.

        What has no answer by then is settled as in doubt by whoever comes next.
        """
        async with Nursery() as nursery:
            try:
                while True:
                    await self._step(nursery)
            finally:
                await self._land()

    async def _step(self, nursery: Nursery) -> None:
        try:
            await self._round(nursery)
        except _FAULTS as fault:
            log.error("courier round failed", action="courier_fault", fault=repr(fault)[:300])
            await asyncio.sleep(_BREAK)
        else:
            await self._wait()

    async def _round(self, nursery: Nursery) -> None:
        """Do all that can be done now."""
        self._wake.clear()
        ended, going = list(self._ended), list[Going]()
        try:
            ours = await self._presence.take_courier_turn()
            if not ours:
                self._begun = False
            if ours or ended:
                async with self._database.write() as session:
                    turn = Turn(session, self._house.clock(), self._house)
                    await self._settle(turn, ended)
                    if ours:
                        going = await self._serve(turn, {flight.row_id for flight, _ in ended})
        except BaseException:
            self._begun = False  # what we know of the queue may not be what was committed
            self._never_left |= self._picking.give_up()
            raise
        self._picking.committed()
        self._landed(ended)
        for flight, call in going:
            self._depart(nursery, flight, call)

    async def _settle(self, turn: Turn, ended: list[tuple[Flight, Outcome]]) -> None:
        """Write down how each call ended. What goes again is queued anew, as the row is now."""
        ids = [flight.row_id for flight, _ in ended]
        rows = await outbox.by_ids(turn.session, ids, lock=True) if ids else {}
        for flight, outcome in ended:
            row = rows.get(flight.row_id)
            if row is not None and is_still_ours(row, flight.attempt, outcome):
                if isinstance(outcome, Moved) and row.chat_id < 0:
                    self._limits.follow(row.chat_id, outcome.chat_id)
                    self._begun = False  # rows that are queued go elsewhere now
                await settle(turn, row, outcome)
        if ids and self._begun:
            await turn.session.flush()
            await self._picking.end(turn.session, [flight.waiting for flight, _ in ended])

    async def _serve(self, turn: Turn, settled: set[int]) -> list[Going]:
        """Choose what goes now. On becoming the courier, first take over what the last one left."""
        if not self._begun:
            in_the_air = [flight for row_id, flight in self._flights.items() if row_id not in settled]
            self._picking.begin([flight.waiting for flight in in_the_air])
            doubtful = await adopt(turn, {flight.row_id for flight in in_the_air}, self._never_left)
            await turn.session.flush()
            log.info("courier begins", action="courier_begins", in_doubt=doubtful)
        await self._picking.fetch(turn.session)
        going = await self._picking.mark(turn)
        self._begun = True
        return going

    def _landed(self, ended: list[tuple[Flight, Outcome]]) -> None:
        del self._ended[: len(ended)]
        for flight, _ in ended:
            self._flights.pop(flight.row_id, None)
        if self._begun:
            self._never_left.clear()

    def _depart(self, nursery: Nursery, flight: Flight, call: TelegramMethod[object] | Outcome) -> None:
        self._flights[flight.row_id] = flight
        if isinstance(call, TelegramMethod):
            nursery.start(self._send(flight, call), f"send {flight.row_id}")
        else:
            self._limits.release(flight.waiting.chat_id, flight.waiting.method)
            self._end(flight, call)

    def _end(self, flight: Flight, outcome: Outcome) -> None:
        self._ended.append((flight, outcome))
        self._wake.set()

    async def _send(self, flight: Flight, call: TelegramMethod[object]) -> None:
        loop, waiting = asyncio.get_running_loop(), flight.waiting
        outcome = await attempt(self._bot, call)
        self._limits.end(waiting.chat_id, waiting.method, loop.time())
        if isinstance(outcome, TryAgain) and outcome.pause:
            self._limits.pause(waiting.chat_id, loop.time() + (outcome.after or 0.0))
        self._end(flight, outcome)

    async def _wait(self) -> None:
        soonest = self._picking.next_at(self._house.clock()) if self._begun else _LONGEST_WAIT
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(_LONGEST_WAIT, soonest)):
                await self._wake.wait()

    async def _land(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LANDING):
                while len(self._ended) < len(self._flights):
                    self._wake.clear()
                    await self._wake.wait()
        if not self._ended:
            return
        ended, self._begun = list(self._ended), False
        try:
            async with self._database.write() as session:
                await self._settle(Turn(session, self._house.clock(), self._house), ended)
            self._landed(ended)
        except _FAULTS as fault:
            log.error("what arrived last was not written down", action="courier_fault", fault=repr(fault)[:300])
