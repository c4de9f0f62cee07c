from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from typing import Annotated

from pydantic import BeforeValidator, Field, InstanceOf

from care_rules import spelling
from care_rules.cases import CaseKind
from care_rules.conditions import Conditions
from care_rules.desk_book import CapsWritten, Desk
from care_rules.festivals import Calendar, Festival
from care_rules.occasions import OccasionKind
from care_rules.priorities import CasePriority
from care_rules.retention import Retention
from care_rules.roles import Role
from care_rules.rule import Rule
from care_rules.survey import Spoken, Survey
from care_rules.terms import Promise, Terms
from care_rules.value_book import Value
from care_rules.wording import Wording, in_language
from care_rules.written import Written

# How each kind of value is read from the book.
Percent = Annotated[int, BeforeValidator(spelling.percent)]
Promised = Annotated[InstanceOf[Promise], BeforeValidator(spelling.promise)]


class Promises(Written):
    """How soon, for each kind of case."""

    complaint: Promised = Field(examples=["8h"])
    request: Promised = Field(examples=["8h"])
    question: Promised = Field(examples=["8h"])
    suggestion: Promised = Field(examples=["24h"])
    emergency: Annotated[InstanceOf[Promise], BeforeValidator(spelling.promise_around_the_clock)] = Field(
        examples=["15m around the clock"]
    )

    def promise(self, kind: CaseKind) -> Promise:
        promised: Promise = getattr(self, kind.value)
        return promised


class Tier(Written):
    """Without `next_answer` that is as soon as the first one; without `resolution` none is promised.

    `caps` take the place of the desk's; `gift` is what a text or a task may name as {gift}.
    """

    title: Annotated[str, Field(min_length=1, examples=["Gold"])]
    priority: CasePriority = CasePriority.normal
    first_answer: Promises = Field(examples=["{complaint: 8h, …}"])
    next_answer: Promises | None = None
    resolution: Promises | None = None
    caps: CapsWritten | None = None
    gift: Annotated[str, Field(min_length=1, max_length=60)] | None = None


class Shares(Written):
    """How much of the time that a tier is promised a case of each priority is given, in percent."""

    urgent: Percent = 100
    high: Percent = 100
    normal: Percent = 100
    low: Percent = 100

    def of(self, priority: CasePriority) -> int:
        share: int = getattr(self, priority.value)
        return share


class Canned(Written):
    """An answer that is written once and given often."""

    text: Spoken = Field(min_length=1, examples=["{en: We ship to all of India.}"])

    def in_language(self, language: str) -> Wording:
        return in_language(self.text, language)


class GestureRule(Written):
    """A gesture of goodwill, and who may grant it."""

    title: Annotated[str, Field(min_length=1, max_length=40, examples=["Refund of delivery"])]
    granted_by: Role = Field(examples=["agent"])
    text: Spoken = Field(min_length=1, examples=["{en: We refund the delivery.}"])

    def in_language(self, language: str) -> Wording:
        return in_language(self.text, language)


class RuleBook(Written):
    """`fingerprint` is the SHA-256 of the files: the same one, nothing to reload."""

    default_tier: str
    tiers: Mapping[str, Tier]
    shares: Shares = Shares()
    desk: Desk
    rules: Mapping[str, Rule]
    answers: Mapping[str, Canned] = Field(default_factory=dict)
    gestures: Mapping[str, GestureRule] = Field(default_factory=dict)
    value: Value = Value()
    retention: Retention = Retention()
    festivals: Mapping[str, Festival] = Field(default_factory=dict)
    segments: Mapping[str, Conditions] = Field(default_factory=dict)
    surveys: Mapping[str, Survey] = Field(default_factory=dict)
    fingerprint: str

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self.festivals)

    @cached_property
    def planned_by(self) -> dict[str, str]:
        """What plans depend on, by name: the same, and everybody's plan still holds."""
        more = f"{self.festivals} {self.segments}"
        rules = {name: rule.fingerprint for name, rule in self.rules.items()}
        return {**rules, "": sha256(more.encode()).hexdigest()} if self.festivals or self.segments else rules

    @cached_property
    def occasions(self) -> frozenset[OccasionKind]:
        """What has to be known of customers: what rules hang on, and open orders where a phase is asked for."""
        conditions = (*(rule.when for rule in self.rules.values()), *self.segments.values())
        asked = {rule.occasion for rule in self.rules.values()}
        return frozenset(asked | {OccasionKind.order} if any(one.phase for one in conditions) else asked)

    def rules_on(self, tier: str | None) -> Mapping[OccasionKind, Mapping[str, Rule]]:
        """Return the rules for a customer of this tier by what they hang on."""
        return self._by_tier[self.tier_name(tier)]

    @cached_property
    def _by_tier(self) -> Mapping[str, Mapping[OccasionKind, Mapping[str, Rule]]]:
        return {tier: self._by_occasion(tier) for tier in {*self.tiers, self.default_tier}}

    def _by_occasion(self, tier: str) -> Mapping[OccasionKind, Mapping[str, Rule]]:
        found: dict[OccasionKind, dict[str, Rule]] = {}
        for name, rule in self.rules.items():
            if rule.is_for(tier):
                found.setdefault(rule.occasion, {})[name] = rule
        return found

    def tier_name(self, name: str | None) -> str:
        return name if name in self.tiers and name is not None else self.default_tier

    def tier(self, name: str | None) -> Tier:
        """The tier, or the default one for a customer whose tier has left the book."""
        return self.tiers[self.tier_name(name)]

    def terms(self, tier: str | None, kind: CaseKind, priority: CasePriority) -> Terms:
        """Return what a case of this kind is promised. A tier the book does not know gets the default tier's."""
        # The times of an emergency are written for what is urgent already.
        percent = 100 if kind == CaseKind.emergency else self.shares.of(priority)
        of_tier = self.tier(tier)
        first = of_tier.first_answer.promise(kind).share(percent)
        following = of_tier.next_answer.promise(kind).share(percent) if of_tier.next_answer is not None else first
        solved = of_tier.resolution.promise(kind).share(percent) if of_tier.resolution is not None else None
        return Terms(first, following, solved)
