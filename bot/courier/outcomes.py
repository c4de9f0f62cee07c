"""What became of one call, read from Telegram's answer or its absence."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import aiohttp
import structlog
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
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

log = structlog.get_logger()


@dataclass(frozen=True)
class Sent:
    """Done; `result_id` is the message's or the topic's id where there is one."""

    result_id: int | None = None


@dataclass(frozen=True)
class TryAgain:
    """Certainly not delivered, and worth another try after that many seconds (None: the usual back-off).

    `pause`: nothing else may be sent there until then.
    """

    why: str
    after: float | None = None
    pause: bool = False


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
class Late(Refused):
    """It is too late for the call to be of use."""

    why: str = "too late to be of use"


@dataclass(frozen=True)
class Moved:
    """The group became a supergroup with another id."""

    chat_id: int


Outcome = Sent | TryAgain | InDoubt | Refused | Moved

_UNREACHABLE = (
    "chat not found",
    "user is deactivated",
    "bot was kicked",
    "peer_id_invalid",
    "group chat was deleted",
    "not enough rights to send",
    "have no rights to send",
    "chat_write_forbidden",
    "chat_restricted",
)
_TOPIC_GONE = ("message thread not found", "topic_id_invalid", "topic_deleted", "topic_closed")
_NOTHING_TO_DO = ("message is not modified", "topic_not_modified", "message to delete not found")
_MAYBE_DELIVERED = ("502", "504", "bad gateway", "gateway timeout")


async def attempt(bot: Bot, call: TelegramMethod[Any]) -> Outcome:
    """Make the call once and say what became of it. Never raises but when cancelled.

    A third of the patience is for getting a connection: what fails there has certainly not been delivered.
    """
    patience = aiohttp.ClientTimeout(total=bot.session.timeout, connect=bot.session.timeout / 3)
    try:
        answer = await bot(call, request_timeout=cast(int, patience))  # aiogram hands it to aiohttp as it is
    except TelegramAPIError as error:
        return read_error(error)
    except UnicodeEncodeError:
        return Refused("it has characters that cannot be sent")
    except (ClientDecodeError, aiohttp.ClientError, TimeoutError, OSError) as error:
        return InDoubt(f"no readable answer: {type(error).__name__}")
    except Exception as error:
        log.exception("unforeseen end of a call", action="call_fault", method=call.__api_method__)
        return InDoubt(f"unforeseen: {type(error).__name__}")
    return Sent(_result_id(answer))


def _result_id(answer: object) -> int | None:
    match answer:
        case Message(message_id=number) | MessageId(message_id=number):
            return number
        case ForumTopic(message_thread_id=number):
            return number
        case [Message(message_id=number), *_] | [MessageId(message_id=number), *_]:
            return number
    return None


def read_error(error: TelegramAPIError) -> Outcome:
    """Translate aiogram's error."""
    why = str(error.message)[:200]
    if isinstance(error, TelegramRetryAfter):
        return TryAgain(why, float(error.retry_after), pause=True)
    if isinstance(error, TelegramMigrateToChat):
        return Moved(error.migrate_to_chat_id)
    for kind, read in _BY_KIND:
        if isinstance(error, kind):
            return read(why)
    if isinstance(error, TelegramNetworkError):
        return _read_network_error(error)
    return TryAgain(why, 1.0, pause=True) if "too many requests" in why.lower() else InDoubt(why)


def _read_server_error(why: str) -> Outcome:
    maybe = any(sign in why.lower() for sign in _MAYBE_DELIVERED)
    return InDoubt(why) if maybe else TryAgain(why)


def _read_unauthorized(why: str) -> Outcome:
    return TryAgain(why, 30.0, pause=True)


def _read_not_found(why: str) -> Outcome:
    """404: a method that this server does not know; or a token that is none, which another start may mend."""
    return Refused(why) if "method" in why.lower() else TryAgain(why, 30.0)


def _read_network_error(error: TelegramNetworkError) -> Outcome:
    never_left = isinstance(error.__cause__, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
    why = str(error.message)[:200]
    return TryAgain(why) if never_left else InDoubt(why)


def _read_bad_request(why: str) -> Outcome:
    said = why.lower()
    if any(sign in said for sign in _NOTHING_TO_DO):
        return Sent()
    if any(sign in said for sign in _TOPIC_GONE):
        return TopicGone(why)
    if any(sign in said for sign in _UNREACHABLE):
        return Unreachable(why)
    return Refused(why)


_BY_KIND: tuple[tuple[type[TelegramAPIError], Callable[[str], Outcome]], ...] = (
    (TelegramForbiddenError, Unreachable),
    (TelegramEntityTooLarge, Refused),
    (TelegramServerError, _read_server_error),
    (TelegramUnauthorizedError, _read_unauthorized),
    (TelegramNotFound, _read_not_found),
    (TelegramBadRequest, _read_bad_request),
)
