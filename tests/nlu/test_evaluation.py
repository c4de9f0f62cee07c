"""How well the model reads texts it has never seen."""

from pathlib import Path

import pytest

from nlu.evaluate import at_threshold, table
from nlu.measuring import Result, on_held_out
from nlu.serving import Home, threshold_of
from tests.nlu.texts import INTENTS, texts_in


@pytest.fixture(scope="module")
def result(home: Home, model: Path) -> Result:
    return on_held_out(home, model)


def test_it_reads_well(result: Result) -> None:
    assert result.macro_f1 >= 0.85, table(result)


def test_no_intent_is_lost_in_the_average(result: Result) -> None:
    worst = min(INTENTS, key=lambda intent: result.report[intent]["f1-score"])
    assert result.report[worst]["f1-score"] >= 0.6, table(result)


def test_what_counts_as_understood_is_mostly_right(result: Result, model: Path) -> None:
    threshold = threshold_of(model)
    claimed = [guess for guess in result.guesses() if guess.confidence >= threshold]
    assert sum(guess.right for guess in claimed) >= 0.9 * len(claimed), at_threshold(result.guesses(), threshold)
    assert len(claimed) >= 0.75 * len(result.guesses()), at_threshold(result.guesses(), threshold)


def test_every_held_out_text_was_asked(result: Result, home: Home) -> None:
    assert len(result.guesses()) == sum(len(texts) for texts in texts_in(home.held_out).values())


def test_the_table_names_every_intent_and_every_mistake(result: Result) -> None:
    printed = table(result)
    assert all(intent in printed for intent in INTENTS)
    assert all(error["text"] in printed for error in result.errors)
