"""A unit that cannot be handled: its sender gets an apology with its number, staff see what it said and what failed."""

import json
from typing import Any

from bot.work import groups, saying, staffroom
from bot.work.customers import knowing
from bot.work.said import quote
from bot.work.turn import Turn
from storage import customers, house
from storage.tables import Customer, InboxRow

_PREFIX = "customer "
_FROM_PEOPLE = ("message", "edited_message", "callback_query")


async def tell(turn: Turn, row: InboxRow, fault: str) -> None:
    """Tell whoever sent it, and staff. What came without a person waiting for an answer is left to the log."""
    update = json.loads(row.payload)
    sent = next((update[kind] for kind in _FROM_PEOPLE if isinstance(update.get(kind), dict)), None)
    if sent is None:
        return
    chat_id = _in(sent, "chat", "id") or _in(sent, "message", "chat", "id") or _in(sent, "from", "id")
    said = quote(_words(sent)) or turn.house.words.text("no-words", staffroom.LANGUAGE)
    facts: dict[str, Any] = {"reference": str(row.id), "fault": quote(fault), "said": said}
    of_group = isinstance(chat_id, int) and chat_id < 0
    if row.lane.startswith(_PREFIX):
        await _tell_about(turn, int(row.lane.removeprefix(_PREFIX)), sent, facts, by_staff=of_group)
    elif of_group and chat_id == await house.staff_group(turn.session):
        await groups.tell(turn, chat_id, "staff-set-aside-own", topic=_in(sent, "message_thread_id"), **facts)


async def _tell_about(
    turn: Turn, telegram_id: int, sent: dict[str, Any], facts: dict[str, Any], *, by_staff: bool
) -> None:
    customer = await _customer(turn, telegram_id, sent)
    if by_staff:
        await staffroom.tell_key(turn, customer, "staff-set-aside-own", **facts)
        return
    await saying.say(turn, customer, "set-aside", reference=facts["reference"])
    await staffroom.tell_key(turn, customer, "staff-set-aside", name=customer.known_as, **facts)


async def _customer(turn: Turn, telegram_id: int, sent: dict[str, Any]) -> Customer:
    """Even somebody whose first message was the one that failed is told."""
    known = await customers.by_telegram_id(turn.session, telegram_id)
    if known is not None:
        return known
    name, language = str(_in(sent, "from", "first_name") or ""), _in(sent, "from", "language_code")
    names = knowing.Names(name, name)
    return await knowing.meet(turn, telegram_id, names, language if isinstance(language, str) else None)


def _words(sent: dict[str, Any]) -> str:
    words = sent.get("text") or sent.get("caption")
    return words if isinstance(words, str) else ""


def _in(holder: Any, *path: str) -> Any:
    """Return what lies at the path; None where the update is not built as it should be."""
    for name in path:
        holder = holder.get(name) if isinstance(holder, dict) else None
    return holder
