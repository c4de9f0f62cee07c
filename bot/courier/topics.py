"""Forum topics: one a customer, made again when deleted, a surplus one closed, all moved when the group moves."""

from sqlalchemy import func, select, update
from sqlmodel import col

from bot.courier.outcomes import Outcome, Refused, TryAgain
from bot.work import staffroom, trouble
from bot.work.cases import card
from bot.work.turn import Turn
from storage import customers, house, outbox
from storage.tables import Customer, OutboxRow, Priority, SendKind

_MOST_PROBES = 200  # a probe counts to the bot's 30 a second, not to the group's 20 a minute
_FURTHEST = 20_000  # ids


async def made(turn: Turn, row: OutboxRow) -> None:
    """Note the new topic at its customer, and close whatever an earlier try in doubt may have left."""
    if row.customer_id is None or row.result_id is None:
        return
    customer = await customers.by_id(turn.session, row.customer_id, lock=True)
    if customer is not None and customer.topic_row_id == row.id:
        customer.topic_chat_id, customer.topic_id = row.chat_id, row.result_id
        await staffroom.retitle(turn, customer)
    if row.in_doubt:
        await _close_surplus(turn, row, row.result_id)


async def _close_surplus(turn: Turn, row: OutboxRow, newest: int) -> None:
    """Close every topic that may have come of a try in doubt.

    Telegram lists no topics. But a topic's id is the id of a message of the group, ids only grow, and closing what is
    no topic is refused and harms nothing: so each id that is not ours, between the last one known before this topic was
    asked for and the new one, is tried.
    """
    known_ids = select(col(OutboxRow.result_id)).where(
        col(OutboxRow.chat_id) == row.chat_id, col(OutboxRow.result_id).is_not(None)
    )
    before = select(func.max(col(OutboxRow.result_id))).where(
        col(OutboxRow.chat_id) == row.chat_id, col(OutboxRow.ended_at) < row.created_at
    )
    last: int = (await turn.session.execute(before)).scalar() or 0
    known = set((await turn.session.execute(known_ids.where(col(OutboxRow.result_id) > last))).scalars())
    unknown = [number for number in range(max(last + 1, newest - _FURTHEST), newest) if number not in known]
    for number in unknown[-_MOST_PROBES:]:
        probe = OutboxRow(
            chat_id=row.chat_id,
            method="closeForumTopic",
            payload={"message_thread_id": number},
            kind=SendKind.REPEATABLE,
            priority=Priority.REMINDER,
            created_at=turn.now,
            not_before=turn.now,
        )
        await outbox.put(turn.session, probe)


async def may_close(turn: Turn, row: OutboxRow) -> Outcome | None:
    """Look again before a probe goes: what has become somebody's topic in the meantime must stay open."""
    number = row.payload.get("message_thread_id")
    if await customers.by_topic(turn.session, row.chat_id, int(number or 0)) is not None:
        return Refused("a customer's topic")
    if await outbox.topics_under_way(turn.session, row.chat_id):
        return TryAgain("a topic is being made", 1.0)
    return None


async def make_again(turn: Turn, row: OutboxRow) -> int:
    """Return the row that makes the customer's topic anew; one row serves all that waits for it."""
    assert row.customer_id is not None
    customer = await customers.by_id(turn.session, row.customer_id, lock=True)
    assert customer is not None
    newest = await turn.session.get(OutboxRow, customer.topic_row_id) if customer.topic_row_id else None
    if newest is not None and newest.id != row.needs_id and newest.chat_id == row.chat_id:
        if newest.state in outbox.PENDING:
            return customer.topic_row_id or 0
        if newest.result_id is not None and newest.result_id != row.payload.get("message_thread_id"):
            return customer.topic_row_id or 0
    topic_row = await staffroom.open_topic(turn, customer, row.chat_id, Priority(row.priority))
    await card.post_again(turn, customer, besides=row.id)
    return topic_row


async def follow(turn: Turn, row: OutboxRow, new: int) -> None:
    """A group that this call names has another id now: the one it goes to, or the one it copies from."""
    if row.chat_id < 0:
        old, row.chat_id = row.chat_id, new
    else:
        old = int(row.payload.get("from_chat_id") or 0)
        row.payload = row.payload | {"from_chat_id": new}
    await _follow_group(turn, old, new)


async def _follow_group(turn: Turn, old: int, new: int) -> None:
    """What waits for the group, whose topics it holds and who is in it go along. Work, too, locks customers first."""
    moved = update(Customer).where(col(Customer.topic_chat_id) == old).values(topic_chat_id=new)
    await turn.session.execute(moved)
    if await house.staff_group(turn.session) == old:
        await house.write_note(turn.session, house.STAFF_GROUP, {"chat_id": new})
        await house.move_members(turn.session, old, new)
        await trouble.moved(turn, new)
    await outbox.move(turn.session, old, new)
