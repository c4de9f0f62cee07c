"""What follows when a message arrived, or never will: the agent sees the truth, a blocked customer is left in peace."""

from bot.work import staffroom, trouble
from bot.work.outreach.withdrawing import never_left
from bot.work.turn import Turn
from storage import customers, house, outbox
from storage.tables import OutboxRow, Priority, SendKind

DELIVERED = "👍"


async def succeeded(turn: Turn, row: OutboxRow) -> None:
    """Show the agent that what they wrote has reached the customer, with a reaction on their message."""
    group = await _staff_source(turn, row)
    if group is None or row.source_message_id is None:
        return
    sign = OutboxRow(
        chat_id=group,
        method="setMessageReaction",
        payload={"message_id": row.source_message_id, "reaction": [{"type": "emoji", "emoji": DELIVERED}]},
        kind=SendKind.REPEATABLE,
        priority=Priority.REMINDER,
        customer_id=row.customer_id,
        created_at=turn.now,
        not_before=turn.now,
    )
    await outbox.put(turn.session, sign)


async def failed(turn: Turn, row: OutboxRow, *, unreachable: bool) -> None:
    """Tell staff what did not reach the customer, or them; mark a customer who cannot be written to any more."""
    customer = await customers.by_id(turn.session, row.customer_id, lock=True) if row.customer_id else None
    if customer is None:
        return
    if row.chat_id != customer.telegram_id:
        if row.method in ("copyMessage", "copyMessages"):
            await staffroom.tell_key(turn, customer, "copy-failed", name=customer.known_as, why=row.error or "")
        elif row.kind == SendKind.TOPIC:
            await trouble.topic_not_made(turn, row.chat_id, customer.known_as, row.error or "")
        return
    if row.kind == SendKind.GREETING:
        await never_left(turn, row, unreachable=unreachable)
    if unreachable and customer.blocked_at is None:
        customer.blocked_at = turn.now
        await outbox.expire_queued(turn.session, row.chat_id, turn.now)
    if await _staff_source(turn, row) is not None:
        key = "not-delivered-blocked" if unreachable else "not-delivered"
        await staffroom.tell_key(
            turn, customer, key, reply_to=row.source_message_id, name=customer.known_as, why=row.error or ""
        )


async def _staff_source(turn: Turn, row: OutboxRow) -> int | None:
    """Return the staff group's id if the call carries on what an agent wrote there."""
    if row.source_chat_id is None or row.customer_id is None:
        return None
    group = await house.staff_group(turn.session)
    return group if row.source_chat_id == group and row.chat_id != group else None
