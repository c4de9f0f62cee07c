"""One buyer weighed: value, tier, stage and health from what is known of them. Pure; sums in minor units."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from care_rules.because import Because
from care_rules.journey import Signals, Stage, stage_of
from care_rules.lifetime_value import LifetimeValue, lifetime_value
from care_rules.relationship import Health, Signs, health_of
from care_rules.shopping import ShoppingHistory
from care_rules.tiering import Held, Policy, Scales, score, settle


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a buyer. `pinned` is a tier that staff set by hand; `held` what they had before."""

    history: ShoppingHistory
    has_written: bool = False
    wallet_share: int | None = None
    recommends: int | None = None
    referrals: int = 0
    satisfaction: float | None = None
    reopened: int = 0
    sore_case: str | None = None
    left: bool = False
    acquisition: int = 0
    retention: int = 0
    pinned: str | None = None
    held: Held | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a model of everybody expects of one: the chance that they still buy, purchases in a year, their sum."""

    alive: float | None = None
    expected: float | None = None
    foreseen: int | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """What is weighed with. Without a policy, tiers are set by hand."""

    months: int
    policy: Policy | None = None
    lines: Mapping[str, int] = field(default_factory=dict)
    scales: Scales = field(default_factory=Scales)


@dataclass(frozen=True, slots=True)
class Weight:
    worth: LifetimeValue
    tier: str | None
    tier_because: Because | None
    stage: Stage
    stage_because: Because
    health: Health
    health_because: Because


def worth_of(facts: Facts, months: int, now: datetime) -> LifetimeValue:
    return lifetime_value(facts.history, now, months, acquisition=facts.acquisition, retention=facts.retention)


def weigh(facts: Facts, outlook: Outlook, scale: Scale, now: datetime) -> Weight:
    """Return what follows from the facts. A tier that is pinned stays, whatever they spend."""
    worth = worth_of(facts, scale.months, now)
    tier, tier_because = _tier(facts, worth.value, scale, now)
    signals = Signals(facts.history, facts.has_written, facts.wallet_share, facts.recommends, facts.referrals)
    signs = Signs(facts.history, facts.satisfaction, facts.reopened, facts.sore_case, outlook.alive, facts.left)
    stage, stage_because = stage_of(signals, now)
    health, health_because = health_of(signs, now)
    return Weight(worth, tier, tier_because, stage, stage_because, health, health_because)


def _tier(facts: Facts, worth: int, scale: Scale, now: datetime) -> tuple[str | None, Because | None]:
    if facts.pinned is not None:
        return facts.pinned, Because("pinned")
    if scale.policy is None:
        return (facts.held.tier if facts.held is not None else None), None
    own = score(scale.policy.measure, facts.history, worth, scale.scales, now)
    return settle(scale.policy, scale.lines, own, facts.held, now)
