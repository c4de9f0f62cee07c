"""Never cheerful over an open wound."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from care_rules.cases import CaseKind
from care_rules.consent import CareKind
from care_rules.reasons import Fact, Reason

# The cases that hurt. One counts as open until it is closed: a resolved one waits for the customer's word.
SORE_KINDS = frozenset({CaseKind.complaint, CaseKind.emergency})
CHEERFUL_KINDS = frozenset({CareKind.greetings, CareKind.surveys, CareKind.offers})


@dataclass(frozen=True)
class ClosedCase:
    number: str
    closed_at: datetime


@dataclass(frozen=True, kw_only=True)
class Wounds:
    """What hurts a customer just now; cases of `SORE_KINDS` only."""

    open_case: str | None = None
    closed_case: ClosedCase | None = None
    low_score_unanswered: bool = False


def sore_points(wounds: Wounds, after_complaint: timedelta, now: datetime) -> Iterator[Reason]:
    if wounds.open_case is not None:
        yield Reason("open-case", {"number": wounds.open_case})
    closed = wounds.closed_case
    if closed is not None and now < (until_at := closed.closed_at + after_complaint):
        facts: dict[str, Fact] = {"number": closed.number, "closed_at": closed.closed_at, "until_at": until_at}
        yield Reason("closed-recently", facts)
    if wounds.low_score_unanswered:
        yield Reason("low-score")
