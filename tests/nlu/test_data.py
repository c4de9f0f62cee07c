"""The training and held-out texts are many, varied and kept apart."""

from itertools import combinations
from pathlib import Path

import pytest

from nlu.serving import Home
from tests.nlu.texts import INTENTS, alike, contained, texts_in

TOO_CLOSE = 0.7


def test_every_intent_has_enough_to_learn_from(home: Home) -> None:
    counts = {intent: len(texts) for intent, texts in texts_in(home.data).items()}
    assert counts.keys() == INTENTS
    assert min(counts.values()) >= 45, counts


def test_every_intent_is_held_to_enough_texts(home: Home) -> None:
    counts = {intent: len(texts) for intent, texts in texts_in(home.held_out).items()}
    assert counts.keys() == INTENTS
    assert min(counts.values()) >= 12, counts


def test_rasa_does_not_train_on_what_is_held_out(home: Home) -> None:
    assert not home.held_out.is_relative_to(home.data)
    assert not home.data.is_relative_to(home.held_out)


def test_nothing_held_out_is_nearly_a_training_text(home: Home) -> None:
    training = [text for texts in texts_in(home.data).values() for text in texts]
    held_out = [text for texts in texts_in(home.held_out).values() for text in texts]
    assert [(text, near) for text in held_out for near in training if contained(text, near) >= TOO_CLOSE] == []


@pytest.mark.parametrize("part", ["data", "held_out"])
def test_no_two_texts_of_an_intent_are_nearly_the_same(home: Home, part: str) -> None:
    folder: Path = getattr(home, part)
    pairs = [pair for texts in texts_in(folder).values() for pair in combinations(texts, 2)]
    assert [pair for pair in pairs if alike(*pair) >= TOO_CLOSE] == []


def test_no_text_has_two_meanings(home: Home) -> None:
    meanings: dict[str, set[str]] = {}
    for intent, texts in texts_in(home.data).items():
        for text in texts:
            meanings.setdefault(text.lower(), set()).add(intent)
    assert {text: intents for text, intents in meanings.items() if len(intents) > 1} == {}


def test_the_measure_of_likeness_sees_through_names_and_numbers() -> None:
    assert contained("Where is order 4711, Asha?", "Where is order 88213, Ramon?") >= TOO_CLOSE
    assert contained("Where is my parcel?", "The soup was cold") < TOO_CLOSE
    assert alike("yes", "yes, and also please call my mother tomorrow") < TOO_CLOSE
