"""Queries on the plan and the touches: an indexed range read per tick, whatever the number of customers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.bells import Bell, ring_at_commit
from storage.inserting import insert_into
from storage.tables import PlanRow, Touch, TouchOutcome


async def write(session: AsyncSession, rows: Sequence[PlanRow]) -> None:
    """Plan these moments; a moment already planned for the same customer and rule is replaced."""
    await _put(session, [row.model_dump(exclude={"id"}) for row in rows])


async def _put(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    statement = insert_into(session, PlanRow)
    new = {name: statement.excluded[name] for name in ("occasion", "occasion_at", "due_at")}
    upsert = statement.on_conflict_do_update(index_elements=["customer_id", "rule"], set_=new)
    await (await session.connection()).execute(upsert, list(rows))
    await ring_at_commit(session, Bell.PLAN)


async def drop(session: AsyncSession, customer_id: int, rule: str) -> None:
    await session.execute(delete(PlanRow).where(col(PlanRow.customer_id) == customer_id, col(PlanRow.rule) == rule))


async def drop_rules_except(session: AsyncSession, rules: Iterable[str]) -> None:
    """Forget the plan of rules that are no longer in the book."""
    await session.execute(delete(PlanRow).where(col(PlanRow.rule).not_in(list(rules))))


async def due_customers(session: AsyncSession, now: datetime, limit: int) -> list[int]:
    """Return up to `limit` customers who have something due, the longest due first."""
    due = select(col(PlanRow.customer_id)).where(col(PlanRow.due_at) <= now)
    in_order = due.order_by(col(PlanRow.due_at), col(PlanRow.id)).limit(limit)
    return list(dict.fromkeys((await session.execute(in_order)).scalars()))


async def claim_due(session: AsyncSession, customer_id: int, now: datetime) -> list[PlanRow]:
    """Lock and return what is due of this customer, the longest due first."""
    due = select(PlanRow).where(col(PlanRow.customer_id) == customer_id, col(PlanRow.due_at) <= now)
    locked = due.order_by(col(PlanRow.due_at), col(PlanRow.id)).with_for_update()
    return list((await session.execute(locked)).scalars())


async def of_customers(session: AsyncSession, customer_ids: Collection[int]) -> list[PlanRow]:
    """Return all that is planned for these customers, the soonest first."""
    theirs = select(PlanRow).where(col(PlanRow.customer_id).in_(list(customer_ids))).order_by(col(PlanRow.due_at))
    return list((await session.execute(theirs)).scalars())


async def between(session: AsyncSession, until: datetime) -> list[tuple[str, datetime]]:
    """Return the rule and moment of all that is planned up to then."""
    wanted = select(col(PlanRow.rule), col(PlanRow.due_at)).where(col(PlanRow.due_at) <= until)
    return [(rule, due_at) for rule, due_at in await session.execute(wanted)]


async def last_touches(session: AsyncSession, customer_id: int, limit: int) -> list[Touch]:
    """Return what was decided last for the customer, the newest first."""
    wanted = select(Touch).where(col(Touch.customer_id) == customer_id)
    return list((await session.execute(wanted.order_by(col(Touch.id).desc()).limit(limit))).scalars())


async def next_due_at(session: AsyncSession) -> datetime | None:
    """Return the earliest planned moment, in UTC, or None when nothing is planned."""
    moment: datetime | None = (await session.execute(select(func.min(col(PlanRow.due_at))))).scalar()
    return moment


async def decide_once(session: AsyncSession, touch: Touch) -> int | None:
    """Write the touch and return its id; None if this customer, rule and occasion were decided before."""
    statement = insert_into(session, Touch).values(**touch.model_dump(exclude={"id"}))
    once = statement.on_conflict_do_nothing(index_elements=["customer_id", "rule", "occasion"]).returning(col(Touch.id))
    touch_id: int | None = (await session.execute(once)).scalar()
    return touch_id


async def link(session: AsyncSession, touch_id: int, outbox_id: int | None) -> None:
    """Note which row of the outbox carries the touch."""
    await session.execute(update(Touch).where(col(Touch.id) == touch_id).values(outbox_id=outbox_id))


async def not_sent(session: AsyncSession, outbox_id: int, reason: dict[str, Any]) -> None:
    """The message of a touch never left: the touch was withheld, for this reason."""
    carried = update(Touch).where(col(Touch.outbox_id) == outbox_id)
    await session.execute(carried.values(outcome=TouchOutcome.WITHHELD, reasons=[reason]))


async def touch_of(session: AsyncSession, touch_id: int) -> Touch | None:
    return await session.get(Touch, touch_id)


async def last_sent(session: AsyncSession, customer_id: int) -> Touch | None:
    """Return the touch whose message was sent to the customer last; a task of staff's is none."""
    theirs = col(Touch.customer_id) == customer_id, col(Touch.outcome) == TouchOutcome.SENT
    wanted = select(Touch).where(*theirs, col(Touch.outbox_id).is_not(None))
    return (await session.execute(wanted.order_by(col(Touch.id).desc()).limit(1))).scalar_one_or_none()


async def replace(session: AsyncSession, customer_ids: Collection[int], rows: Sequence[Mapping[str, Any]]) -> None:
    """Make these rows the whole plan of these customers."""
    await session.execute(delete(PlanRow).where(col(PlanRow.customer_id).in_(list(customer_ids))))
    await _put(session, rows)
