"""From update to delivered reply at a steady pace, and what an update costs beside a bare echo bot."""

import contextlib
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import quantiles

import aiohttp
import psutil

from storage import outbox
from storage.bells import Bells
from storage.database import Database
from tests.databases import postgresql_server, sqlite_url
from tests.e2e.bench.soaking import postgresql_url_of
from tests.e2e.bench.steady import Load, Pace, Said, answered
from tests.e2e.parts import Part, beside, free_ports, product_part, rasa_part, sandbox_part, trained, up
from tests.e2e.soak.asked import Ask
from tests.e2e.soak.world import GROUP, World
from tests.sandbox.control import Control


@dataclass(frozen=True)
class Measured:
    """Delays in seconds; `cpu` in seconds an update, of the bot's process alone."""

    read: Sequence[float]
    commands: Sequence[float]
    unanswered: int
    cpu: float
    backlog: int = 0
    nlu_cpu: float = 0.0

    @property
    def all(self) -> list[float]:
        return [*self.read, *self.commands]


async def measured(name: str, pace: Pace, ratio: float = 1.0) -> Measured:
    """The product on one database, with the real Rasa, each in its own process."""
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as temporary, postgresql_server() as server:
        folder = Path(temporary)
        url = sqlite_url(folder) if name == "sqlite" else await postgresql_url_of(server)
        ports = free_ports(3)
        await trained()
        async with before_a_sandbox(folder, ports[0], ratio) as world, up(rasa_part(folder, ports[1])) as rasa:
            async with up(product_part(folder, beside(ports[0], ports[1], ports[2], url, ratio))) as product:
                load, cpu, nlu_cpu = await _loaded(world, pace, product, rasa)
                await answered(load, _begins_an_answer)
            return _summed_up(load, cpu, nlu_cpu, await _backlog(url))


def _begins_an_answer(ask: Ask, text: str) -> bool:
    """A late order that is complained of may be heard as two requests: the first of two answers counts."""
    return ask.begins_with(text) or (ask.kind == "words" and text.startswith("You'd like to "))


async def echoed(pace: Pace) -> Measured:
    """The bare echo on the same sandbox, under the same load."""
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as temporary:
        folder = Path(temporary)
        (port,) = free_ports(1)
        async with before_a_sandbox(folder, port, 1.0) as world, up(_echo(folder, port)) as echo:
            load, cpu, _ = await _loaded(world, pace, echo, echo)
            await answered(load, lambda _ask, _text: True)
        return _summed_up(load, cpu, 0.0, 0)


def _echo(folder: Path, port: int) -> Part:
    async def is_up(part: Part) -> bool:
        return "The echo listens." in part.said()

    argv = (sys.executable, "-m", "tests.e2e.bench.echo", f"http://127.0.0.1:{port}")
    return Part("echo", argv, sandbox_part(folder, port, 1.0, port).env, folder, is_up)


@contextlib.asynccontextmanager
async def before_a_sandbox(folder: Path, port: int, ratio: float) -> AsyncIterator[World]:
    async with up(sandbox_part(folder, port, ratio, port)), aiohttp.ClientSession() as http:
        yield World(Control(f"http://127.0.0.1:{port}", http))


async def _loaded(world: World, pace: Pace, bot: Part, nlu: Part) -> tuple[Load, float, float]:
    """Warm up, then count; return the load, and the seconds of CPU an update took in both processes."""
    load = Load(world, pace, Random(1))
    await load.arrive()
    await load.run(pace.warm_up)
    await load.count_from_now()
    before = cpu_of(bot), cpu_of(nlu)
    await load.run(pace.counted)
    count = len(load.said)
    return load, (cpu_of(bot) - before[0]) / count, (cpu_of(nlu) - before[1]) / count


def cpu_of(part: Part) -> float:
    used = psutil.Process(part.running.pid).cpu_times()
    return used.user + used.system


def _summed_up(load: Load, cpu: float, nlu_cpu: float, backlog: int) -> Measured:
    there = [one for one in load.said if one.answered_at is not None]

    def delays(*, read: bool) -> list[float]:
        return [one.delay for one in there if _is_read(one) == read]

    return Measured(
        delays(read=True), delays(read=False), len(load.said) - len(there), cpu, backlog=backlog, nlu_cpu=nlu_cpu
    )


def _is_read(said: Said) -> bool:
    """Whether the machine had to read it."""
    return said.ask.kind in ("words", "status")


async def _backlog(url: str) -> int:
    """How many calls to the staff group wait for its twenty a minute."""
    database = Database(url, Bells())
    try:
        async with database.read() as session:
            rows = await outbox.by_ids(session, await outbox.queued_ids(session))
    finally:
        await database.close()
    return sum(1 for row in rows.values() if row.chat_id == GROUP)


def percentile(values: Sequence[float], part: int) -> float:
    """The part-th of a hundred, in milliseconds."""
    return 1000 * quantiles(values, n=100)[part - 1]
