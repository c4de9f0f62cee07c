"""A care rule as it is written in the book."""

from datetime import date, time, timedelta
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, InstanceOf, model_validator

from care_rules import spelling
from care_rules.conditions import Conditions
from care_rules.consent import CareKind
from care_rules.links import Link
from care_rules.occasions import DAYS, LeapDay, OccasionKind
from care_rules.survey import Spoken
from care_rules.wording import ALWAYS_KNOWN, DEFAULT_LANGUAGE, Variants, placeholders_in, variants
from care_rules.written import Span, Written

WallTime = Annotated[time, BeforeValidator(spelling.wall_time)]
Texts = dict[str, Annotated[InstanceOf[Variants], BeforeValidator(variants)]]

_PLANNED_BY = {
    "occasion", "on", "at", "after", "before", "late", "leap_day", "when", "festivals", "product", "unless", "factor",
}  # fmt: skip


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
    on: Annotated[date, BeforeValidator(spelling.open_day)] | None = None
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
    unless: str | None = None
    factor: Annotated[float, Field(gt=1, le=20, examples=["1.5"])] | None = None
    text: dict[str, Texts] = Field(default_factory=dict, examples=["{ordinary: {en: Happy birthday.}}"])
    signed: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    buttons: tuple[Link, ...] = Field(default=(), max_length=3)
    ask: Asked | None = None
    survey: str | None = None
    card: Spoken = Field(default_factory=dict)
    task: Annotated[str, Field(min_length=1, max_length=400, examples=["Send {name} a card."])] | None = None
    within: Span = timedelta(days=3)
    call: Annotated[bool, Field(strict=True, examples=["true"])] = False
    holdout: Annotated[int, BeforeValidator(spelling.percent), Field(le=90)] | None = None

    @model_validator(mode="after")
    def _fit(self) -> Self:
        if self.occasion in DAYS and self.at is None:
            raise ValueError(f"{self.occasion.value} is a day without an hour. Add at, for example at: 09:00.")
        if self.after is not None and self.before is not None:
            raise ValueError("after and before. Write one of them.")
        if (self.factor is None) is (self.occasion is OccasionKind.gap):
            raise ValueError("factor belongs to the occasion gap, and to it alone. Write it there, like factor: 1.5.")
        if self.festivals and self.occasion is not OccasionKind.festival:
            raise ValueError("festivals belong to the occasion festival. Take them out.")
        if (self.on is None) is (self.occasion is OccasionKind.date):
            raise ValueError("on belongs to the occasion date, and to it alone. Write it there, like on: 2027-03-01.")
        if self.ask is not None and self.occasion not in (OccasionKind.complaint, OccasionKind.emergency):
            raise ValueError("ask belongs to the occasions complaint and emergency. Take it out.")
        return self

    @model_validator(mode="after")
    def _do_something(self) -> Self:
        if self.unless is not None and self.occasion is not OccasionKind.purchase:
            raise ValueError("unless belongs to the occasion purchase. Take it out.")
        if not self.text and self.task is None:
            raise ValueError("neither text nor task. Write what is to be said, or what staff are to do.")
        if self.call and self.task is None:
            raise ValueError("call without a task. Add task, with what to propose on the telephone.")
        return self

    @model_validator(mode="after")
    def _draw_well(self) -> Self:
        if self.card and not self.text:
            raise ValueError("a card needs text, which stands under it. Write it.")
        if self.card and DEFAULT_LANGUAGE not in self.card:
            raise ValueError(f'card: no text in "{DEFAULT_LANGUAGE}", which everybody else is given. Add one.')
        return self

    @model_validator(mode="after")
    def _sign_well(self) -> Self:
        if self.buttons and not self.text:
            raise ValueError("buttons need text, under which they stand. Write it.")
        if "signed" in self._named and self.signed is None:
            raise ValueError("{signed} is named, and nobody signs. Add signed, with a name.")
        if self.signed is not None and "signed" not in self._named:
            raise ValueError("signed, and no text says {signed}. Put it where the name belongs, or take signed out.")
        return self

    @model_validator(mode="after")
    def _ask_well(self) -> Self:
        if self.survey is None:
            return self
        if self.kind is not CareKind.surveys:
            raise ValueError("a survey is of the kind surveys, which customers may refuse. Write kind: surveys.")
        if not self.text:
            raise ValueError("a survey needs text: why you ask, before the first question. Write it.")
        if self.ask is not None:
            raise ValueError("ask and survey. Write one of them.")
        return self

    def is_for(self, tier: str) -> bool:
        """A rule that names no tiers is for all."""
        return not self.tiers or tier in self.tiers

    @cached_property
    def shift(self) -> timedelta:
        return self.after or -(self.before or timedelta(0))

    @cached_property
    def _named(self) -> frozenset[str]:
        words = [text for texts in self.text.values() for found in texts.values() for text in found.everything]
        words += [text for found in self.card.values() for text in found.everything]
        return frozenset(name for text in (*words, self.task or "") for name in placeholders_in(text))

    @property
    def names_gift(self) -> bool:
        return "gift" in self._named

    @cached_property
    def needs(self) -> frozenset[str]:
        """What a text or the task names that only some occasions know: where it is not known, there is no occasion."""
        return self._named - ALWAYS_KNOWN

    @cached_property
    def fingerprint(self) -> str:
        """Changes with all that plans depend on. Words, rank and kind are read when a touch is due: no replanning."""
        planned = self.model_dump_json(include=_PLANNED_BY)
        return sha256(f"{planned} {sorted(self.tiers)} {sorted(self.needs)}".encode()).hexdigest()
