"""Queries on the outbox: what is queued, what is on its way, how each row ended."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.bells import Bell, ring_at_commit
from storage.inserting import take_ids
from storage.tables import OutboxRow, OutboxState, SendKind

PENDING = (OutboxState.QUEUED, OutboxState.SENDING)
_IDS_AT_ONCE = 5000


async def put(session: AsyncSession, row: OutboxRow) -> OutboxRow:
    """Queue a call; its id is there at once, so that another row may wait for its answer.

    A queued edit of the same message that is not under way is replaced: only the last one is worth sending.
    """
    if row.edits is not None:
        replaced = await _replace_edit(session, row)
        if replaced is not None:
            return replaced
    session.add(row)
    await session.flush()
    await ring_at_commit(session, Bell.OUTBOX)
    return row


async def put_all(session: AsyncSession, calls: Sequence[Mapping[str, Any]]) -> list[int]:
    """Queue calls of which none is an edit, told as columns by name; return their ids in order."""
    if not calls:
        return []
    ids = await take_ids(session, OutboxRow, len(calls))
    queued = {"state": OutboxState.QUEUED, "attempts": 0, "in_doubt": 0}
    rows = [{**queued, **call, "id": row_id} for row_id, call in zip(ids, calls, strict=True)]
    await (await session.connection()).execute(insert(OutboxRow), rows)
    await ring_at_commit(session, Bell.OUTBOX)
    return ids


async def _replace_edit(session: AsyncSession, row: OutboxRow) -> OutboxRow | None:
    same = (col(OutboxRow.edits) == row.edits, col(OutboxRow.state) == OutboxState.QUEUED, col(OutboxRow.in_doubt) == 0)
    locked = select(OutboxRow).where(*same).with_for_update().execution_options(populate_existing=True)
    found = (await session.execute(locked)).scalars().first()
    if found is None:
        return None
    found.payload = row.payload
    found.expires_at = row.expires_at
    await session.flush()
    return found


@dataclass(frozen=True)
class QueuedRow:
    """What has to be known of a queued row to put it in order. `not_before` is in UTC."""

    row_id: int
    chat_id: int
    priority: int
    method: str
    not_before: datetime
    needs_id: int | None
    customer_id: int | None


_FACTS = ("id", "chat_id", "priority", "method", "not_before", "needs_id", "customer_id")


async def queued(session: AsyncSession, after: int, limit: int) -> list[QueuedRow]:
    """Return queued rows with an id above `after`, the oldest first."""
    wanted = _facts().where(col(OutboxRow.state) == OutboxState.QUEUED, col(OutboxRow.id) > after)
    return [QueuedRow(*row) for row in await session.execute(wanted.order_by(col(OutboxRow.id)).limit(limit))]


async def queued_of(session: AsyncSession, ids: Sequence[int]) -> list[QueuedRow]:
    """Return those of the rows `ids` that are queued."""
    found: list[QueuedRow] = []
    for first in range(0, len(ids), _IDS_AT_ONCE):
        some = list(ids[first : first + _IDS_AT_ONCE])
        wanted = _facts().where(col(OutboxRow.state) == OutboxState.QUEUED, col(OutboxRow.id).in_(some))
        found += [QueuedRow(*row) for row in await session.execute(wanted)]
    return found


def _facts() -> Any:
    return select(*(getattr(OutboxRow, name) for name in _FACTS))


async def queued_ids(session: AsyncSession) -> set[int]:
    """Return the id of every queued row."""
    wanted = select(col(OutboxRow.id)).where(col(OutboxRow.state) == OutboxState.QUEUED)
    return {row_id for row_id in (await session.execute(wanted)).scalars() if row_id is not None}


async def by_ids(session: AsyncSession, ids: Iterable[int], *, lock: bool = False) -> dict[int, OutboxRow]:
    """Return the rows as they are in the database now, whatever this session knew of them."""
    wanted = select(OutboxRow).where(col(OutboxRow.id).in_(list(ids))).execution_options(populate_existing=True)
    rows = (await session.execute(wanted.with_for_update() if lock else wanted)).scalars()
    return {row.id: row for row in rows if row.id is not None}


async def mark_sending(session: AsyncSession, ids: Iterable[int]) -> set[int]:
    """Mark queued rows as on their way, before they go; return those that were still queued."""
    wanted = (col(OutboxRow.id).in_(list(ids)), col(OutboxRow.state) == OutboxState.QUEUED)
    marked = update(OutboxRow).where(*wanted).values(state=OutboxState.SENDING, attempts=col(OutboxRow.attempts) + 1)
    found = await session.execute(marked.returning(col(OutboxRow.id)))
    return {row_id for row_id in found.scalars() if row_id is not None}


async def on_their_way(session: AsyncSession) -> Sequence[OutboxRow]:
    """Return the rows that a courier marked as on their way and never settled."""
    wanted = select(OutboxRow).where(col(OutboxRow.state) == OutboxState.SENDING)
    return (await session.execute(wanted.with_for_update())).scalars().all()


async def of_message(session: AsyncSession, chat_id: int, message_id: int) -> OutboxRow | None:
    """Return the row whose sending made this message, if one did: one half of a pair. Its edits are not it."""
    made = col(OutboxRow.chat_id) == chat_id, col(OutboxRow.result_id) == message_id
    wanted = select(OutboxRow).where(*made, col(OutboxRow.method).not_like("edit%"))
    return (await session.execute(wanted.order_by(col(OutboxRow.id).desc()))).scalars().first()


async def counts(session: AsyncSession) -> dict[str, int]:
    """Return how many rows there are in each state."""
    found = await session.execute(select(col(OutboxRow.state), func.count()).group_by(col(OutboxRow.state)))
    return {state.value: number for state, number in found}


async def topics_under_way(session: AsyncSession, chat_id: int) -> bool:
    """Whether a topic is being made in the chat at this moment."""
    making = (
        col(OutboxRow.chat_id) == chat_id,
        col(OutboxRow.kind) == SendKind.TOPIC,
        col(OutboxRow.state) == OutboxState.SENDING,
    )
    return (await session.execute(select(col(OutboxRow.id)).where(*making).limit(1))).first() is not None


async def move(session: AsyncSession, old_chat: int, new_chat: int) -> None:
    """Send what is queued for one chat to another, and know it again as a source: its id changed."""
    pending = col(OutboxRow.state).in_(PENDING)
    theirs = (col(OutboxRow.chat_id) == old_chat, col(OutboxRow.state) == OutboxState.QUEUED)
    await session.execute(update(OutboxRow).where(*theirs).values(chat_id=new_chat))
    carried_on = (col(OutboxRow.source_chat_id) == old_chat, pending)
    await session.execute(update(OutboxRow).where(*carried_on).values(source_chat_id=new_chat))
    await ring_at_commit(session, Bell.OUTBOX)


def words_key(customer_id: int) -> str:
    """Return the mark of a post with a customer's words, to which more words may be joined while it waits."""
    return f"words {customer_id}"


async def queued_words(session: AsyncSession, customer_id: int) -> OutboxRow | None:
    """Return the post with this customer's words that still waits, locked, if it is the last one."""
    theirs = (
        col(OutboxRow.customer_id) == customer_id,
        col(OutboxRow.chat_id) < 0,
        col(OutboxRow.state) == OutboxState.QUEUED,
    )
    last = select(OutboxRow).where(*theirs).order_by(col(OutboxRow.id).desc()).limit(1).with_for_update()
    found = (await session.execute(last.execution_options(populate_existing=True))).scalars().first()
    if found is None or found.edits != words_key(customer_id) or found.in_doubt:
        return None
    return found


async def has_pending_to_customers(session: AsyncSession, now: datetime) -> bool:
    """Whether anything that may leave by now has not, to a private chat (those have positive ids)."""
    waiting = (col(OutboxRow.state).in_(PENDING), col(OutboxRow.not_before) <= now, col(OutboxRow.chat_id) > 0)
    return (await session.execute(select(col(OutboxRow.id)).where(*waiting).limit(1))).first() is not None


async def waiting_for(session: AsyncSession, chat_id: int, now: datetime) -> int:
    """Return how many calls wait for their turn in a chat, of those that may leave by now."""
    theirs = (
        col(OutboxRow.state) == OutboxState.QUEUED,
        col(OutboxRow.chat_id) == chat_id,
        col(OutboxRow.not_before) <= now,
    )
    count: int = (await session.execute(select(func.count()).select_from(OutboxRow).where(*theirs))).scalar_one()
    return count


async def ended_as(session: AsyncSession, state: OutboxState, limit: int) -> Sequence[OutboxRow]:
    """Return the last `limit` rows that ended so, the newest first."""
    wanted = select(OutboxRow).where(col(OutboxRow.state) == state).order_by(col(OutboxRow.id).desc()).limit(limit)
    return (await session.execute(wanted)).scalars().all()


async def expire_queued(session: AsyncSession, chat_id: int, now: datetime, *, kind: SendKind | None = None) -> None:
    """Let what is queued for a chat expire now, all of it or one kind; each row then says so to whoever wrote it."""
    theirs = [col(OutboxRow.chat_id) == chat_id, col(OutboxRow.state) == OutboxState.QUEUED]
    if kind is not None:
        theirs.append(col(OutboxRow.kind) == kind)
    await session.execute(update(OutboxRow).where(*theirs).values(expires_at=now))
    await ring_at_commit(session, Bell.OUTBOX)


async def doubt_queued(session: AsyncSession) -> int:
    """Take all that is queued for under way, so that the courier finds it in doubt; return how many that were."""
    queued = update(OutboxRow).where(col(OutboxRow.state) == OutboxState.QUEUED).values(state=OutboxState.SENDING)
    found = await session.execute(queued.returning(col(OutboxRow.id)))
    return len(found.all())
