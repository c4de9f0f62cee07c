"""Queries on feasts: what is planned once for all who gather, and who they are."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.among import among_ids
from storage.bells import Bell, ring_at_commit
from storage.inserting import insert_into
from storage.plain import table_of
from storage.tables import Customer, FeastRow


async def due(session: AsyncSession, now: datetime) -> list[FeastRow]:
    """Return the feasts that have begun and are not over for all who gather."""
    begun = select(FeastRow).where(col(FeastRow.due_at) <= now).order_by(col(FeastRow.due_at), col(FeastRow.id))
    return list((await session.execute(begun)).scalars())


async def claim_due(session: AsyncSession, now: datetime) -> FeastRow | None:
    """Lock and return the feast that began first; another replica's is left to it."""
    begun = select(FeastRow).where(col(FeastRow.due_at) <= now).order_by(col(FeastRow.due_at), col(FeastRow.id))
    locked = begun.limit(1).with_for_update(skip_locked=True).execution_options(populate_existing=True)
    return (await session.execute(locked)).scalar_one_or_none()


async def next_to_look_at(session: AsyncSession, feast: FeastRow, limit: int) -> list[Customer]:
    """Return, locked and in order of their ids, up to `limit` of those who gather and were not reached yet."""
    theirs = col(Customer.gathering) == feast.gathering, col(Customer.id) > feast.reached
    wanted = select(Customer).where(*theirs).order_by(col(Customer.id)).limit(limit).with_for_update()
    return list((await session.execute(wanted.execution_options(populate_existing=True))).scalars())


async def put(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Plan feasts, told as columns by name. What is planned for the same gathering and rule stays."""
    if not rows:
        return
    once = insert_into(session, FeastRow).on_conflict_do_nothing(index_elements=["gathering", "rule"])
    await (await session.connection()).execute(once, [{"reached": 0, **row} for row in rows])
    await ring_at_commit(session, Bell.PLAN)


async def forget_all(session: AsyncSession) -> None:
    await session.execute(delete(FeastRow))


async def gatherings(session: AsyncSession) -> list[str]:
    """Return every gathering that somebody is of: a short look each, however many they are."""
    found: list[str] = []
    last = ""
    while True:
        following = select(func.min(col(Customer.gathering))).where(col(Customer.gathering) > last)
        one = (await session.execute(following)).scalar()
        if one is None:
            return found
        found.append(last := one)


async def who_gather(session: AsyncSession, customer_ids: Collection[int], before: datetime) -> set[int]:
    """Return those of these customers for whom there is a feast before then."""
    feasting = select(col(FeastRow.gathering)).where(col(FeastRow.due_at) < before)
    customer = table_of(Customer).c
    theirs = select(customer.id).where(customer.gathering.in_(feasting), among_ids(customer.id))
    return set((await session.execute(theirs, {"ids": customer_ids})).scalars())


async def between(session: AsyncSession, until: datetime) -> list[tuple[str, datetime, str, int]]:
    """Return of each feast up to then its rule, its moment, and how many of each tier gather for it."""
    wanted = select(col(FeastRow.rule), col(FeastRow.due_at), col(Customer.tier), func.count())
    joined = wanted.join(Customer, col(Customer.gathering) == col(FeastRow.gathering))
    counted = joined.where(col(FeastRow.due_at) <= until).group_by(col(FeastRow.id), col(Customer.tier))
    return [(rule, due_at, tier, count) for rule, due_at, tier, count in await session.execute(counted)]
