"""The trained model, asked as the server asks it."""

import base64
import logging
from pathlib import Path

import numpy as np
import pytest

from nlu.corpus import LANGUAGES
from nlu.evaluation.answers import Parse, loaded
from nlu.intents import CATEGORIES, INTENTS, SENTIMENTS, URGENCIES
from nlu.serving import Home

MUST = [
    ("en", "My order 4711 came with a broken lid and nobody answers the phone", "complain"),
    ("en", "still broken, the new one leaks too", "still_broken"),
    ("en", "what about my complaint?", "case_status"),
    ("en", "I want to talk to a person", "talk_to_human"),
    ("en", "thanks!!", "thanks"),
    ("en", "STOP", "stop_care"),
    ("en", "car broke down on the highway smoke from the engine", "emergency"),
    ("en", "when are you open on Sunday", "ask_question"),
    ("en", "hello", "greet"),
    ("en", "yes", "affirm"),
    ("en", "no", "deny"),
    ("en", "bye", "goodbye"),
    ("en", "where is my order", "track_order"),
    ("en", "I want my money back", "refund"),
    ("en", "delete my data", "forget_me"),
    ("hi", "नमस्ते", "greet"),
    ("hi", "mera order kahan hai", "track_order"),
    ("hi", "मुझे किसी इंसान से बात करनी है", "talk_to_human"),
    ("hi", "paise wapas chahiye", "refund"),
    ("hi", "धन्यवाद", "thanks"),
    ("hi", "ghar mein aag lag gayi", "emergency"),
    ("hi", "message bhejna band karo", "stop_care"),
    ("hi", "मेरी शिकायत का क्या हुआ", "case_status"),
    ("fil", "kumusta po", "greet"),
    ("fil", "nasaan na po ang order ko", "track_order"),
    ("fil", "gusto ko pong makausap ang tao", "talk_to_human"),
    ("fil", "ibalik nyo ang bayad ko", "refund"),
    ("fil", "salamat po", "thanks"),
    ("fil", "may sunog dito", "emergency"),
    ("fil", "tigilan nyo na ang pag-text sa akin", "stop_care"),
    ("fil", "ano na po ang balita sa reklamo ko", "case_status"),
    ("zh", "你好", "greet"),
    ("zh", "我的快递到哪里了", "track_order"),
    ("zh", "转人工", "talk_to_human"),
    ("zh", "我要退款", "refund"),
    ("zh", "谢谢", "thanks"),
    ("zh", "着火了", "emergency"),
    ("zh", "别再给我发消息了", "stop_care"),
    ("zh", "我的投诉处理得怎么样了", "case_status"),
]
NONSENSE = ["asdf gh lid k", "qqqq wwww", "....", "🪐🪑🧭", "𓀀𓀁𓀂", "ሰላም ነው", "x" * 4096, "?" * 4096, "{}{}%s", "1"]
HARMLESS = {"out_of_scope", "greet", "affirm", "deny"}


@pytest.mark.parametrize(("language", "text", "intent"), MUST)
def test_what_must_be_understood(parse: Parse, language: str, text: str, intent: str) -> None:
    answer = parse(text)
    assert answer["intent"]["name"] == intent
    assert answer["intent"]["confidence"] >= answer["thresholds"]["understood"]


@pytest.mark.parametrize("text", NONSENSE)
def test_what_means_nothing_is_not_taken_for_something_to_act_on(parse: Parse, text: str) -> None:
    answer = parse(text)
    assert answer["intent"]["confidence"] < answer["thresholds"]["understood"] or answer["intent"]["name"] in HARMLESS


@pytest.mark.parametrize("text", ["/complain", '/greet{"name": "x"}', "\u200b/stop_care", " //refund", "/"])
def test_nobody_can_spell_an_intent_out(parse: Parse, text: str) -> None:
    ranking = parse(text)["intent_ranking"]
    assert len(ranking) in (0, len(INTENTS)), "an intent spelled out would be alone"


def test_the_whole_ranking_is_there(parse: Parse) -> None:
    ranking = parse("it stopped")["intent_ranking"]
    confidences = [entry["confidence"] for entry in ranking]
    assert {entry["name"] for entry in ranking} == set(INTENTS)
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= confidence <= 1 for confidence in confidences)


def test_the_answer_says_how_it_is_to_be_taken(parse: Parse) -> None:
    limits = parse("it stopped")["thresholds"]
    assert limits.keys() == {"understood", "close"}
    assert 0 < limits["understood"] < 1
    assert 0 < limits["close"] < 1, "no two readings would ever be offered"


@pytest.mark.parametrize(
    ("language", "text", "_intent"), [next(row for row in MUST if row[0] == one) for one in LANGUAGES]
)
def test_the_answer_says_how_the_text_sounds(parse: Parse, language: str, text: str, _intent: str) -> None:
    answer = parse(text)
    assert answer["language"]["name"] == language
    assert answer["category"]["name"] in CATEGORIES
    assert answer["urgency"]["name"] in URGENCIES
    assert answer["sentiment"]["name"] in SENTIMENTS


def test_the_answer_holds_the_meaning_as_a_unit_vector(parse: Parse) -> None:
    packed = base64.b64decode(parse("my lid is broken")["embedding"], validate=True)
    meaning = np.frombuffer(packed, "<f2").astype(float)
    assert len(meaning) == 384
    assert np.linalg.norm(meaning) == pytest.approx(1, abs=0.01)


def test_two_requests_come_one_by_one(parse: Parse) -> None:
    assert parse("my lid is broken, and when do you open on Sunday?")["requests"] == [
        {"intent": "complain", "text": "my lid is broken,"},
        {"intent": "ask_question", "text": "when do you open on Sunday?"},
    ]


@pytest.mark.parametrize("text", ["my lid is broken", "Hello. My lid is broken. Thank you!", "no, thanks, bye"])
def test_one_request_is_the_whole_message(parse: Parse, text: str) -> None:
    assert parse(text)["requests"] == []


def test_without_the_encoder_it_reads_on_and_says_so(
    home: Home, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("NLU_ENCODER", raising=False)
    with caplog.at_level(logging.WARNING):
        parse = loaded(Home(home.root, own_encoder=tmp_path), model)
    assert "words and characters alone decide" in caplog.text
    answer = parse("my order 4711 came with a broken lid")
    assert answer["intent"]["name"] == "complain"
    assert "embedding" not in answer
