"""Queries on the outbox: what is queued, what is on its way, how each row ended."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.bells import Bell, ring_at_commit
from storage.tables import OutboxRow, OutboxState

PENDING = (OutboxState.QUEUED, OutboxState.SENDING)


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


async def _replace_edit(session: AsyncSession, row: OutboxRow) -> OutboxRow | None:
    same = (OutboxRow.edits == row.edits, OutboxRow.state == OutboxState.QUEUED, OutboxRow.in_doubt == 0)
    found = (await session.execute(select(OutboxRow).where(*same).with_for_update())).scalars().first()
    if found is None:
        return None
    found.payload = row.payload
    found.expires_at = row.expires_at
    await session.flush()
    return found


async def queued(session: AsyncSession, after: int, limit: int) -> Sequence[OutboxRow]:
    """Return queued rows with an id above `after`, the oldest first."""
    wanted = select(OutboxRow).where(OutboxRow.state == OutboxState.QUEUED, OutboxRow.id > after)  # type: ignore[operator]
    return (await session.execute(wanted.order_by(OutboxRow.id).limit(limit))).scalars().all()  # type: ignore[arg-type]


async def queued_ids(session: AsyncSession) -> set[int]:
    """Return the id of every queued row."""
    return set((await session.execute(select(OutboxRow.id).where(OutboxRow.state == OutboxState.QUEUED))).scalars())  # type: ignore[arg-type,call-overload]


async def by_ids(session: AsyncSession, ids: Iterable[int]) -> dict[int, OutboxRow]:
    rows = (await session.execute(select(OutboxRow).where(OutboxRow.id.in_(list(ids))))).scalars()  # type: ignore[union-attr]
    return {row.id: row for row in rows if row.id is not None}


async def mark_sending(session: AsyncSession, ids: Iterable[int]) -> set[int]:
    """Mark queued rows as on their way, before they go; return those that were still queued."""
    wanted = (OutboxRow.id.in_(list(ids)), OutboxRow.state == OutboxState.QUEUED)  # type: ignore[union-attr]
    marked = update(OutboxRow).where(*wanted).values(state=OutboxState.SENDING, attempts=OutboxRow.attempts + 1)
    return set((await session.execute(marked.returning(OutboxRow.id))).scalars())  # type: ignore[arg-type]


async def on_their_way(session: AsyncSession) -> Sequence[OutboxRow]:
    """Return the rows that a courier marked as on their way and never settled."""
    wanted = select(OutboxRow).where(OutboxRow.state == OutboxState.SENDING)
    return (await session.execute(wanted.with_for_update())).scalars().all()


async def of_message(session: AsyncSession, chat_id: int, message_id: int) -> OutboxRow | None:
    """Return the row whose sending made this message, if one did: one half of a pair."""
    wanted = select(OutboxRow).where(OutboxRow.chat_id == chat_id, OutboxRow.result_id == message_id)
    return (await session.execute(wanted.order_by(OutboxRow.id.desc()))).scalars().first()  # type: ignore[union-attr]


async def counts(session: AsyncSession) -> dict[str, int]:
    """Return how many rows there are in each state."""
    found = await session.execute(select(OutboxRow.state, func.count()).group_by(OutboxRow.state))  # type: ignore[call-overload]
    return {state.value: number for state, number in found}


async def hold_back(session: AsyncSession, chat_id: int, **values: Any) -> None:
    """Change every pending row of one chat, such as when the chat died or moved."""
    theirs = (OutboxRow.chat_id == chat_id, OutboxRow.state == OutboxState.QUEUED)
    await session.execute(update(OutboxRow).where(*theirs).values(**values))
    await ring_at_commit(session, Bell.OUTBOX)
