"""When staff are warned, the customer told another time, and a miss carried up the ladder."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from care_rules.cases import CaseState
from care_rules.ladder import RUNGS, Lead, Step, StepKind, Watch, renewed_until, steps
from care_rules.promises import Happening, Owed, owed
from care_rules.terms import Objective, Promise, Terms
from care_rules.working_hours import is_open, worked
from tests.unit.histories import histories, history
from tests.unit.test_promises import SHORT, at
from tests.unit.test_working_hours import OFFICE

LADDER = dict(zip(RUNGS, (timedelta(minutes=15), timedelta(minutes=30), timedelta(hours=1)), strict=True))
WATCH = Watch(Lead(timedelta(minutes=30), timedelta(minutes=10)), LADDER, OFFICE)
ALARM = Watch(WATCH.lead, LADDER, OFFICE, emergency=True)
QUICK = Terms(Promise(timedelta(minutes=15), True), Promise(timedelta(minutes=10), True))


def first(opened: datetime, terms: Terms = SHORT, *more: Happening) -> Owed:
    return owed([*history(("opened", opened)), *more], terms, OFFICE)[0]


def moments_of(found: list[Step]) -> dict[StepKind, datetime]:
    return {step.kind: step.at for step in found}


def test_the_way_of_a_promise() -> None:
    assert moments_of(steps(first(at("10:00")), WATCH, (), None)) == {
        StepKind.warn: at("11:30"),
        StepKind.renew: at("11:50"),
        StepKind.miss: at("12:00"),
        StepKind.team: at("12:15"),
        StepKind.lead: at("12:30"),
        StepKind.manager: at("13:00"),
    }


def test_nobody_is_woken_for_it() -> None:
    found = moments_of(steps(first(at("16:00")), WATCH, (), None))
    assert found[StepKind.miss] == at("18:00")
    assert [found[rung] for rung in RUNGS] == [at("09:15", 24), at("09:30", 24), at("10:00", 24)]


def test_the_warning_of_a_promise_that_is_due_in_the_morning_comes_the_evening_before() -> None:
    assert moments_of(steps(first(at("16:10")), WATCH, (), None))[StepKind.warn] == at("17:40")


def test_an_emergency_climbs_from_its_opening_at_any_hour() -> None:
    midnight = at("00:00", 24)
    assert moments_of(steps(first(midnight, QUICK), ALARM, (), None)) == {
        StepKind.warn: midnight + timedelta(minutes=7, seconds=30),
        StepKind.renew: midnight + timedelta(minutes=11, seconds=15),
        StepKind.miss: midnight + timedelta(minutes=15),
        StepKind.team: midnight + timedelta(minutes=15),
        StepKind.lead: midnight + timedelta(minutes=30),
        StepKind.manager: midnight + timedelta(hours=1),
    }


def test_the_ladder_ends_when_somebody_sees_to_it() -> None:
    found = steps(first(at("10:00")), WATCH, (), at("12:20"))
    assert not set(moments_of(found)) & set(RUNGS)


def test_having_taken_it_before_the_miss_is_not_enough() -> None:
    assert set(RUNGS) < set(moments_of(steps(first(at("10:00")), WATCH, (), at("11:00"))))


def test_whoever_took_an_emergency_stops_its_ladder() -> None:
    found = steps(first(at("10:00"), QUICK), ALARM, (), at("10:05"))
    assert not set(moments_of(found)) & set(RUNGS)


def test_what_was_done_is_not_done_again_and_a_new_time_is_watched_anew() -> None:
    before = steps(first(at("10:00")), WATCH, (), None)
    done = {step.name for step in before[:3]}
    renewed = Happening(2, at("11:50"), "renewed", CaseState.acknowledged, Objective.first_answer, at("14:00"))
    again = moments_of(steps(first(at("10:00"), SHORT, renewed), WATCH, done, None))
    assert again[StepKind.warn] == at("13:30")
    assert again[StepKind.renew] == at("13:50")
    assert StepKind.miss not in again
    assert again[StepKind.team] == at("12:15")


def test_each_new_time_is_further_off() -> None:
    one = first(at("10:00"))
    assert renewed_until(one, SHORT, at("11:50"), OFFICE) == at("14:00")
    twice = one.renewed(at("11:50"), at("14:00"))
    assert renewed_until(twice, SHORT, at("13:50"), OFFICE) == at("18:00")


def test_a_new_time_given_late_is_still_ahead() -> None:
    assert renewed_until(first(at("10:00")), SHORT, at("10:00", 25), OFFICE) == at("12:00", 25)


@given(histories(), st.sets(st.sampled_from(StepKind)))
def test_every_step_has_its_place(story: list[Happening], kinds: set[StepKind]) -> None:
    for one in owed(story, SHORT, OFFICE):
        found = steps(one, WATCH, (), None)
        assert found == sorted(found, key=lambda step: step.at)
        assert len({step.name for step in found}) == len(found)
        assert all(is_open(step.at, OFFICE) for step in found)
        when = moments_of(found)
        if StepKind.warn in when and one.due_at is not None:
            assert one.since <= when[StepKind.warn] <= when[StepKind.renew] <= one.due_at
            assert worked(when[StepKind.renew], one.due_at, OFFICE) <= WATCH.lead.renew
        done = {step.name for step in found if step.kind in kinds}
        assert not kinds & set(moments_of(steps(one, WATCH, done, None)))


def test_a_case_that_waits_for_its_customer_hurries_nobody() -> None:
    story = history(("opened", datetime(2026, 11, 23, 9, tzinfo=UTC)), ("ask", at("11:00")))
    assert [steps(one, WATCH, (), None) for one in owed(story, SHORT, OFFICE)] == [[]]
