import pytest

from care_rules.emergency import EVERYWHERE, emergency_number


@pytest.mark.parametrize(
    ("country", "number"), [("CA", "911"), ("ph", "911"), ("IN", "112"), (None, EVERYWHERE), ("??", EVERYWHERE)]
)
def test_the_number_people_know_in_their_country(country: str | None, number: str) -> None:
    assert emergency_number(country) == number


def test_where_ambulance_and_police_differ_the_ambulance_comes_first() -> None:
    assert emergency_number("CN").startswith("120")
