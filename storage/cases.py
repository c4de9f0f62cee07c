"""Queries on cases and their events."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from care_rules.cases import OPEN_STATES, CaseState
from storage.tables import CareCase, CaseEvent

LIVING = (*OPEN_STATES, CaseState.RESOLVED)


async def by_id(session: AsyncSession, case_id: int, *, lock: bool = False) -> CareCase | None:
    return await session.get(CareCase, case_id, with_for_update=lock or None)


async def open_of(session: AsyncSession, customer_id: int) -> list[CareCase]:
    """Return the customer's cases that somebody still has to do something about, the newest first."""
    return await _of(session, customer_id, OPEN_STATES)


async def living_of(session: AsyncSession, customer_id: int) -> list[CareCase]:
    """Return the customer's open cases and those that wait for their word that they are solved, the newest first."""
    return await _of(session, customer_id, LIVING)


async def _of(session: AsyncSession, customer_id: int, states: Sequence[CaseState]) -> list[CareCase]:
    wanted = select(CareCase).where(CareCase.customer_id == customer_id, CareCase.state.in_(states))  # type: ignore[attr-defined]
    return list((await session.execute(wanted.order_by(CareCase.id.desc()))).scalars())  # type: ignore[union-attr]


async def latest_of(session: AsyncSession, customer_id: int, limit: int) -> list[CareCase]:
    """Return the customer's last `limit` cases, open or not, the newest first."""
    wanted = select(CareCase).where(CareCase.customer_id == customer_id)
    return list((await session.execute(wanted.order_by(CareCase.id.desc()).limit(limit))).scalars())  # type: ignore[union-attr]


async def events_of(session: AsyncSession, case_id: int) -> list[CaseEvent]:
    """Return everything that happened to the case, in order."""
    wanted = select(CaseEvent).where(CaseEvent.case_id == case_id).order_by(CaseEvent.id)  # type: ignore[arg-type]
    return list((await session.execute(wanted)).scalars())


async def insert(session: AsyncSession, case: CareCase) -> CareCase:
    """Insert the case; it has its id, and with it its number, when this returns."""
    session.add(case)
    await session.flush()
    return case
