"""What comes of a telephone call."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from care_rules.calls import MOST_UNANSWERED, CallOutcome, again_at
from care_rules.consent import CareKind, Consent, kinds_granted
from care_rules.working_hours import Shift, WorkingHours

DAY = (Shift(time(9), time(18)),)
OFFICE = WorkingHours(zone=ZoneInfo("Asia/Kolkata"), week=(DAY,) * 5 + ((), ()))
FRIDAY = datetime(2026, 3, 6, 11, 30, tzinfo=UTC)  # 17:00 in Kolkata


def test_nobody_answered_so_it_is_due_when_the_desk_opens_next() -> None:
    monday = datetime(2026, 3, 9, 9, 0, tzinfo=OFFICE.zone)
    assert again_at(CallOutcome.no_answer, 1, FRIDAY, OFFICE) == monday
    assert again_at(CallOutcome.no_answer, MOST_UNANSWERED, FRIDAY, OFFICE) is None, "enough is enough"


def test_later_is_two_hours_of_work_later() -> None:
    assert again_at(CallOutcome.later, 0, FRIDAY, OFFICE) == datetime(2026, 3, 9, 10, 0, tzinfo=OFFICE.zone)


@pytest.mark.parametrize("outcome", [CallOutcome.reached, CallOutcome.not_wanted])
def test_what_was_said_is_the_end_of_it(outcome: CallOutcome) -> None:
    assert again_at(outcome, 0, FRIDAY, OFFICE) is None


def test_calls_that_are_declined_take_no_kind_of_message_back() -> None:
    assert kinds_granted(Consent.all, ["calls", "offers"]) == frozenset(CareKind) - {CareKind.offers}
