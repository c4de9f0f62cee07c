"""A customer as the policy sees one: facts alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from care_rules.arbitration import Circumstances
from care_rules.conditions import Traits
from care_rules.occasions import Anchor, Birthday, OccasionKind


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of a customer that a plan may hang on.

    Days are theirs; `anchors` are what happened to them, by kind, in order; `touched` holds (rule, occasion) of what
    was sent or withheld already; `festivals` are those they keep, None if they never said; `gathering` is whom they
    kept them with when they were planned last.
    """

    customer: int
    tier: str | None
    zone: ZoneInfo
    name: str | None = None
    language: str = "en"
    birthday: Birthday | None = None
    wedding: Birthday | None = None
    first_purchase: Birthday | None = None
    partner: str | None = None
    festivals: tuple[str, ...] | None = None
    gathering: str | None = None
    country: str | None = None
    traits: Traits = field(default_factory=Traits)
    anchors: Mapping[OccasionKind, tuple[Anchor, ...]] = field(default_factory=dict)
    touched: frozenset[tuple[str, str]] = field(default_factory=frozenset)


@dataclass(frozen=True, kw_only=True)
class Person(Known):
    """A customer about whom something is decided. `told` is how often each rule was sent to them."""

    circumstances: Circumstances
    told: Mapping[str, int] = field(default_factory=dict)
