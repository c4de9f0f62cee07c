"""What the machine makes of one text, and how it is read out of Rasa's answer."""

import base64
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from nlu.entities import Entity

CUT_AT = " ,，、;；"
GRAVE = "emergency"
PERHAPS = 0.2  # from this confidence on, what may be an emergency is asked about at once and not put off


class WhyNot(StrEnum):
    EMPTY = "empty"  # nothing legible in the text
    UNSURE = "unsure"  # the model answered, below the threshold
    CLOSE = "close"  # two readings are too close to choose between, or one may be an emergency
    DOWN = "down"  # no connection, or the breaker is open
    SLOW = "slow"
    BUSY = "busy"  # too many readings wait already
    REFUSED = "refused"  # the token is wrong
    NONSENSE = "nonsense"  # an answer that is not ours


READ = (None, WhyNot.UNSURE, WhyNot.CLOSE, WhyNot.EMPTY)
"""Why a text was not understood although the machine is well."""


class NonsenseError(ValueError):
    """The answer does not have the shape of ours."""


@dataclass(frozen=True, slots=True)
class Score:
    """A label with its calibrated probability, 0 to 1."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Measured on validation data when the model was trained, and part of every answer.

    `understood`: from this confidence on, the best reading may be acted on. `close`: two readings whose confidences
    differ by less are both offered.
    """

    understood: float
    close: float


@dataclass(frozen=True, slots=True)
class Request:
    """One thing that a message asks for, with the part of the text that asks for it, less the comma it was cut at."""

    intent: str
    text: str


@dataclass(frozen=True)
class Reading:
    """`intents` are ordered, the likeliest first. `embedding` is a unit vector of 16-bit floats, little-endian.

    `requests` are what the message asks for, one or several, empty unless understood. Several may each be sure where
    the whole is not.
    """

    text_sent: str | None
    intents: tuple[Score, ...]
    understood: bool
    why_not: WhyNot | None = None
    requests: tuple[Request, ...] = ()
    language: Score | None = None
    category: Score | None = None
    urgency: Score | None = None
    sentiment: Score | None = None
    entities: tuple[Entity, ...] = ()
    embedding: bytes = field(default=b"", repr=False)

    @property
    def intent(self) -> str | None:
        """The intent to act on; None unless understood."""
        return self.intents[0].name if self.understood else None

    @property
    def two(self) -> tuple[Score, Score] | None:
        """The two readings to offer when they are too close to choose between."""
        return (self.intents[0], self.intents[1]) if self.why_not is WhyNot.CLOSE else None

    def with_entities(self, entities: tuple[Entity, ...]) -> "Reading":
        return replace(self, entities=entities)


def unread(why_not: WhyNot, text_sent: str | None = None) -> Reading:
    return Reading(text_sent, (), understood=False, why_not=why_not)


def reading_from(answer: object, text_sent: str) -> Reading:
    """Read the answer of /model/parse.

    Raises:
        NonsenseError: if `answer` is of another shape.
    """
    if not isinstance(answer, Mapping):
        raise NonsenseError("not an object")
    intents = _ranking(answer.get("intent_ranking"))
    limits = _thresholds(answer.get("thresholds"))
    several = _several(answer.get("requests"))
    why_not = None if several else _why_not(intents, limits)
    return Reading(
        text_sent,
        intents,
        understood=why_not is None,
        why_not=why_not,
        requests=several or (() if why_not else (Request(intents[0].name, text_sent),)),
        language=_label(answer, "language"),
        category=_label(answer, "category"),
        urgency=_label(answer, "urgency"),
        sentiment=_label(answer, "sentiment"),
        embedding=_embedding(answer.get("embedding")),
    )


def _why_not(intents: Sequence[Score], limits: Thresholds) -> WhyNot | None:
    first, *others = intents
    if first.confidence >= limits.understood:
        return None
    if not others:
        return WhyNot.UNSURE
    second = others[0]
    together, gap = first.confidence + second.confidence, first.confidence - second.confidence
    grave = any(score.name == GRAVE and score.confidence >= PERHAPS for score in (first, second))
    return WhyNot.CLOSE if grave or (together >= limits.understood and gap < limits.close) else WhyNot.UNSURE


def _several(given: object) -> tuple[Request, ...]:
    """Return the requests of a message that holds more than one."""
    if not isinstance(given, list):
        raise NonsenseError("no list of requests")
    return tuple(_request(entry) for entry in given)


def _request(entry: object) -> Request:
    if isinstance(entry, Mapping) and isinstance(entry.get("intent"), str) and isinstance(entry.get("text"), str):
        return Request(entry["intent"], entry["text"].rstrip(CUT_AT))
    raise NonsenseError("a request without intent or text")


def _ranking(given: object) -> tuple[Score, ...]:
    if not isinstance(given, list) or not given:
        raise NonsenseError("no intent_ranking")
    return tuple(sorted((_score(entry) for entry in given), key=lambda score: -score.confidence))


def _thresholds(given: object) -> Thresholds:
    if not isinstance(given, Mapping):
        raise NonsenseError("no thresholds")
    return Thresholds(*(_probability(given.get(name)) for name in ("understood", "close")))


def _label(answer: Mapping[str, Any], name: str) -> Score | None:
    given = answer.get(name)
    return None if given is None else _score(given)


def _score(entry: object) -> Score:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str):
        raise NonsenseError("a label without a name")
    return Score(entry["name"], _probability(entry.get("confidence")))


def _probability(given: object) -> float:
    if not isinstance(given, int | float) or isinstance(given, bool) or not math.isfinite(given):
        raise NonsenseError("a confidence that is no number")
    if not -1e-6 <= given <= 1 + 1e-6:
        raise NonsenseError("a confidence that is not a probability")
    return float(given)


def _embedding(given: object) -> bytes:
    if given is None:
        return b""
    try:
        return base64.b64decode(str(given), validate=True)
    except ValueError:  # binascii.Error is one
        raise NonsenseError("an embedding that is not base64") from None
