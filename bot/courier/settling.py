"""What each outcome does to its row, and what follows from it (law 3).

| kind       | in doubt                                                       |
| ---------- | -------------------------------------------------------------- |
| greeting   | never sent again; stays `unknown` and is listed                |
| reply      | sent again, marked so                                          |
| repeatable | sent again as it is: an edit, a pin or a reaction repeats freely |
| topic      | made again; a surplus one is closed afterwards                 |
"""

from collections.abc import Container, Mapping
from datetime import datetime, timedelta
from typing import assert_never

from bot.courier import topics
from bot.courier.outcomes import InDoubt, Late, Moved, Outcome, Refused, Sent, TopicGone, TryAgain, Unreachable
from bot.work import delivery, trouble
from bot.work.turn import Turn
from storage import house, outbox
from storage.tables import OutboxRow, OutboxState, SendKind

_FIRST_DELAY = timedelta(milliseconds=500)
_LONGEST_DELAY = timedelta(seconds=60)
_LONGEST_DELAY_IN_DOUBT = timedelta(hours=1)  # each try may reach the person once more
_GROUP_AWAY = timedelta(seconds=60)
_GIVE_UP_AFTER = timedelta(days=1)  # a customer's message; what staff must see is never given up


async def settle(turn: Turn, row: OutboxRow, outcome: Outcome) -> None:
    """Write down how the call ended, with all that follows, in the caller's transaction."""
    match outcome:
        case Sent(result_id):
            await _sent(turn, row, result_id)
        case TryAgain(why, after):
            delay = _back_off(row.attempts, _LONGEST_DELAY) if after is None else timedelta(seconds=after)
            await _again(turn, row, delay, why)
        case InDoubt(why):
            await _doubt(turn, row, why)
        case Moved(chat_id):
            await topics.follow(turn, row, chat_id)
            _queue_again(row, turn.now, f"the group moved to {chat_id}")
        case TopicGone(why) if row.method != "createForumTopic" and row.customer_id is not None:
            await _heal(turn, row, why)
        case Unreachable(why) if row.chat_id == await house.staff_group(turn.session):
            await trouble.out_of_reach(turn, why)
            _queue_again(row, turn.now + _GROUP_AWAY, why)  # until the bot is let in again: staff must see it
        case Refused(why):
            _end(row, OutboxState.EXPIRED if isinstance(outcome, Late) else OutboxState.FAILED, turn.now, why)
            await delivery.failed(turn, row, unreachable=isinstance(outcome, Unreachable))
        case _:
            assert_never(outcome)


async def _sent(turn: Turn, row: OutboxRow, result_id: int | None) -> None:
    row.result_id = result_id
    _end(row, OutboxState.SENT, turn.now, None)
    if row.kind == SendKind.TOPIC:
        await topics.made(turn, row)
    await delivery.succeeded(turn, row)


def _is_file(value: object) -> bool:
    """Whether it is a file of our own making; once the call has ended, nothing more is done with it."""
    return isinstance(value, dict) and "base64" in value


async def _doubt(turn: Turn, row: OutboxRow, why: str) -> None:
    row.in_doubt += 1
    if row.kind == SendKind.GREETING:
        _end(row, OutboxState.UNKNOWN, turn.now, why)
    else:
        await _again(turn, row, _back_off(row.in_doubt, _LONGEST_DELAY_IN_DOUBT), why)


async def _again(turn: Turn, row: OutboxRow, delay: timedelta, why: str) -> None:
    if row.chat_id > 0 and row.created_at + _GIVE_UP_AFTER <= turn.now:
        _end(row, OutboxState.UNKNOWN if row.in_doubt else OutboxState.FAILED, turn.now, why)
        await delivery.failed(turn, row, unreachable=False)
    else:
        _queue_again(row, turn.now + delay, why)


async def _heal(turn: Turn, row: OutboxRow, why: str) -> None:
    """The topic is gone: make it again, and let this call wait for the new one. Its own signs are not worth that."""
    if row.kind == SendKind.REPEATABLE:
        _end(row, OutboxState.FAILED, turn.now, why)
        return
    row.needs_id = await topics.make_again(turn, row)
    row.needs_field = "message_thread_id"
    lost = ("reply_parameters", "message_thread_id")
    row.payload = {key: value for key, value in row.payload.items() if key not in lost}
    _queue_again(row, turn.now, why)


def _queue_again(row: OutboxRow, not_before: datetime, why: str) -> None:
    row.state, row.not_before, row.error = OutboxState.QUEUED, not_before, why


def _end(row: OutboxRow, state: OutboxState, now: datetime, error: str | None) -> None:
    row.state, row.ended_at, row.error = state, now, error
    if isinstance(row.payload, dict):  # what is no call at all is left as it was found
        row.payload = {name: value for name, value in row.payload.items() if not _is_file(value)}


def _back_off(tries: int, longest: timedelta) -> timedelta:
    """Return the wait before the next try: half a second, doubled each time, `longest` at most."""
    doublings: int = min(max(tries - 1, 0), 20)
    return min(longest, _FIRST_DELAY * (1 << doublings))


async def adopt(turn: Turn, ours: Container[int], never_left: Mapping[int, int]) -> int:
    """Settle as in doubt what an earlier courier left on its way; return how many rows that were.

    `ours` are on their way still, and known to us. `never_left` are rows that we marked (at that attempt) in a
    transaction whose commit was not confirmed: those were not sent.
    """
    rows = [row for row in await outbox.on_their_way(turn.session) if row.id not in ours]
    for row in rows:
        if never_left.get(row.id or 0) == row.attempts:
            await settle(turn, row, TryAgain("it never left", 0.0))
        else:
            await settle(turn, row, InDoubt("the courier stopped before an answer came"))
    return len(rows)


def is_still_ours(row: OutboxRow, attempt: int, outcome: Outcome) -> bool:
    """Whether we may say how the row ended: another courier may have thought us dead, and taken it over.

    That it was sent is worth knowing even then, unless the other one has sent it again already.
    """
    if row.attempts != attempt:
        return False
    late_news = isinstance(outcome, Sent) and row.state in (OutboxState.QUEUED, OutboxState.UNKNOWN)
    return row.state == OutboxState.SENDING or late_news
