"""Long polling with our own ingestion: an update is committed before the next `getUpdates` confirms it.

aiogram's own polling confirms first and handles later; killed in between, it loses what it had fetched.
"""

import asyncio
from typing import Any

import aiohttp
import structlog
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from sqlalchemy.exc import SQLAlchemyError

from bot.telegram.ingestion import ALLOWED_UPDATES, Ingestion, RawUpdate

log = structlog.get_logger()

_WAIT = 25  # seconds that Telegram may hold an empty answer back
_AT_ONCE = 100
_LONGEST_BREAK = 30.0


class Refusal(RuntimeError):
    """Telegram would not give updates; `wait` is how many seconds to leave it alone."""

    def __init__(self, description: str, wait: float) -> None:
        super().__init__(description)
        self.wait = wait


async def poll(bot: Bot, ingestion: Ingestion) -> None:
    """Fetch and keep updates until cancelled. Whatever goes wrong, what was not committed is asked for again."""
    offset: int | None = None
    trouble = 0
    while True:
        try:
            updates = await fetch(bot, offset)
            if updates:
                await ingestion.keep(updates)
                offset = max(update["update_id"] for update in updates) + 1
            trouble = 0
        # ValueError: an answer that is not JSON, such as a proxy's page about its own trouble.
        except (Refusal, aiohttp.ClientError, TimeoutError, OSError, ValueError, SQLAlchemyError) as fault:
            trouble += 1
            wait = max(getattr(fault, "wait", 0.0), min(_LONGEST_BREAK, 0.5 * 2 ** min(trouble - 1, 6)))
            log.warning("no updates", action="polling_fault", fault=repr(fault)[:200], again_in=wait)
            await asyncio.sleep(wait)


async def fetch(bot: Bot, offset: int | None) -> list[RawUpdate]:
    """Ask once, and return the updates as they came: one that aiogram cannot read must not hide the others.

    Raises:
        Refusal: if Telegram answers with an error.
    """
    assert isinstance(bot.session, AiohttpSession)
    client = await bot.session.create_session()
    question: dict[str, Any] = {"timeout": _WAIT, "limit": _AT_ONCE, "allowed_updates": ALLOWED_UPDATES}
    if offset is not None:
        question["offset"] = offset
    url = bot.session.api.api_url(token=bot.token, method="getUpdates")
    async with client.post(url, json=question, timeout=aiohttp.ClientTimeout(total=_WAIT + 10)) as answer:
        told = await answer.json(content_type=None)
    if not isinstance(told, dict) or not told.get("ok") or not isinstance(told.get("result"), list):
        raise _refusal(told if isinstance(told, dict) else {})
    return [one for one in told["result"] if isinstance(one, dict) and isinstance(one.get("update_id"), int)]


def _refusal(told: RawUpdate) -> Refusal:
    wait = (told.get("parameters") or {}).get("retry_after", 0)
    description = str(told.get("description", "an answer that is none"))
    if told.get("error_code") == 409:
        description += " (another copy of the bot runs with this token: stop it)"
    return Refusal(description, float(wait))
