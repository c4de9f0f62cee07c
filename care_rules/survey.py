"""A survey as it is written in the book: up to five questions, each a scale, a choice or open words."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, InstanceOf, model_validator

from care_rules import spelling
from care_rules.journey import PROMOTER
from care_rules.wording import DEFAULT_LANGUAGE, Wording, in_language, placeholders_in, wording
from care_rules.written import Written

Spoken = dict[str, Annotated[InstanceOf[Wording], BeforeValidator(wording)]]
Scale = Annotated[tuple[int, int], BeforeValidator(spelling.scale)]
Answer = int | str | None
"""A number of the scale, the English words of a choice, what was written, or None for what was skipped."""

LONGEST_CHOICE = 40  # characters of a button
LONGEST_ANSWER = 1000  # characters that are kept of open words
DETRACTOR = 6  # of 0 to 10, and below: the Net Promoter Score's own line
_KNOWN = frozenset({"name", "company", "tier"})


class Measure(StrEnum):
    """What the first question measures: the Net Promoter Score, the Customer Effort Score, or something of its own."""

    nps = "nps"
    ces = "ces"
    special = "special"


_SCALES = {Measure.nps: ((0, 10),), Measure.ces: ((1, 5), (1, 7))}
_USUALLY_LOW = {Measure.nps: DETRACTOR, Measure.ces: 2}


class Question(Written):
    ask: Spoken = Field(min_length=1, examples=["{en: How easy was it?}"])
    scale: Scale | None = None
    choices: tuple[Spoken, ...] = Field(default=(), max_length=8)
    open: Annotated[bool, Field(strict=True)] = False

    @model_validator(mode="after")
    def _fit(self) -> Self:
        if (self.scale is not None) + bool(self.choices) + self.open != 1:
            raise ValueError("not one way to answer. Write one of scale (like 0-10), choices (a list) and open: true.")
        if len(self.choices) == 1:
            raise ValueError("one choice is none. Write two or more.")
        for texts in (self.ask, *self.choices):
            if DEFAULT_LANGUAGE not in texts:
                raise ValueError(f'no text in "{DEFAULT_LANGUAGE}", which everybody else is given. Add one.')
            unknown = {name for one in texts.values() for text in one.everything for name in placeholders_in(text)}
            if unknown - _KNOWN:
                raise ValueError(
                    f"{{{min(unknown - _KNOWN)}}} is not known in a survey. It knows {{name}}, {{company}}."
                )
        long = [one.nameless for texts in self.choices for one in texts.values() if len(one.nameless) > LONGEST_CHOICE]
        if long:
            raise ValueError(f"{spelling.quoted(long[0])} is too long for a button. Write at most {LONGEST_CHOICE}.")
        return self

    def labels(self, language: str) -> tuple[str, ...]:
        """Return what the buttons say, in order."""
        if self.scale is not None:
            return tuple(str(number) for number in range(self.scale[0], self.scale[1] + 1))
        return tuple(in_language(texts, language).nameless for texts in self.choices)

    def pressed(self, place: int) -> Answer:
        """Return the answer of the button at this place, None if there is none."""
        if not 0 <= place < len(self.labels(DEFAULT_LANGUAGE)):
            return None
        return self.scale[0] + place if self.scale is not None else self.labels(DEFAULT_LANGUAGE)[place]

    def written(self, words: str) -> Answer:
        """Return the answer that these words are, None if they are none."""
        plain = words.strip()
        if self.open:
            return plain[:LONGEST_ANSWER] or None
        languages = {DEFAULT_LANGUAGE, *(language for texts in self.choices for language in texts)}
        for language in sorted(languages):
            labels = [label.casefold() for label in self.labels(language)]
            if plain.casefold() in labels:
                return self.pressed(labels.index(plain.casefold()))
        return None


class Survey(Written):
    """`low` and below is a low answer to the first question, which opens a follow-up."""

    measures: Measure = Field(default=Measure.special, examples=["nps"])
    questions: tuple[Question, ...] = Field(min_length=1, max_length=5)
    low: Annotated[int, Field(strict=True, examples=["6"])] | None = None

    @model_validator(mode="after")
    def _fit(self) -> Self:
        scale = self.questions[0].scale
        allowed = _SCALES.get(self.measures)
        if allowed is not None and scale not in allowed:
            listed = " or ".join(f"{least}-{most}" for least, most in allowed)
            raise ValueError(
                f"{self.measures.value} asks first on a scale of {listed}. Write scale: {listed[:4].strip()}."
            )
        if self.low is not None and (scale is None or not scale[0] <= self.low < scale[1]):
            raise ValueError(
                "low is no answer of the first question's scale. Write one below its highest, or leave it out."
            )
        return self

    @property
    def lowest(self) -> int | None:
        return self.low if self.low is not None else _USUALLY_LOW.get(self.measures)

    def is_low(self, place: int, answer: Answer) -> bool:
        return place == 0 and isinstance(answer, int) and self.lowest is not None and answer <= self.lowest

    def is_promoter(self, answer: Answer) -> bool:
        return self.measures is Measure.nps and isinstance(answer, int) and answer >= PROMOTER
