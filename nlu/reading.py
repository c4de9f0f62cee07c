import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# Used when the server was trained elsewhere (NLU_URL) and its measured threshold is not known here.
CAUTIOUS_THRESHOLD = 0.5


class WhyNot(StrEnum):
    EMPTY = "empty"  # nothing legible in the text
    UNSURE = "unsure"  # the model answered, below the threshold
    DOWN = "down"  # no connection, or the breaker is open
    SLOW = "slow"
    BUSY = "busy"  # too many readings wait already
    REFUSED = "refused"  # the token is wrong
    NONSENSE = "nonsense"  # an answer that is not Rasa's


class NonsenseError(ValueError):
    """The answer does not have the shape of Rasa's."""


@dataclass(frozen=True, slots=True)
class IntentScore:
    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the machine makes of one text. `intents` are ordered, the likeliest first."""

    text_sent: str | None
    intents: tuple[IntentScore, ...]
    understood: bool
    why_not: WhyNot | None = None

    @property
    def intent(self) -> str | None:
        """The intent to act on; None unless understood."""
        return self.intents[0].name if self.understood else None


def unread(why_not: WhyNot, text_sent: str | None = None) -> Reading:
    return Reading(text_sent, (), understood=False, why_not=why_not)


def reading_from(answer: object, text_sent: str, threshold: float) -> Reading:
    """Read the answer of Rasa's /model/parse.

    Raises:
        NonsenseError: if `answer` is of another shape.
    """
    if not isinstance(answer, Mapping) or not isinstance(answer.get("intent_ranking"), list):
        raise NonsenseError("no intent_ranking")
    scores = sorted((_score(entry) for entry in answer["intent_ranking"]), key=lambda score: -score.confidence)
    if not scores or scores[0].confidence < threshold:
        return Reading(text_sent, tuple(scores), understood=False, why_not=WhyNot.UNSURE)
    return Reading(text_sent, tuple(scores), understood=True)


def _score(entry: object) -> IntentScore:
    if not isinstance(entry, Mapping):
        raise NonsenseError("an intent that is not an object")
    name, confidence = entry.get("name"), entry.get("confidence")
    if not isinstance(name, str) or not isinstance(confidence, int | float) or isinstance(confidence, bool):
        raise NonsenseError("an intent without name or confidence")
    if not math.isfinite(confidence) or not -1e-6 <= confidence <= 1 + 1e-6:
        raise NonsenseError("a confidence that is not a probability")
    return IntentScore(name, float(confidence))
