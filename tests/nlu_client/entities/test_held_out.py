"""How well what held-out messages name is found. The floors are what was measured, less 0.02."""

import pytest

from nlu.corpus import LANGUAGES
from nlu.evaluation.entities import measured, naming, table

FLOORS = {"en": 0.90, "hi": 0.94, "fil": 0.91, "zh": 0.94}
WORST_KIND = 0.64  # F1 of all languages together


def test_what_a_message_names_is_found() -> None:
    told = measured()
    printed = table(told)
    for language in LANGUAGES:
        assert told[language]["f1"] >= FLOORS[language], printed
        assert told[language]["f1"] > told[language]["baseline"], printed
    assert min(told["all"]["kinds"].values()) >= WORST_KIND, printed
    assert sum(told[language]["texts"] for language in LANGUAGES) == len(list(naming())) >= 100


@pytest.mark.parametrize("kind", ["amount", "email", "phone", "product", "time", "place", "rating"])
def test_no_kind_is_found_less_well_than_by_plain_patterns(kind: str) -> None:
    everything = measured()["all"]
    assert everything["kinds"][kind] > everything["baseline_kinds"][kind]
