import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.threshold import Guess, choose

GUESSES = st.lists(st.builds(Guess, st.booleans(), st.floats(0, 1)), min_size=1, max_size=60)


def test_it_lies_where_right_and_wrong_part() -> None:
    guesses = [Guess(False, 0.3), Guess(False, 0.41), Guess(True, 0.5), Guess(True, 0.9)]
    choice = choose(guesses)
    assert 0.41 < choice.threshold <= 0.5
    assert (choice.precision, choice.coverage) == (1.0, 0.5)


def test_when_all_is_right_everything_is_understood() -> None:
    choice = choose([Guess(True, 0.1), Guess(True, 0.9)])
    assert (choice.threshold, choice.coverage) == (0.0, 1.0)


def test_when_all_is_wrong_as_little_as_possible_is_understood() -> None:
    assert choose([Guess(False, 0.2), Guess(False, 0.7)]).coverage == 0.0


def test_a_wrong_act_weighs_more_than_a_right_one() -> None:
    even = [Guess(True, 0.5), Guess(False, 0.5)]
    assert choose(even, wrong_costs=2).coverage == 0.0
    assert choose(even, wrong_costs=0.5).coverage == 1.0


def test_nothing_to_choose_from() -> None:
    with pytest.raises(ValueError, match="nothing to choose"):
        choose([])


@given(GUESSES)
def test_the_dearer_a_mistake_the_less_is_understood(guesses: list[Guess]) -> None:
    assert choose(guesses, wrong_costs=5).coverage <= choose(guesses, wrong_costs=1).coverage
