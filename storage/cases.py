"""Queries on cases and their events."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from care_rules.cases import OPEN_STATES, CaseKind, CaseState
from care_rules.priorities import CasePriority
from storage.tables import CareCase, CaseEvent, Customer

HIGHEST_ID = 2**63 - 1  # a number somebody made up may stand for an id that no database can look for
_OPEN = (col(CareCase.resolved_at).is_(None), col(CareCase.closed_at).is_(None))
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


async def unclaimed(session: AsyncSession, limit: int) -> list[CareCase]:
    """Return up to `limit` open cases that nobody has, the most urgent first, of those the ones due first.

    One short look at the index for each priority: what costs is what is shown, not what is open.
    """
    found: list[CareCase] = []
    for priority in CasePriority:
        if len(found) < limit:
            wanted = _in_hand_of(None).where(col(CareCase.priority) == priority).limit(limit - len(found))
            found += (await session.execute(wanted)).scalars()
    return found


async def open_of_agent(session: AsyncSession, agent_id: int, limit: int) -> list[CareCase]:
    """Return up to `limit` open cases of this person, those due first."""
    return list((await session.execute(_in_hand_of(agent_id).limit(limit))).scalars())


async def open_counts(session: AsyncSession) -> tuple[int, int]:
    """Return how many open cases nobody has, and how many somebody has."""
    counted = select(func.count(), func.count(col(CareCase.agent_id))).select_from(CareCase).where(*_OPEN)
    every, taken = (await session.execute(counted)).one()
    return every - taken, taken


async def found_by(session: AsyncSession, wanted: str, limit: int) -> list[CareCase]:
    """Return up to `limit` cases whose customer is called so, or that are open and say so; the newest first."""
    called = select(col(Customer.id)).where(
        or_(
            col(Customer.full_name).icontains(wanted, autoescape=True),
            col(Customer.name).icontains(wanted, autoescape=True),
        )
    )
    by_name = select(CareCase).where(col(CareCase.customer_id).in_(called.limit(limit)))
    by_words = select(CareCase).where(*_OPEN, col(CareCase.said).icontains(wanted, autoescape=True))
    found: dict[int | None, CareCase] = {}
    for query in (by_name, by_words):
        newest = query.order_by(col(CareCase.id).desc()).limit(limit)
        found |= {case.id: case for case in (await session.execute(newest)).scalars()}
    return list(found.values())[:limit]


def _in_hand_of(agent_id: int | None) -> Select[CareCase]:
    due = (col(CareCase.answer_due_at).is_(None), col(CareCase.answer_due_at), col(CareCase.id))
    return select(CareCase).where(*_OPEN, col(CareCase.agent_id) == agent_id).order_by(*due)


async def without_card(session: AsyncSession) -> list[CareCase]:
    """Return the open cases that staff have no card of, the oldest first."""
    wanted = select(CareCase).where(col(CareCase.card_row_id).is_(None), col(CareCase.state).in_(list(OPEN_STATES)))
    return list((await session.execute(wanted.order_by(col(CareCase.id)))).scalars())
