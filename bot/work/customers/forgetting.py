"""/forget: everything held about a person is removed, here and in the staff group; what the law wants kept is nobody's.

Whoever asked for it does not come back with the shop's next file. On Telegram they may always write again, and are new.
"""

from typing import Any

from bot.work import groups
from bot.work.buttons import Button, row, tap
from bot.work.saying import say
from bot.work.turn import Turn
from storage import customers, forgetting, house, outbox
from storage.tables import Buyer, Customer, OutboxRow, Priority, SendKind

FORGOTTEN = "somebody was forgotten"  # the note that files have to be gone over
PRIVATE = "customer {}"  # the lane of the inbox: their chat and their topic


async def ask(turn: Turn, customer: Customer) -> None:
    """Say what would be removed and what has to stay, and ask whether that is meant."""
    buttons = (row(Button("button-forget", tap("forget")), Button("button-keep", tap("keep"))),)
    await say(turn, customer, "forget-ask", buttons=buttons)


async def keep(turn: Turn, customer: Customer) -> None:
    await say(turn, customer, "forget-kept")


async def forget(turn: Turn, customer: Customer) -> None:
    """Remove the person everywhere, and tell them so in a last message that is tied to nobody."""
    text = turn.house.words.text("forget-done", customer.language)
    chat_id, group = customer.telegram_id, await house.staff_group(turn.session)
    rows = await forgetting.messages_of(turn.session, customer)
    await turn.session.flush()
    general = forgetting.in_general(rows, group)
    topic = (customer.topic_chat_id, customer.topic_id)
    buyer = await turn.session.get(Buyer, customer.buyer_id) if customer.buyer_id is not None else None
    await forgetting.remove(turn.session, customer, PRIVATE.format(chat_id), group)
    if buyer is not None and buyer.id is not None:
        await _remove_buyer(turn, buyer, chat_id)
    await _remove_from_group(turn, topic, general, group)
    await _put(turn, chat_id, "sendMessage", {"text": text, "reply_markup": {"remove_keyboard": True}}, SendKind.REPLY)
    if group is not None:
        await groups.tell(turn, group, "staff-forgotten", topic=None)
    await house.write_note(turn.session, FORGOTTEN, {"at": turn.now.isoformat()})


async def _remove_buyer(turn: Turn, buyer: Buyer, telegram_id: int) -> None:
    """Take them out of the books, unless others of the same record are here; and remember not to take them back."""
    here = await customers.of_buyers(turn.session, [buyer.id or 0])
    if any(one.telegram_id != telegram_id for one in here):
        return
    if buyer.external_id is not None:
        await forgetting.mark(turn.session, [mark_of(turn, buyer.external_id)], turn.now)
    await forgetting.remove_buyer(turn.session, buyer)


def mark_of(turn: Turn, external_id: str) -> str:
    return turn.house.vault.mark(f"customer {external_id}")


async def _remove_from_group(
    turn: Turn, topic: tuple[int | None, int | None], general: list[int], group: int | None
) -> None:
    chat_id, topic_id = topic
    if chat_id is not None and topic_id is not None:
        await _put(turn, chat_id, "deleteForumTopic", {"message_thread_id": topic_id}, SendKind.REPEATABLE)
    for message_id in general if group is not None else []:
        await _put(turn, group or 0, "deleteMessage", {"message_id": message_id}, SendKind.REPEATABLE)


async def _put(turn: Turn, chat_id: int, method: str, payload: dict[str, Any], kind: SendKind) -> None:
    priority = Priority.REPLY if kind is SendKind.REPLY else Priority.REMINDER
    call = OutboxRow(
        chat_id=chat_id,
        method=method,
        payload=payload,
        kind=kind,
        priority=priority,
        created_at=turn.now,
        not_before=turn.now,
    )
    await outbox.put(turn.session, call)
