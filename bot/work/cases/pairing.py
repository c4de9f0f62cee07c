"""A message and what carried it on to the other side: by it go answers, reactions and changes, both ways."""

from typing import Any

from bot.work import staffroom
from bot.work.said import Said
from bot.work.saying import Manner, send
from bot.work.turn import Turn
from storage import customers, house, outbox, pairs
from storage.tables import Customer, MessagePair, OutboxRow, Priority, SendKind


async def pair(turn: Turn, said: Said, row_id: int | None) -> None:
    """Note that this row carries what was said; each part of an album by itself."""
    for message_id in said.message_ids if row_id is not None else ():
        if message_id > 0:
            one = MessagePair(chat_id=said.chat_id, message_id=message_id, row_id=row_id or 0, text=said.text)
            await pairs.put(turn.session, one)


async def in_topic(turn: Turn, customer: Customer, message_id: int | None) -> int | None:
    """Return the message of the topic that stands for this one of the customer's chat, if there is one."""
    if message_id is None:
        return None
    carried = await _carried(turn, customer.telegram_id, message_id)
    if carried is not None:
        return carried.result_id if carried.chat_id == customer.topic_chat_id else None
    ours = await outbox.of_message(turn.session, customer.telegram_id, message_id)
    known = ours is not None and ours.source_chat_id == customer.topic_chat_id
    return ours.source_message_id if ours is not None and known else None


async def at_customer(turn: Turn, customer: Customer, message_id: int | None) -> int | None:
    """Return the message of the customer's own chat that stands for this one of the topic, if there is one."""
    if message_id is None or customer.topic_chat_id is None:
        return None
    carried = await _carried(turn, customer.topic_chat_id, message_id)
    if carried is not None:
        return carried.result_id if carried.chat_id == customer.telegram_id else None
    ours = await outbox.of_message(turn.session, customer.topic_chat_id, message_id)
    if ours is None or ours.customer_id != customer.id:
        return None
    said = await pairs.of_row(turn.session, ours.id or 0)
    return said.message_id if said is not None and said.chat_id == customer.telegram_id else None


async def quotable(turn: Turn, said: Said) -> str | None:
    """Return the part that is quoted, if the other side's copy of the message has just these words.

    Telegram refuses a quotation that is not in the message: better an answer without one.
    """
    if not said.quoted or said.reply_to is None:
        return None
    own = await pairs.of_message(turn.session, said.chat_id, said.reply_to)
    ours = await outbox.of_message(turn.session, said.chat_id, said.reply_to) if own is None else None
    known = own or (await pairs.of_row(turn.session, ours.id or 0) if ours is not None else None)
    return said.quoted if known is not None and said.quoted in known.text else None


async def words_of(turn: Turn, customer: Customer, message_id: int | None) -> str | None:
    """Return what the customer said that this message of the topic shows, if it shows something of theirs."""
    if message_id is None or customer.topic_chat_id is None:
        return None
    ours = await outbox.of_message(turn.session, customer.topic_chat_id, message_id)
    said = await pairs.of_row(turn.session, ours.id or 0) if ours is not None else None
    return said.text if said is not None and said.chat_id == customer.telegram_id else None


async def customer_reacted(turn: Turn, customer: Customer, message_id: int, emoji: str | None) -> None:
    """Show the customer's reaction in the topic, under the message that it is about; None takes it back."""
    shown = await in_topic(turn, customer, message_id)
    if shown is not None:
        call = _reaction(shown, emoji)
        await staffroom.repeat(turn, customer, "setMessageReaction", call, edits=f"reaction {customer.id} {shown}")


async def agent_reacted(turn: Turn, message_id: int, emoji: str | None) -> None:
    """Show an agent's reaction at the customer, under their own message."""
    group = await house.staff_group(turn.session)
    if group is None:
        return
    row = await outbox.of_message(turn.session, group, message_id) or await _carried(turn, group, message_id)
    customer = await customers.by_id(turn.session, row.customer_id) if row is not None and row.customer_id else None
    shown = await at_customer(turn, customer, message_id) if customer is not None else None
    if customer is None or shown is None or customer.blocked_at is not None:
        return
    row = await send(turn, customer, "setMessageReaction", _reaction(shown, emoji), manner=_SILENT)
    row.edits = f"reaction {customer.telegram_id} {shown}"


async def change_at_customer(turn: Turn, customer: Customer, sent: OutboxRow, payload: dict[str, Any]) -> None:
    """Queue the change of a message that this row sent, or is going to send, to the customer."""
    method = "editMessageText" if sent.method == "sendMessage" else "editMessageCaption"
    known = {"message_id": sent.result_id} if sent.result_id is not None else {}
    row = await send(turn, customer, method, payload | known, manner=_SILENT)
    row.edits = f"answer {sent.id}"
    if sent.result_id is None:
        row.needs_id, row.needs_field = sent.id, "message_id"


async def _carried(turn: Turn, chat_id: int, message_id: int) -> OutboxRow | None:
    """Return the row that carried this message on."""
    known = await pairs.of_message(turn.session, chat_id, message_id)
    return await turn.session.get(OutboxRow, known.row_id) if known is not None else None


def _reaction(message_id: int, emoji: str | None) -> dict[str, Any]:
    return {"message_id": message_id, "reaction": [] if emoji is None else [{"type": "emoji", "emoji": emoji}]}


_SILENT = Manner(kind=SendKind.REPEATABLE, priority=Priority.REPLY)
