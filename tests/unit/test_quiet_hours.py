from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_rules.quiet_hours import QuietHours, quiet_until
from tests.unit.moments import moments, zones

NIGHT = QuietHours(time(22), time(8))
SIESTA = QuietHours(time(13), time(15))
KOLKATA, BERLIN = ZoneInfo("Asia/Kolkata"), ZoneInfo("Europe/Berlin")
nights = st.sampled_from([NIGHT, SIESTA, QuietHours(time(23, 30), time(2, 30)), QuietHours(time(0), time(6))])


@given(moments, nights, zones)
def test_quiet_ends_later_and_not_in_the_quiet(now: datetime, quiet: QuietHours, zone: ZoneInfo) -> None:
    ends = quiet_until(now, quiet, zone)
    assert (ends is not None) == quiet.covers(now.astimezone(zone).time())
    if ends is not None:
        assert ends > now
        assert quiet_until(ends, quiet, zone) is None


@pytest.mark.parametrize(
    ("wall", "quiet"),
    [("21:59", False), ("22:00", True), ("23:59", True), ("00:00", True), ("07:59", True), ("08:00", False)],
)
def test_a_night_goes_over_midnight(wall: str, quiet: bool) -> None:
    now = datetime.fromisoformat(f"2026-05-03T{wall}").replace(tzinfo=KOLKATA)
    assert (quiet_until(now, NIGHT, KOLKATA) is not None) is quiet


def test_a_siesta_does_not() -> None:
    noon, two = (datetime(2026, 5, 3, hour, tzinfo=BERLIN) for hour in (12, 14))
    assert quiet_until(noon, SIESTA, BERLIN) is None
    assert quiet_until(two, SIESTA, BERLIN) == datetime(2026, 5, 3, 15, tzinfo=BERLIN)


def test_the_night_ends_on_the_customers_clock() -> None:
    assert quiet_until(datetime(2026, 5, 2, 20, tzinfo=UTC), NIGHT, KOLKATA) == datetime(2026, 5, 3, 8, tzinfo=KOLKATA)


def test_an_end_that_comes_twice_is_waited_for_again() -> None:
    early = QuietHours(time(23), time(2, 30))
    repeated = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)  # 02:15 for the second time
    assert quiet_until(repeated, early, BERLIN) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_window_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="differ"):
        QuietHours(time(22), time(22))
