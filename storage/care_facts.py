"""What care is decided by, read for many customers at once: a query a table, whatever the number of customers."""

from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from care_rules.cases import CaseKind, CaseState
from care_rules.journey import Stage
from care_rules.relationship import Health
from storage.tables import (
    Appointment,
    AppointmentState,
    Bill,
    Buyer,
    BuyerStanding,
    CareCase,
    Customer,
    OrderState,
    Product,
    Profile,
    Purchase,
    ShopOrder,
    Touch,
    TouchOutcome,
)


class Details(NamedTuple):
    """What a customer told of themselves, who they are in the books, and how it stands with them. Times in UTC."""

    customer_id: int
    buyer_id: int | None
    wedding_month: int | None
    wedding_day: int | None
    wedding_year: int | None
    partner: str | None
    festivals: str | None
    told_region: str | None
    region: str | None
    attributes: dict[str, Any] | None
    stage: Stage | None
    health: Health | None
    first_at: datetime | None
    last_at: datetime | None
    interval_days: float | None


class Touched(NamedTuple):
    customer_id: int
    rule: str
    occasion: str
    outcome: TouchOutcome
    decided_at: datetime
    outbox_id: int | None


class CaseSeen(NamedTuple):
    id: int
    customer_id: int
    kind: CaseKind
    state: CaseState
    closed_at: datetime | None


class Bought(NamedTuple):
    buyer_id: int
    external_id: str
    at: datetime
    product: str | None
    service: bool


class Billed(NamedTuple):
    buyer_id: int
    external_id: str
    amount: int
    currency: str
    due_on: date


class Booked(NamedTuple):
    buyer_id: int
    external_id: str
    starts_at: datetime
    place: str
    what: str


class Ordered(NamedTuple):
    buyer_id: int
    external_id: str
    placed_at: datetime
    product: str | None


Glance = TypeVar("Glance", Touched, CaseSeen, Bought, Billed, Booked, Ordered)


async def details_of(session: AsyncSession, customer_ids: Collection[int]) -> dict[int, Details]:
    """Return them by the customer's id."""
    rows = await session.execute(_details(), {"ids": list(customer_ids)})
    return {one.customer_id: one for one in map(Details._make, rows)}


@cache
def _details() -> Any:
    owner = func.coalesce(Buyer.organisation_id, Buyer.id)
    return (
        select(
            col(Customer.id),
            col(Customer.buyer_id),
            col(Profile.wedding_month),
            col(Profile.wedding_day),
            col(Profile.wedding_year),
            col(Profile.partner),
            col(Profile.festivals),
            col(Profile.region),
            col(Buyer.region),
            col(Buyer.attributes),
            col(BuyerStanding.stage),
            col(BuyerStanding.health),
            col(BuyerStanding.first_at),
            col(BuyerStanding.last_at),
            col(BuyerStanding.interval_days),
        )
        .select_from(Customer)
        .outerjoin(Profile, col(Profile.customer_id) == col(Customer.id))
        .outerjoin(Buyer, col(Buyer.id) == col(Customer.buyer_id))
        .outerjoin(BuyerStanding, col(BuyerStanding.buyer_id) == owner)
        .where(col(Customer.id).in_(bindparam("ids", expanding=True)))
    )


async def touches_of(session: AsyncSession, customer_ids: Collection[int]) -> list[Touched]:
    """Return all that was decided for these customers."""
    return await _glances(session, Touched, Touch, col(Touch.customer_id).in_(list(customer_ids)))


async def cases_of(
    session: AsyncSession, customer_ids: Collection[int], kinds: Collection[CaseKind], closed_since: datetime
) -> list[CaseSeen]:
    """Return these customers' cases of these kinds that are not closed, or were closed since then."""
    theirs = col(CareCase.customer_id).in_(list(customer_ids)), col(CareCase.kind).in_(list(kinds))
    hurts = or_(col(CareCase.state) != CaseState.closed, col(CareCase.closed_at) >= closed_since)
    return await _glances(session, CaseSeen, CareCase, *theirs, hurts)


async def purchases_of(session: AsyncSession, buyer_ids: Collection[int], since: datetime) -> list[Bought]:
    """Return what they bought since then, in order of time."""
    theirs = col(Purchase.buyer_id).in_(list(buyer_ids))
    found = await _glances(session, Bought, Purchase, theirs, col(Purchase.at) >= since)
    return sorted(found, key=lambda one: one.at)


async def unpaid_of(session: AsyncSession, buyer_ids: Collection[int]) -> list[Billed]:
    return await _glances(session, Billed, Bill, col(Bill.buyer_id).in_(list(buyer_ids)), col(Bill.paid_on).is_(None))


async def booked_of(session: AsyncSession, buyer_ids: Collection[int], since: datetime) -> list[Booked]:
    """Return their appointments that begin after then and were not cancelled."""
    theirs = col(Appointment.buyer_id).in_(list(buyer_ids))
    booked = col(Appointment.state) == AppointmentState.booked
    return await _glances(session, Booked, Appointment, theirs, booked, col(Appointment.starts_at) > since)


async def unfinished_of(session: AsyncSession, buyer_ids: Collection[int], since: datetime) -> list[Ordered]:
    """Return their orders placed since then that are still only placed."""
    theirs = col(ShopOrder.buyer_id).in_(list(buyer_ids))
    placed = col(ShopOrder.state) == OrderState.placed
    return await _glances(session, Ordered, ShopOrder, theirs, placed, col(ShopOrder.placed_at) >= since)


async def products_named(session: AsyncSession, names: Collection[str]) -> dict[str, tuple[int | None, int | None]]:
    """Return after how many days each of these products is serviced, and its warranty ends, by its name."""
    wanted = select(col(Product.name), col(Product.service_days), col(Product.warranty_days))
    rows = await session.execute(wanted.where(col(Product.name).in_(list(names))))
    return {name: (service, warranty) for name, service, warranty in rows}


async def _glances(
    session: AsyncSession, glance: type[Glance], table: type[Any], *conditions: ColumnElement[bool]
) -> list[Glance]:
    """Return of each row what the glance names, in the order in which the rows came to be."""
    columns = (col(getattr(table, name)) for name in glance._fields)
    rows = await session.execute(select(*columns).where(*conditions).order_by(col(table.id)))
    return [glance._make(row) for row in rows]
