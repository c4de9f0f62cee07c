"""A broadcast: three thousand greetings due at once, under Telegram's own limits, while customers ask."""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot.app import utc_now
from bot.sandbox.limits import BOT_LIMIT, counts_for_bot
from tests.databases import postgresql_server, sqlite_url
from tests.e2e.bench.latency import before_a_sandbox
from tests.e2e.bench.soaking import postgresql_url_of
from tests.e2e.bench.steady import Load, Pace, answered
from tests.e2e.parts import beside, free_ports, product_part, up
from tests.e2e.soak.asked import Ask
from tests.e2e.soak.birthdays import prepared
from tests.e2e.soak.world import World

TOUCHES = 3_000
_ASKING = Pace(customers=10, rate=2.0, warm_up=10.0, counted=70.0)
_AT_THE_LIMIT = TOUCHES / BOT_LIMIT  # seconds that the greetings alone take
_TOO_MANY = 429


@dataclass(frozen=True)
class Broadcast:
    """`share` is what was sent of what the limit would have let through; `delays` in seconds, of customers' replies."""

    sent: int
    seconds: float
    share: float
    calls: int
    refused: int
    delays: Sequence[float]
    unanswered: int


async def broadcast(name: str) -> Broadcast:
    """The product in a process of its own, with no machine to read with: people ask by commands."""
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as temporary, postgresql_server() as server:
        folder, ports = Path(temporary), free_ports(3)
        url = sqlite_url(folder) if name == "sqlite" else await postgresql_url_of(server)
        people = await prepared(url, TOUCHES, utc_now(), timedelta(0), Random(1))
        async with before_a_sandbox(folder, ports[0], 1.0) as world:
            await _have_started(world, people)
            load = _Commands(world, _ASKING, Random(1))
            await load.arrive()
            async with up(product_part(folder, beside(ports[0], ports[1], ports[2], url, 1.0))):
                await load.run(_ASKING.warm_up)
                await load.count_from_now()
                await load.run(_ASKING.counted)
                await answered(load, Ask.begins_with)
                await load.until_sent(set(people))
            return _summed_up(load, set(people))


async def _have_started(world: World, people: Sequence[int]) -> None:
    """Everybody has written once, long ago: a bot may write to nobody else. The product is not to hear of it now."""
    for person in people:
        await world.arrive(person, f"Celebrant{person}")
        await world.control.do("say", by=person, text="/start")
    heard = await world.control.updates()
    while heard:
        heard = await world.control.updates(offset=heard[-1]["update_id"] + 1)


@dataclass
class _Commands(Load):
    """What is answered with nothing read: the menu, and where things stand. `calls` is all that Telegram was asked."""

    calls: list[dict[str, Any]] = field(default_factory=list)

    def kind_of(self, turn: int) -> str:
        return ("help", "cases")[turn % 2]

    async def until_sent(self, people: set[int]) -> None:
        """Wait for everybody's greeting, and look seldom: the sandbox has enough to do."""
        told: set[int] = set()
        async with asyncio.timeout(2 * _AT_THE_LIMIT):
            while not people <= told:
                await asyncio.sleep(1.0)
                self.calls += await self.world.control.record(after=self.calls[-1]["seq"] if self.calls else 0)
                told = {one["chat_id"] for one in self.calls if one["delivered"]}


def _summed_up(load: _Commands, people: set[int]) -> Broadcast:
    calls = [one for one in load.calls if counts_for_bot(one["method"].lower())]
    greetings = [one for one in calls if one["delivered"] and one["chat_id"] in people]
    first, last = greetings[0]["monotonic"], greetings[-1]["monotonic"]
    through = [one for one in calls if one["delivered"] and first <= one["monotonic"] <= last]
    there = [one for one in load.said if one.answered_at is not None]
    return Broadcast(
        sent=len(greetings),
        seconds=last - first,
        share=(len(through) - 1) / (last - first) / BOT_LIMIT,
        calls=len(calls),
        refused=sum(1 for one in calls if one["error_code"] == _TOO_MANY),
        delays=[one.delay for one in there],
        unanswered=len(load.said) - len(there),
    )
