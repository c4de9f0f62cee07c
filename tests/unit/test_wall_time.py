from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_rules.wall_time import aware, moment_at
from tests.unit.moments import zones

BERLIN = ZoneInfo("Europe/Berlin")
days = st.dates(date(2010, 1, 1), date(2034, 12, 31))
walls = st.times().map(lambda wall: wall.replace(microsecond=0))


@given(days, walls, zones)
def test_a_wall_time_is_shown_at_its_moment_unless_it_was_skipped(day: date, wall: time, zone: ZoneInfo) -> None:
    shown = moment_at(day, wall, zone).astimezone(zone).replace(tzinfo=None)
    assert shown >= datetime.combine(day, wall)
    assert shown == datetime.combine(day, wall) or _skipped(day, wall, zone)


@given(days, walls, walls, zones)
def test_later_on_the_wall_is_not_earlier_in_truth(day: date, wall: time, other: time, zone: ZoneInfo) -> None:
    earlier, later = sorted((wall, other))
    assert moment_at(day, earlier, zone) <= moment_at(day, later, zone)


def test_a_skipped_time_is_the_moment_of_the_change() -> None:
    spring = date(2026, 3, 29)
    assert moment_at(spring, time(2, 30), BERLIN) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert moment_at(spring, time(2, 0), BERLIN) == moment_at(spring, time(3, 0), BERLIN)


def test_a_time_that_comes_twice_means_its_first_coming() -> None:
    autumn = date(2026, 10, 25)
    assert moment_at(autumn, time(2, 30), BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert moment_at(autumn, time(2, 30), BERLIN, again=True) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_midnight_skipped_and_a_whole_day_skipped() -> None:
    cairo, apia = ZoneInfo("Africa/Cairo"), ZoneInfo("Pacific/Apia")
    assert moment_at(date(2024, 4, 26), time(0), cairo) == datetime(2024, 4, 25, 22, 0, tzinfo=UTC)
    assert moment_at(date(2011, 12, 30), time(9), apia) == moment_at(date(2011, 12, 31), time(0), apia)


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        aware(datetime(2026, 1, 1))  # noqa: DTZ001 (the point of the test)


def _skipped(day: date, wall: time, zone: ZoneInfo) -> bool:
    readings = {datetime.combine(day, wall.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1)}
    shown = {moment.astimezone(zone).replace(tzinfo=None) for moment in readings}
    return datetime.combine(day, wall) not in shown
