"""The soak: start all parts, let everybody act, kill what can be killed, wait until all is quiet, and reckon."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random

import aiohttp

from bot.app import utc_now
from storage.bells import Bells
from storage.database import Database
from tests.e2e.parts import Part, beside, free_ports, product_part, rasa_part, sandbox_part, trained, up
from tests.e2e.soak import gaps, record, tables
from tests.e2e.soak.asked import Ask
from tests.e2e.soak.birthdays import prepared
from tests.e2e.soak.crowd import Crowd
from tests.e2e.soak.following import Following
from tests.e2e.soak.killing import AIMS, Killer
from tests.e2e.soak.reckoning import Findings, reckon
from tests.e2e.soak.world import World
from tests.e2e.waiting import until
from tests.sandbox.control import Control

RATIO = 200.0  # times Telegram's limits
_SETTLES_WITHIN = 180.0  # seconds


@dataclass(frozen=True)
class Size:
    """How much of everything. `rate` is deeds a second; touches fall due over `spread`."""

    customers: int
    updates: int
    touches: int
    kills: int
    rasa_kills: int
    rate: float
    spread: timedelta
    seed: int = 1


SHORT = Size(20, 90, 24, 4, 0, 15.0, timedelta(seconds=10))
FULL = Size(50, 2000, 500, 27, 3, 15.0, timedelta(minutes=3))


@dataclass(frozen=True)
class Outcome:
    """What the soak came to."""

    size: Size
    world: World
    killer: Killer
    rasa_kills: int
    kept: tables.Kept
    record: record.Record
    findings: Findings


@dataclass
class Stage:
    """The parts of one soak, running."""

    world: World
    database: Database
    product: Part
    rasa: Part | None
    lot: Random


async def soak(url: str, folder: Path, size: Size) -> Outcome:
    """Run one soak on an empty database."""
    lot = Random(size.seed)
    celebrants = await prepared(url, size.touches, utc_now(), size.spread, lot)
    async with _staged(url, folder, size, lot) as stage:
        for person in celebrants:
            await stage.world.arrive(person, f"Celebrant{person}")
            await stage.world.says(Ask(person, "start"), text="/start")
        killer = Killer(stage.world, stage.database, stage.product, lot)
        rasa_kills = await _played(stage, killer, size)
        await _settled(stage, size)
        seen, kept = await record.read(stage.world.control), await tables.kept(stage.database)
        return Outcome(size, stage.world, killer, rasa_kills, kept, seen, reckon(stage.world, seen, kept))


@contextlib.asynccontextmanager
async def _staged(url: str, folder: Path, size: Size, lot: Random) -> AsyncIterator[Stage]:
    sandbox_port, nlu_port, web_port = free_ports(3)
    async with contextlib.AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(up(sandbox_part(folder, sandbox_port, RATIO, web_port)))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        world = World(Control(f"http://127.0.0.1:{sandbox_port}", http))
        rasa = None
        if size.rasa_kills:
            await trained()
            rasa = await stack.enter_async_context(up(rasa_part(folder, nlu_port)))
        database = Database(url, Bells())
        stack.push_async_callback(database.close)
        product = product_part(folder, beside(sandbox_port, nlu_port, web_port, url, RATIO))
        stack.push_async_callback(product.kill)
        assert sandbox.process is not None
        yield Stage(world, database, product, rasa, lot)


async def _played(stage: Stage, killer: Killer, size: Size) -> int:
    """Let everybody act and kill in between; return how often Rasa was killed."""
    crowd = Crowd(stage.world, stage.lot, size.customers, size.rate, allowed=0)
    following = Following(stage.world, stage.lot)
    await crowd.arrive()
    begun_at = stage.world.updates
    rasa_kills = 0
    async with asyncio.TaskGroup() as group:
        speaking, follows = group.create_task(crowd.speak()), group.create_task(following.follow())
        await stage.product.start()
        for number, aim in enumerate(islice(cycle(AIMS), size.kills), start=1):
            crowd.allowed = begun_at + size.updates * number // (size.kills + 1)
            if stage.rasa is not None and number % (size.kills // size.rasa_kills) == 2:
                await stage.rasa.kill()
                await stage.rasa.start()
                rasa_kills += 1
            await killer.kill_and_restart(aim)
        crowd.allowed = begun_at + size.updates
        await until(crowd.silent, "the crowd to have said everything", within=_SETTLES_WITHIN)
        speaking.cancel()
        follows.cancel()
    return rasa_kills


async def _settled(stage: Stage, size: Size) -> None:
    """Wait until there is nothing left to tell, to handle, to send or to decide."""
    await stage.product.until_up()

    async def quiet() -> bool:
        if await stage.world.unheard():
            return False
        async with stage.database.read() as session:
            now = await gaps.rows(session)
        return now.idle and now.touched >= size.touches

    await until(quiet, "all to be quiet", within=_SETTLES_WITHIN, look_every=0.2)
