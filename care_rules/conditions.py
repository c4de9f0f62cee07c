"""Whom a rule is for, beyond tiers: conditions that must all hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from care_rules import spelling
from care_rules.journey import Phase, Stage
from care_rules.relationship import Health
from care_rules.written import Written


def _age(written: object) -> tuple[int, int]:
    """Read "18-30" or "60+"."""
    text = str(written).strip()
    low, dash, high = text.partition("-")
    if text.endswith("+") and text[:-1].isdecimal():
        return int(text[:-1]), _OLDEST
    if dash and low.isdecimal() and high.isdecimal() and int(low) <= int(high):
        return int(low), int(high)
    raise ValueError(f"{spelling.quoted(written)} is no age. Write it like 18-30 or 60+.")


_OLDEST = 150
Ages = Annotated[tuple[int, int], BeforeValidator(_age)]
Folded = Annotated[tuple[str, ...], AfterValidator(lambda words: tuple(word.casefold() for word in words))]


class Conditions(Written):
    """What is left out holds for everybody; what is not known of a customer does not hold for them."""

    stage: Annotated[tuple[Stage, ...], Field(examples=["[repeat, loyal]"])] = ()
    phase: tuple[Phase, ...] = ()
    health: tuple[Health, ...] = ()
    region: Folded = ()
    language: Folded = ()
    age: Ages | None = None
    attributes: dict[str, str] = Field(default_factory=dict)
    segment: str | None = None

    @cached_property
    def _is_none(self) -> bool:
        return self == Conditions()

    def hold(self, traits: "Traits", segments: Mapping[str, "Conditions"]) -> bool:
        """Whether all of them hold for a customer. A segment that the book no longer has holds for nobody."""
        if self._is_none:
            return True
        if self.segment is not None:
            saved = segments.get(self.segment)
            if saved is None or not saved.hold(traits, {}):
                return False
        return all(
            (
                not self.stage or traits.stage in self.stage,
                not self.phase or traits.phase in self.phase,
                not self.health or traits.health in self.health,
                not self.region or (traits.region or "").casefold() in self.region,
                not self.language or traits.language.partition("-")[0].casefold() in self.language,
                self.age is None or (traits.age is not None and self.age[0] <= traits.age <= self.age[1]),
                all(
                    traits.attributes.get(name, "").casefold() == value.casefold()
                    for name, value in self.attributes.items()
                ),
            )
        )


@dataclass(frozen=True)
class Traits:
    """What is known of a customer that a rule may ask for. `region` is a country or a part of one, `age` in years."""

    stage: Stage | None = None
    phase: Phase | None = None
    health: Health | None = None
    region: str | None = None
    language: str = "en"
    age: int | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
