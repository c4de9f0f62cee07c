"""How well the model reads texts it has never seen. The floors are what was measured, less 0.02."""

import json
from pathlib import Path
from typing import Any

import pytest

from nlu.corpus import LANGUAGES, held_out
from nlu.evaluation.judging import Judgement
from nlu.evaluation.picture import draw
from nlu.evaluation.telling import tables
from nlu.intents import INTENTS
from nlu.serving import Home

MACRO_F1 = {"en": 0.91, "hi": 0.84, "fil": 0.86, "zh": 0.83}
UNDERSTOOD = {"en": 0.89, "hi": 0.82, "fil": 0.89, "zh": 0.69}
RIGHTLY = 0.90  # of what is understood
WORST_INTENT = 0.5  # F1
ASPECTS = {
    "category": {"en": 0.91, "hi": 0.63, "fil": 0.79, "zh": 0.73},
    "urgency": {"en": 0.87, "hi": 0.90, "fil": 0.90, "zh": 0.88},
    "sentiment": {"en": 0.81, "hi": 0.74, "fil": 0.86, "zh": 0.72},
    "language": {"en": 0.94, "hi": 0.94, "fil": 0.90, "zh": 0.98},
}
SPLIT_EXACTLY = {"en": 0.83, "hi": 0.47, "fil": 0.71, "zh": 0.47}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_reads_well(told: dict[str, Any], language: str) -> None:
    one = told["languages"][language]
    assert one["macro_f1"] >= MACRO_F1[language], tables(told)
    assert min(one["intents"].values()) >= WORST_INTENT, one["intents"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_enough_is_understood_and_rightly(told: dict[str, Any], language: str) -> None:
    one = told["languages"][language]
    assert one["understood"] >= UNDERSTOOD[language], tables(told)
    assert one["understood_rightly"] >= RIGHTLY, tables(told)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("aspect", ASPECTS)
def test_it_hears_how_a_message_sounds(told: dict[str, Any], aspect: str, language: str) -> None:
    one = told["aspects"][aspect][language]
    ours = one.get("macro_f1", one.get("accuracy"))
    assert ours >= ASPECTS[aspect][language]
    assert ours > one["baseline"] or aspect == "language"  # who takes all Latin letters for English is right in English


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_hears_each_request(told: dict[str, Any], language: str) -> None:
    one = told["splitting"][language]
    assert one["exact"] >= SPLIT_EXACTLY[language]
    assert one["number"] > one["baseline"], "the baseline tells only how many there are"


def test_every_held_out_text_was_asked(judgement: Judgement, home: Home) -> None:
    assert sum(map(len, judgement.intents.values())) == len(held_out(home.held_out))


def test_what_is_told_is_json_and_names_everything(told: dict[str, Any]) -> None:
    assert json.loads(json.dumps(told)) == told
    printed = tables(told)
    for one in told["languages"].values():
        assert one["intents"].keys() == set(INTENTS)
    assert all(name in printed for name in (*INTENTS, *ASPECTS, *LANGUAGES))


def test_the_picture_is_drawn(judgement: Judgement, tmp_path: Path) -> None:
    draw([guess for guesses in judgement.intents.values() for guess in guesses], tmp_path / "confused.png")
    assert (tmp_path / "confused.png").read_bytes().startswith(b"\x89PNG")
