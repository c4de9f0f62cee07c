from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from care_rules.arbitration import Verdict
from care_rules.occasions import Birthday
from care_rules.person import Person
from care_rules.planning import Planned, look, plan_person, plan_rule
from tests.unit.books import book, person, rule
from tests.unit.moments import moments

BOOK = book()
ASHA = person("Asia/Kolkata", (5, 3))
NINE = datetime(2026, 5, 3, 3, 30, tzinfo=UTC)  # in Kolkata
BIRTHDAY = Planned(rule="birthday", occasion="birthday:2026", occasion_at=NINE, due_at=NINE)


@given(moments, st.integers(1, 12), st.integers(1, 28))
def test_a_plan_is_never_too_late_and_never_done_already(moment: datetime, month: int, day: int) -> None:
    born = replace(ASHA, birthday=Birthday(month, day))
    planned = plan_rule(BOOK, "birthday", born, moment)
    assert planned is not None
    assert planned.due_at == planned.occasion_at > moment - timedelta(hours=12)
    greeted = replace(born, touched=frozenset({("birthday", planned.occasion)}))
    following = plan_rule(BOOK, "birthday", greeted, moment)
    assert following is not None
    assert following.occasion_at - planned.occasion_at > timedelta(days=364)


def test_a_birthday_told_on_the_day_is_still_greeted_until_it_is_late() -> None:
    assert plan_person(BOOK, ASHA, NINE + timedelta(hours=11)) == [BIRTHDAY]
    assert plan_person(BOOK, ASHA, NINE + timedelta(hours=12, microseconds=-1)) == [BIRTHDAY]
    assert plan_person(BOOK, ASHA, NINE + timedelta(hours=12))[0].occasion == "birthday:2027"


def test_a_greeting_is_never_a_day_late_however_patient_the_rule() -> None:
    patient = book(birthday=rule(late="3d"))
    assert plan_person(patient, ASHA, NINE + timedelta(hours=14, minutes=59))[0].occasion == "birthday:2026"
    assert plan_person(patient, ASHA, NINE + timedelta(hours=15))[0].occasion == "birthday:2027"


def test_without_a_birthday_or_with_another_tier_there_is_no_plan() -> None:
    assert plan_person(BOOK, replace(ASHA, birthday=None), NINE) == []
    assert plan_person(book(birthday=rule(tiers=["ordinary"])), ASHA, NINE) == []
    assert plan_rule(BOOK, "retired", ASHA, NINE) is None


def test_a_look_sends_and_plans_the_next_year() -> None:
    seen = look(BOOK, ASHA, [BIRTHDAY], NINE)
    assert [decision.verdict for decision in seen.decisions] == [Verdict.send]
    assert [planned.occasion for planned in seen.plan] == ["birthday:2027"]
    assert seen.person.touched == {("birthday", "birthday:2026")}
    assert seen.person.circumstances.sent_at == (NINE,)


def test_a_look_before_anything_is_due_changes_nothing() -> None:
    seen = look(BOOK, ASHA, [BIRTHDAY], NINE - timedelta(minutes=1))
    assert (seen.decisions, seen.person, seen.plan) == ((), ASHA, (BIRTHDAY,))


def test_a_touch_that_waits_keeps_its_occasion_and_gets_a_later_look() -> None:
    later = _not_now(ASHA, NINE + timedelta(hours=2))
    seen = look(BOOK, later, [BIRTHDAY], NINE)
    assert seen.plan == (BIRTHDAY._replace(due_at=NINE + timedelta(hours=2)),)
    again = look(BOOK, seen.person, seen.plan, NINE + timedelta(hours=2))
    assert [decision.verdict for decision in again.decisions] == [Verdict.send]


def test_a_withheld_touch_is_done_too() -> None:
    seen = look(BOOK, person("Asia/Kolkata", consent=frozenset()), [BIRTHDAY], NINE)
    assert [decision.verdict for decision in seen.decisions] == [Verdict.withhold]
    assert [planned.occasion for planned in seen.plan] == ["birthday:2027"]
    assert seen.person.circumstances.sent_at == ()


def test_a_plan_whose_rule_is_gone_is_dropped_and_what_is_done_makes_room_for_the_next() -> None:
    assert look(book(other=rule()), ASHA, [BIRTHDAY], NINE).plan == ()
    greeted = replace(ASHA, touched=frozenset({("birthday", "birthday:2026")}))
    seen = look(BOOK, greeted, [BIRTHDAY], NINE)
    assert (seen.decisions, [planned.occasion for planned in seen.plan]) == ((), ["birthday:2027"])


def test_two_rules_on_one_day_send_the_first_in_rank() -> None:
    both = book(birthday=rule(rank=2), anniversary=rule(rank=1))
    seen = look(both, ASHA, plan_person(both, ASHA, NINE), NINE)
    assert [(d.candidate.rule, d.verdict) for d in seen.decisions] == [
        ("anniversary", Verdict.send),
        ("birthday", Verdict.withhold),
    ]
    assert len(seen.plan) == 2


def test_a_rules_fingerprint_changes_with_what_plans_depend_on_only() -> None:
    first = rule().fingerprint
    assert first == rule(rank=99, kind="offers", text={"ordinary": {"en": "Hello."}}).fingerprint
    changed = [rule(at="10:00"), rule(late="1h"), rule(leap_day="march_1"), rule(tiers=["gold"])]
    assert len({first, *(each.fingerprint for each in changed)}) == 5


def _not_now(someone: Person, until: datetime) -> Person:
    return replace(someone, circumstances=replace(someone.circumstances, not_now_until=until))
