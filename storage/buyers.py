"""Queries on buyers: who buys for whom, what they bought, what else tells how it stands with them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import DateTime, func, select, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from care_rules.cases import CaseKind
from care_rules.journey import Stage
from care_rules.relationship import Health
from storage.inserting import put_rows
from storage.tables import (
    Buyer,
    BuyerStanding,
    CareCase,
    CaseEvent,
    Customer,
    Invitation,
    Purchase,
    Referral,
    StaffTask,
    StandingChange,
)

_REOPENING = ("reject", "reopen")


class BoughtRow(NamedTuple):
    buyer_id: int
    at: datetime
    amount: int
    currency: str
    margin: int | None
    product: str | None
    service: bool


class TierSums(NamedTuple):
    """Sums in minor units: what they spent and are worth in the book's currency, what they cost in their own."""

    tier: str | None
    cost_currency: str | None
    buyers: int
    spent_year: int
    value: int
    with_acquisition: int
    acquisition: int
    with_retention: int
    retention: int


class StandingGlance(NamedTuple):
    """How a buyer stands, since when (UTC) and why; `alive` from 0 to 1, `foreseen` in minor units."""

    buyer_id: int
    tier: str | None
    tier_since: datetime | None
    tier_because: dict[str, Any]
    stage: Stage
    stage_since: datetime
    stage_because: dict[str, Any]
    health: Health
    health_since: datetime
    health_because: dict[str, Any]
    alive: float | None
    foreseen: int | None


class CaseGlance(NamedTuple):
    """What of a case tells how well we get on."""

    id: int
    customer_id: int
    kind: CaseKind
    score: int | None
    opened_at: datetime
    closed_at: datetime | None


async def pins(session: AsyncSession, buyer_ids: Collection[int]) -> dict[int, str | None]:
    """Return the pinned tier of each that is still there, by its id. They stay as they are until the end of this turn.

    Buyers are joined and forgotten while others are being weighed.
    """
    wanted = select(col(Buyer.id), col(Buyer.tier_pinned)).where(col(Buyer.id).in_(list(buyer_ids)))
    return {row[0] or 0: row[1] for row in await session.execute(wanted.with_for_update(read=True))}


async def owner_of(session: AsyncSession, buyer: Buyer) -> Buyer:
    """Return whose purchases, value and tier the buyer's are: the organisation's, or their own."""
    if buyer.organisation_id is None:
        return buyer
    return await session.get(Buyer, buyer.organisation_id) or buyer


async def bought_by(session: AsyncSession, buyer_ids: Collection[int]) -> list[BoughtRow]:
    """Return every purchase of these buyers, in no order. Times are UTC; from SQLite they come without saying so.

    There are millions of them: what reads a time for all other queries is too slow here.
    """
    wanted = select(
        col(Purchase.buyer_id),
        type_coerce(col(Purchase.at), DateTime(timezone=True)),
        col(Purchase.amount),
        col(Purchase.currency),
        col(Purchase.margin),
        col(Purchase.product),
        col(Purchase.service),
    ).where(col(Purchase.buyer_id).in_(list(buyer_ids)))
    return list(map(BoughtRow._make, await session.execute(wanted)))


async def cases_of(session: AsyncSession, customer_ids: Collection[int], since: datetime) -> list[CaseGlance]:
    """Return these customers' cases that are open or were opened since then."""
    wanted = select(
        col(CareCase.id),
        col(CareCase.customer_id),
        col(CareCase.kind),
        col(CareCase.score),
        col(CareCase.opened_at),
        col(CareCase.closed_at),
    ).where(
        col(CareCase.customer_id).in_(list(customer_ids)),
        (col(CareCase.closed_at).is_(None)) | (col(CareCase.opened_at) >= since),
    )
    return [CaseGlance(row[0] or 0, *row[1:]) for row in await session.execute(wanted)]


async def reopened_since(session: AsyncSession, case_ids: Collection[int], since: datetime) -> dict[int, int]:
    """Return how often each of these cases was held for solved and was not."""
    if not case_ids:
        return {}
    wanted = (
        select(col(CaseEvent.case_id), func.count())
        .where(col(CaseEvent.case_id).in_(list(case_ids)), col(CaseEvent.what).in_(_REOPENING))
        .where(col(CaseEvent.at) >= since)
        .group_by(col(CaseEvent.case_id))
    )
    return dict((await session.execute(wanted)).all())


async def referrals_of(session: AsyncSession, customer_ids: Collection[int]) -> dict[int, int]:
    """Return how many each of these customers brought."""
    if not customer_ids:
        return {}
    wanted = select(col(Referral.referrer_id), func.count()).where(col(Referral.referrer_id).in_(list(customer_ids)))
    return dict((await session.execute(wanted.group_by(col(Referral.referrer_id)))).all())


async def unrewarded(session: AsyncSession, customer_ids: Collection[int]) -> list[Referral]:
    """Return by whom these customers were brought and who was not rewarded for it, locked."""
    wanted = select(Referral).where(
        col(Referral.referred_id).in_(list(customer_ids)), col(Referral.rewarded_at).is_(None)
    )
    return list((await session.execute(wanted.order_by(col(Referral.id)).with_for_update())).scalars())


async def standings(session: AsyncSession, buyer_ids: Collection[int]) -> dict[int, StandingGlance]:
    """Return how these buyers stood at the last weighing, by their id."""
    columns = (col(getattr(BuyerStanding, name)) for name in StandingGlance._fields)
    wanted = select(*columns).where(col(BuyerStanding.buyer_id).in_(list(buyer_ids)))
    return {one.buyer_id: one for one in map(StandingGlance._make, await session.execute(wanted))}


async def tier_sums(session: AsyncSession) -> list[TierSums]:
    """Return what the buyers of each tier add up to, and what winning and keeping them cost, by the costs' currency."""
    wanted = (
        select(
            col(BuyerStanding.tier),
            col(Buyer.cost_currency),
            func.count(),
            func.sum(col(BuyerStanding.spent_year)),
            func.sum(col(BuyerStanding.value)),
            func.count(col(Buyer.acquisition_cost)),
            func.sum(col(Buyer.acquisition_cost)),
            func.count(col(Buyer.retention_cost)),
            func.sum(col(Buyer.retention_cost)),
        )
        .join(Buyer, col(Buyer.id) == col(BuyerStanding.buyer_id))
        .where(col(BuyerStanding.purchases) > 0)
        .group_by(col(BuyerStanding.tier), col(Buyer.cost_currency))
    )
    return [TierSums(row[0], row[1], *(int(one or 0) for one in row[2:])) for row in await session.execute(wanted)]


async def put_standings(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write how it stands with these buyers, in place of what was written before."""
    if rows:
        changing = tuple(name for name in rows[0] if name != "buyer_id")
        await put_rows(session, BuyerStanding, rows, ("buyer_id",), changing)


async def changes_of(session: AsyncSession, buyer_id: int, limit: int) -> list[StandingChange]:
    """Return the last changes of tier, stage and health, the newest first."""
    wanted = select(StandingChange).where(col(StandingChange.buyer_id) == buyer_id)
    newest = wanted.order_by(col(StandingChange.at).desc(), col(StandingChange.id).desc())
    return list((await session.execute(newest.limit(limit))).scalars())


async def without_record(session: AsyncSession, limit: int) -> list[Customer]:
    """Return up to `limit` customers who are nobody in the shop's books yet, locked."""
    wanted = select(Customer).where(col(Customer.buyer_id).is_(None)).order_by(col(Customer.id)).limit(limit)
    return list((await session.execute(wanted.with_for_update(skip_locked=True))).scalars())


async def with_phone(session: AsyncSession, marks: Collection[str]) -> list[Buyer]:
    """Return who in the shop's books has this phone, by its marks."""
    wanted = select(Buyer).where(col(Buyer.phone_mark).in_(list(marks)), col(Buyer.external_id).is_not(None))
    return list((await session.execute(wanted.order_by(col(Buyer.id)).limit(10))).scalars())


async def by_external_id(session: AsyncSession, external_id: str) -> Buyer | None:
    return (await session.execute(select(Buyer).where(col(Buyer.external_id) == external_id))).scalar_one_or_none()


async def invitation(session: AsyncSession, invitation_id: int) -> Invitation | None:
    """Return the invitation, locked."""
    return await session.get(Invitation, invitation_id, with_for_update=True)


async def move_over(session: AsyncSession, former: Buyer, buyer: Buyer) -> None:
    """Let the buyer have what was noted of a record of our own, which then is gone. A pinned tier goes along."""
    if buyer.tier_pinned is None:
        buyer.tier_pinned = former.tier_pinned
    for table in (StaffTask, StandingChange):
        theirs = update(table).where(col(table.buyer_id) == former.id)
        await session.execute(theirs.values(buyer_id=buyer.id))
    await session.delete(former)
    await session.flush()


async def circle_ids(session: AsyncSession, buyer_id: int | None) -> list[int]:
    """Return the ids of the buyer and of everybody who buys for the same organisation; none for nobody."""
    buyer = await session.get(Buyer, buyer_id) if buyer_id is not None else None
    if buyer is None or buyer.id is None:
        return []
    owner = buyer.organisation_id or buyer.id
    members = select(col(Buyer.id)).where(col(Buyer.organisation_id) == owner).order_by(col(Buyer.id))
    return [owner, *(own for own in (await session.execute(members)).scalars() if own is not None)]
