"""What the shop has in hand for buyers: one query for all of it, since most have nothing."""

from collections.abc import Collection, Sequence, Set
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Date, Select, String, bindparam, cast, literal, null, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from care_rules.occasions import OccasionKind
from storage.among import among_ids
from storage.plain import columns_of, no_moment, table_of
from storage.tables import Appointment, AppointmentState, Bill, OrderState, ShopOrder


class Due(NamedTuple):
    """A bill that is not paid, an appointment to come, or an order that is only placed.

    `on` is the day a bill is due; `at`, in UTC, when an appointment begins, or an order was placed. `amount` is a
    bill's, in its currency's minor units. `words` are a bill's currency, an appointment's place, an order's product.
    """

    kind: OccasionKind
    buyer_id: int
    external_id: str
    on: date | None
    at: datetime | None
    amount: int | None
    words: str | None


_NO_DAY = cast(null(), Date)
_NO_AMOUNT = cast(null(), BigInteger)
KINDS = frozenset({OccasionKind.bill, OccasionKind.appointment, OccasionKind.order})


async def dues_of(
    session: AsyncSession, buyer_ids: Collection[int], kinds: Set[OccasionKind], now: datetime, placed_since: datetime
) -> list[Due]:
    """Return what of these kinds there is for them: appointments after now, orders placed since then."""
    wanted = _dues(frozenset(KINDS & kinds))
    if wanted is None:
        return []
    found = await session.execute(wanted, {"ids": buyer_ids, "now": now, "placed_since": placed_since})
    return [Due(OccasionKind(kind), *rest) for kind, *rest in found]


@cache
def _dues(kinds: frozenset[OccasionKind]) -> Any:
    each = {OccasionKind.bill: _bills, OccasionKind.appointment: _appointments, OccasionKind.order: _orders}
    asked = [query() for kind, query in each.items() if kind in kinds]
    return union_all(*asked) if asked else None


def _bills() -> Select[Any]:
    bill = table_of(Bill).c
    columns = (bill.due_on, no_moment(), bill.amount, bill.currency)
    return _of(OccasionKind.bill, Bill, columns).where(bill.paid_on.is_(None))


def _appointments() -> Select[Any]:
    appointment = table_of(Appointment).c
    columns = (_NO_DAY, *columns_of(Appointment, ["starts_at"]), _NO_AMOUNT, appointment.place)
    booked = appointment.state == AppointmentState.booked, appointment.starts_at > bindparam("now")
    return _of(OccasionKind.appointment, Appointment, columns).where(*booked)


def _orders() -> Select[Any]:
    order = table_of(ShopOrder).c
    columns = (_NO_DAY, *columns_of(ShopOrder, ["placed_at"]), _NO_AMOUNT, order.product)
    placed = order.state == OrderState.placed, order.placed_at >= bindparam("placed_since")
    return _of(OccasionKind.order, ShopOrder, columns).where(*placed)


def _of(kind: OccasionKind, model: type[Any], columns: Sequence[Any]) -> Select[Any]:
    row = table_of(model).c
    named = literal(kind.value, String).label("kind")
    return select(named, row.buyer_id, row.external_id, *columns).where(among_ids(row.buyer_id))
