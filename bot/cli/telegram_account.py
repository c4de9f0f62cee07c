"""A few questions to Telegram before, or without, the bot: who are we, what is this group, what may we do there."""

from typing import Any

import aiohttp

from bot.settings import Settings

PATIENCE = aiohttp.ClientTimeout(total=10)


class Unreachable(Exception):
    """No answer, or none of a Bot API."""


class Refused(Exception):
    """Telegram's own refusal. `remedy` is what to do about it."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(f"{code}, {words}")
        self.code = code

    @property
    def remedy(self) -> str:
        if self.code in (401, 404):
            return "Copy the token from BotFather again, whole; /token there shows it."
        return "Try again later, or look the answer up in Telegram's Bot API documentation."


async def ask(settings: Settings, method: str, **parameters: Any) -> Any:
    """Call one method and return its result.

    Raises:
        Refused, Unreachable
    """
    address = f"{settings.telegram_api_url}/bot{settings.bot_token}/{method}"
    try:
        async with aiohttp.ClientSession(timeout=PATIENCE) as http, http.post(address, json=parameters) as response:
            answer = await response.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        # Not the error's own words: they name the address, and the token is in it.
        raise Unreachable(type(error).__name__) from None
    if not isinstance(answer, dict) or "ok" not in answer:
        raise Unreachable("its answer is none of a Bot API server")
    if not answer["ok"]:
        raise Refused(int(answer.get("error_code", 0)), str(answer.get("description", "no reason given")))
    return answer["result"]
