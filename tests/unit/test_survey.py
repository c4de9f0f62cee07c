"""Surveys: how they are written, answered and counted, and how far apart they are asked."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from care_rules.arbitration import Verdict
from care_rules.planning import look, plan_person
from care_rules.preview import text_for
from care_rules.survey import Survey
from care_rules.survey_results import score, tallies
from tests.unit.books import book, person, rule

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SCALE: dict[str, Any] = {"ask": {"en": "How likely?"}, "scale": "0-10"}
CHOICE: dict[str, Any] = {"ask": {"en": "Which?"}, "choices": [{"en": "Price", "hi": "दाम"}, {"en": "Service"}]}
OPEN: dict[str, Any] = {"ask": {"en": "Why?"}, "open": True}


def survey(*questions: dict[str, Any], **more: object) -> Survey:
    return Survey.model_validate({"questions": list(questions or (SCALE, CHOICE, OPEN)), **more})


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ({"questions": [SCALE | {"open": True}]}, "not one way to answer"),
        ({"questions": [{"ask": {"en": "Why?"}}]}, "not one way to answer"),
        ({"questions": [{"ask": {"en": "Which?"}, "choices": [{"en": "One"}]}]}, "one choice is none"),
        ({"questions": [{"ask": {"hi": "क्यों?"}, "open": True}]}, 'no text in "en"'),
        ({"questions": [{"ask": {"en": "Of {product}?"}, "open": True}]}, "{product} is not known in a survey"),
        ({"questions": [CHOICE | {"choices": [{"en": "a" * 41}, {"en": "b"}]}]}, "too long for a button"),
        ({"questions": [SCALE | {"scale": "7-1"}]}, "is no scale"),
        ({"questions": [SCALE | {"scale": "0-99"}]}, "is no scale"),
        ({"questions": [OPEN] * 6}, "at most 5"),
        ({"questions": [OPEN], "measures": "nps"}, "nps asks first on a scale of 0-10"),
        ({"questions": [SCALE], "measures": "ces"}, "ces asks first on a scale of 1-5 or 1-7"),
        ({"questions": [SCALE], "low": 10}, "low is no answer"),
    ],
)
def test_a_mistake_is_told(written: dict[str, Any], what: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Survey.model_validate(written)
    assert what in str(refused.value)


def test_answers_are_read_from_buttons_and_words_of_any_language() -> None:
    scale, choice, words = survey().questions
    assert (scale.pressed(0), scale.pressed(10), scale.pressed(11), scale.pressed(-1)) == (0, 10, None, None)
    assert (scale.written(" 7 "), scale.written("11"), scale.written("seven")) == (7, None, None)
    assert (choice.pressed(1), choice.written("PRICE"), choice.written("दाम"), choice.written("both")) == (
        "Service", "Price", "Price", None,
    )  # fmt: skip
    assert words.written("  ") is None
    assert words.written("x" * 2000) == "x" * 1000


def test_what_is_low_and_who_promotes() -> None:
    nps = survey(measures="nps")
    assert [one for one in range(11) if nps.is_low(0, one)] == list(range(7))
    assert [one for one in range(11) if nps.is_promoter(one)] == [9, 10]
    assert not nps.is_low(1, 0)
    assert not survey().is_low(0, 0), "a special survey follows up only where the book says from where on"
    assert survey(low=3).is_low(0, 3)


def test_the_score_with_its_uncertainty() -> None:
    """Of 10 answers 5 promote and 2 do not: NPS 30; the deviation of 5 × 100, 3 × 0, 2 × -100 is 82.3 points."""
    found = score(survey(measures="nps"), [10, 9, 9, 10, 9, 7, 8, 8, 0, 6, None])
    assert found is not None
    assert (found.value, found.answers) == (30, 10)
    assert found.margin == pytest.approx(1.96 * 82.327 / 10**0.5, abs=0.01)
    mean = score(survey(), [4, 8])
    assert mean is not None
    assert mean.value == 6
    assert mean.margin == pytest.approx(1.96 * 8**0.5 / 2**0.5)
    alone = score(survey(), [4])
    assert alone is not None
    assert alone.margin is None, "one answer tells nothing of the others"
    assert score(survey(OPEN), ["good"]) is None
    assert score(survey(), [None]) is None


def test_answers_are_counted_in_the_order_of_the_buttons() -> None:
    runs: list[dict[str, Any]] = [{"0": 1, "1": "Service", "2": "slow"}, {"0": 1, "1": None}, {}]
    numbers, choices, words = tallies(survey(SCALE | {"scale": "1-3"}, CHOICE, OPEN), runs)
    assert numbers.counts == (("1", 2), ("2", 0), ("3", 0))
    assert choices.counts == (("Price", 0), ("Service", 1))
    assert words.words == ("slow",)


def test_the_first_question_stands_under_the_message_in_the_preview() -> None:
    asking = rule(kind="surveys", survey="short", text={"ordinary": {"en": "One question."}})
    known = book(asking=asking).model_copy(
        update={"surveys": {"short": survey(SCALE | {"ask": {"en": {"named": "{name}?", "nameless": "?"}}})}}
    )
    assert text_for(known, "asking", person(), "Lotus") == "One question.\n\nAsha?"


def test_nobody_is_asked_by_two_surveys_within_the_month() -> None:
    words = {"ordinary": {"en": "One question."}}
    first = rule(rank=1, kind="surveys", survey="short", text=words)
    second = rule(rank=2, kind="surveys", survey="short", text=words, late="5d", follow_up=True)
    known = book(first=first, second=second).model_copy(update={"surveys": {"short": survey()}})
    birthday = datetime(2026, 5, 3, 7, tzinfo=UTC)
    seen = look(known, person(), plan_person(known, person(), NOON), birthday)
    assert [one.verdict for one in seen.decisions] == [Verdict.send, Verdict.withhold]
    assert [reason.key for reason in seen.decisions[1].reasons] == ["surveyed", "would-expire"]
    long_ago = person(surveyed_at=birthday - timedelta(days=30))
    assert look(known, long_ago, plan_person(known, long_ago, NOON), birthday).decisions[0].verdict is Verdict.send


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"survey": "short"}, "a survey is of the kind surveys"),
        ({"survey": "short", "kind": "surveys", "text": {}, "task": "Ask."}, "a survey needs text"),
        ({"on": "2027-03-01"}, "on belongs to the occasion date"),
        ({"occasion": "date"}, "on belongs to the occasion date"),
        ({"occasion": "date", "on": "2027-03-01", "at": None}, "date is a day without an hour"),
    ],
)
def test_a_rule_that_cannot_ask_is_refused(changes: dict[str, Any], what: str) -> None:
    with pytest.raises(ValidationError) as refused:
        rule(**changes)
    assert what in str(refused.value)


def test_a_date_comes_once_at_the_customers_own_hour() -> None:
    known = book(opening=rule(occasion="date", on="2026-05-10", late="2d"))
    (planned,) = plan_person(known, person("Asia/Kolkata"), NOON)
    assert planned.due_at == datetime(2026, 5, 10, 3, 30, tzinfo=UTC)
    seen = look(known, person("Asia/Kolkata"), [planned], planned.due_at + timedelta(days=1))
    assert [one.verdict for one in seen.decisions] == [Verdict.send], "no greeting: a day late is not too late"
    assert seen.plan == ()
