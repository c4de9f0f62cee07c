"""Queries on what customers told us of themselves, and on who looked at it."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import ConsentNote, Profile


async def profile_of(session: AsyncSession, customer_id: int) -> Profile:
    """Return the customer's profile; an empty one is begun if there is none."""
    found = await session.get(Profile, customer_id)
    if found is None:
        found = Profile(customer_id=customer_id)
        session.add(found)
        await session.flush()
    return found


async def consent_notes(session: AsyncSession, customer_id: int) -> list[ConsentNote]:
    """Return what was agreed to and taken back, in order."""
    wanted = select(ConsentNote).where(col(ConsentNote.customer_id) == customer_id).order_by(col(ConsentNote.id))
    return list((await session.execute(wanted)).scalars())
