"""Queries on the plan and the touches: an indexed range read per tick, whatever the number of customers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from care_rules.planning import Planned
from storage.among import among_ids
from storage.bells import Bell, ring_at_commit
from storage.inserting import insert_into, put_rows
from storage.plain import table_of, values_of
from storage.tables import FeastRow, PlanRow, Touch, TouchOutcome

_DUE = (col(PlanRow.due_at), col(FeastRow.due_at))


class PlannedRow(NamedTuple):
    """A row of the plan to look at: thousands are read at once."""

    id: int
    customer_id: int
    rule: str
    occasion: str
    occasion_at: datetime
    due_at: datetime

    @property
    def planned(self) -> Planned:
        return Planned(self.rule, self.occasion, self.occasion_at, self.due_at)


async def _put(session: AsyncSession, plan: Iterable[tuple[int, Planned]]) -> None:
    rows = [{"customer_id": customer_id, **planned._asdict()} for customer_id, planned in plan]
    if rows:
        await put_rows(session, PlanRow, rows, ("customer_id", "rule"), ("occasion", "occasion_at", "due_at"))
        await ring_at_commit(session, Bell.PLAN)


async def follow(session: AsyncSession, done: Iterable[PlannedRow], to_come: Sequence[tuple[int, Planned]]) -> None:
    """Put what is to come, each with its customer's id, in the place of what was done with.

    A moment already planned for the same customer and rule is replaced.
    """
    again = {(customer_id, planned.rule) for customer_id, planned in to_come}
    over = [row.id for row in done if (row.customer_id, row.rule) not in again]
    if over:
        await session.execute(delete(PlanRow).where(col(PlanRow.id).in_(over)))
    await _put(session, to_come)


async def due(session: AsyncSession, now: datetime, limit: int) -> tuple[list[int], bool]:
    """Return up to `limit` customers who have something due, the longest due first; and whether a feast has begun."""
    own = (
        select(col(PlanRow.customer_id), col(PlanRow.due_at))
        .where(col(PlanRow.due_at) <= now)
        .order_by(col(PlanRow.due_at), col(PlanRow.id))
        .limit(limit)
    )
    feast = select(literal(0), col(FeastRow.due_at)).where(col(FeastRow.due_at) <= now).limit(1)
    both = own.subquery().select().union_all(feast.subquery().select()).order_by("due_at")
    found = list((await session.execute(both)).scalars())
    return [one for one in dict.fromkeys(found) if one], 0 in found


async def claim_due(session: AsyncSession, customer_ids: Collection[int], now: datetime) -> list[PlannedRow]:
    """Lock and return what is due of these customers, the longest due first."""
    found = await session.execute(_claim_due(), {"ids": customer_ids, "now": now})
    return list(map(PlannedRow._make, found.all()))


@cache
def _claim_due() -> Any:
    planned = table_of(PlanRow).c
    theirs = values_of(PlanRow, PlannedRow._fields).where(among_ids(planned.customer_id))
    return theirs.where(planned.due_at <= bindparam("now")).order_by(planned.due_at, planned.id).with_for_update()


async def of_customers(session: AsyncSession, customer_ids: Collection[int]) -> list[PlannedRow]:
    """Return all that is planned for these customers, in no order."""
    found = await session.execute(_of_customers(), {"ids": customer_ids})
    return list(map(PlannedRow._make, found.all()))


@cache
def _of_customers() -> Any:
    return values_of(PlanRow, PlannedRow._fields).where(among_ids(table_of(PlanRow).c.customer_id))


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
    (earliest,) = await session.execute(_next_due_at())
    return min((moment for moment in earliest if moment is not None), default=None)


@cache
def _next_due_at() -> Any:
    """The first entry of each index: whether there is any before now, PostgreSQL may look for in the whole table."""
    return select(*(select(func.min(one)).scalar_subquery() for one in _DUE))


async def decide_once(session: AsyncSession, touch: Touch) -> int | None:
    """Write the touch and return its id; None if this customer, rule and occasion were decided before."""
    decided = await decide_each_once(session, [touch.model_dump(exclude={"id"})])
    return decided.get((touch.customer_id, touch.rule, touch.occasion))


async def decide_each_once(
    session: AsyncSession, touches: Sequence[Mapping[str, Any]]
) -> dict[tuple[int, str, str], int]:
    """Write the touches, told as columns by name; return their ids by customer, rule and occasion.

    Those that were decided before are left out.
    """
    if not touches:
        return {}
    key = ("customer_id", "rule", "occasion")
    once = insert_into(session, Touch).on_conflict_do_nothing(index_elements=key)
    returned = once.returning(*(col(getattr(Touch, name)) for name in (*key, "id")))
    rows = await (await session.connection()).execute(returned, list(touches))
    return {(customer_id, rule, occasion): touch_id for customer_id, rule, occasion, touch_id in rows}


async def link(session: AsyncSession, carriers: Mapping[int, int]) -> None:
    """Note which row of the outbox carries each touch."""
    if not carriers:
        return
    noted = update(Touch).where(col(Touch.id) == bindparam("touch")).values(outbox_id=bindparam("carrier"))
    pairs = [{"touch": touch_id, "carrier": outbox_id} for touch_id, outbox_id in carriers.items()]
    await (await session.connection()).execute(noted, pairs)


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


async def replace(session: AsyncSession, there: Iterable[PlannedRow], plan: Iterable[tuple[int, Planned]]) -> int:
    """Put a plan, each with its customer's id, in the place of what was read of it; return how many rows changed.

    What is planned so already is left alone: that is most. `there` is to be read before what the plan hangs on: what
    somebody else planned since hangs on what they know, and stays.
    """
    stale = {(row.customer_id, row.rule): row for row in there}
    fresh = [one for one in plan if (old := stale.pop((one[0], one[1].rule), None)) is None or old[2:] != one[1]]
    if stale:
        await session.execute(delete(PlanRow).where(col(PlanRow.id).in_([row.id for row in stale.values()])))
    await _put(session, fresh)
    return len(fresh) + len(stale)
