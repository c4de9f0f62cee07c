"""Queries on cases and their events."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from care_rules.cases import OPEN_STATES, CaseKind, CaseState
from storage.tables import CareCase, CaseEvent

LIVING = (*OPEN_STATES, CaseState.resolved)


async def by_id(session: AsyncSession, case_id: int, *, lock: bool = False) -> CareCase | None:
    return await session.get(CareCase, case_id, with_for_update=lock or None, populate_existing=lock)


async def open_of(session: AsyncSession, customer_id: int) -> list[CareCase]:
    """Return the customer's cases that somebody still has to do something about, the newest first."""
    return await _of(session, customer_id, OPEN_STATES)


async def living_of(session: AsyncSession, customer_id: int) -> list[CareCase]:
    """Return the customer's open cases and those that wait for their word that they are solved, the newest first."""
    return await _of(session, customer_id, LIVING)


async def _of(session: AsyncSession, customer_id: int, states: Collection[CaseState]) -> list[CareCase]:
    wanted = select(CareCase).where(col(CareCase.customer_id) == customer_id, col(CareCase.state).in_(list(states)))
    return list((await session.execute(wanted.order_by(col(CareCase.id).desc()))).scalars())


async def latest_of(session: AsyncSession, customer_id: int, limit: int) -> list[CareCase]:
    """Return the customer's last `limit` cases, open or not, the newest first."""
    wanted = select(CareCase).where(col(CareCase.customer_id) == customer_id)
    return list((await session.execute(wanted.order_by(col(CareCase.id).desc()).limit(limit))).scalars())


async def events_of(session: AsyncSession, case_id: int) -> list[CaseEvent]:
    """Return everything that happened to the case, in order."""
    wanted = select(CaseEvent).where(col(CaseEvent.case_id) == case_id).order_by(col(CaseEvent.id))
    return list((await session.execute(wanted)).scalars())


async def insert(session: AsyncSession, case: CareCase) -> CareCase:
    """Insert the case; it has its id, and with it its number, when this returns."""
    session.add(case)
    await session.flush()
    return case


async def sore_of(
    session: AsyncSession, customer_id: int, kinds: Collection[CaseKind], closed_since: datetime
) -> list[CareCase]:
    """Return the customer's cases of these kinds that are not closed, or were closed since then."""
    hurts = or_(col(CareCase.state) != CaseState.closed, col(CareCase.closed_at) >= closed_since)
    wanted = select(CareCase).where(
        col(CareCase.customer_id) == customer_id, col(CareCase.kind).in_(list(kinds)), hurts
    )
    return list((await session.execute(wanted.order_by(col(CareCase.id)))).scalars())


async def with_a_step_due(session: AsyncSession, now: datetime, limit: int) -> list[tuple[int, int]]:
    """Return (case, customer) of up to `limit` cases about whose promises something is due, the longest due first."""
    wanted = select(col(CareCase.id), col(CareCase.customer_id)).where(col(CareCase.next_step_at) < now)
    rows = await session.execute(wanted.order_by(col(CareCase.next_step_at), col(CareCase.id)).limit(limit))
    return [(case_id, customer_id) for case_id, customer_id in rows if case_id is not None]


async def next_step_at(session: AsyncSession) -> datetime | None:
    """Return after when the next thing has to be done about any case's promises, in UTC."""
    at: datetime | None = (await session.execute(select(func.min(col(CareCase.next_step_at))))).scalar_one()
    return at


async def without_card(session: AsyncSession) -> list[CareCase]:
    """Return the open cases that staff have no card of, the oldest first."""
    wanted = select(CareCase).where(col(CareCase.card_row_id).is_(None), col(CareCase.state).in_(list(OPEN_STATES)))
    return list((await session.execute(wanted.order_by(col(CareCase.id)))).scalars())
