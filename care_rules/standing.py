"""How it stands with a customer, at a glance: the worst state among their open cases."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from care_rules.cases import OPEN_STATES, CaseKind, CaseState


class Standing(StrEnum):
    """The worst first."""

    emergency = "emergency"
    late = "late"  # an answer or a solution was due by now
    waiting = "waiting"  # the customer waits for an answer
    in_hand = "in_hand"  # answered, and not solved yet
    resting = "resting"  # we wait for the customer, or said when we look again
    settled = "settled"  # nothing is open


@dataclass(frozen=True)
class Glance:
    """What there is to see of one case. Moments in UTC; None: nothing is owed."""

    kind: CaseKind
    state: CaseState
    answer_due_at: datetime | None
    resolution_due_at: datetime | None
    snoozed: bool


def standing(cases: Iterable[Glance], now: datetime) -> Standing:
    order = list(Standing)
    return min((_of(case, now) for case in cases), key=order.index, default=Standing.settled)


def _of(case: Glance, now: datetime) -> Standing:
    if case.state not in OPEN_STATES:
        return Standing.settled
    if case.kind == CaseKind.emergency:
        return Standing.emergency
    if any(at is not None and at < now for at in (case.answer_due_at, case.resolution_due_at)):
        return Standing.late
    if case.snoozed or case.state == CaseState.waiting_for_customer:
        return Standing.resting
    return Standing.waiting if case.answer_due_at is not None else Standing.in_hand
