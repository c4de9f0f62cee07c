"""Say something to a customer: words from the catalogue, in their language, through the outbox."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.words.splitting import Entity, split, utf16_length
from bot.words.times import When
from bot.work.buttons import Rows, markup
from bot.work.turn import Turn
from storage import outbox
from storage.tables import Customer, OutboxRow, Priority, SendKind


@dataclass(frozen=True)
class Manner:
    """How a message travels. `expires_in` is how long it is of any use.

    `source` is the chat and message that it carries on from, such as an agent's message in the topic; `reply_to` is the
    message in its own chat that it answers, `quoted` the part of that one that it is about.
    """

    kind: SendKind = SendKind.REPLY
    priority: Priority = Priority.REPLY
    expires_in: timedelta | None = None
    source: tuple[int, int] | None = None
    reply_to: int | None = None
    quoted: str | None = None


LONGEST_CAPTION = 1024  # UTF-16 units under a picture: Telegram's own limit

REPLY = Manner()
URGENT = Manner(priority=Priority.EMERGENCY)

# The menu, and every answer that cannot help, name the company's telephone, if it has one.
_WITH_TELEPHONE = frozenset(
    {
        "help",
        "unknown-command",
        "out-of-scope",
        "cannot-read",
        "rephrase",
        "rephrase-else",
        "no-answer",
        "set-aside",
        "opened-human-out-of-hours",
    }
)


async def say(
    turn: Turn,
    customer: Customer,
    key: str,
    *,
    then: str | None = None,
    buttons: Rows = (),
    manner: Manner = REPLY,
    **facts: object,
) -> list[OutboxRow]:
    """Write the sentence `key` to the customer, and `then` on a line of its own.

    Moments among the facts are put in their time zone.
    """
    zone = turn.zone_of(customer.zone)
    known = {name: When(fact, turn.now, zone) if isinstance(fact, datetime) else fact for name, fact in facts.items()}
    text = turn.house.words.text(key, customer.language, **known)
    if then is not None:
        text = f"{text}\n{turn.house.words.text(then, customer.language, **known)}"
    if key in _WITH_TELEPHONE and turn.house.company.hotline is not None:
        by_telephone = turn.house.words.text("by-telephone", customer.language, hotline=turn.house.company.hotline)
        text = f"{text}\n{by_telephone}"
    return await write(turn, customer, text, buttons=buttons, manner=manner)


async def write(
    turn: Turn,
    customer: Customer,
    text: str,
    *,
    entities: tuple[Entity, ...] = (),
    buttons: Rows = (),
    manner: Manner = REPLY,
) -> list[OutboxRow]:
    """Write these very words to the customer, in as many messages as they need; buttons go under the last."""
    calls = composed(turn, customer, text, entities=entities, buttons=buttons, manner=manner)
    return [await outbox.put(turn.session, OutboxRow(**call)) for call in calls]


def composed(
    turn: Turn,
    customer: Customer,
    text: str,
    *,
    entities: tuple[Entity, ...] = (),
    buttons: Rows = (),
    manner: Manner = REPLY,
) -> list[dict[str, Any]]:
    """Return what `write` writes, not yet queued: rows of the outbox as columns by name."""
    parts = split(text, entities)
    calls = []
    for place, part in enumerate(parts, start=1):
        payload: dict[str, Any] = {"text": part.text}
        if part.entities:
            payload["entities"] = list(part.entities)
        if manner.reply_to is not None and place == 1:
            payload |= replying(manner.reply_to, manner.quoted)
        if buttons and place == len(parts):
            payload["reply_markup"] = markup(buttons, turn.house.words, customer.language)
        calls.append(_call(turn, customer, "sendMessage", payload, manner))
    return calls


def shown(
    turn: Turn,
    customer: Customer,
    photo: dict[str, Any] | None,
    text: str,
    *,
    buttons: Rows = (),
    manner: Manner = REPLY,
) -> list[dict[str, Any]]:
    """Return a picture with these words under it, not yet queued; the words alone where they are too long for one."""
    if photo is None or utf16_length(text) > LONGEST_CAPTION:
        return composed(turn, customer, text, buttons=buttons, manner=manner)
    payload: dict[str, Any] = {"photo": photo, "caption": text}
    if buttons:
        payload["reply_markup"] = markup(buttons, turn.house.words, customer.language)
    return [_call(turn, customer, "sendPhoto", payload, manner)]


async def send(
    turn: Turn,
    customer: Customer,
    method: str,
    payload: dict[str, Any],
    *,
    manner: Manner = REPLY,
) -> OutboxRow:
    """Queue one call to the customer's private chat."""
    return await outbox.put(turn.session, OutboxRow(**_call(turn, customer, method, payload, manner)))


def _call(turn: Turn, customer: Customer, method: str, payload: dict[str, Any], manner: Manner) -> dict[str, Any]:
    return {
        "chat_id": customer.telegram_id,
        "method": method,
        "payload": payload,
        "kind": manner.kind,
        "priority": manner.priority,
        "customer_id": customer.id,
        "source_chat_id": manner.source[0] if manner.source else None,
        "source_message_id": manner.source[1] if manner.source else None,
        "created_at": turn.now,
        "not_before": turn.now,
        "expires_at": turn.now + manner.expires_in if manner.expires_in else None,
    }


def replying(message_id: int | None, quoted: str | None = None) -> dict[str, Any]:
    """Return what makes a call an answer to this message, or nothing; where that is gone, it is sent all the same."""
    if message_id is None:
        return {}
    answered: dict[str, Any] = {"message_id": message_id, "allow_sending_without_reply": True}
    return {"reply_parameters": answered | ({"quote": quoted} if quoted else {})}


async def react(turn: Turn, customer: Customer, message_id: int, emoji: str) -> None:
    """Acknowledge a customer's message with a reaction: what the bot does while a human talks."""
    payload = {"message_id": message_id, "reaction": [{"type": "emoji", "emoji": emoji}]}
    await send(turn, customer, "setMessageReaction", payload, manner=Manner(kind=SendKind.REPEATABLE))
