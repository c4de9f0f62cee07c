"""What a case is promised, and what is owed after any history of it."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_rules.cases import OPEN_STATES, CaseKind, CaseState
from care_rules.loading import BOOK, load
from care_rules.priorities import CasePriority, priority_of
from care_rules.promises import Happening, Owed, owed
from care_rules.rule_book import Promises
from care_rules.terms import Objective, Promise, Terms
from care_rules.working_hours import WorkingHours, is_open
from tests.unit.histories import histories, history
from tests.unit.moments import moments
from tests.unit.test_working_hours import BERLIN, OFFICE, WITH_LUNCH, week

HOUSE = load(BOOK, "Europe/Berlin")
HOURS = HOUSE.desk.working_hours
MONDAY_TEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # 10:00 in Berlin
SATURDAY_NIGHT = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)
SHORT = Terms(Promise(timedelta(hours=2)), Promise(timedelta(hours=1)), Promise(timedelta(hours=4)))


def first_due(tier: str | None, kind: CaseKind, at: datetime, priority: CasePriority = CasePriority.normal) -> datetime:
    return HOUSE.terms(tier, kind, priority).first_answer.due(at, HOURS)


@pytest.mark.parametrize(("tier", "hours"), [("gold", 2), ("silver", 4), ("ordinary", 8)])
def test_a_tier_has_its_promise(tier: str, hours: int) -> None:
    assert first_due(tier, CaseKind.complaint, MONDAY_TEN) == MONDAY_TEN + timedelta(hours=hours)


def test_what_is_urgent_is_promised_sooner() -> None:
    due = first_due("gold", CaseKind.complaint, MONDAY_TEN, CasePriority.urgent)
    assert due == MONDAY_TEN + timedelta(hours=1)


def test_out_of_hours_the_promise_runs_from_opening() -> None:
    assert first_due("gold", CaseKind.complaint, SATURDAY_NIGHT) == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@given(moments, st.sampled_from(sorted(HOUSE.tiers)), st.sampled_from(CasePriority))
def test_an_emergency_does_not_wait_for_the_desk(moment: datetime, tier: str, priority: CasePriority) -> None:
    assert first_due(tier, CaseKind.emergency, moment, priority) == moment + timedelta(minutes=15)


@given(moments, st.sampled_from(sorted(HOUSE.tiers)), st.sampled_from(sorted(set(CaseKind) - {CaseKind.emergency})))
def test_every_other_promise_is_due_while_the_desk_is_open(moment: datetime, tier: str, kind: CaseKind) -> None:
    assert is_open(first_due(tier, kind, moment), HOURS)


@pytest.mark.parametrize("unknown", [None, "platinum"])
def test_without_a_known_tier_the_default_one_promises(unknown: str | None) -> None:
    assert first_due(unknown, CaseKind.complaint, MONDAY_TEN) == first_due("ordinary", CaseKind.complaint, MONDAY_TEN)


def test_there_is_a_promise_for_every_kind_of_case() -> None:
    assert set(Promises.model_fields) == set(CaseKind)


def test_the_desk_keeps_the_companys_time() -> None:
    kolkata = load(Path(BOOK), "Asia/Kolkata")
    assert str(kolkata.desk.time_zone) == "Asia/Kolkata"
    terms = kolkata.terms("gold", CaseKind.complaint, CasePriority.normal)
    due = terms.first_answer.due(datetime(2026, 11, 23, 3, 30, tzinfo=UTC), kolkata.desk.working_hours)
    assert due == datetime(2026, 11, 23, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "pressing", "usual", "priority"),
    [
        ("complaint", False, "normal", "normal"),
        ("complaint", True, "normal", "high"),
        ("complaint", True, "high", "urgent"),
        ("complaint", True, "urgent", "urgent"),
        ("suggestion", False, "normal", "low"),
        ("suggestion", False, "low", "low"),
        ("suggestion", True, "normal", "normal"),
        ("emergency", False, "low", "urgent"),
    ],
)
def test_priority_comes_from_kind_urgency_and_tier(kind: str, pressing: bool, usual: str, priority: str) -> None:
    found = priority_of(CaseKind(kind), pressing=pressing, usual=CasePriority(usual))
    assert found == CasePriority(priority)


@pytest.mark.parametrize("terms", [SHORT, Terms(SHORT.first_answer, Promise(timedelta(minutes=5), True))])
def test_terms_are_kept_and_read_again(terms: Terms) -> None:
    assert Terms.of_data(terms.as_data()) == terms


def by_objective(found: tuple[Owed, ...]) -> dict[Objective, Owed]:
    return {one.objective: one for one in found}


def at(clock: str, day: int = 23) -> datetime:
    """A moment of that week in Berlin; the 23rd is a Monday."""
    return datetime.fromisoformat(f"2026-11-{day} {clock}").replace(tzinfo=BERLIN).astimezone(UTC)


def test_more_words_do_not_move_the_first_answer() -> None:
    story = history(("opened", at("10:00")), ("customer_wrote", at("11:30")), ("claim", at("11:40")))
    answer = by_objective(owed(story, SHORT, OFFICE))[Objective.first_answer]
    assert (answer.key, answer.due_at) == (1, at("12:00"))


def test_the_next_answer_runs_from_the_first_word_left_unanswered() -> None:
    story = history(
        ("opened", at("10:00")),
        ("answer", at("10:30")),
        ("customer_wrote", at("11:00")),
        ("customer_wrote", at("11:50")),
    )
    answer = by_objective(owed(story, SHORT, OFFICE))[Objective.next_answer]
    assert (answer.key, answer.due_at) == (3, at("12:00"))


def test_nothing_is_owed_for_a_thank_you_after_the_solution() -> None:
    story = history(("opened", at("10:00")), ("resolve", at("10:30")), ("customer_wrote", at("11:00")))
    assert Objective.next_answer not in by_objective(owed(story, SHORT, OFFICE))


def test_the_solution_waits_while_the_customer_owes_an_answer() -> None:
    story = history(("opened", at("10:00")), ("ask", at("11:00")))
    assert by_objective(owed(story, SHORT, OFFICE))[Objective.resolution].due_at is None
    again = history(("opened", at("10:00")), ("ask", at("11:00")), ("customer_wrote", at("10:00", 24)))
    assert by_objective(owed(again, SHORT, OFFICE))[Objective.resolution].due_at == at("13:00", 24)


def test_the_time_from_solved_to_reopened_is_no_ones_delay() -> None:
    story = history(("opened", at("10:00")), ("resolve", at("12:00")), ("reject", at("17:00", 25)))
    found = by_objective(owed(story, SHORT, OFFICE))
    assert found[Objective.resolution].due_at == at("10:00", 26)
    assert found[Objective.next_answer].due_at == at("18:00", 25)


def test_a_solution_that_is_overdue_stays_so_whatever_comes() -> None:
    story = history(("opened", at("10:00")), ("ask", at("16:00")), ("customer_wrote", at("10:00", 24)))
    assert by_objective(owed(story, SHORT, OFFICE))[Objective.resolution].due_at == at("14:00")


def test_a_new_time_stands_beside_the_promise() -> None:
    renewed = Happening(3, at("11:50"), "renewed", CaseState.acknowledged, Objective.first_answer, at("14:00"))
    story = [*history(("opened", at("10:00"))), renewed]
    answer = by_objective(owed(story, SHORT, OFFICE))[Objective.first_answer]
    assert (answer.promised_at, answer.due_at, answer.renewals) == (at("12:00"), at("14:00"), 1)


def test_nothing_is_owed_once_it_is_closed() -> None:
    assert owed(history(("opened", at("10:00")), ("confirm", at("10:05"))), SHORT, OFFICE) == ()


SPLIT = week(*[WITH_LUNCH] * 5)


@given(histories())
def test_the_answer_owed_is_to_the_first_thing_left_unanswered(story: list[Happening]) -> None:
    """Found the other way round: from the end of the story back to the last answer."""
    found = by_objective(owed(story, SHORT, SPLIT))
    answers = [
        n for n, one in enumerate(story) if one.what in ("answer", "ask", "resolve", "confirm", "close", "merge")
    ]
    after = story[answers[-1] + 1 :] if answers else []
    asked = [one for one in after if one.what in ("customer_wrote", "reject", "reopen") and one.state in OPEN_STATES]
    first, following = found.get(Objective.first_answer), found.get(Objective.next_answer)
    assert (first.key if first else None) == (None if answers else story[0].key)
    assert (following.key if following else None) == (asked[0].key if asked else None)
    if following is not None:
        assert following.due_at == SHORT.next_answer.due(asked[0].at, SPLIT)


@given(histories())
def test_the_solution_is_due_when_its_minutes_have_run_out(story: list[Happening]) -> None:
    """Counted minute by minute, which is how a person would check it."""
    found = by_objective(owed(story, SHORT, SPLIT)).get(Objective.resolution)
    if story[-1].state == CaseState.closed:
        assert found is None
        return
    assert found is not None
    running = story[-1].state in OPEN_STATES - {CaseState.waiting_for_customer}
    assert found.running is running
    due = _counted(story, SPLIT)
    assert found.due_at == (due if running or (due is not None and due < story[-1].at) else None)


def _counted(story: list[Happening], hours: WorkingHours) -> datetime | None:
    """The minute at which four hours of work have gone by while nothing was waited for; None if never."""
    left = timedelta(hours=4)
    last = story[-1].at + timedelta(days=30)
    end = Happening(0, last, "end", story[-1].state)
    minute = timedelta(minutes=1)
    for now, then in pairwise([*story, end]):
        if now.state not in OPEN_STATES - {CaseState.waiting_for_customer}:
            continue
        moment = now.at
        while moment < then.at:
            works = is_open(moment, hours) and is_open(moment + minute, hours)
            if works:
                left -= minute
            moment += minute
            if not left:
                return moment
    return None
