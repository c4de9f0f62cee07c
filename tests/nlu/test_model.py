"""The trained model, asked as the server asks it."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nlu.serving import Home, threshold_of

Parse = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="session")
def parse(model: Path) -> Parse:
    from rasa.core.agent import Agent

    agent = Agent.load(str(model))

    def parsed(text: str) -> dict[str, Any]:
        answer: dict[str, Any] = asyncio.run(agent.parse_message(text))
        return answer

    return parsed


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("My order 4711 came with a broken lid and nobody answers the phone", "complain"),
        ("my lid is broken", "complain"),
        ("still broken, the new one leaks too", "complain"),
        ("what about my complaint?", "case_status"),
        ("I want to talk to a person", "talk_to_human"),
        ("thanks!!", "thanks"),
        ("STOP", "stop_care"),
        ("car broke down on the highway smoke from the engine", "emergency"),
        ("when are you open on Sunday", "ask_question"),
        ("hello", "greet"),
        ("yes", "affirm"),
        ("no", "deny"),
        ("bye", "goodbye"),
    ],
)
def test_what_must_be_understood(parse: Parse, model: Path, text: str, intent: str) -> None:
    answer = parse(text)["intent"]
    assert answer["name"] == intent
    assert answer["confidence"] >= threshold_of(model)


@pytest.mark.parametrize("text", ["asdf gh lid k", "qqqq wwww", "....", "🪐🪑🧭", "𓀀𓀁𓀂", "ሰላም ነው"])
def test_what_means_nothing_is_not_taken_for_something_to_act_on(parse: Parse, model: Path, text: str) -> None:
    answer = parse(text)["intent"]
    harmless = {"out_of_scope", "greet", "affirm", "deny"}
    assert answer["confidence"] < threshold_of(model) or answer["name"] in harmless


def test_the_whole_ranking_is_there(parse: Parse) -> None:
    ranking = parse("it stopped")["intent_ranking"]
    assert len(ranking) == 14
    assert sum(entry["confidence"] for entry in ranking) == pytest.approx(1)


def test_the_threshold_was_measured(home: Home, model: Path) -> None:
    assert 0.2 <= threshold_of(model) <= 0.8
