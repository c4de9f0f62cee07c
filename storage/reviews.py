"""Queries on the texts that wait for review."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.inserting import insert_into
from storage.tables import ReviewItem, ReviewState


async def put(session: AsyncSession, item: ReviewItem) -> None:
    """Put the text in the queue. If it waits there already, read the same way, it only learns what it means."""
    key = f"{item.intent_read}\0{item.text.casefold()}"
    item.waiting_as = hashlib.sha256(key.encode()).hexdigest()
    new = insert_into(session, ReviewItem).values(**item.model_dump(exclude={"id"}))
    told = {"intent_right": new.excluded.intent_right, "why": new.excluded.why}
    where = new.excluded.intent_right.is_not(None)
    await session.execute(new.on_conflict_do_update(index_elements=["waiting_as"], set_=told, where=where))


async def by_id(session: AsyncSession, item_id: int, *, lock: bool = False) -> ReviewItem | None:
    return await session.get(ReviewItem, item_id, with_for_update=lock or None, populate_existing=lock)


async def waiting(session: AsyncSession, limit: int) -> Sequence[ReviewItem]:
    """Return what waits, the oldest first."""
    return await _in(session, ReviewState.waiting, limit)


async def accepted(session: AsyncSession) -> Sequence[ReviewItem]:
    """Return everything that may be learnt from, the oldest first."""
    return await _in(session, ReviewState.accepted, None)


async def counts(session: AsyncSession) -> dict[ReviewState, int]:
    """Return how many texts are in each state, 0 included."""
    wanted = select(col(ReviewItem.state), func.count()).group_by(col(ReviewItem.state))
    found = {row[0]: int(row[1]) for row in await session.execute(wanted)}
    return {state: found.get(state, 0) for state in ReviewState}


async def _in(session: AsyncSession, state: ReviewState, limit: int | None) -> Sequence[ReviewItem]:
    wanted = select(ReviewItem).where(col(ReviewItem.state) == state).order_by(col(ReviewItem.id)).limit(limit)
    return (await session.execute(wanted)).scalars().all()
