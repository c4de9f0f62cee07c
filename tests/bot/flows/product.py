"""The real product on a real database, in this process, before the sandbox; and the people who use it."""

import asyncio
import contextlib
import functools
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import aiohttp
from fastapi.dependencies import models
from sqlalchemy import select

from bot.app import BOOK, SANDBOX_GROUP, App, build, work
from bot.nursery import Nursery
from bot.sandbox import Sandbox, running_sandbox
from bot.sandbox.record import as_json
from bot.settings import load_settings
from bot.web.listening import WebServer
from bot.work.outreach import planning
from bot.work.turn import Turn
from care_rules.cases import CaseState
from care_rules.loading import load
from care_rules.rule_book import RuleBook
from nlu.answers import Finder
from nlu.answers import load as load_pages
from storage import cases, customers, house, inbox, outbox
from storage.tables import PlanRow, Touch
from tests.bot.flows.readings import Readings
from tests.bots import hang_up
from tests.sandbox.control import Control
from tests.unit.books import our_book

PATIENCE = 60.0  # seconds for anything to happen: the machine may be busy
MONDAY_NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FAST = 1000.0  # how many times Telegram's limits

ASHA, RAMON, WEI, MIRA, JONAS, GROUP = 101, 102, 103, 201, 202, SANDBOX_GROUP


def _forget_endpoints() -> None:
    """FastAPI remembers every endpoint it ever had, and with it the product behind: hundreds of them in one run."""
    for remembered in vars(models).values():
        if hasattr(remembered, "cache_clear"):
            remembered.cache_clear()


async def _no_embedding(_: str) -> bytes:
    return b""


def _load(folder: Path, time_zone: str) -> RuleBook:
    return our_book(time_zone) if folder == BOOK else load(folder, time_zone)


@functools.cache
def pages() -> Finder:
    """The sample pages, found by their letters alone."""
    return Finder(load_pages(samples=True), _no_embedding)


@dataclass
class WallClock:
    """Stands still at a moment, and runs on from there with real time, so that waiting is still waiting."""

    moment: datetime = MONDAY_NOON
    started: float = field(default_factory=lambda: asyncio.get_running_loop().time())

    def __call__(self) -> datetime:
        return self.moment + timedelta(seconds=asyncio.get_running_loop().time() - self.started)

    def move_to(self, moment: datetime) -> None:
        self.moment, self.started = moment, asyncio.get_running_loop().time()


@dataclass
class Product:
    """The product under test, with what one needs to play its people."""

    app: App
    sandbox: Sandbox
    control: Control
    readings: Readings
    clock: WallClock
    seen: dict[int, int] = field(default_factory=dict)

    async def hears(self, by: int, text: str = "", **more: Any) -> int:
        """A customer writes in their private chat; the message's id."""
        return await self.control.say(by, text, **more) if text else await self._says(by, **more)

    async def _says(self, by: int, **more: Any) -> int:
        said = await self.control.do("say", by=by, **more)
        return int(said["message_ids"][-1])

    async def reply(self, chat: int, *, count: int = 1) -> str:
        """Wait for the next `count` messages to this chat and return their texts."""
        return "\n".join(str(entry["params"].get("text", "")) for entry in await self.next(chat, count=count))

    async def next(self, chat: int, *, count: int = 1, method: str = "sendMessage") -> list[dict[str, Any]]:
        """Wait for the next `count` calls of this method to this chat."""
        found: list[dict[str, Any]] = []

        async def there() -> bool:
            calls = self._recorded(method, after=self.seen.get(chat, 0), chat=chat)
            found[:] = [entry for entry in calls if entry["ok"]]
            return len(found) >= count

        await until(there, f"{count} × {method} to {chat}")
        taken = found[:count]
        self.seen[chat] = taken[-1]["seq"]
        return taken

    async def quiet(self, chat: int) -> list[str]:
        """Wait until all is handled and sent, and return the texts that this chat got since."""
        await self.idle()
        cards = ("sendPhoto",) if chat > 0 else ()  # to a customer a greeting may come with one
        calls = self._recorded("sendMessage", *cards, after=self.seen.get(chat, 0), chat=chat)
        told = [entry for entry in calls if entry["ok"]]
        if told:
            self.seen[chat] = told[-1]["seq"]
        return [str(entry["params"].get("text") or entry["params"]["caption"]) for entry in told]

    def _recorded(self, *methods: str, after: int, chat: int | None = None) -> list[dict[str, Any]]:
        """Such calls on the sandbox's record, read where it lies: whoever waits looks a hundred times a second."""
        entries = self.sandbox.state.record.entries(after, chat, limit=10_000)
        return [as_json(entry) for entry in entries if entry.method in methods]

    async def idle(self) -> None:
        """Wait until the sandbox has nothing to tell, the inbox nothing to handle and the outbox nothing to send."""

        async def done() -> bool:
            state = self.sandbox.state
            if len(state.updates):
                return False
            heard, told = await self.counts()
            busy = ("waiting", "taken", "queued", "sending")
            return not any(rows.get(name, 0) for rows in (heard, told) for name in busy)

        await until(done, "the product to be idle")

    async def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return the inbox's and the outbox's rows by state."""
        async with self.app.outside.database.read() as session:
            return await inbox.counts(session), await outbox.counts(session)

    async def write(self, telegram_id: int, *, close_cases: bool = False, **facts: Any) -> None:
        """Set facts of a customer as if they had been told, and plan anew."""
        async with self.app.outside.database.write() as session:
            customer = await customers.by_telegram_id(session, telegram_id)
            assert customer is not None
            for name, value in facts.items():
                setattr(customer, name, value)
            for case in await cases.latest_of(session, customer.id or 0, 10) if close_cases else []:
                case.state, case.closed_at = CaseState.closed, self.clock() - timedelta(days=30)
            await planning.replan(Turn(session, self.clock(), self.app.house), customer)

    async def touches(self) -> list[Touch]:
        async with self.app.outside.database.read() as session:
            return list((await session.execute(select(Touch))).scalars())

    async def plan(self) -> list[PlanRow]:
        async with self.app.outside.database.read() as session:
            return list((await session.execute(select(PlanRow))).scalars())

    async def tap(self, by: int, chat: int, label: str) -> str | None:
        """Press the newest button of that name in a chat; return what the tap was answered with."""
        for message_id, message in sorted(self.sandbox.state.room(chat).messages.items(), reverse=True):
            for line in message.reply_markup.inline_keyboard if message.reply_markup else []:
                for button in line:
                    if button.text == label:
                        return await self.press(by, chat, message_id, button.callback_data or "")
        raise AssertionError(f"no button {label} in {chat}")

    async def press(self, by: int, chat: int, message_id: int, data: str) -> str | None:
        before = self.sandbox.state.record.last_seq
        await self.control.do("tap", by=by, chat=chat, message_id=message_id, data=data)
        answers: list[dict[str, Any]] = []

        async def answered() -> bool:
            answers[:] = self._recorded("answerCallbackQuery", after=before)
            return bool(answers)

        await until(answered, "the tap to be answered")
        text: str | None = answers[-1]["params"].get("text")
        return text


async def until(done: Callable[[], Any], what: str) -> None:
    """Look again and again until it is so."""
    try:
        async with asyncio.timeout(PATIENCE):
            while not await done():  # noqa: ASYNC110 - what is waited for lies outside
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise AssertionError(f"waited in vain for {what}") from None


@contextlib.asynccontextmanager
async def running_product(
    database_url: str,
    folder: Path,
    *,
    book: Path = BOOK,
    sandbox: Sandbox | None = None,
    ratio: float = FAST,
    **more: Any,
) -> AsyncIterator[Product]:
    """Start a sandbox and the product before it, both with Telegram's limits times `ratio`.

    `more` are further settings. With a webhook the web edge listens.

    The database is a migrated one.
    """
    async with contextlib.AsyncExitStack() as stack:
        if sandbox is None:
            sandbox = await stack.enter_async_context(running_sandbox(port=0, ratio=ratio))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        settings = load_settings(
            None,
            var_dir=folder,
            database_url=database_url,
            bot_token="1:sandbox",
            telegram_api_url=sandbox.url,
            limits_ratio=ratio,
            company_name="Lotus Pots",
            company_country="IN",
            company_time_zone="UTC",
            **more,
        )
        readings, clock = Readings(), WallClock()
        stack.callback(_forget_endpoints)
        with mock.patch("bot.app.load", _load):
            product = build(settings, book=book, clock=clock, reader=readings, pages=pages())
            app = await stack.enter_async_context(product)
        async with app.outside.database.write() as transaction:
            await house.write_note(transaction, house.STAFF_GROUP, {"chat_id": GROUP})
        stack.push_async_callback(hang_up, app.outside.bot)
        nursery = await stack.enter_async_context(Nursery())
        work(app, nursery)
        if settings.webhook_address is not None:
            listening = asyncio.Event()
            server = WebServer(app.web, settings.web_host, settings.web_port, listening.set)
            nursery.start(server.run_until_cancelled(), "web")
            await listening.wait()
        try:
            yield Product(app, sandbox, Control(sandbox.url, session), readings, clock)
        finally:
            async with app.outside.database.at_rest():
                nursery.cancel_all()
                await asyncio.sleep(0)
