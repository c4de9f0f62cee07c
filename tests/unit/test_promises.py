from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_rules.cases import CaseKind
from care_rules.loading import BOOK, load
from care_rules.promises import first_answer_due
from care_rules.rule_book import FirstAnswer
from care_rules.working_hours import is_open
from tests.unit.moments import moments

HOUSE = load(BOOK, "Europe/Berlin")
MONDAY_TEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # 10:00 in Berlin
SATURDAY_NIGHT = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(("tier", "hours"), [("gold", 2), ("silver", 4), ("ordinary", 8)])
def test_a_tier_has_its_promise(tier: str, hours: int) -> None:
    assert first_answer_due(HOUSE, tier, CaseKind.complaint, MONDAY_TEN) == MONDAY_TEN + timedelta(hours=hours)


def test_out_of_hours_the_promise_runs_from_opening() -> None:
    due = first_answer_due(HOUSE, "gold", CaseKind.complaint, SATURDAY_NIGHT)
    assert due == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # Monday 11:00 in Berlin


@given(moments, st.sampled_from(sorted(HOUSE.tiers)))
def test_an_emergency_does_not_wait_for_the_desk(moment: datetime, tier: str) -> None:
    assert first_answer_due(HOUSE, tier, CaseKind.emergency, moment) == moment + timedelta(minutes=15)


@given(moments, st.sampled_from(sorted(HOUSE.tiers)), st.sampled_from(sorted(set(CaseKind) - {CaseKind.emergency})))
def test_every_other_promise_is_due_while_the_desk_is_open(moment: datetime, tier: str, kind: CaseKind) -> None:
    assert is_open(first_answer_due(HOUSE, tier, kind, moment), HOUSE.desk.working_hours)


@pytest.mark.parametrize("unknown", [None, "platinum"])
def test_without_a_known_tier_the_default_one_promises(unknown: str | None) -> None:
    due = first_answer_due(HOUSE, unknown, CaseKind.complaint, MONDAY_TEN)
    assert due == first_answer_due(HOUSE, "ordinary", CaseKind.complaint, MONDAY_TEN)


def test_there_is_a_promise_for_every_kind_of_case() -> None:
    assert set(FirstAnswer.model_fields) == set(CaseKind)


def test_the_desk_keeps_the_companys_time() -> None:
    kolkata = load(Path(BOOK), "Asia/Kolkata")
    assert str(kolkata.desk.time_zone) == "Asia/Kolkata"
    assert first_answer_due(kolkata, "gold", CaseKind.complaint, datetime(2026, 11, 23, 3, 30, tzinfo=UTC)) == datetime(
        2026, 11, 23, 5, 30, tzinfo=UTC
    )
