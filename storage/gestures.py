"""Queries on gestures of goodwill."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Gesture


async def of_case(session: AsyncSession, case_id: int) -> list[Gesture]:
    """Return what was asked for or granted about a case, in order."""
    wanted = select(Gesture).where(col(Gesture.case_id) == case_id).order_by(col(Gesture.id))
    return list((await session.execute(wanted)).scalars())


async def by_id(session: AsyncSession, gesture_id: int) -> Gesture | None:
    """Return the gesture, locked."""
    return await session.get(Gesture, gesture_id, with_for_update=True)
