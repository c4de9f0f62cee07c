import pytest

from nlu.entities import Entity, find
from nlu.entities.baseline import find_plainly
from nlu.entities.scoring import Tally, score
from tests.nlu_client.entities.customers import IN_TORONTO

TORONTO = Entity("place", "Toronto", 10, 17, "Toronto")
FOUR = Entity("rating", "4/5", 20, 23, "4/5")


def test_the_same_value_at_an_overlapping_place_is_right() -> None:
    in_toronto = Entity("place", "in Toronto", 7, 17, "Toronto")

    assert score([[in_toronto]], [[TORONTO]]).kinds == {"place": Tally(right=1, found=1, wanted=1)}


def test_the_same_value_elsewhere_is_wrong() -> None:
    elsewhere = Entity("place", "Toronto", 30, 37, "Toronto")

    assert score([[elsewhere]], [[TORONTO]]).kinds["place"] == Tally(right=0, found=1, wanted=1)


def test_one_wanted_is_counted_once() -> None:
    assert score([[TORONTO, TORONTO]], [[TORONTO]]).kinds["place"].precision == 0.5


def test_a_kind_only_found_is_all_wrong() -> None:
    result = score([[FOUR], [TORONTO]], [[], [TORONTO]])

    assert result.kinds["rating"].precision == 0
    assert result.kinds["rating"].recall == 1
    assert result.overall == Tally(right=1, found=2, wanted=1)
    assert result.macro_f1 == 0.5


def test_messages_must_come_in_pairs() -> None:
    with pytest.raises(ValueError, match="zip"):
        score([[]], [])


def test_the_baseline_reads_plain_english() -> None:
    found = find_plainly("Order 4711 to Toronto on Friday: $20, 4/5, K7F2, a@b.ca", IN_TORONTO)

    assert [(entity.kind, entity.value) for entity in found] == [
        ("order_number", "4711"),
        ("place", "Toronto"),
        ("time", "2026-03-13"),
        ("amount", "20.00 USD"),
        ("rating", "4/5"),
        ("case_number", "K7F2"),
        ("email", "a@b.ca"),
    ]


def test_find_does_better_than_the_baseline_on_other_than_plain_english() -> None:
    message = "kal shaam 5 baje Pune se nova-pot aaya tha"

    assert len(find(message, IN_TORONTO)) > len(find_plainly(message, IN_TORONTO))
