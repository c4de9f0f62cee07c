"""From a row of the outbox to the call it stands for."""

import base64
from collections.abc import Container
from datetime import datetime
from typing import Any

from aiogram import methods
from aiogram.methods import TelegramMethod
from aiogram.types import BufferedInputFile

from bot.courier.outcomes import Late, Outcome, Refused, TryAgain, Unreachable
from bot.words.splitting import LONGEST, utf16_length
from bot.work.outreach import cards
from storage.tables import OutboxRow, OutboxState, SendKind

_FILES = frozenset({"document", "photo"})
AGAIN_MARK = "↻ "
_ENDED_BADLY = (OutboxState.FAILED, OutboxState.EXPIRED, OutboxState.UNKNOWN)


def prepared(
    row: OutboxRow, needed: OutboxRow | None, now: datetime, gone: Container[int]
) -> TelegramMethod[Any] | Outcome:
    """Return the call to make, or what becomes of the row without one. `gone` are the chats that stopped the bot."""
    if row.chat_id in gone:
        return Unreachable("the customer has stopped the bot")
    if row.expires_at is not None and row.expires_at <= now:
        return Late()
    try:
        return call_for(row, needed)
    except (ValueError, TypeError, LookupError, AttributeError) as fault:
        return Refused(f"not a call: {fault}"[:200])


def call_for(row: OutboxRow, needed: OutboxRow | None) -> TelegramMethod[Any] | Outcome:
    """Return the call to make, or what became of the row without one.

    A message whose topic could not be made goes to the group's General topic: staff must see it all the same.

    Raises:
        ValueError, TypeError, LookupError, AttributeError: if the row is no call.
    """
    parameters = {"chat_id": row.chat_id, **row.payload}
    if row.needs_id is not None and row.needs_field is not None:
        if needed is not None and needed.state == OutboxState.SENT and needed.result_id is not None:
            parameters[row.needs_field] = needed.result_id
        elif needed is not None and needed.state not in (*_ENDED_BADLY, OutboxState.SENT):
            return TryAgain("waits for another call's answer", 1.0)
        elif row.needs_field != "message_thread_id":
            return Refused("the message it changes was never sent")
    parameters |= {name: _file(parameters[name]) for name in _FILES if isinstance(parameters.get(name), dict)}
    if row.in_doubt and row.kind == SendKind.REPLY:
        parameters = _marked_again(parameters)
    kind = getattr(methods, row.method[0].upper() + row.method[1:])
    if not (isinstance(kind, type) and issubclass(kind, TelegramMethod)):
        raise ValueError(f"no method {row.method}")
    return kind.model_validate(parameters)


def _file(kept: dict[str, Any]) -> BufferedInputFile:
    """Return a file of our own making, kept in the row as {"name": …, "base64": …}; of a card what is to be drawn."""
    if "card" in kept:
        return BufferedInputFile(cards.drawn(kept), kept["name"])
    return BufferedInputFile(base64.b64decode(kept["base64"], validate=True), kept["name"])


def _marked_again(parameters: dict[str, Any]) -> dict[str, Any]:
    """Mark a text that may reach the person a second time; entities move along with it.

    A text with no room for the mark goes as it is: better twice than refused. So does a copied file.
    """
    text = parameters.get("text")
    if text is None or utf16_length(AGAIN_MARK + str(text)) > LONGEST:
        return parameters
    shift = utf16_length(AGAIN_MARK)
    moved = [entity | {"offset": entity["offset"] + shift} for entity in parameters.get("entities") or ()]
    marked = parameters | {"text": f"{AGAIN_MARK}{text}"}
    return marked | {"entities": moved} if moved else marked
