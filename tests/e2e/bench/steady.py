"""A steady load: so many messages a second from so many customers, and when each was answered."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from tests.e2e.soak.asked import AGAIN, UNASKED, Ask
from tests.e2e.soak.crowd import COMPLAINTS, STATUS
from tests.e2e.soak.record import Entry, Record, read, text_of
from tests.e2e.soak.world import World

FIRST_PERSON = 7001
_SETTLING = 5.0  # seconds for the last answers, after the warm-up and at the end


@dataclass(frozen=True)
class Pace:
    customers: int = 50
    rate: float = 20.0  # messages a second
    warm_up: float = 15.0  # seconds that are not counted: everybody has been met, everything has been loaded
    counted: float = 60.0  # seconds


@dataclass
class Said:
    ask: Ask
    at: float  # monotonic seconds: before the sandbox was told, so that its own work counts too
    answered_at: float | None = None

    @property
    def delay(self) -> float:
        assert self.answered_at is not None
        return self.answered_at - self.at


@dataclass
class Load:
    """Half questions and commands, half complaints and more words, in turn."""

    world: World
    pace: Pace
    lot: Random
    said: list[Said] = field(default_factory=list)
    counted_from: float = 0.0
    number: int = 600_000

    async def arrive(self) -> None:
        for person in self._people():
            await self.world.arrive(person, f"Person{person}")

    def _people(self) -> list[int]:
        return [FIRST_PERSON + number for number in range(self.pace.customers)]

    async def run(self, seconds: float) -> None:
        """Speak at the pace, whether or not answers come; the schedule does not wait for the slow."""
        loop = asyncio.get_running_loop()
        begun, count = loop.time(), int(seconds * self.pace.rate)
        async with asyncio.TaskGroup() as group:
            for place in range(count):
                await asyncio.sleep(max(0.0, begun + place / self.pace.rate - loop.time()))
                person = self._people()[place % self.pace.customers]
                group.create_task(self._say(person, place // self.pace.customers + place))

    async def count_from_now(self) -> None:
        """Let the answers so far arrive, and forget them."""
        await asyncio.sleep(_SETTLING)
        self.said.clear()
        self.counted_from = time.monotonic()

    def kind_of(self, turn: int) -> str:
        """What is said at this turn."""
        return ("words", "status", "words", "help", "words", "cases", "words", "odd")[turn % 8]

    async def _say(self, person: int, turn: int) -> None:
        self.number += 1
        token = str(self.number)
        kind = self.kind_of(turn)
        text = {
            "words": self.lot.choice(COMPLAINTS).format(token=token),
            "status": self.lot.choice(STATUS),
            "help": "/help",
            "cases": "/cases",
            "odd": f"/odd{token}",
        }[kind]
        at = time.monotonic()
        told = await self.world.control.do("say", by=person, text=text)
        self.said.append(Said(Ask(person, kind, token, tuple(told["message_ids"])), at))


async def answered(load: Load, fits: Callable[[Ask, str], bool]) -> Record:
    """Wait for the last answers and note when each message was answered: a customer's in their order."""
    await asyncio.sleep(_SETTLING)
    record = await read(load.world.control)
    by_person: defaultdict[int, list[Said]] = defaultdict(list)
    for said in load.said:
        by_person[said.ask.customer].append(said)
    for person, asked in by_person.items():
        told = [entry for entry in record.told(person) if entry["monotonic"] > load.counted_from]
        _lay_beside(sorted(asked, key=lambda one: one.ask.message_ids), told, fits)
    return record


def _lay_beside(asked: list[Said], told: list[Entry], fits: Callable[[Ask, str], bool]) -> None:
    replies = iter(entry for entry in told if not UNASKED.match(text_of(entry).removeprefix(AGAIN)))
    for said in asked:
        for entry in replies:
            if entry["monotonic"] > said.at and fits(said.ask, text_of(entry)):
                said.answered_at = entry["monotonic"]
                break
