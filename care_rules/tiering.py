"""Tiers by themselves: who is how far up, where the lines are, and who crosses one. Pure; sums in minor units."""

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from care_rules.because import Because, Fact
from care_rules.shopping import ShoppingHistory

FIFTHS = 5


class Measure(StrEnum):
    """What a tier is given by.

    `top`: the first so many percent of those who bought within a year, by what they spent in it. `revenue`: the fewest
    who together bring so many percent of a year's revenue (the 80/20 cut). `worth`: lifetime value. `rfm`: recency,
    frequency and spending, each a fifth from 1 to 5, added up: 3 to 15.
    """

    top = "top"
    revenue = "revenue"
    worth = "worth"
    rfm = "rfm"


@dataclass(frozen=True, slots=True)
class Policy:
    """`steps` are the tiers and what each takes, the highest first: percent, minor units, or points.

    Somebody who falls short by less than `hold` percent keeps their tier, and nobody is lowered within `stay` of a
    change.
    """

    measure: Measure
    steps: Mapping[str, int]
    default: str
    hold: int = 10
    stay: timedelta = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Scales:
    """Upper ends of the first four fifths among those who bought: days since, visits, sums."""

    recency: tuple[float, ...] = ()
    frequency: tuple[float, ...] = ()
    money: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """The tier somebody has, since when (UTC)."""

    tier: str
    since: datetime | None = None


def scales(histories: Sequence[tuple[float, int, int]]) -> Scales:
    """Return where the fifths end, from (days since the last purchase, visits, spent) of everybody who bought."""
    columns = [sorted(column) for column in zip(*histories, strict=True)]
    return Scales(*(_fifths(column) for column in columns)) if columns else Scales()


def _fifths(column: Sequence[float]) -> tuple[float, ...]:
    return tuple(column[len(column) * part // FIFTHS] for part in range(1, FIFTHS))


def points(found: Scales, days: float, visits: int, spent: int) -> int:
    """Return recency + frequency + money, each 1 to 5; the more recent, the more points."""
    recent = FIFTHS - bisect.bisect_right(found.recency, days)
    return recent + 1 + bisect.bisect_right(found.frequency, visits) + 1 + bisect.bisect_right(found.money, spent)


def score(measure: Measure, history: ShoppingHistory, worth: int, found: Scales, now: datetime) -> int:
    """Return what decides about this buyer's tier. Whoever never bought has 0, and no tier but the default one."""
    if history.last_at is None:
        return 0
    if measure is Measure.worth:
        return max(0, worth)
    if measure is Measure.rfm:
        return points(found, (now - history.last_at) / timedelta(days=1), history.visits, history.spent)
    return history.spent_year


def lines(policy: Policy, scores: Sequence[int]) -> dict[str, int]:
    """Return the lowest score that each tier takes now, the highest tier first. Equal scores get equal tiers."""
    if policy.measure in (Measure.worth, Measure.rfm):
        return dict(policy.steps)
    ranked = sorted((one for one in scores if one > 0), reverse=True)
    if not ranked:
        return {}
    if policy.measure is Measure.top:
        return {tier: ranked[max(0, len(ranked) * percent // 100 - 1)] for tier, percent in policy.steps.items()}
    return {tier: _bringing(ranked, percent) for tier, percent in policy.steps.items()}


def _bringing(ranked: Sequence[int], percent: int) -> int:
    """Return the score of the last of the fewest who bring so many percent of the whole."""
    wanted, brought = sum(ranked) * percent, 0
    for one in ranked:
        brought += one
        if brought * 100 >= wanted:
            return one
    return ranked[-1]


def settle(policy: Policy, drawn: Mapping[str, int], own: int, held: Held | None, now: datetime) -> tuple[str, Because]:
    """Return the tier for a score, given what is held: up at once, down only when clearly below and after the stay."""
    earned = _earned(policy, drawn, own, percent=100)
    if held is None or held.tier not in (*policy.steps, policy.default):
        return earned, _because(policy, earned, own)
    order = [*policy.steps, policy.default]
    if order.index(earned) <= order.index(held.tier):
        return earned, _because(policy, earned, own)
    if held.since is not None and now - held.since < policy.stay:
        return held.tier, Because("stays", {"days": policy.stay.days})
    kept = _earned(policy, drawn, own, percent=100 - policy.hold)
    lowered = order[max(order.index(kept), order.index(held.tier))]
    return lowered, Because("stays", {"percent": policy.hold}) if lowered == held.tier else _because(
        policy, lowered, own
    )


def _earned(policy: Policy, drawn: Mapping[str, int], own: int, *, percent: int) -> str:
    reached = (tier for tier, line in drawn.items() if own > 0 and own * 100 >= line * percent)
    return next(reached, policy.default)


def _because(policy: Policy, tier: str, own: int) -> Because:
    if tier == policy.default:
        return Because("beneath" if own else "newcomer")
    facts: dict[str, Fact] = {"at_least": policy.steps[tier]}
    return Because(policy.measure.value, facts)
