"""How Telegram reaches the bot, and what it shows of it."""

import asyncio

import aiohttp
import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand

from bot.telegram.ingestion import ALLOWED_UPDATES

log = structlog.get_logger()

COMMANDS = {
    "cases": "Where your cases stand",
    "human": "Talk to a person",
    "stop": "No greetings or reminders from us",
    "help": "What you can do here",
}
_TRIES = 5


async def be_found(bot: Bot, webhook: str | None, secret: str | None) -> None:
    """Set the webhook, or take it away for polling, and show the commands. What waits at Telegram is never dropped.

    Raises:
        TelegramAPIError: if Telegram cannot be told, after several tries.
    """
    for attempt in range(_TRIES):
        try:
            if webhook:
                await bot.set_webhook(webhook, secret_token=secret, allowed_updates=ALLOWED_UPDATES)
            else:
                await bot.delete_webhook(drop_pending_updates=False)
            await bot.set_my_commands([BotCommand(command=name, description=text) for name, text in COMMANDS.items()])
            await bot.me()
        except (TelegramAPIError, aiohttp.ClientError, OSError) as fault:
            if attempt == _TRIES - 1:
                raise
            log.warning("Telegram does not answer", action="account_fault", fault=repr(fault)[:200])
            await asyncio.sleep(2**attempt)
        else:
            return
