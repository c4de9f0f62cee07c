from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_rules.errors import ImpossibleDate
from care_rules.occasions import Birthday, LeapDay, birthday_in, next_birthday
from tests.unit.moments import moments, zones

BERLIN = ZoneInfo("Europe/Berlin")
birthdays = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: Birthday(day.month, day.day))
leap_days = st.sampled_from(LeapDay)


@given(birthdays, moments, zones, st.times().map(lambda at: at.replace(microsecond=0)), leap_days)
def test_the_next_birthday_is_ahead_on_the_day_and_less_than_a_year_and_a_day_away(
    birthday: Birthday, now: datetime, zone: ZoneInfo, at: time, leap_day: LeapDay
) -> None:
    occasion = next_birthday(birthday.month, birthday.day, now, zone, at, leap_day)
    local = occasion.moment.astimezone(zone)
    assert occasion.moment.tzinfo is UTC
    assert now < occasion.moment <= now + timedelta(days=367)
    year = int(occasion.key.removeprefix("birthday:"))
    assert local.date() - birthday_in(year, birthday.month, birthday.day, leap_day) in {timedelta(0), timedelta(days=1)}
    assert local.time().replace(fold=0) >= at or local.date() > birthday_in(
        year, birthday.month, birthday.day, leap_day
    )


@given(birthdays, moments, zones, leap_days)
def test_every_year_has_one_birthday(birthday: Birthday, now: datetime, zone: ZoneInfo, leap_day: LeapDay) -> None:
    keys, after = [], now
    for _ in range(6):
        occasion = next_birthday(birthday.month, birthday.day, after, zone, leap_day=leap_day)
        keys.append(int(occasion.key.removeprefix("birthday:")))
        after = occasion.moment
    assert keys == list(range(keys[0], keys[0] + 6))


@given(birthdays, moments, zones)
def test_nine_o_clock_is_nine_on_the_customers_wall(birthday: Birthday, now: datetime, zone: ZoneInfo) -> None:
    local = next_birthday(birthday.month, birthday.day, now, zone).moment.astimezone(zone)
    assert local.time() == time(9) or (str(zone), local.date()) == ("Pacific/Apia", date(2011, 12, 31))


@pytest.mark.parametrize(
    ("year", "leap_day", "expected"),
    [
        (2027, LeapDay.february_28, date(2027, 2, 28)),
        (2027, LeapDay.march_1, date(2027, 3, 1)),
        (2028, LeapDay.february_28, date(2028, 2, 29)),
        (2028, LeapDay.march_1, date(2028, 2, 29)),
        (2100, LeapDay.february_28, date(2100, 2, 28)),
    ],
)
def test_the_29th_of_february_is_kept_every_year(year: int, leap_day: LeapDay, expected: date) -> None:
    occasion = next_birthday(2, 29, datetime(year, 1, 1, tzinfo=UTC), BERLIN, leap_day=leap_day)
    assert occasion.moment == datetime.combine(expected, time(9), BERLIN)
    assert occasion.key == f"birthday:{year}"


def test_a_birthday_in_the_skipped_hour_falls_on_the_moment_of_the_change() -> None:
    occasion = next_birthday(3, 29, datetime(2026, 1, 1, tzinfo=UTC), BERLIN, time(2, 30))
    assert occasion.moment == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_birthday_in_the_repeated_hour_comes_once() -> None:
    occasion = next_birthday(10, 25, datetime(2026, 1, 1, tzinfo=UTC), BERLIN, time(2, 30))
    assert occasion.moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_birthday(10, 25, occasion.moment, BERLIN, time(2, 30)).key == "birthday:2027"


def test_new_year_is_the_customers_own() -> None:
    kiritimati = ZoneInfo("Pacific/Kiritimati")
    occasion = next_birthday(1, 1, datetime(2026, 12, 31, 18, tzinfo=UTC), kiritimati)
    assert (occasion.key, occasion.moment) == ("birthday:2027", datetime(2026, 12, 31, 19, tzinfo=UTC))


@pytest.mark.parametrize(
    ("month", "day", "year"), [(2, 30, None), (13, 1, None), (4, 31, None), (0, 1, None), (2, 29, 2027)]
)
def test_an_impossible_birthday_is_refused(month: int, day: int, year: int | None) -> None:
    with pytest.raises(ImpossibleDate) as refused:
        Birthday(month, day, year)
    assert refused.value.facts == {"day": day, "month": month, "year": year}
