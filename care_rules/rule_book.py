from collections.abc import Mapping
from datetime import date, time, timedelta
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from holidays import HolidayBase
from pydantic import BeforeValidator, Field, InstanceOf, model_validator

from care_rules import spelling
from care_rules.arbitration import Limits
from care_rules.assigning import Assignment
from care_rules.caps import Caps
from care_rules.cases import CaseKind
from care_rules.conditions import Conditions
from care_rules.consent import CareKind
from care_rules.festivals import Festival
from care_rules.intake import Detail
from care_rules.ladder import RUNGS, Lead, Watch
from care_rules.occasions import DAYS, LeapDay, OccasionKind
from care_rules.priorities import CasePriority
from care_rules.quiet_hours import QuietHours
from care_rules.retention import Retention
from care_rules.roles import Role
from care_rules.terms import Promise, Terms
from care_rules.value_book import Value
from care_rules.wording import ALWAYS_KNOWN, Variants, Wording, in_language, placeholders_in, variants, wording
from care_rules.working_hours import Shift, WorkingHours
from care_rules.written import Span, Written

# How each kind of value is read from the book.
WallTime = Annotated[time, BeforeValidator(spelling.wall_time)]
Shifts = Annotated[tuple[InstanceOf[Shift], ...], BeforeValidator(spelling.shifts)]
ClosedDay = Annotated[date | tuple[int, int], BeforeValidator(spelling.closed_day)]
OpenDay = Annotated[date, BeforeValidator(spelling.open_day)]
Calendar = Annotated[InstanceOf[HolidayBase], BeforeValidator(spelling.public_holidays)]
Percent = Annotated[int, BeforeValidator(spelling.percent)]
Promised = Annotated[InstanceOf[Promise], BeforeValidator(spelling.promise)]
Texts = dict[str, Annotated[InstanceOf[Variants], BeforeValidator(variants)]]
Answers = dict[str, Annotated[InstanceOf[Wording], BeforeValidator(wording)]]
AtMost = Annotated[int, Field(ge=1, strict=True, examples=["2"])]


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


class CapsWritten(Written):
    day: AtMost | None = None
    week: AtMost | None = None
    month: AtMost | None = None


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


class Week(Written):
    monday: Shifts = Field(examples=["09:00-18:00"])
    tuesday: Shifts = Field(examples=["09:00-18:00"])
    wednesday: Shifts = Field(examples=["09:00-18:00"])
    thursday: Shifts = Field(examples=["09:00-18:00"])
    friday: Shifts = Field(examples=["09:00-18:00"])
    saturday: Shifts = Field(examples=["closed"])
    sunday: Shifts = Field(examples=["closed"])

    def shifts(self) -> tuple[tuple[Shift, ...], ...]:
        return (self.monday, self.tuesday, self.wednesday, self.thursday, self.friday, self.saturday, self.sunday)


class LadderWritten(Written):
    team: Span = Field(default=timedelta(minutes=15), examples=["15m"])
    lead: Span = Field(default=timedelta(minutes=30), examples=["30m"])
    manager: Span = Field(default=timedelta(hours=1), examples=["1h"])


class Intake(Written):
    """What is asked for with a case of each kind, in this order. An emergency is asked one thing, which is its own."""

    complaint: tuple[Detail, ...] = (Detail.what, Detail.order, Detail.product, Detail.outcome)
    request: tuple[Detail, ...] = (Detail.what, Detail.order, Detail.product)
    question: tuple[Detail, ...] = (Detail.what,)
    suggestion: tuple[Detail, ...] = (Detail.what,)

    def of(self, kind: CaseKind) -> tuple[Detail, ...]:
        wanted: tuple[Detail, ...] = getattr(self, kind.value, ())
        return wanted


class Desk(Written):
    time_zone: Annotated[ZoneInfo, BeforeValidator(spelling.time_zone)]
    hours: Week = Field(examples=["{monday: 09:00-18:00, …}"])
    closed: tuple[ClosedDay, ...] = ()
    holidays: Calendar | None = None
    open: dict[OpenDay, Shifts] = Field(default_factory=dict)
    assignment: Assignment = Field(default=Assignment.claim, examples=["claim"])
    close_after: Span = Field(default=timedelta(days=3), examples=["3d"])
    intake: Intake = Intake()
    warn: Span = timedelta(minutes=30)
    renew: Span = timedelta(minutes=10)
    ladder: LadderWritten = LadderWritten()
    quiet_hours: Annotated[InstanceOf[QuietHours], BeforeValidator(spelling.quiet_hours)] = Field(
        examples=["22:00-08:00"]
    )
    caps: CapsWritten = CapsWritten()
    after_complaint: Span = Field(examples=["7d"])

    @cached_property
    def working_hours(self) -> WorkingHours:
        return WorkingHours(
            zone=self.time_zone,
            week=self.hours.shifts(),
            closed_dates=frozenset(day for day in self.closed if isinstance(day, date)),
            closed_each_year=frozenset(day for day in self.closed if isinstance(day, tuple)),
            open_dates=self.open,
            holidays=self.holidays if self.holidays is not None else frozenset(),
        )

    @cached_property
    def watch(self) -> Watch:
        """What is done about promises, of all cases but emergencies."""
        rungs = {rung: getattr(self.ladder, rung.value) for rung in RUNGS}
        return Watch(Lead(self.warn, self.renew), rungs, self.working_hours)

    def limits(self, caps: CapsWritten | None = None) -> Limits:
        """Return what holds for a customer; `caps` are those of their tier, where it has its own."""
        written = caps or self.caps
        return Limits(
            self.quiet_hours, Caps(day=written.day, week=written.week, month=written.month), self.after_complaint
        )


class Asked(StrEnum):
    """Buttons under a message."""

    still_fine = "still_fine"


class Rule(Written):
    """When, for whom, what and how often; a message, a task for staff, or both.

    What is a day (of theirs, a festival) needs `at`; everything else falls at its own moment, moved by `after` or
    `before`, and to that hour of the day if there is an `at`.
    """

    occasion: OccasionKind = Field(examples=["birthday"])
    kind: CareKind = Field(examples=["greetings"])
    at: WallTime | None = Field(default=None, examples=["09:00"])
    after: Span | None = None
    before: Span | None = None
    late: Span = Field(examples=["12h"])
    rank: Annotated[int, Field(ge=1, strict=True, examples=["10"])]
    follow_up: Annotated[bool, Field(strict=True, examples=["false"])] = False
    leap_day: LeapDay = LeapDay.february_28
    tiers: frozenset[str] = frozenset()
    when: Conditions = Conditions()
    festivals: tuple[str, ...] = ()
    product: str | None = None
    factor: Annotated[float, Field(gt=1, le=20, examples=["1.5"])] | None = None
    text: dict[str, Texts] = Field(default_factory=dict, examples=["{ordinary: {en: Happy birthday.}}"])
    ask: Asked | None = None
    task: Annotated[str, Field(min_length=1, max_length=400, examples=["Send {name} a card."])] | None = None
    within: Span = timedelta(days=3)
    holdout: Annotated[int, BeforeValidator(spelling.percent), Field(le=90)] | None = None

    @model_validator(mode="after")
    def _fit(self) -> Self:
        if self.occasion in DAYS and self.at is None:
            raise ValueError(f"{self.occasion.value} is a day without an hour. Add at, for example at: 09:00.")
        if self.after is not None and self.before is not None:
            raise ValueError("after and before. Write one of them.")
        if not self.text and self.task is None:
            raise ValueError("neither text nor task. Write what is to be said, or what staff are to do.")
        if (self.factor is None) is (self.occasion is OccasionKind.gap):
            raise ValueError("factor belongs to the occasion gap, and to it alone. Write it there, like factor: 1.5.")
        if self.festivals and self.occasion is not OccasionKind.festival:
            raise ValueError("festivals belong to the occasion festival. Take them out.")
        if self.ask is not None and self.occasion not in (OccasionKind.complaint, OccasionKind.emergency):
            raise ValueError("ask belongs to the occasions complaint and emergency. Take it out.")
        return self

    def is_for(self, tier: str) -> bool:
        """A rule that names no tiers is for all."""
        return not self.tiers or tier in self.tiers

    @cached_property
    def shift(self) -> timedelta:
        return self.after or -(self.before or timedelta(0))

    @cached_property
    def needs(self) -> frozenset[str]:
        """What a text or the task names that only some occasions know: where it is not known, there is no occasion."""
        words = [text for texts in self.text.values() for found in texts.values() for text in found.everything]
        return frozenset(name for text in (*words, self.task or "") for name in placeholders_in(text)) - ALWAYS_KNOWN

    @cached_property
    def fingerprint(self) -> str:
        """Changes with all that plans depend on. Words, rank and kind are read when a touch is due: no replanning."""
        planned = self.model_dump_json(
            include={"occasion", "at", "after", "before", "late", "leap_day", "when", "festivals", "product", "factor"}
        )
        return sha256(f"{planned} {sorted(self.tiers)} {sorted(self.needs)}".encode()).hexdigest()


class Canned(Written):
    """An answer that is written once and given often."""

    text: Answers = Field(min_length=1, examples=["{en: We ship to all of India.}"])

    def in_language(self, language: str) -> Wording:
        return in_language(self.text, language)


class GestureRule(Written):
    """A gesture of goodwill, and who may grant it."""

    title: Annotated[str, Field(min_length=1, max_length=40, examples=["Refund of delivery"])]
    granted_by: Role = Field(examples=["agent"])
    text: Answers = Field(min_length=1, examples=["{en: We refund the delivery.}"])

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
    fingerprint: str

    @cached_property
    def planned_by(self) -> dict[str, str]:
        """What plans depend on, by name: the same, and everybody's plan still holds."""
        more = f"{self.festivals} {self.segments}"
        rules = {name: rule.fingerprint for name, rule in self.rules.items()}
        return {**rules, "": sha256(more.encode()).hexdigest()} if self.festivals or self.segments else rules

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
