"""Distances on the globe, and the table of service points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_rules.distances import EARTH_RADIUS, Position, kilometres
from care_rules.errors import BookError
from care_rules.service_points import read_points

HEAD = "name,phone,latitude,longitude,hours,services,chat_id\n"
places = st.builds(Position, st.floats(-90, 90), st.floats(-180, 180))


def test_a_quarter_of_the_equator_and_two_cities() -> None:
    assert kilometres(Position(0, 0), Position(0, 90)) == pytest.approx(EARTH_RADIUS * 3.14159265 / 2)
    assert kilometres(Position(18.5204, 73.8567), Position(19.0760, 72.8777)) == pytest.approx(120, abs=1)
    assert kilometres(Position(0, 179.9), Position(0, -179.9)) == pytest.approx(22.2, abs=0.1)


@given(places, places, places)
def test_distances_are_distances(one: Position, two: Position, three: Position) -> None:
    assert kilometres(one, two) == pytest.approx(kilometres(two, one))
    assert 0 <= kilometres(one, two) <= EARTH_RADIUS * 3.1416
    assert kilometres(one, three) <= kilometres(one, two) + kilometres(two, three) + 1e-3


def test_a_table_is_read_with_what_may_be_left_out() -> None:
    first, second = read_points(
        "\ufeff" + HEAD + 'Pune,+91 20 1,18.52,73.86,"9-18, daily",lids; pots,-100\nMumbai,+91 22 2,19.08,72.88,,,\n',
        "p.csv",
    )
    assert (first.name, first.hours, first.services, first.chat_id) == ("Pune", "9-18, daily", ("lids", "pots"), -100)
    assert (second.position, second.chat_id) == (Position(19.08, 72.88), None)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("name,phone,latitude\nPune,1,18\n", "p.csv:1: the column longitude is missing. Add it."),
        (HEAD.replace("hours", "ours"), "p.csv:1: unknown column ours."),
        (HEAD + "Pune,1,118.5,73.8,,,\n", "p.csv:2: 118.5, 73.8 is no place."),
        (HEAD + "Pune,1,north,73.8,,,\n", "p.csv:2: north, 73.8 is no place."),
        (HEAD + "Pune,1,nan,73.8,,,\n", "p.csv:2: nan, 73.8 is no place."),
        (HEAD + "Pune,,18,73,,,\n", "p.csv:2: phone is empty. Write it."),
        (HEAD + "Pune,1,18,73,,,abc\n", "p.csv:2: chat_id abc is no number."),
        (HEAD + "Pune,1,18,73,,,\npune,2,19,73,,,\n", "p.csv:3: pune is here a second time."),
        (HEAD + "Pune, Main Street,1,18,73,,,,\n", "more fields than columns"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_write(table: str, told: str) -> None:
    with pytest.raises(BookError) as refused:
        read_points(table, "p.csv")
    assert told in str(refused.value)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(BookError) as refused:
        read_points(HEAD + "Pune,,18,73,,,\nMumbai,1,x,73,,,\n", "p.csv")
    assert len(str(refused.value).splitlines()) == 2
