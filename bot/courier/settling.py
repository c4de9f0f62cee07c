"""What each outcome does to its row, and what follows from it (law 3).

| kind       | in doubt                                                       |
| ---------- | -------------------------------------------------------------- |
| greeting   | never sent again; stays `unknown` and is listed                |
| reply      | sent again, marked so                                          |
| repeatable | sent again as it is: an edit, a pin or a reaction repeats freely |
| topic      | made again; a surplus one is closed afterwards                 |
"""

from datetime import datetime, timedelta
from typing import assert_never

from sqlalchemy.ext.asyncio import AsyncSession

from bot.courier import topics
from bot.courier.outcomes import InDoubt, Moved, Outcome, Refused, Sent, TopicGone, TryAgain, Unreachable
from bot.work import delivery
from bot.work.turn import Turn
from storage import outbox
from storage.tables import OutboxRow, OutboxState, SendKind

_FIRST_DELAY, _LONGEST_DELAY = timedelta(milliseconds=500), timedelta(seconds=60)


async def settle(turn: Turn, row: OutboxRow, outcome: Outcome) -> None:
    """Write down how the call ended, with all that follows, in the caller's transaction."""
    match outcome:
        case Sent(result_id):
            await _sent(turn, row, result_id)
        case TryAgain(why, after):
            delay = _back_off(row.attempts) if after is None else timedelta(seconds=after)
            _queue_again(row, turn.now + delay, why)
        case InDoubt(why):
            _doubt(row, turn.now, why)
        case Moved(chat_id):
            await topics.follow_group(turn, row.chat_id, chat_id)
            _queue_again(row, turn.now, f"the group moved to {chat_id}")
            row.chat_id = chat_id
        case TopicGone(why) if row.method != "createForumTopic" and row.customer_id is not None:
            await _heal(turn, row, why)
        case Refused(why):
            _end(row, OutboxState.FAILED, turn.now, why)
            await delivery.failed(turn, row, unreachable=isinstance(outcome, Unreachable))
        case _:
            assert_never(outcome)


async def expire(turn: Turn, row: OutboxRow) -> None:
    """It is too late for this call to be of use."""
    _end(row, OutboxState.EXPIRED, turn.now, "too late to be of use")
    await delivery.failed(turn, row, unreachable=False)


async def _sent(turn: Turn, row: OutboxRow, result_id: int | None) -> None:
    row.result_id = result_id
    _end(row, OutboxState.SENT, turn.now, None)
    if row.kind == SendKind.TOPIC:
        await topics.made(turn, row)
    await delivery.succeeded(turn, row)


def _doubt(row: OutboxRow, now: datetime, why: str) -> None:
    row.in_doubt += 1
    if row.kind == SendKind.GREETING:
        _end(row, OutboxState.UNKNOWN, now, why)
    else:
        _queue_again(row, now + _back_off(row.attempts), why)


async def _heal(turn: Turn, row: OutboxRow, why: str) -> None:
    """The topic is gone: make it again, and let this call wait for the new one. Its own signs are not worth that."""
    if row.kind == SendKind.REPEATABLE:
        _end(row, OutboxState.FAILED, turn.now, why)
        return
    row.needs_id = await topics.make_again(turn, row)
    row.needs_field = "message_thread_id"
    row.payload = {key: value for key, value in row.payload.items() if key != "reply_parameters"}
    _queue_again(row, turn.now, why)


def _queue_again(row: OutboxRow, not_before: datetime, why: str) -> None:
    row.state, row.not_before, row.error = OutboxState.QUEUED, not_before, why


def _end(row: OutboxRow, state: OutboxState, now: datetime, error: str | None) -> None:
    row.state, row.ended_at, row.error = state, now, error


def _back_off(attempts: int) -> timedelta:
    """Return the wait before the next try: half a second, doubled each time, a minute at most."""
    doublings: int = min(max(attempts - 1, 0), 10)
    return min(_LONGEST_DELAY, _FIRST_DELAY * (1 << doublings))


async def adopt(turn: Turn, session: AsyncSession) -> int:
    """Settle as in doubt what an earlier courier left on its way; return how many rows that were."""
    rows = await outbox.on_their_way(session)
    for row in rows:
        await settle(turn, row, InDoubt("the courier stopped before an answer came"))
    return len(rows)
