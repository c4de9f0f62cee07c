import base64
import json
from collections.abc import Mapping
from typing import Any

import pytest

from nlu.reading import NonsenseError, Request, Score, WhyNot, reading_from
from tests.nlu_client.fake_rasa import SURE, ranking

SAID = "the lid is broken and where is my order"


def test_what_it_is_sure_of_is_understood() -> None:
    reading = reading_from(SURE, SAID)

    assert (reading.understood, reading.intent, reading.why_not, reading.two) == (True, "complain", None, None)
    assert reading.intents == (Score("complain", 0.9), Score("praise", 0.1))
    assert reading.requests == (Request("complain", SAID),)
    assert reading.text_sent == SAID


@pytest.mark.parametrize(
    ("scores", "why_not"),
    [
        ([("complain", 0.5), ("praise", 0.5)], None),
        ([("complain", 0.49), ("praise", 0.2)], WhyNot.UNSURE),
        ([("complain", 0.49), ("praise", 0.4)], WhyNot.CLOSE),
        ([("complain", 0.24), ("praise", 0.24)], WhyNot.UNSURE),
        ([("complain", 0.45)], WhyNot.UNSURE),
        ([("emergency", 0.3), ("praise", 0.05)], WhyNot.CLOSE),
        ([("complain", 0.45), ("emergency", 0.2)], WhyNot.CLOSE),
        ([("complain", 0.45), ("emergency", 0.19)], WhyNot.UNSURE),
    ],
    ids=[
        "sure enough",
        "far apart",
        "close",
        "close but together too little",
        "alone",
        "perhaps an emergency",
        "an emergency after all",
        "hardly an emergency",
    ],
)
def test_the_thresholds_of_the_answer_decide(scores: list[tuple[str, float]], why_not: WhyNot | None) -> None:
    reading = reading_from(ranking(*scores), SAID)

    assert reading.why_not is why_not
    assert reading.understood is (why_not is None)
    assert (reading.two is not None) is (why_not is WhyNot.CLOSE)
    assert (reading.requests == ()) is (why_not is not None)


def test_the_likeliest_comes_first_and_is_kept_when_nothing_is_understood() -> None:
    reading = reading_from(ranking(("praise", 0.1), ("complain", 0.4)), SAID)

    assert [score.name for score in reading.intents] == ["complain", "praise"]
    assert reading.intent is None


def test_the_two_that_are_close_are_offered() -> None:
    reading = reading_from(ranking(("praise", 0.4), ("complain", 0.45), ("thanks", 0.15)), SAID)

    assert reading.two == (Score("complain", 0.45), Score("praise", 0.4))


TWO = [{"intent": "complain", "text": "the lid is broken"}, {"intent": "ask", "text": "where is my order"}]


@pytest.mark.parametrize("sureness", [0.9, 0.45, 0.1])
def test_several_requests_are_each_sure_whatever_the_whole_is(sureness: float) -> None:
    reading = reading_from(ranking(("complain", sureness), ("ask", 0.1), requests=TWO), SAID)

    assert (reading.understood, reading.why_not) == (True, None)
    assert reading.requests == (Request("complain", "the lid is broken"), Request("ask", "where is my order"))


def test_labels_and_embedding() -> None:
    named = {
        name: {"name": f"a {name}", "confidence": 0.7} for name in ("language", "category", "urgency", "sentiment")
    }

    reading = reading_from({**SURE, **named, "embedding": base64.b64encode(b"\x00\x3c").decode()}, SAID)

    assert reading.language == Score("a language", 0.7)
    assert reading.category == Score("a category", 0.7)
    assert reading.urgency == Score("a urgency", 0.7)
    assert reading.sentiment == Score("a sentiment", 0.7)
    assert reading.embedding == b"\x00\x3c"
    assert reading_from(SURE, SAID).language is None


def with_scores(*entries: object) -> dict[str, Any]:
    return {**SURE, "intent_ranking": list(entries)}


@pytest.mark.parametrize("comma", [",", ", ", "，", "；"])
def test_a_request_is_quoted_without_the_comma_it_was_cut_at(comma: str) -> None:
    cut = [{"intent": "complain", "text": f"the lid is broken{comma}"}, {"intent": "ask", "text": "open on Sunday?"}]
    reading = reading_from(ranking(("complain", 0.9), ("ask", 0.1), requests=cut), SAID)
    assert [request.text for request in reading.requests] == ["the lid is broken", "open on Sunday?"]


@pytest.mark.parametrize(
    "answer",
    [
        None,
        7,
        "complain",
        [],
        {},
        {"intent": {"name": "complain", "confidence": 0.9}},
        {**SURE, "intent_ranking": {"complain": 0.9}},
        with_scores(),
        with_scores("complain"),
        with_scores({"confidence": 0.9}),
        with_scores({"name": None, "confidence": 0.9}),
        with_scores({"name": "complain"}),
        with_scores({"name": "complain", "confidence": True}),
        with_scores({"name": "complain", "confidence": "0.9"}),
        with_scores({"name": "complain", "confidence": 7}),
        with_scores({"name": "complain", "confidence": -1}),
        with_scores({"name": "complain", "confidence": float("nan")}),
        with_scores({"name": "complain", "confidence": float("inf")}),
        {name: value for name, value in SURE.items() if name != "thresholds"},
        {**SURE, "thresholds": 0.5},
        {**SURE, "thresholds": {"understood": 0.5}},
        {**SURE, "thresholds": {"understood": 2, "close": 0.1}},
        {name: value for name, value in SURE.items() if name != "requests"},
        {**SURE, "requests": ["the lid"]},
        {**SURE, "requests": [{"intent": "complain"}]},
        {**SURE, "requests": [{"text": "the lid"}]},
        {**SURE, "requests": [{"text": "the lid", "intent": None}]},
        {**SURE, "requests": 7},
        {**SURE, "requests": {"intent": "complain", "text": "the lid"}},
        {**SURE, "urgency": "high"},
        {**SURE, "urgency": {"name": "high"}},
        {**SURE, "embedding": "not base64!"},
        {**SURE, "embedding": "é"},
    ],
    ids=lambda answer: json.dumps(answer)[:60] if not isinstance(answer, Mapping) else None,
)
def test_what_is_not_of_our_shape_is_nonsense(answer: object) -> None:
    with pytest.raises(NonsenseError):
        reading_from(answer, SAID)
