import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from care_rules.case_numbers import id_of, number_of, numbers_in

SHORT_NUMBERS = 18_496
ids = st.one_of(st.integers(1, 40_000), st.integers(1, 2**63 - 1))


@given(ids)
@example(1)
@example(SHORT_NUMBERS)
@example(SHORT_NUMBERS + 1)
def test_a_number_leads_back_to_its_case(case_id: int) -> None:
    assert id_of(number_of(case_id)) == case_id
    assert id_of(f" {number_of(case_id).lower()} ") == case_id


def test_no_two_cases_share_a_number() -> None:
    assert len({number_of(case_id) for case_id in range(1, SHORT_NUMBERS + 2)}) == SHORT_NUMBERS + 1


def test_numbers_have_four_characters_until_those_are_used_up() -> None:
    assert {len(number_of(case_id)) for case_id in range(1, SHORT_NUMBERS + 1)} == {4}
    assert len(number_of(SHORT_NUMBERS + 1)) == 6


@given(ids)
def test_letters_and_digits_take_turns_without_look_alikes(case_id: int) -> None:
    assert re.fullmatch(r"([A-Z][0-9])+", number_of(case_id))
    assert not set(number_of(case_id)) & set("01OQILZSGBV")


def test_neighbours_do_not_look_like_neighbours() -> None:
    numbers = [number_of(case_id) for case_id in range(1, 2001)]
    places = [int.from_bytes(number.encode()) for number in numbers]
    assert len({second - first for first, second in pairwise(places)}) > 1500  # a fixed stride would give one or two
    assert 900 < sum(first < second for first, second in pairwise(numbers)) < 1100


def test_numbers_never_change() -> None:
    assert [number_of(case_id) for case_id in (1, 2, 3, 20_000)] == ["R3W3", "U4R5", "D5T9", "H2Y3R7"]


@pytest.mark.parametrize("case_id", [0, -1])
def test_there_is_no_case_before_the_first(case_id: int) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        number_of(case_id)


@pytest.mark.parametrize("text", ["", "K7", "K7F", "7K2F", "K7F21", "O0I1", "KKFF", "4711", "К7F2", "K7F2\n2", "K٧F2"])
def test_what_is_no_number_leads_nowhere(text: str) -> None:
    assert id_of(text) is None


@given(ids, st.sampled_from(["{}", "what about {}?", "({})", "Re: #{}, please", "{}'s lid", "case:{}.", "«{}»"]))
def test_a_number_is_found_in_prose(case_id: int, prose: str) -> None:
    number = number_of(case_id)
    assert numbers_in(prose.format(number)) == [number]
    assert numbers_in(prose.format(number.lower())) == [number]


def test_each_number_is_found_once_in_the_order_of_the_text() -> None:
    assert numbers_in("K6R4 and k7f2, then K6R4 again") == ["K6R4", "K7F2"]


@pytest.mark.parametrize(
    "text",
    [
        "My order 4711 came with a broken lid and nobody answers the phone",
        "order A4-K7F2, K7F2-11, XK7F2, K7F2X, K7F_2, AB_K7F2",
        "the A4 sheet, a B2B deal, 2x4, H2O, CO2, MP3, G7, 24h, 4x4, Q4 2025",
        "call +49 30 1234567 or mail a2@k7.example",
    ],
)
def test_words_and_order_numbers_are_no_case_numbers(text: str) -> None:
    assert numbers_in(text) == []


@given(st.text(st.characters(codec="utf-8", categories=["L", "P", "Z"])))
def test_text_without_digits_holds_no_case_number(text: str) -> None:
    assert numbers_in(text) == []


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    assert all(id_of(number) for number in numbers_in(text))
