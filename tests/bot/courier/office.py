"""The real courier on a real database before the sandbox, with nothing else of the product."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.app import SANDBOX_GROUP
from bot.courier.courier import Courier
from bot.courier.limits import Limits
from bot.nursery import Nursery
from bot.sandbox import running_sandbox
from bot.words.catalogue import OWN_WORDS, Catalogue
from bot.work.turn import Company, House, Turn
from storage import house as notes
from storage import outbox
from storage.bells import Bells
from storage.database import Database
from storage.presence import Presence, presence_for
from storage.sealing import Vault
from storage.tables import Customer, OutboxRow, OutboxState, Priority, SendKind
from tests.bots import hang_up
from tests.sandbox.control import Control
from tests.unit.books import our_book

ASHA, RAMON, WEI, MIRA, GROUP = 101, 102, 103, 201, SANDBOX_GROUP
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FAST = 1000.0
PATIENCE = 20.0  # seconds for anything to happen
SEND_PATIENCE = 0.5  # seconds until a call counts as in doubt: short, lest tests wait
UNDER_WAY = (OutboxState.QUEUED, OutboxState.SENDING)


@dataclass
class Office:
    database: Database
    presence: Presence
    control: Control
    house: House
    bot: Bot
    clock: "Clock"
    ratio: float = FAST

    def courier(self) -> Courier:
        return Courier(self.database, self.bot, self.house, self.presence, Limits(self.ratio))

    @contextlib.asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        async with Nursery() as nursery:
            nursery.start(self.courier().run(), "courier")
            yield
            nursery.cancel_all()

    async def work_until_done(self) -> None:
        """Start a courier and stop it once nothing is queued or on its way."""
        async with self.at_work():
            await self.done()

    async def done(self) -> None:
        async def nothing_left() -> bool:
            async with self.database.read() as session:
                counts = await outbox.counts(session)
            return not any(counts.get(state.value) for state in UNDER_WAY)

        await until(nothing_left, "everything to have left")

    async def put(self, **values: Any) -> int:
        """Queue a call, by default a message to Asha."""
        async with self.database.write() as session:
            row = await outbox.put(session, row_of(self.clock(), **values))
        return row.id or 0

    async def row(self, row_id: int) -> OutboxRow:
        async with self.database.read() as session:
            return (await outbox.by_ids(session, [row_id]))[row_id]

    async def customer(self, telegram_id: int = ASHA, **values: Any) -> int:
        async with self.database.write() as session:
            named = {"first_name": "Asha", "full_name": "Asha Verma"} | values
            customer = Customer(telegram_id=telegram_id, created_at=NOON, **named)
            session.add(customer)
            await session.flush()
            return customer.id or 0

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncIterator[Turn]:
        async with self.database.write() as session:
            yield Turn(session, self.clock(), self.house)

    async def fault(self, kind: str, **more: Any) -> None:
        await self.control.do("faults", kind=kind, **more)

    async def delivered(self, chat: int | None = None, method: str | None = "sendMessage") -> list[dict[str, Any]]:
        """What truly happened, in order."""
        entries = await self.control.record(limit=10_000, **({} if chat is None else {"chat": chat}))
        return [entry for entry in entries if entry["delivered"] and method in (None, entry["method"])]

    async def texts(self, chat: int = ASHA) -> list[str]:
        return [entry["params"]["text"] for entry in await self.delivered(chat)]


class Clock:
    """Runs with real time from noon on, and can be moved forward."""

    def __init__(self) -> None:
        self.offset = timedelta()
        self._started = asyncio.get_running_loop().time()

    def __call__(self) -> datetime:
        return NOON + self.offset + timedelta(seconds=asyncio.get_running_loop().time() - self._started)


def row_of(now: datetime, **values: Any) -> OutboxRow:
    usual: dict[str, Any] = {
        "chat_id": ASHA,
        "method": "sendMessage",
        "payload": {"text": values.pop("text", "Hello")},
        "kind": SendKind.REPLY,
        "priority": Priority.REPLY,
        "created_at": now,
        "not_before": now,
    }
    return OutboxRow(**(usual | values))


async def until(done: Callable[[], Awaitable[bool]], what: str) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            while not await done():  # noqa: ASYNC110  (what is waited for happens in the database)
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise AssertionError(f"waited in vain for {what}") from None


@contextlib.asynccontextmanager
async def open_office(url: str, ratio: float = FAST) -> AsyncIterator[Office]:
    async with contextlib.AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(running_sandbox(port=0, ratio=ratio))
        control = Control(sandbox.url, await stack.enter_async_context(aiohttp.ClientSession()))
        for person in (ASHA, RAMON, WEI):
            await control.say(person, "/start")
        database = Database(url, Bells())
        stack.push_async_callback(database.close)
        presence = presence_for(url, database.bells)
        await presence.enter()
        stack.push_async_callback(presence.leave)
        bot = bot_at(sandbox.url)
        stack.push_async_callback(hang_up, bot)
        clock = Clock()
        house = House(
            our_book(),
            Company(name="Lotus Pots", zone=ZoneInfo("UTC")),
            Catalogue(OWN_WORDS),
            clock,
            Vault(["a key for tests"]),
        )
        async with database.write() as session:
            await notes.write_note(session, notes.STAFF_GROUP, {"chat_id": GROUP})
        yield Office(database, presence, control, house, bot, clock, ratio)


def bot_at(url: str) -> Bot:
    return Bot("1:sandbox", session=AiohttpSession(api=TelegramAPIServer.from_base(url), timeout=SEND_PATIENCE))
