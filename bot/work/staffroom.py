"""What staff see: a topic for each customer in the forum group, and the messages in it."""

from typing import Any

from bot.words.splitting import Entity, split
from bot.work import titles
from bot.work.buttons import Rows, markup
from bot.work.saying import Manner, replying
from bot.work.turn import Turn
from storage import house, outbox
from storage.tables import Customer, OutboxRow, Priority, SendKind

ESCALATION = Manner(priority=Priority.ESCALATION)
LANGUAGE = titles.LANGUAGE  # what staff read; the customer's language is theirs


async def tell(
    turn: Turn,
    customer: Customer,
    text: str,
    *,
    entities: tuple[Entity, ...] = (),
    buttons: Rows = (),
    manner: Manner = ESCALATION,
) -> OutboxRow | None:
    """Write in the customer's topic, which is made if there is none; None while no staff group is set up."""
    last: OutboxRow | None = None
    parts = split(text, entities)
    for place, part in enumerate(parts, start=1):
        payload: dict[str, Any] = {"text": part.text}
        if part.entities:
            payload["entities"] = list(part.entities)
        if buttons and place == len(parts):
            payload["reply_markup"] = markup(buttons, turn.house.words, LANGUAGE)
        if manner.reply_to is not None and place == 1:
            payload |= replying(manner.reply_to, manner.quoted)
        last = await post(turn, customer, "sendMessage", payload, manner=manner)
    return last


async def tell_key(turn: Turn, customer: Customer, key: str, *, reply_to: int | None = None, **facts: object) -> None:
    """Write a sentence of the catalogue in the customer's topic."""
    manner = Manner(priority=Priority.ESCALATION, reply_to=reply_to)
    await tell(turn, customer, turn.house.words.text(key, LANGUAGE, **facts), manner=manner)


async def post(
    turn: Turn,
    customer: Customer,
    method: str,
    payload: dict[str, Any],
    *,
    manner: Manner = ESCALATION,
) -> OutboxRow | None:
    """Queue one call into the customer's topic."""
    group = await house.staff_group(turn.session)
    if group is None:
        return None
    row = OutboxRow(
        chat_id=group,
        method=method,
        payload=payload,
        kind=SendKind.REPLY,
        priority=manner.priority,
        customer_id=customer.id,
        created_at=turn.now,
        not_before=turn.now,
    )
    await _aim(turn, customer, row, manner.priority)
    return await outbox.put(turn.session, row)


async def _aim(turn: Turn, customer: Customer, row: OutboxRow, priority: Priority) -> None:
    """Point the call at the customer's topic, known or still to be made."""
    if customer.topic_id is not None and customer.topic_chat_id == row.chat_id:
        row.payload = row.payload | {"message_thread_id": customer.topic_id}
        return
    under_way = await turn.session.get(OutboxRow, customer.topic_row_id) if customer.topic_row_id else None
    if under_way is not None and under_way.chat_id == row.chat_id and under_way.state in outbox.PENDING:
        row.needs_id = under_way.id
    else:
        row.needs_id = await open_topic(turn, customer, row.chat_id, priority)
    row.needs_field = "message_thread_id"


async def open_topic(turn: Turn, customer: Customer, group: int, priority: Priority) -> int:
    """Queue the making of the customer's topic and return the row's id; its answer is the topic's id."""
    look = await titles.look_of(turn, customer)
    row = OutboxRow(
        chat_id=group,
        method="createForumTopic",
        payload=look,
        kind=SendKind.TOPIC,
        priority=priority,
        customer_id=customer.id,
        created_at=turn.now,
        not_before=turn.now,
    )
    await outbox.put(turn.session, row)
    assert row.id is not None
    customer.topic_row_id, customer.topic_id, customer.topic_chat_id = row.id, None, group
    customer.topic_title = look["name"]
    return row.id


async def retitle(turn: Turn, customer: Customer) -> None:
    """Show in the topic's title and icon who the customer is and how it stands with them, if that has changed."""
    if customer.topic_id is None or customer.topic_chat_id is None:
        return
    look = await titles.look_of(turn, customer)
    if look["name"] == customer.topic_title:
        return
    customer.topic_title = look["name"]
    payload = {"message_thread_id": customer.topic_id} | look
    edits = f"topic {customer.topic_chat_id} {customer.topic_id}"
    await repeat(turn, customer, "editForumTopic", payload, edits=edits)


async def edit(turn: Turn, customer: Customer, row_id: int, payload: dict[str, Any], *, edits: str) -> None:
    """Queue an edit of the message that the row `row_id` sent, or is going to send."""
    sent = await turn.session.get(OutboxRow, row_id)
    if sent is None:
        return
    if sent.result_id is not None:
        payload = payload | {"message_id": sent.result_id}
    change = _repeatable(turn, customer, sent.chat_id, "editMessageText", payload)
    change.edits = edits
    if sent.result_id is None:
        change.needs_id, change.needs_field = row_id, "message_id"
    await outbox.put(turn.session, change)


async def pin(turn: Turn, customer: Customer, sent: OutboxRow) -> None:
    """Queue the pinning, without a sound, of the message that this row is going to send."""
    change = _repeatable(turn, customer, sent.chat_id, "pinChatMessage", {"disable_notification": True})
    change.needs_id, change.needs_field = sent.id, "message_id"
    await outbox.put(turn.session, change)


async def repeat(turn: Turn, customer: Customer, method: str, payload: dict[str, Any], *, edits: str | None) -> None:
    """Queue a call into the group that may be repeated freely: an edit, a reaction, a pin."""
    group = customer.topic_chat_id or await house.staff_group(turn.session)
    if group is None:
        return
    change = _repeatable(turn, customer, group, method, payload)
    change.edits = edits
    await outbox.put(turn.session, change)


def _repeatable(turn: Turn, customer: Customer, group: int, method: str, payload: dict[str, Any]) -> OutboxRow:
    return OutboxRow(
        chat_id=group,
        method=method,
        payload=payload,
        kind=SendKind.REPEATABLE,
        priority=Priority.REMINDER,
        customer_id=customer.id,
        created_at=turn.now,
        not_before=turn.now,
    )
