"""The texts to learn from and to be judged by are many, varied, labelled, and kept apart."""

from pathlib import Path

import pytest

from nlu.corpus import LANGUAGES, held_out, likeness, too_like, training, trigrams
from nlu.corpus_checks import TOO_LIKE, problems_of_held_out, problems_of_training
from nlu.evaluation.texts import asking, sounding
from nlu.serving import Home


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wrong_with_the_texts(home: Home, language: str) -> None:
    learnt = training(home.data)
    assert list(problems_of_training(learnt, language)) == []
    assert list(problems_of_held_out(held_out(home.held_out), learnt, language)) == []


def test_what_aspects_and_splitting_are_judged_by_is_not_learnt(home: Home) -> None:
    judged = [*(one.text for one in sounding(home.held_out)), *(one.text for one in asking(home.held_out))]
    learnt = [example.text for example in training(home.data)]
    assert set(judged) & set(learnt) == set()
    assert list(too_like(judged, learnt, TOO_LIKE)) == []


def test_the_measure_of_likeness_sees_through_names_and_numbers() -> None:
    def alike(one: str, other: str) -> bool:
        return likeness(trigrams(one), trigrams(other)) >= TOO_LIKE

    assert alike("Where is order 4711, Asha?", "Where is order 88213, Ramon?")
    assert not alike("Where is my parcel?", "The soup was cold")
    assert not alike("yes", "yes, and also please call my mother tomorrow")


def test_rasa_does_not_train_on_what_is_held_out(home: Home, tmp_path: Path) -> None:
    assert not home.held_out.is_relative_to(home.data)
    assert not home.data.is_relative_to(home.held_out)
