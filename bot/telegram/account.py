"""How Telegram reaches the bot, and what it shows of it."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable

import aiohttp
import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import Response
from aiogram.types import ForumTopic, Message, MessageId, User

from bot.telegram.ingestion import ALLOWED_UPDATES
from bot.work.customers.links import BOT_NAME
from bot.work.titles import ICONS
from storage import house
from storage.database import Database

log = structlog.get_logger()

_LONGEST_BREAK = 30.0  # seconds


async def be_found(bot: Bot, webhook: str | None, secret: str | None) -> None:
    """Set the webhook, or take it away for polling; try until Telegram has heard it.

    What waits at Telegram is never dropped.
    """

    async def ask() -> None:
        if webhook:
            await bot.set_webhook(webhook, secret_token=secret, allowed_updates=ALLOWED_UPDATES)
        else:
            await bot.delete_webhook(drop_pending_updates=False)
        await bot.me()

    await until_answered(ask)


async def learn_icons(bot: Bot, database: Database) -> None:
    """Note which icons a topic may have; without them topics are told apart by their titles."""
    stickers = await bot.get_forum_topic_icon_stickers()
    known = {(one.emoji or "").rstrip("\ufe0f"): one.custom_emoji_id for one in stickers if one.custom_emoji_id}
    async with database.write() as session:
        await house.write_note(session, ICONS, known)


async def learn_name(bot: Bot, database: Database) -> None:
    """Note what the bot is called, for links to it."""
    me = await bot.me()
    async with database.write() as session:
        await house.write_note(session, BOT_NAME, {"username": me.username})


async def until_answered(ask: Callable[[], Awaitable[None]]) -> None:
    """Ask Telegram something until it has heard it."""
    for attempt in itertools.count():
        try:
            await ask()
        except (TelegramAPIError, aiohttp.ClientError, OSError) as fault:
            wait = min(_LONGEST_BREAK, 2.0 ** min(attempt, 5))
            log.warning("Telegram does not answer", action="account_fault", fault=repr(fault)[:200], again_in=wait)
            await asyncio.sleep(wait)
        else:
            return


def answer_models() -> tuple[type, ...]:
    """Return aiogram's models of Telegram's answers, for somebody to hold.

    aiogram makes such a model for each call and lets it go afterwards; while it is held it is made only once.
    """
    message, flag = Response[Message], Response[bool]
    either, topic = Response[Message | bool], Response[ForumTopic]
    return message, flag, either, topic, Response[MessageId], Response[list[MessageId]], Response[User]
