"""What a rule hangs on, and when that falls for one customer."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.words.festivals import FESTIVALS, key_of
from care_rules.arbitration import Verdict
from care_rules.conditions import Conditions, Traits
from care_rules.festivals import NAMES, Festival, coming_days
from care_rules.journey import Stage
from care_rules.occasions import Anchor, Birthday, OccasionKind
from care_rules.person import Person
from care_rules.planning import look, plan_person, plan_rule, share_of
from care_rules.preview import preview, task_for, text_for
from care_rules.quiet_hours import QuietHours
from care_rules.rule import Rule
from care_rules.rule_book import RuleBook
from tests.unit.books import book, person, rule

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
NINE_ON_THE_DAY = datetime(2026, 5, 3, 7, tzinfo=UTC)  # in Berlin, on the birthday of who is born in these tests


def words(**changes: Any) -> Rule:
    """A rule with words that name nothing."""
    return rule(**({"text": {"ordinary": {"en": "Hello."}}} | changes))


def asha(**facts: Any) -> Person:
    return replace(person("Asia/Kolkata"), birthday=None, **facts)


def moments(known: Rule, who: Person, now: datetime = NOON, written: RuleBook | None = None) -> list[datetime]:
    """Return when the rule would be looked at, each of the next five times."""
    book_ = written or book(one=known)
    found: list[datetime] = []
    for _ in range(5):
        planned = plan_rule(book_, "one", who, now)
        if planned is None:
            return found
        found.append(planned.due_at)
        who = replace(who, touched=who.touched | {("one", planned.occasion)})
    return found


def test_a_wedding_day_names_both_where_both_are_known() -> None:
    text = {"named": "{name}!", "nameless": "!", "couple": "{name} and {partner}!"}
    known = book(wedding=rule(occasion="wedding", text={"ordinary": {"en": text}}))
    who = asha(wedding=Birthday(5, 4, 2010), partner="Ravi")
    (planned,) = plan_person(known, who, NOON)
    assert (planned.occasion, planned.due_at) == ("wedding:2026", datetime(2026, 5, 4, 3, 30, tzinfo=UTC))
    (seen,) = look(known, who, [planned], planned.due_at).decisions
    assert text_for(known, "wedding", who, "Lotus", seen.candidate.facts) == "Asha and Ravi!"
    alone = replace(who, partner=None)
    (seen,) = look(known, alone, [planned], planned.due_at).decisions
    assert text_for(known, "wedding", alone, "Lotus", seen.candidate.facts) == "Asha!"


def test_what_the_words_name_must_be_known() -> None:
    named = words(occasion="purchase", after="10d", text={"ordinary": {"en": "How is your {product}?"}})
    nothing = asha(anchors={OccasionKind.purchase: (Anchor("P-1", NOON),)})
    nova = asha(anchors={OccasionKind.purchase: (Anchor("P-1", NOON, facts={"product": "Nova"}),)})
    assert moments(named, nothing) == []
    assert moments(named, nova) == [datetime(2026, 3, 12, 3, 30, tzinfo=UTC)]
    assert moments(words(occasion="purchase", after="10d", product="nova"), nova) == moments(named, nova)
    assert moments(words(occasion="purchase", after="10d", product="Pot"), nova) == []


@pytest.mark.parametrize(
    ("shift", "at", "expected"),
    [
        ({"before": "1h"}, None, datetime(2026, 3, 5, 9, 0, tzinfo=UTC)),
        ({"before": "1d"}, "17:00", datetime(2026, 3, 4, 11, 30, tzinfo=UTC)),
        ({"after": "2d"}, "09:00", datetime(2026, 3, 7, 3, 30, tzinfo=UTC)),
        ({}, None, datetime(2026, 3, 5, 10, 0, tzinfo=UTC)),
    ],
)
def test_a_span_moves_it_and_an_hour_sets_it_on_the_customers_clock(
    shift: dict[str, str], at: str | None, expected: datetime
) -> None:
    who = asha(anchors={OccasionKind.appointment: (Anchor("A-1", datetime(2026, 3, 5, 10, tzinfo=UTC)),)})
    assert moments(words(occasion="appointment", at=at, **shift), who) == [expected]


def test_after_an_appointment_has_begun_nobody_is_reminded_of_it() -> None:
    begins = NOON + timedelta(hours=1)
    who = asha(anchors={OccasionKind.appointment: (Anchor("A-1", begins, until=begins),)})
    known = words(occasion="appointment", at=None, before="1h", late="5h")
    assert moments(known, who, begins) == [NOON]
    assert moments(known, who, begins + timedelta(seconds=1)) == []


def test_a_bill_that_was_paid_meanwhile_is_not_spoken_of() -> None:
    known = book(one=words(occasion="bill", after="3d"))
    owing = asha(anchors={OccasionKind.bill: (Anchor("B-1", NOON),)})
    (planned,) = plan_person(known, owing, NOON)
    assert [one.verdict for one in look(known, owing, [planned], planned.due_at).decisions] == [Verdict.send]
    seen = look(known, replace(owing, anchors={}), [planned], planned.due_at)
    assert (seen.decisions, seen.plan) == ((), ())


def test_two_at_one_moment_are_both_planned_one_after_the_other() -> None:
    both = (Anchor("B-1", NOON), Anchor("B-2", NOON))
    who = asha(anchors={OccasionKind.bill: both})
    assert len(moments(words(occasion="bill", after="3d"), who)) == 2


def test_a_gap_is_measured_by_what_is_usual_for_them() -> None:
    who = asha(anchors={OccasionKind.gap: (Anchor("2026-03-01", NOON - DAY, usual=10 * DAY),)})
    known = words(occasion="gap", factor=2.5, kind="offers", at="11:00", late="7d")
    assert moments(known, who) == [datetime(2026, 3, 26, 5, 30, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("kept", "country", "expected"),
    [(None, "in", "diwali:2026"), (None, "ph", None), (("eid",), "in", None), (("diwali",), "ca", "diwali:2026")],
)
def test_a_festival_is_for_those_who_keep_it(kept: Any, country: str, expected: str | None) -> None:
    known = book(one=words(occasion="festival", festivals=["diwali"]))
    planned = plan_rule(known, "one", asha(festivals=kept, country=country), NOON)
    assert (planned.occasion if planned else None) == expected


def test_a_corrected_day_keeps_its_key() -> None:
    moved = {"eid": Festival.model_validate({"dates": ["2026-03-22"]})}
    assert next(coming_days("eid", date(2026, 1, 1), {})) == ("eid:2026", date(2026, 3, 20))
    assert next(coming_days("eid", date(2026, 1, 1), moved)) == ("eid:2026", date(2026, 3, 22))


@pytest.mark.parametrize("name", NAMES)
def test_every_known_festival_comes_each_year(name: str) -> None:
    found = list(coming_days(name, date(2026, 1, 1), {}, years=3))
    assert {day.year for _, day in found} == {2026, 2027, 2028, 2029}
    assert len({key for key, _ in found}) == len(found)


def test_a_festival_of_the_moon_may_come_twice_in_a_year() -> None:
    keys = [key for key, _ in coming_days("eid", date(2032, 12, 1), {}, years=1)]
    assert keys[:2] == ["eid:2033", "eid:2033-2"]


def test_several_ways_to_say_it_are_taken_in_turn() -> None:
    known = book(one=words(text={"ordinary": {"en": ["One.", "Two."]}}))
    said = [text_for(known, "one", asha(told={"one": told}), "Lotus") for told in range(3)]
    assert said == ["One.", "Two.", "One."]


def test_a_holdout_leaves_a_stable_share_alone() -> None:
    known = book(one=words(holdout="20%"))
    left = [number for number in range(1000) if share_of("one", number) < 20]
    assert 150 < len(left) < 250
    who = replace(person(), customer=left[0])
    (planned,) = plan_person(known, who, NOON)
    (decision,) = look(known, who, [planned], planned.due_at).decisions
    assert (decision.verdict, [reason.key for reason in decision.reasons]) == (Verdict.withhold, ["holdout"])


def test_their_own_hours_and_limit_win() -> None:
    known = book(one=words(at="09:00", late="12h"))
    mornings = person(own_quiet=QuietHours(datetime.min.time(), datetime.min.time().replace(hour=12)))
    (planned,) = plan_person(known, mornings, NOON)
    (decision,) = look(known, mornings, [planned], planned.due_at).decisions
    assert decision.verdict is Verdict.wait
    assert decision.until is not None
    assert decision.until.astimezone(ZoneInfo("Europe/Berlin")).hour == 12
    enough = person(own_month=1, sent_at=(planned.due_at - 10 * DAY,))
    (decision,) = look(known, enough, [planned], planned.due_at).decisions
    assert "cap-reached" in [reason.key for reason in decision.reasons]


@pytest.mark.parametrize(
    ("when", "traits", "holds"),
    [
        ({}, {}, True),
        ({"stage": ["repeat"]}, {"stage": "repeat"}, True),
        ({"stage": ["repeat"]}, {}, False),
        ({"region": ["Pune"]}, {"region": "pune"}, True),
        ({"language": ["hi"]}, {"language": "hi-IN"}, True),
        ({"language": ["hi"]}, {"language": "en"}, False),
        ({"age": "18-30"}, {"age": 30}, True),
        ({"age": "60+"}, {"age": 59}, False),
        ({"age": "60+"}, {}, False),
        ({"attributes": {"club": "yes"}}, {"attributes": {"club": "Yes"}}, True),
        ({"segment": "young"}, {"age": 20}, True),
        ({"segment": "gone"}, {"age": 20}, False),
    ],
)
def test_conditions_hold_for_whom_they_name(when: dict[str, Any], traits: dict[str, Any], holds: bool) -> None:
    segments = {"young": Conditions.model_validate({"age": "18-30"})}
    assert Conditions.model_validate(when).hold(Traits(**traits), segments) is holds


def test_a_rule_may_be_for_one_stage_alone() -> None:
    known = book(one=words(when={"stage": ["loyal"]}))
    assert plan_person(known, person(), NOON) == []
    assert plan_person(known, replace(person(), traits=Traits(stage=Stage.loyal)), NOON) != []


def test_a_task_names_who_and_what() -> None:
    known = book(one=words(occasion="complaint", task="Ring {name} about {number}."))
    assert task_for(known, "one", asha(), "Lotus", {"number": "K7F2", "name": "Asha Verma"}) == (
        "Ring Asha Verma about K7F2."
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": None},
        {"occasion": "purchase", "after": "1d", "before": "1d"},
        {"text": {}},
        {"factor": 2.0},
        {"occasion": "gap"},
        {"festivals": ["diwali"]},
        {"ask": "still_fine"},
        {"holdout": "95%"},
        {"when": {"age": "old"}},
    ],
)
def test_what_does_not_fit_together_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        words(**wrong)


def test_a_preview_says_what_comes_of_every_kind() -> None:
    known = book(
        hello=words(occasion="birthday"),
        bill=words(occasion="bill", after="3d", kind="reminders"),
        lights=words(occasion="festival", festivals=["diwali"], rank=3),
    )
    who = replace(
        asha(anchors={OccasionKind.bill: (Anchor("B-1", NOON),)}, country="in"),
        birthday=Birthday(5, 3),
    )
    rows = preview(known, [(who, None)], NOON, 300, "Lotus")
    assert [(row.rule, row.verdict) for row in rows] == [
        ("bill", Verdict.send),
        ("hello", Verdict.send),
        ("lights", Verdict.send),
    ]


def test_every_festival_that_customers_can_name_has_its_days() -> None:
    assert {key_of(name) for name in FESTIVALS} == set(NAMES)


def test_a_task_of_staffs_takes_no_room_from_messages_and_waits_for_none() -> None:
    known = book(call=words(rank=1, text={}, task="Ring {name}."), hello=words(rank=2))
    full = person(sent_at=(NINE_ON_THE_DAY - timedelta(hours=1),))
    seen = look(known, full, plan_person(known, full, NOON), NINE_ON_THE_DAY)
    assert {one.candidate.rule: one.verdict for one in seen.decisions} == {
        "call": Verdict.send,
        "hello": Verdict.withhold,
    }
    free = person()
    seen = look(known, free, plan_person(known, free, NOON), NINE_ON_THE_DAY)
    assert [one.verdict for one in seen.decisions] == [Verdict.send, Verdict.send], "one a day is the cap"
    assert seen.person.circumstances.sent_at == (NINE_ON_THE_DAY,)


def _bought(key: str, days: int, product: str = "") -> Anchor:
    return Anchor(key, NOON + timedelta(days=days), facts={"product": product} if product else {})


def test_a_chain_reminds_of_what_usually_follows_unless_it_did() -> None:
    known = book(filter=words(occasion="purchase", product="Kettle", unless="filter", after="30d", at=None))
    kettle, other = _bought("P-1", -20, "Kettle"), _bought("P-2", -10, "Pot")
    someone = replace(person(), anchors={OccasionKind.purchase: (kettle, other)})
    (planned,) = plan_person(known, someone, NOON)
    assert planned.due_at == NOON + 10 * DAY
    served = replace(person(), anchors={OccasionKind.purchase: (kettle, _bought("P-3", -5, "Filter"))})
    assert plan_person(known, served, NOON) == []
    before = replace(person(), anchors={OccasionKind.purchase: (_bought("P-3", -25, "Filter"), kettle)})
    assert len(plan_person(known, before, NOON)) == 1, "one bought before is of an earlier kettle"


def test_a_stop_begins_a_series_counted_from_where_it_shows() -> None:
    last = Anchor("2026-03-01", NOON, usual=timedelta(days=10))
    first = words(occasion="gap", factor=2.0, at=None)
    second = words(occasion="gap", factor=2.0, after="14d", at=None)
    someone = replace(person(), anchors={OccasionKind.gap: (last,)})
    due = {one.rule: one.due_at for one in plan_person(book(first=first, second=second), someone, NOON)}
    assert due == {"first": NOON + 20 * DAY, "second": NOON + 34 * DAY}


def test_the_habit_of_one_product_is_not_that_of_all() -> None:
    ink, anything = Anchor("Ink", NOON + DAY, facts={"product": "Ink"}), Anchor("all", NOON + 2 * DAY)
    known = book(ink=words(occasion="rhythm", product="ink", at=None), all=words(occasion="rhythm", at=None))
    someone = replace(person(), anchors={OccasionKind.rhythm: (ink, anything)})
    assert {one.rule: one.due_at for one in plan_person(known, someone, NOON)} == {
        "ink": NOON + DAY,
        "all": NOON + 2 * DAY,
    }
