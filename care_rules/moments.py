"""Touch points, from first hearing of us to speaking of us: the step each belongs to, and which decide something."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Step(StrEnum):
    """In the order of the journey: before the purchase, at it, and after it."""

    awareness = "awareness"
    consideration = "consideration"
    purchase = "purchase"
    service = "service"
    review = "review"


class Contact(StrEnum):
    """What kind of touch point it was."""

    arrived = "arrived"
    question = "question"
    bought = "bought"
    request = "request"
    complaint = "complaint"
    emergency = "emergency"
    suggestion = "suggestion"
    elsewhere = "elsewhere"
    rated = "rated"
    touched = "touched"


class Moment(StrEnum):
    """A moment of truth decides how somebody thinks of us from then on; most touch points decide nothing."""

    good = "good"
    bad = "bad"
    plain = "plain"


_STEPS: Mapping[Contact, Step] = {
    Contact.arrived: Step.awareness,
    Contact.question: Step.consideration,
    Contact.bought: Step.purchase,
    Contact.request: Step.service,
    Contact.complaint: Step.service,
    Contact.emergency: Step.service,
    Contact.elsewhere: Step.service,
    Contact.touched: Step.service,
    Contact.suggestion: Step.review,
    Contact.rated: Step.review,
}
_BAD = (Contact.complaint, Contact.emergency)
_HIGH, _LOW = 4, 2  # of 5


@dataclass(frozen=True, slots=True)
class TouchedAt:
    """One touch point: when (UTC), what kind, what there is to say of it, and the score (1 to 5) if it was one."""

    at: datetime
    contact: Contact
    what: str = ""
    score: int | None = None

    @property
    def step(self) -> Step:
        return _STEPS[self.contact]

    @property
    def moment(self) -> Moment:
        """Something going wrong, and what they say of how we dealt with it, are the moments of truth."""
        if self.contact in _BAD or (self.score is not None and self.score <= _LOW):
            return Moment.bad
        return Moment.good if self.score is not None and self.score >= _HIGH else Moment.plain
