"""Weigh what every buyer is worth, and which tier, stage and health follow: at night, and when the shop told us much.

It goes over everybody twice. First each one's sums, from which the lines between tiers are drawn and a model of who
still buys is fitted; then each is weighed against those and written, a chunk a transaction. The arithmetic runs in a
thread, beside the chat and not in its way.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.work.customers.gathering import Known, gather, histories
from bot.work.customers.records import give_records
from bot.work.customers.settling import settle
from bot.work.outreach import planning
from bot.work.shop.money import unit_of
from bot.work.turn import House, Turn
from care_rules.population import Models, Population, outlooks
from care_rules.shopping import ShoppingHistory
from care_rules.weighing import Facts, Outlook, Scale, Weight, weigh, worth_of
from storage import house as notes
from storage.circles import circles_of, owner_of_each, owners_after
from storage.database import Database

CHUNK = 1000  # buyers a transaction
_REMEMBERED = 200_000  # histories, of about half a kilobyte; of more buyers they are read again instead
NIGHT = 3  # o'clock of the company: all that was bought on a day is in by then
_JOB = "weighing"
_ASKED = "weighing asked for"
_HELD = "weighing under way"
_BETWEEN = timedelta(hours=1)
_LONGEST = timedelta(hours=1)  # one that was killed keeps the others away no longer


async def ask_for(turn: Turn) -> None:
    """Have everybody weighed anew at the next occasion, not only at night."""
    await notes.write_note(turn.session, _ASKED, {"at": turn.now.isoformat()})


async def ask_for_within_the_hour(turn: Turn) -> None:
    """Have everybody weighed anew, an hour after the last time at the soonest: a till may ring all day."""
    last = await notes.last_ran(turn.session, _JOB)
    asked = await notes.note(turn.session, _ASKED)
    if last is None or (asked is not None and datetime.fromisoformat(asked["at"]) > last):
        return
    await notes.write_note(turn.session, _ASKED, {"at": max(turn.now, last + _BETWEEN).isoformat()})


async def weigh_if_due(database: Database, house: House) -> int | None:
    """Weigh everybody, if it was asked for or a night has passed since the last time; return how many were weighed.

    Of several replicas one does it. None: it is not due, or another one is at it.
    """
    now = house.clock()
    async with database.read() as session:
        if not await _is_due(Turn(session, now, house)):
            return None
    async with database.write() as session:
        if not await _take(Turn(session, now, house)):
            return None
    weighed = await Weighing(database, house, now).run()
    async with database.write() as session:
        await planning.ask_for(Turn(session, now, house))
        await notes.write_ran(session, _JOB, now)
        await notes.write_note(session, _HELD, {})
    return weighed


async def _is_due(turn: Turn) -> bool:
    last = await notes.last_ran(turn.session, _JOB)
    asked = await notes.note(turn.session, _ASKED)
    if last is None or (asked is not None and last < datetime.fromisoformat(asked["at"]) <= turn.now):
        return True
    local = turn.now.astimezone(turn.house.company.zone)
    night = local.replace(hour=NIGHT, minute=0, second=0, microsecond=0)
    return last < (night if night <= local else night - timedelta(days=1))


async def _take(turn: Turn) -> bool:
    """Take the weighing for ourselves; false if another one has it."""
    held = await notes.held_note(turn.session, _HELD)
    if held and turn.now < datetime.fromisoformat(held["until"]):
        return False
    if not await _is_due(turn):
        return False
    await notes.write_note(turn.session, _HELD, {"until": (turn.now + _LONGEST).isoformat()})
    return True


class Weighing:
    """Goes over everybody, as of one moment."""

    def __init__(self, database: Database, house: House, now: datetime) -> None:
        self._database, self._house, self._now = database, house, now
        self._read: dict[int, ShoppingHistory] | None = {}  # what the survey has read, while that is not too much

    async def run(self) -> int:
        """Weigh everybody; return how many that were."""
        await self._give_records()
        scale, models = await self._survey()
        weighed = 0
        async for owners in self._everybody():
            async with self._database.read() as session:
                circles = await circles_of(session, owners)
                known = await gather(self._turn(session), circles, self._read)
            weights = await asyncio.to_thread(self._weigh, known, scale, models)
            async with self._database.write() as session:
                await settle(self._turn(session), known, weights)
            weighed += len(circles)
        return weighed

    async def _give_records(self) -> None:
        given = CHUNK
        while given == CHUNK:
            async with self._database.write() as session:
                given = await give_records(self._turn(session), CHUNK)

    async def _survey(self) -> tuple[Scale, Models | None]:
        """Read everybody's sums, and draw from them what each is weighed with."""
        value = self._house.book.value
        policy = value.tiers.policy(self._house.book.default_tier, unit_of(value.currency)) if value.tiers else None
        population = Population(policy, self._now)
        async for owners in self._everybody():
            async with self._database.read() as session:
                found = await histories(self._turn(session), await owner_of_each(session, owners))
            await asyncio.to_thread(self._take_in, population, list(found.values()))
            self._remember(found)
        return population.scale(value.months), await asyncio.to_thread(population.models)

    def _remember(self, found: dict[int, ShoppingHistory]) -> None:
        if self._read is not None:
            self._read |= found
            if len(self._read) > _REMEMBERED:
                self._read = None

    def _take_in(self, population: Population, found: list[ShoppingHistory]) -> None:
        months = self._house.book.value.months
        for history in found:
            population.add(history, worth_of(Facts(history), months, self._now).value)

    def _weigh(self, known: list[Known], scale: Scale, models: Models | None) -> list[tuple[Weight, Outlook]]:
        expected = outlooks(models, [one.facts.history for one in known], self._now)
        return [
            (weigh(one.facts, outlook, scale, self._now), outlook) for one, outlook in zip(known, expected, strict=True)
        ]

    async def _everybody(self) -> AsyncIterator[list[int]]:
        """Return the ids of all buyers who count for themselves, a chunk at a time."""
        after = 0
        while True:
            async with self._database.read() as session:
                owners = await owners_after(session, after, CHUNK)
            if not owners:
                return
            after = owners[-1]
            yield owners

    def _turn(self, session: AsyncSession) -> Turn:
        return Turn(session, self._now, self._house)
