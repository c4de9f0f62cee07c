"""Queries on the plan and the touches: an indexed range read per tick, whatever the number of customers."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.bells import Bell, ring_at_commit
from storage.tables import PlanRow, Touch, TouchOutcome


def _insert(session: AsyncSession, table: Any) -> Any:
    return (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(table)


async def write(session: AsyncSession, rows: Sequence[PlanRow]) -> None:
    """Plan these moments; a moment already planned for the same customer and rule is replaced."""
    if not rows:
        return
    statement = _insert(session, PlanRow)
    new = {name: statement.excluded[name] for name in ("occasion", "occasion_at", "due_at")}
    upsert = statement.on_conflict_do_update(index_elements=["customer_id", "rule"], set_=new)
    await session.execute(upsert, [row.model_dump(exclude={"id"}) for row in rows])
    await ring_at_commit(session, Bell.PLAN)


async def drop(session: AsyncSession, customer_id: int, rule: str) -> None:
    await session.execute(delete(PlanRow).where(PlanRow.customer_id == customer_id, PlanRow.rule == rule))  # type: ignore[arg-type]


async def drop_rules_except(session: AsyncSession, rules: Iterable[str]) -> None:
    """Forget the plan of rules that are no longer in the book."""
    await session.execute(delete(PlanRow).where(PlanRow.rule.not_in(list(rules))))  # type: ignore[attr-defined]


async def due_customers(session: AsyncSession, now: datetime, limit: int) -> list[int]:
    """Return up to `limit` customers who have something due, the longest due first."""
    first = func.min(PlanRow.due_at)
    due = select(PlanRow.customer_id).where(PlanRow.due_at <= now).group_by(PlanRow.customer_id)  # type: ignore[arg-type]
    return list((await session.execute(due.order_by(first, PlanRow.customer_id).limit(limit))).scalars())  # type: ignore[arg-type]


async def claim_due(session: AsyncSession, customer_ids: Iterable[int], now: datetime) -> list[PlanRow]:
    """Lock and return what is due of these customers; rows that another replica has in hand are left to it."""
    due = select(PlanRow).where(PlanRow.customer_id.in_(list(customer_ids)), PlanRow.due_at <= now)  # type: ignore[attr-defined]
    locked = due.order_by(PlanRow.due_at, PlanRow.id).with_for_update(skip_locked=True)  # type: ignore[arg-type]
    return list((await session.execute(locked)).scalars())


async def next_due_at(session: AsyncSession) -> datetime | None:
    """Return the earliest planned moment, in UTC, or None when nothing is planned."""
    moment: datetime | None = (await session.execute(select(func.min(PlanRow.due_at)))).scalar()
    return moment


async def decide_once(session: AsyncSession, touch: Touch) -> bool:
    """Write the touch; false if this customer, rule and occasion were decided before."""
    statement = _insert(session, Touch).values(**touch.model_dump(exclude={"id"}))
    once = statement.on_conflict_do_nothing(index_elements=["customer_id", "rule", "occasion"]).returning(Touch.id)
    return (await session.execute(once)).scalar() is not None


async def sent_moments(session: AsyncSession, customer_id: int, since: datetime) -> list[datetime]:
    """Return when touches were sent to the customer since then: what caps are counted from."""
    wanted = select(Touch.decided_at).where(  # type: ignore[call-overload]
        Touch.customer_id == customer_id, Touch.outcome == TouchOutcome.SENT, Touch.decided_at >= since
    )
    return list((await session.execute(wanted)).scalars())


async def touch_of(session: AsyncSession, touch_id: int) -> Touch | None:
    return await session.get(Touch, touch_id)


async def occasions_decided(session: AsyncSession, customer_id: int, rule: str) -> set[str]:
    """Return the occasions of this rule that were decided for the customer."""
    wanted = select(Touch.occasion).where(Touch.customer_id == customer_id, Touch.rule == rule)  # type: ignore[call-overload]
    return set((await session.execute(wanted)).scalars())
