"""What care is decided by, read for many customers at once: a query a table, whatever the number of customers."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from care_rules.cases import CaseKind, CaseState
from care_rules.consent import Consent
from care_rules.journey import Stage
from care_rules.relationship import Health
from care_rules.suppression import SORE_KINDS
from storage.among import among_ids
from storage.plain import columns_of, table_of, values_of
from storage.tables import (
    Buyer,
    BuyerStanding,
    CareCase,
    Customer,
    Product,
    Profile,
    Purchase,
    Touch,
    TouchOutcome,
)


class Details(NamedTuple):
    """A customer, what they told of themselves, who they are in the books, and how it stands with them. Times in UTC.

    `told_region` is what they said, `region` what the shop's books have.
    """

    id: int
    buyer_id: int | None
    name: str | None
    language: str
    time_zone: str | None
    phone_zone: str | None
    birth_month: int | None
    birth_day: int | None
    birth_year: int | None
    tier: str
    gathering: str | None
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

    @property
    def zone(self) -> str | None:
        """The name of their time zone: as they told it, else as their phone does."""
        return self.time_zone or self.phone_zone


_FROM_PROFILE = ("wedding_month", "wedding_day", "wedding_year", "partner", "festivals", "region")
_FROM_BUYER = ("region", "attributes")
_FROM_STANDING = ("stage", "health", "first_at", "last_at", "interval_days")
_ELSEWHERE = len((*_FROM_PROFILE, *_FROM_BUYER, *_FROM_STANDING))


class Bounds(NamedTuple):
    """What keeps us from writing to a customer, or bounds it. Times in UTC; quiet hours by the customer's own clock."""

    id: int
    consent: Consent | None
    declined: list[str]
    stopped_at: datetime | None
    paused_until: datetime | None
    bereaved_until: datetime | None
    quiet_from: int | None
    quiet_until: int | None
    most_a_month: int | None
    blocked_at: datetime | None
    barred_at: datetime | None
    low_score_at: datetime | None


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


Glance = TypeVar("Glance", Touched, CaseSeen, Bought)


async def details_of(session: AsyncSession, customer_ids: Collection[int]) -> dict[int, Details]:
    """Return them by the customer's id."""
    rows = await session.execute(_details(), {"ids": customer_ids})
    return {one.id: one for one in map(Details._make, rows.all())}


@cache
def _details() -> Any:
    customer, profile, buyer, standing = map(table_of, (Customer, Profile, Buyer, BuyerStanding))
    owner = func.coalesce(buyer.c.organisation_id, buyer.c.id)
    return (
        select(
            *columns_of(Customer, Details._fields[:-_ELSEWHERE]),
            *columns_of(Profile, _FROM_PROFILE),
            *columns_of(Buyer, _FROM_BUYER),
            *columns_of(BuyerStanding, _FROM_STANDING),
        )
        .select_from(customer)
        .outerjoin(profile, profile.c.customer_id == customer.c.id)
        .outerjoin(buyer, buyer.c.id == customer.c.buyer_id)
        .outerjoin(standing, standing.c.buyer_id == owner)
        .where(among_ids(customer.c.id))
    )


async def bounds_of(session: AsyncSession, customer_ids: Collection[int]) -> dict[int, Bounds]:
    """Return them by the customer's id."""
    rows = await session.execute(_bounds(), {"ids": customer_ids})
    return {one.id: one for one in map(Bounds._make, rows.all())}


@cache
def _bounds() -> Any:
    return values_of(Customer, Bounds._fields).where(among_ids(table_of(Customer).c.id))


async def touches_of(session: AsyncSession, customer_ids: Collection[int]) -> list[Touched]:
    """Return all that was decided for these customers."""
    return await _glances(session, Touched, _touches(), ids=customer_ids)


@cache
def _touches() -> Any:
    return _of(Touch, Touched).where(among_ids(table_of(Touch).c.customer_id))


async def cases_of(session: AsyncSession, customer_ids: Collection[int], closed_since: datetime) -> list[CaseSeen]:
    """Return these customers' cases of the sore kinds that are not closed, or were closed since then."""
    return await _glances(session, CaseSeen, _cases(), ids=customer_ids, since=closed_since)


@cache
def _cases() -> Any:
    case = table_of(CareCase).c
    hurts = or_(case.state != CaseState.closed, case.closed_at >= bindparam("since"))
    return _of(CareCase, CaseSeen).where(among_ids(case.customer_id), case.kind.in_(SORE_KINDS), hurts)


async def purchases_of(session: AsyncSession, buyer_ids: Collection[int], since: datetime) -> list[Bought]:
    """Return what they bought since then, in order of time."""
    found = await _glances(session, Bought, _purchases(), ids=buyer_ids, since=since)
    return sorted(found, key=lambda one: one.at)


@cache
def _purchases() -> Any:
    purchase = table_of(Purchase).c
    return _of(Purchase, Bought).where(among_ids(purchase.buyer_id), purchase.at >= bindparam("since"))


async def products_named(session: AsyncSession, names: Collection[str]) -> dict[str, tuple[int | None, int | None]]:
    """Return after how many days each of these products is serviced, and its warranty ends, by its name."""
    rows = await session.execute(_products(), {"names": list(names)})
    return {name: (service, warranty) for name, service, warranty in rows}


@cache
def _products() -> Any:
    product = table_of(Product).c
    wanted = select(product.name, product.service_days, product.warranty_days)
    return wanted.where(product.name.in_(bindparam("names", expanding=True)))


def _of(model: type[Any], glance: type[Glance]) -> Any:
    """Return the query of what the glance names of each row, in the order in which the rows came to be.

    A few are sorted; by the bare id, SQLite might go through the whole table, which is in that order already.
    """
    return values_of(model, glance._fields).order_by(table_of(model).c.id + 0)


async def _glances(session: AsyncSession, glance: type[Glance], wanted: Any, **bound: Any) -> list[Glance]:
    """Ask what was built once for all: building a query takes as long as asking it of one customer."""
    return list(map(glance._make, (await session.execute(wanted, bound)).all()))
