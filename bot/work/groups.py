"""The staff group: set up once, by its owner; what the bot says in groups."""

from typing import Any

from bot.work import staffroom
from bot.work.cases import card
from bot.work.errors import GroupSetAlready, NoForum, OwnerOnly
from bot.work.turn import Turn
from storage import cases, customers, house, outbox
from storage.tables import OutboxRow, Priority, SendKind


async def set_up(turn: Turn, chat_id: int, *, is_owner: bool, is_forum: bool) -> None:
    """Make this the staff group, and show it every case that is open.

    Raises:
        GroupSetAlready, OwnerOnly, NoForum: if it cannot be.
    """
    present = await house.staff_group(turn.session)
    if present not in (None, chat_id):
        raise GroupSetAlready
    if not is_owner:
        raise OwnerOnly
    if not is_forum:
        raise NoForum
    await house.write_note(turn.session, house.STAFF_GROUP, {"chat_id": chat_id})
    await tell(turn, chat_id, "set-up-done", topic=None)
    await show_open_cases(turn)


async def show_open_cases(turn: Turn) -> None:
    """Post the card of each open case that staff have not seen."""
    for case in await cases.without_card(turn.session):
        customer = await customers.by_id(turn.session, case.customer_id, lock=True)
        if customer is not None:
            await card.post(turn, customer, case)


async def greet_stranger(turn: Turn, chat_id: int) -> None:
    await tell(turn, chat_id, "stranger-group", topic=None, company=turn.house.company.name)


async def not_to_customer(turn: Turn, chat_id: int, answered: int) -> None:
    """Somebody answered, in General, what was said there of a customer: say that it reached nobody, and where to write.

    What they answer among themselves is theirs.
    """
    row = await outbox.of_message(turn.session, chat_id, answered)
    customer = await customers.by_id(turn.session, row.customer_id) if row is not None and row.customer_id else None
    if customer is None:
        return
    topic = customer.topic_id if customer.topic_chat_id == chat_id else None
    way = link(chat_id, topic) if topic is not None else "none"
    await tell(turn, chat_id, "staff-reply-in-general", topic=None, name=customer.known_as, link=way)


async def tell(turn: Turn, chat_id: int, key: str, *, topic: int | None, **facts: object) -> None:
    """Write a sentence of the catalogue in a group, outside any customer's topic."""
    payload: dict[str, Any] = {"text": turn.house.words.text(key, staffroom.LANGUAGE, **facts)}
    if topic is not None:
        payload["message_thread_id"] = topic
    await post(turn, chat_id, payload)


async def post(
    turn: Turn,
    chat_id: int,
    payload: dict[str, Any],
    *,
    method: str = "sendMessage",
    priority: Priority = Priority.REPLY,
) -> OutboxRow:
    """Queue a message to a group."""
    row = OutboxRow(
        chat_id=chat_id,
        method=method,
        payload=payload,
        kind=SendKind.REPLY,
        priority=priority,
        created_at=turn.now,
        not_before=turn.now,
    )
    return await outbox.put(turn.session, row)


def link(group: int, topic: int) -> str:
    """Return the address under which Telegram opens a topic of a supergroup."""
    return f"https://t.me/c/{str(group).removeprefix('-100')}/{topic}"
