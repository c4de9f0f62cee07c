"""Gather what is known of buyers: what they bought, what they said of us, what hurt them. Read only."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from statistics import fmean

from bot.work.shop.money import counted
from bot.work.turn import Turn
from care_rules.case_numbers import number_of
from care_rules.shopping import NOTHING_BOUGHT, Bought, ShoppingHistory, read
from care_rules.suppression import SORE_KINDS
from care_rules.tiering import Held
from care_rules.value_book import Value
from care_rules.weighing import Facts
from storage import buyers
from storage.buyers import BoughtRow, CaseGlance, StandingGlance
from storage.circles import BuyerGlance, Circle, CustomerGlance

_ASKED_WITHIN = timedelta(days=365)  # scores older than that say little of today
_EFFORT_WITHIN = timedelta(days=182)


@dataclass(frozen=True)
class Known:
    """A circle with all that it is weighed by, and how it stood before."""

    circle: Circle
    facts: Facts
    before: StandingGlance | None


async def histories(turn: Turn, owner_of: Mapping[int, int]) -> dict[int, ShoppingHistory]:
    """Return the shopping history of each owner, by its id. Sums the book has no rate for are left out.

    `owner_of` names the owner of each buyer who is read, by the buyer's id.
    """
    rows = await buyers.bought_by(turn.session, list(owner_of))
    return await asyncio.to_thread(_read, turn, rows, owner_of)


async def bought_of(turn: Turn, circle: Circle) -> tuple[list[Bought], int]:
    """Return every purchase of the circle in the book's currency, and how many the book has no rate for."""
    rows = await buyers.bought_by(turn.session, circle.ids)
    found = [bought for row in rows if (bought := _bought(row, turn.house.book.value)) is not None]
    return found, len(rows) - len(found)


def _read(turn: Turn, rows: Sequence[BoughtRow], owner_of: Mapping[int, int]) -> dict[int, ShoppingHistory]:
    value, zone = turn.house.book.value, turn.house.company.zone
    bought: dict[int, list[Bought]] = defaultdict(list)
    for row in rows:
        one = _bought(row, value)
        if one is not None:
            bought[owner_of[row[0]]].append(one)
    return {owner: read(purchases, turn.now, zone) for owner, purchases in bought.items()}


def _bought(row: BoughtRow, value: Value) -> Bought | None:
    _, at, amount, currency, margin, product, service = row
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    if currency == value.currency:
        return Bought(at, amount, margin, product, service)
    there = counted(amount, currency, value)
    if there is None:
        return None
    return Bought(at, there, counted(margin, currency, value) if margin is not None else None, product, service)


async def gather(
    turn: Turn, circles: Sequence[Circle], histories_of: Mapping[int, ShoppingHistory] | None = None
) -> list[Known]:
    """Return what is known of each circle. `histories_of` are owners' histories, if those were read already."""
    owner_of = {own: circle.buyer.id for circle in circles for own in circle.ids}
    read_of = histories_of if histories_of is not None else await histories(turn, owner_of)
    before = await buyers.standings(turn.session, [circle.buyer.id for circle in circles])
    here = [customer.id for circle in circles for customer in circle.customers]
    cases = await buyers.cases_of(turn.session, here, turn.now - _ASKED_WITHIN) if here else []
    reopened = await buyers.reopened_since(turn.session, [one.id for one in cases], turn.now - _EFFORT_WITHIN)
    brought = await buyers.referrals_of(turn.session, here)
    by_customer: dict[int, list[CaseGlance]] = defaultdict(list)
    for one in cases:
        by_customer[one.customer_id].append(one)
    known = []
    for circle in circles:
        owner = circle.buyer.id
        theirs = [one for customer in circle.customers for one in by_customer[customer.id]]
        facts = Facts(
            history=read_of.get(owner, NOTHING_BOUGHT),
            has_written=bool(circle.customers),
            wallet_share=circle.buyer.wallet_share,
            recommends=_last_word(circle.customers),
            referrals=sum(brought.get(customer.id, 0) for customer in circle.customers),
            satisfaction=_satisfaction(theirs),
            reopened=sum(reopened.get(one.id, 0) for one in theirs),
            sore_case=_sore(turn, theirs),
            left=bool(circle.customers) and all(customer.blocked_at for customer in circle.customers),
            acquisition=_cost(circle.buyer, circle.buyer.acquisition_cost, turn.house.book.value),
            retention=_cost(circle.buyer, circle.buyer.retention_cost, turn.house.book.value),
            pinned=_pinned(turn, circle.buyer),
            held=_held(before.get(owner)),
        )
        known.append(Known(circle, facts, before.get(owner)))
    return known


def _last_word(customers: Sequence[CustomerGlance]) -> int | None:
    """Return the lowest of their answers to whether they would recommend us: one who would not is what matters."""
    return min((one.recommends for one in customers if one.recommends is not None), default=None)


def _satisfaction(cases: Sequence[CaseGlance]) -> float | None:
    scores = [one.score for one in cases if one.score is not None]
    return fmean(scores) if scores else None


def _sore(turn: Turn, cases: Sequence[CaseGlance]) -> str | None:
    """Return the number of a complaint that is open, or was closed only just."""
    since = turn.now - turn.house.book.desk.after_complaint
    hurts = (one for one in cases if one.kind in SORE_KINDS and (one.closed_at is None or one.closed_at >= since))
    found = next(hurts, None)
    return None if found is None else number_of(found.id)


def _cost(buyer: BuyerGlance, amount: int | None, value: Value) -> int:
    if amount is None:
        return 0
    return counted(amount, buyer.cost_currency or value.currency, value) or 0


def _pinned(turn: Turn, buyer: BuyerGlance) -> str | None:
    return buyer.tier_pinned if buyer.tier_pinned in turn.house.book.tiers else None


def _held(before: StandingGlance | None) -> Held | None:
    return None if before is None or before.tier is None else Held(before.tier, before.tier_since)
