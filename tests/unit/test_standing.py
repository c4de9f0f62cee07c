"""How it stands with a customer, and what is asked last."""

from datetime import UTC, datetime, timedelta

import pytest

from care_rules.cases import CaseKind, CaseState
from care_rules.last_question import LastQuestion, last_question
from care_rules.standing import Glance, Standing, standing

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER, BEFORE = NOW + timedelta(hours=1), NOW - timedelta(hours=1)
COMPLAINT, EMERGENCY = CaseKind.complaint, CaseKind.emergency
IN_PROGRESS, WAITS, DONE = CaseState.in_progress, CaseState.waiting_for_customer, CaseState.resolved

WAITING = Glance(COMPLAINT, CaseState.acknowledged, LATER, None, snoozed=False)
LATE = Glance(COMPLAINT, CaseState.acknowledged, BEFORE, None, snoozed=False)
UNSOLVED = Glance(COMPLAINT, IN_PROGRESS, None, BEFORE, snoozed=False)
ANSWERED = Glance(COMPLAINT, IN_PROGRESS, None, LATER, snoozed=False)
ASKED = Glance(COMPLAINT, WAITS, None, None, snoozed=False)
SNOOZED = Glance(COMPLAINT, IN_PROGRESS, None, None, snoozed=True)
FIRE = Glance(EMERGENCY, IN_PROGRESS, None, None, snoozed=False)
RESOLVED = Glance(COMPLAINT, DONE, None, None, snoozed=False)


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        ([], Standing.settled),
        ([RESOLVED], Standing.settled),
        ([ASKED], Standing.resting),
        ([SNOOZED], Standing.resting),
        ([ANSWERED, ASKED], Standing.in_hand),
        ([ANSWERED, WAITING], Standing.waiting),
        ([WAITING, LATE], Standing.late),
        ([UNSOLVED], Standing.late),
        ([LATE, FIRE, RESOLVED], Standing.emergency),
    ],
)
def test_the_worst_of_the_open_cases_is_shown(cases: list[Glance], expected: Standing) -> None:
    assert standing(cases, NOW) == expected


@pytest.mark.parametrize(
    ("score", "days", "asked"),
    [
        (5, None, LastQuestion.anything_else),
        (4, 10, LastQuestion.anything_else),
        (4, 180, LastQuestion.anything_changed),
        (3, 400, LastQuestion.need_met),
    ],
)
def test_one_thing_is_asked_last(score: int, days: int | None, asked: LastQuestion) -> None:
    assert last_question(score, timedelta(days=days) if days is not None else None) == asked
