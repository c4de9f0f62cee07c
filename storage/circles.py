"""Who buys for whom, and who of them is here: what a weighing goes over, read with as little as it takes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Buyer, Customer


class BuyerGlance(NamedTuple):
    """What of a buyer a weighing needs. Costs are in minor units of `cost_currency`; `wallet_share` in percent."""

    id: int
    organisation_id: int | None
    external_id: str | None
    name: str | None
    wallet_share: int | None
    acquisition_cost: int | None
    retention_cost: int | None
    cost_currency: str | None
    tier_pinned: str | None


class CustomerGlance(NamedTuple):
    """What of a customer who is here a weighing needs; `blocked_at` in UTC."""

    id: int
    buyer_id: int
    tier: str
    recommends: int | None
    blocked_at: datetime | None


@dataclass(frozen=True)
class Circle:
    """A buyer who counts for themselves, with all who buy for it and all of them who are here."""

    buyer: BuyerGlance
    members: Sequence[int]
    customers: Sequence[CustomerGlance]

    @property
    def ids(self) -> tuple[int, ...]:
        return (self.buyer.id, *self.members)


_BUYER = tuple(col(getattr(Buyer, name)) for name in BuyerGlance._fields)
_CUSTOMER = tuple(col(getattr(Customer, name)) for name in CustomerGlance._fields)


async def owners_after(session: AsyncSession, after: int, limit: int) -> list[int]:
    """Return the ids of up to `limit` buyers who belong to no organisation, from above `after` on, in order."""
    wanted = select(col(Buyer.id)).where(col(Buyer.id) > after, col(Buyer.organisation_id).is_(None))
    return [row[0] or 0 for row in await session.execute(wanted.order_by(col(Buyer.id)).limit(limit))]


async def owner_of_each(session: AsyncSession, owner_ids: Collection[int]) -> dict[int, int]:
    """Return the owner of each buyer who belongs to these, themselves included, by the buyer's id."""
    of_them = select(col(Buyer.id), col(Buyer.organisation_id)).where(col(Buyer.organisation_id).in_(list(owner_ids)))
    members = {row[0] or 0: row[1] or 0 for row in await session.execute(of_them)}
    return {owner: owner for owner in owner_ids} | members


async def circles_of(session: AsyncSession, owner_ids: Sequence[int]) -> list[Circle]:
    """Return the circle of each of these owners, in order; of one who is gone, none."""
    owner_of = await owner_of_each(session, owner_ids)
    found = await session.execute(select(*_BUYER).where(col(Buyer.id).in_(list(owner_ids))))
    owners = {row[0]: BuyerGlance._make(row) for row in found}
    here = select(*_CUSTOMER).where(col(Customer.buyer_id).in_(list(owner_of))).order_by(col(Customer.id))
    members: dict[int, list[int]] = {one: [] for one in owners}
    customers: dict[int, list[CustomerGlance]] = {one: [] for one in owners}
    for member, owner in sorted(owner_of.items()):
        if member != owner and owner in owners:
            members[owner].append(member)
    for customer in map(CustomerGlance._make, await session.execute(here)):
        if (owner := owner_of[customer.buyer_id]) in owners:
            customers[owner].append(customer)
    return [Circle(owners[one], members[one], customers[one]) for one in owner_ids if one in owners]
