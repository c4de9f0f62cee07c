"""A customer as the policy sees one: facts alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from care_rules.arbitration import Circumstances
from care_rules.conditions import Traits
from care_rules.occasions import Anchor, Birthday, OccasionKind


@dataclass(frozen=True, kw_only=True)
class Person:
    """A customer as the policy sees one.

    `touched` holds (rule, occasion) of what was sent or withheld already, `told` how often each rule was sent. Days are
    theirs; `anchors` are what happened to them, by kind, in order; `festivals` are those they keep, None if they never
    said; `gathering` is whom they kept them with when they were planned last.
    """

    customer: int
    tier: str | None
    circumstances: Circumstances
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
    told: Mapping[str, int] = field(default_factory=dict)
