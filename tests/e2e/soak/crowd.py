"""The customers: each does one thing after another, chosen by lot with a seed."""

import asyncio
from dataclasses import dataclass, field
from random import Random

from tests.e2e.soak.asked import Ask
from tests.e2e.soak.world import FIRST_GUEST, World

COMPLAINTS = (
    "My order {token} came with a broken lid and nobody answers the phone",
    "Order {token} arrived broken and nobody helps me",
    "The kettle from order {token} leaks all over my kitchen, this is unacceptable",
    "I was charged twice for order {token} and nobody answers my emails",
    "Order {token} is three weeks late, I am very disappointed with your service",
)
STATUS = ("what about my complaint?", "is there any news about my complaint?", "what is the status of my case?")
# A message of a kind whose answers look alike never follows one of its own kind: each answer can be told apart.
WEIGHTS = {"words": 44, "status": 14, "help": 10, "cases": 12, "odd": 10, "photo": 7, "album": 3}
_BREATH = 1.8  # seconds between two messages of one customer: they are to be no flood
_ALIKE = {"status": ("status", "cases"), "cases": ("status", "cases"), "help": ("help",)}


@dataclass
class Crowd:
    """Speaks at `rate` deeds a second as long as fewer than `allowed` updates were made."""

    world: World
    lot: Random
    size: int
    rate: float
    allowed: int = 0
    _number: int = 400_000
    _spoke_at: dict[int, float] = field(default_factory=dict)
    _last: dict[int, str] = field(default_factory=dict)

    @property
    def people(self) -> list[int]:
        return [FIRST_GUEST + number for number in range(self.size)]

    async def arrive(self) -> None:
        for person in self.people:
            await self.world.arrive(person, f"Guest{person}")

    async def speak(self) -> None:
        """Speak until cancelled."""
        loop = asyncio.get_running_loop()
        next_at = loop.time()
        while True:
            if self.world.updates >= self.allowed:
                await asyncio.sleep(0.02)
                next_at = loop.time()
                continue
            for person in self.lot.sample(self.people, self.size):
                if self.world.updates >= self.allowed:
                    break
                if self.world.is_waiting(person) or loop.time() - self._spoke_at.get(person, 0.0) < _BREATH:
                    await asyncio.sleep(0.01)
                    continue
                self._spoke_at[person] = loop.time()
                await self._does_something(person)
                next_at += 1 / self.rate
                await asyncio.sleep(max(0.0, next_at - loop.time()))

    async def silent(self) -> bool:
        return self.world.updates >= self.allowed

    async def _does_something(self, person: int) -> None:
        kind = self._kind(person)
        self._last[person] = kind
        self._number += 1
        token = str(self._number)
        ask = Ask(person, kind, token)
        if kind == "words":
            await self.world.says(ask, text=self.lot.choice(COMPLAINTS).format(token=token))
        elif kind == "status":
            await self.world.says(ask, text=self.lot.choice(STATUS))
        elif kind == "photo":
            await self.world.says(ask, photo=True, caption=f"Here is a photo of order {token}")
        elif kind == "album":
            await self.world.says(ask, album=[{"photo": True}, {"photo": True}], text=f"Photos of order {token}")
        else:
            await self.world.says(ask, text={"help": "/help", "cases": "/cases", "odd": f"/odd{token}"}[kind])

    def _kind(self, person: int) -> str:
        before = self._last.get(person)
        if before is None:
            return "words"
        barred = _ALIKE.get(before, ())
        kinds = [kind for kind in WEIGHTS if kind not in barred]
        return self.lot.choices(kinds, [WEIGHTS[kind] for kind in kinds])[0]
