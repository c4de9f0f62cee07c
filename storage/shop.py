"""Rows of the shop: taken over by their external id, and found again for the customers they are of."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel, col

from storage.among import among
from storage.inserting import insert_into, put_rows
from storage.tables import ApiCall, Appointment, AppointmentState, Bill, Buyer, ShopOrder

_KEY = "external_id"
_ONLY_AT_FIRST = frozenset({_KEY, "created_at"})


async def upsert(session: AsyncSession, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows, or change those that are there by their external id, in one statement for all.

    All rows name the same columns. An id that comes twice keeps what came last.
    """
    if not rows:
        return
    last = {row[_KEY]: row for row in rows}
    changing = tuple(name for name in rows[0] if name not in _ONLY_AT_FIRST)
    await put_rows(session, table, list(last.values()), (_KEY,), changing)


async def known(session: AsyncSession, table: type[Any], external_ids: Collection[str]) -> set[str]:
    """Return those of these ids that are there."""
    wanted = select(table.external_id).where(among(session, col(table.external_id), external_ids))
    return set((await session.execute(wanted)).scalars())


async def buyers(session: AsyncSession, external_ids: Collection[str]) -> dict[str, int]:
    """Return the rows' ids of the buyers with these ids of the shop."""
    wanted = select(col(Buyer.external_id), col(Buyer.id)).where(among(session, col(Buyer.external_id), external_ids))
    return {external: own for external, own in await session.execute(wanted) if external is not None and own}


async def begin_call(session: AsyncSession, key: str, digest: str, now: datetime) -> ApiCall | None:
    """Take the idempotency key for this transaction; return the call that had it before, if one had."""
    put = insert_into(session, ApiCall).values(key=key, digest=digest, answer={}, at=now)
    new = (await session.execute(put.on_conflict_do_nothing().returning(col(ApiCall.key)))).scalar()
    return None if new is not None else await session.get_one(ApiCall, key)


async def end_call(session: AsyncSession, key: str, answer: dict[str, Any]) -> None:
    """Note what the call was answered."""
    await session.execute(update(ApiCall).where(col(ApiCall.key) == key).values(answer=answer))


async def orders_of(
    session: AsyncSession, buyer_ids: Collection[int], numbers: Collection[str], limit: int
) -> list[ShopOrder]:
    """Return these buyers' orders of these numbers, in capitals or not; without numbers, the latest."""
    wanted = select(ShopOrder).where(col(ShopOrder.buyer_id).in_(list(buyer_ids)))
    if numbers:
        wanted = wanted.where(func.upper(col(ShopOrder.external_id)).in_([number.upper() for number in numbers]))
    newest = wanted.order_by(col(ShopOrder.placed_at).desc(), col(ShopOrder.id).desc()).limit(limit)
    return list((await session.execute(newest)).scalars())


async def open_bills_of(session: AsyncSession, buyer_ids: Collection[int], limit: int) -> list[Bill]:
    """Return these buyers' bills that are not paid, those due first."""
    wanted = select(Bill).where(col(Bill.buyer_id).in_(list(buyer_ids)), col(Bill.paid_on).is_(None))
    return list((await session.execute(wanted.order_by(col(Bill.due_on), col(Bill.id)).limit(limit))).scalars())


async def appointments_of(
    session: AsyncSession, buyer_ids: Collection[int], now: datetime, limit: int
) -> list[Appointment]:
    """Return these buyers' booked appointments from now on, the next first."""
    wanted = select(Appointment).where(
        col(Appointment.buyer_id).in_(list(buyer_ids)),
        col(Appointment.starts_at) >= now,
        col(Appointment.state) == AppointmentState.booked,
    )
    return list((await session.execute(wanted.order_by(col(Appointment.starts_at)).limit(limit))).scalars())
