"""What became of one call, read from Telegram's answer or its absence."""

from dataclasses import dataclass
from typing import Any

import aiohttp
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.types import ForumTopic, Message, MessageId


@dataclass(frozen=True)
class Sent:
    """Done; `result_id` is the message's or the topic's id where there is one."""

    result_id: int | None = None


@dataclass(frozen=True)
class TryAgain:
    """Certainly not delivered, and worth another try after that many seconds (None: the usual back-off)."""

    why: str
    after: float | None = None


@dataclass(frozen=True)
class InDoubt:
    """The answer never came: it may have been delivered."""

    why: str


@dataclass(frozen=True)
class Refused:
    """Telegram will never take this call."""

    why: str


@dataclass(frozen=True)
class Unreachable(Refused):
    """The person stopped the bot, never started it, or is gone; or the bot was put out of the group."""


@dataclass(frozen=True)
class TopicGone(Refused):
    """The forum topic was deleted."""


@dataclass(frozen=True)
class Moved:
    """The group became a supergroup with another id."""

    chat_id: int


Outcome = Sent | TryAgain | InDoubt | Refused | Moved

_UNREACHABLE = ("chat not found", "user is deactivated", "bot was kicked", "peer_id_invalid", "group chat was deleted")
_TOPIC_GONE = ("message thread not found", "topic_id_invalid", "topic_deleted")
_NOTHING_TO_DO = ("message is not modified", "topic_not_modified", "message to delete not found")
_MAYBE_DELIVERED = ("502", "504", "bad gateway", "gateway timeout")


async def attempt(bot: Bot, call: TelegramMethod[Any]) -> Outcome:
    """Make the call once and say what became of it. Never raises for what Telegram or the network does."""
    try:
        answer = await bot(call)
    except TelegramAPIError as error:
        return read_error(error)
    except (ClientDecodeError, aiohttp.ClientError, TimeoutError, OSError) as error:
        return InDoubt(f"no readable answer: {type(error).__name__}")
    match answer:
        case Message(message_id=number) | MessageId(message_id=number):
            return Sent(number)
        case ForumTopic(message_thread_id=number):
            return Sent(number)
        case [Message(message_id=number), *_] | [MessageId(message_id=number), *_]:
            return Sent(number)
    return Sent()


def read_error(error: TelegramAPIError) -> Outcome:
    """Translate aiogram's error."""
    why = error.message[:200]
    match error:
        case TelegramRetryAfter(retry_after=seconds):
            return TryAgain(why, float(seconds))
        case TelegramMigrateToChat(migrate_to_chat_id=chat_id):
            return Moved(chat_id)
        case TelegramForbiddenError():
            return Unreachable(why)
        case TelegramServerError():
            maybe = any(sign in why.lower() for sign in _MAYBE_DELIVERED)
            return InDoubt(why) if maybe else TryAgain(why)
        case TelegramNetworkError():
            return _read_network_error(error)
        case TelegramUnauthorizedError() | TelegramNotFound():
            return TryAgain(why, 30.0)
        case TelegramBadRequest():
            return _read_bad_request(why)
    return InDoubt(why)


def _read_network_error(error: TelegramNetworkError) -> Outcome:
    never_left = isinstance(error.__cause__, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
    return TryAgain(error.message[:200]) if never_left else InDoubt(error.message[:200])


def _read_bad_request(why: str) -> Outcome:
    said = why.lower()
    if any(sign in said for sign in _NOTHING_TO_DO):
        return Sent()
    if any(sign in said for sign in _TOPIC_GONE):
        return TopicGone(why)
    if any(sign in said for sign in _UNREACHABLE):
        return Unreachable(why)
    return Refused(why)
