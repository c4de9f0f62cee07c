"""A product's life: one tick and all that it sends. Its house, its jobs and its courier; Telegram is a file."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncGenerator, Callable
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import TelegramMethod
from aiogram.types import Chat, Message
from sqlalchemy import event

from bot.courier.courier import Courier
from bot.courier.limits import Limits
from bot.jobs import Jobs
from bot.nursery import Nursery
from bot.settings_checks import HOUSE
from nlu.serving import Home
from storage import outbox
from storage.bells import Bells
from storage.database import Database
from storage.presence import presence_for
from tests.bot.mortal.clientele import DUE, house_at

PATIENCE = 20.0  # seconds
_FAST = 1e6  # times Telegram's limits
_LOOK_EVERY = 0.005  # seconds

Step = Callable[..., None]


def mortal(last: int) -> Step:
    """Return what is called before every step of a life, and ends it before the `last`-th."""
    steps = iter(range(1, last))

    def step(*_: Any) -> None:
        if next(steps, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    return step


def immortal(*_: Any) -> None:
    """Nothing happens."""


class Telegram(BaseSession):
    """Delivers into a file, a line a call: chat and words. The way there and the way back are a step each."""

    def __init__(self, file: Path, step: Step) -> None:
        super().__init__()
        self._file, self._step = file, step

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], *_: Any, **__: Any) -> Any:
        self._step()
        chat, words = getattr(method, "chat_id", 0), getattr(method, "text", None) or getattr(method, "caption", None)
        with self._file.open("a") as told:
            told.write(json.dumps([method.__api_method__, chat, words]) + "\n")
        self._step()
        return Message(message_id=self._file.stat().st_size, date=DUE, chat=Chat(id=chat, type="private"))

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        yield b""


async def live(url: str, telegram: Path, step: Step) -> None:
    """Send what is due and settle it. Before each statement, each commit and each way to or from Telegram: `step`."""
    database = Database(url, Bells())
    for moment in ("before_cursor_execute", "commit"):
        event.listen(database.engine.sync_engine, moment, step)
    presence, house = presence_for(url, database.bells), house_at(DUE)
    bot = Bot("1:mortal", session=Telegram(telegram, step))
    await presence.enter()
    await Jobs(database, house, Path("no-book"), Home(HOUSE)).tick()
    async with Nursery() as nursery, asyncio.timeout(PATIENCE):
        nursery.start(Courier(database, bot, house, presence, Limits(_FAST)).run(), "courier")
        await _all_is_settled(url)
        nursery.cancel_all()
    await presence.leave()
    await database.close()


async def _all_is_settled(url: str) -> None:
    unseen = Database(url, Bells())
    pending = True
    while pending:
        await asyncio.sleep(_LOOK_EVERY)
        async with unseen.read() as session:
            counts = await outbox.counts(session)
        pending = any(counts.get(state.value) for state in outbox.PENDING)
    await unseen.close()
