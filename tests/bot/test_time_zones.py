from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.work.customers.places import zone_names
from bot.work.customers.time_zones import candidates, label, zone_in

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
SUMMER = datetime(2026, 7, 21, 10, 0, tzinfo=UTC)
MANILA, BERLIN, NEW_YORK, KOLKATA = map(ZoneInfo, ("Asia/Manila", "Europe/Berlin", "America/New_York", "Asia/Kolkata"))


def key_in(said: str, now: datetime = NOW, company_zone: ZoneInfo = MANILA) -> str | None:
    zone = zone_in(said, now, company_zone)
    return zone.key if zone else None


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Asia/Manila", "Asia/Manila"),
        ("asia/calcutta", "Asia/Kolkata"),
        ("US/Pacific", "America/Los_Angeles"),
        ("manila", "Asia/Manila"),
        ("new york", "America/New_York"),
        ("NYC", "America/New_York"),
        ("Ho Chi Minh", "Asia/Ho_Chi_Minh"),
        ("Mumbai", "Asia/Kolkata"),
        ("I'm in Delhi", "Asia/Kolkata"),
        ("Cebu City", "Asia/Manila"),
        ("Manila, Philippines", "Asia/Manila"),
        ("London time", "Europe/London"),
        ("sao paulo", "America/Sao_Paulo"),
        ("São Paulo", "America/Sao_Paulo"),
        ("İstanbul", "Europe/Istanbul"),
        ("Wien", "Europe/Vienna"),
        ("Москва", "Europe/Moscow"),
        ("東京", "Asia/Tokyo"),
        ("St. John's", "America/St_Johns"),
        ("Mexico City", "America/Mexico_City"),
    ],
)
def test_a_city_is_found_however_it_is_written(said: str, zone: str) -> None:
    assert key_in(said) == zone


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("India", "Asia/Kolkata"),
        ("भारत", "Asia/Kolkata"),
        ("Philippines", "Asia/Manila"),
        ("Germany", "Europe/Berlin"),
        ("Deutschland", "Europe/Berlin"),
        ("China", "Asia/Shanghai"),
        ("UK", "Europe/London"),
        ("Malaysia", "Asia/Kuala_Lumpur"),
        ("Argentina", "America/Argentina/Buenos_Aires"),
    ],
)
def test_a_country_whose_clocks_agree_is_enough(said: str, zone: str) -> None:
    assert key_in(said) == zone


@pytest.mark.parametrize(
    "said",
    [
        *(
            "USA",
            "Mexico",
            "Spain",
            "Georgia",
            "San Juan",
            "Paris, Texas",
            "",
            "skip",
            "no",
            "my lid is broken",
            "4711",
        ),
        *("25:00", "10", "13 pm", "../../etc/passwd", "Factory", "\ud800", "\x00", "x" * 5000, "I'm not in Manila"),
    ],
)
def test_what_leaves_a_doubt_tells_no_zone(said: str) -> None:
    assert key_in(said) is None


@pytest.mark.parametrize("said", ["18:00", "6:05 pm", "it's 17:52 here", "6 p.m.", "6:00", "18h05", "18.00 Uhr"])
def test_the_companys_zone_wins_if_their_clock_agrees_with_it(said: str) -> None:
    assert key_in(said) == "Asia/Manila"


@pytest.mark.parametrize(
    ("said", "zone"), [("it's 3:30 pm", "Asia/Kolkata"), ("15:45", "Asia/Kathmandu"), ("7pm", "Asia/Tokyo")]
)
def test_their_clock_tells_a_well_known_zone_with_that_offset(said: str, zone: str) -> None:
    assert key_in(said) == zone


def test_their_clock_tells_another_zone_of_the_companys_country_first() -> None:
    assert key_in("4:02", company_zone=NEW_YORK) == "America/Chicago"
    assert key_in("3:02 am", SUMMER, NEW_YORK) == "America/Los_Angeles"


def test_a_clock_of_twelve_hours_without_am_or_pm_is_not_looked_up_in_the_wide_world() -> None:
    assert key_in("3:30") is None
    assert key_in("03:30 pm") == "Asia/Kolkata"


def test_a_clock_more_than_ten_minutes_off_tells_nothing() -> None:
    assert key_in("18:10") == "Asia/Manila"
    assert key_in("18:11") is None


@pytest.mark.parametrize("said", ["UTC+8", "gmt+08:00", "+8", "+0800"])
def test_an_offset_is_understood(said: str) -> None:
    assert key_in(said) == "Asia/Manila"
    assert key_in("UTC-5") == "America/New_York"
    assert key_in("+05:30") == "Asia/Kolkata"
    assert key_in("+23:00") is None


def test_a_short_name_used_in_several_countries_means_the_companys_zone_or_none() -> None:
    assert key_in("PST", company_zone=MANILA) == "Asia/Manila"
    assert key_in("PST", company_zone=NEW_YORK) == "America/Los_Angeles"
    assert key_in("IST", company_zone=KOLKATA) == "Asia/Kolkata"
    assert key_in("IST") is None
    assert key_in("CEST", NOW, BERLIN) == "Europe/Berlin"


def test_every_zone_on_a_button_is_read_back_from_its_name() -> None:
    for company_zone in (MANILA, BERLIN, ZoneInfo("UTC"), ZoneInfo("Asia/Calcutta")):
        for zone in candidates(company_zone, "US"):
            assert zone_in(zone.key, NOW, company_zone) == zone
    assert {key_in(name) for name in zone_names()} == set(zone_names().values())


@given(st.timedeltas(timedelta(0), timedelta(days=365)), st.sampled_from([MANILA, BERLIN, NEW_YORK, KOLKATA]))
@settings(deadline=None, max_examples=60, derandomize=True)
def test_the_time_on_the_wall_leads_to_a_zone_with_that_time(since: timedelta, zone: ZoneInfo) -> None:
    now = NOW + since
    found = zone_in(f"{now.astimezone(zone):%I:%M %p}", now, KOLKATA)
    assert found is not None
    assert f"{now.astimezone(found):%H:%M}" == f"{now.astimezone(zone):%H:%M}"


def test_the_buttons_offer_the_companys_zone_first_then_the_countrys_large_ones() -> None:
    assert [zone.key for zone in candidates(MANILA, "PH")] == ["Asia/Manila"]
    assert [zone.key for zone in candidates(BERLIN, "DE")] == ["Europe/Berlin"]
    assert [zone.key for zone in candidates(NEW_YORK, None)] == [
        *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    ]
    assert [zone.key for zone in candidates(ZoneInfo("UTC"), None)] == ["UTC"]


def test_a_label_says_the_time_and_the_place() -> None:
    assert label(MANILA, NOW) == "18:00 · Manila"
    assert label(NEW_YORK, NOW) == "05:00 · New York"
    assert label(ZoneInfo("America/Argentina/Buenos_Aires"), NOW) == "07:00 · Buenos Aires"
