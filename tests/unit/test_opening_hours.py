"""Whether a place is open, by hours as people write them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from care_rules.opening_hours import open_at


def _at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Kolkata"))


MONDAY_10, MONDAY_13 = _at(2026, 3, 2, 10), _at(2026, 3, 2, 13)
SATURDAY_10, SUNDAY_1 = _at(2026, 3, 7, 10), _at(2026, 3, 8, 1)
LUNCH = "Mon-Fri 09:00-12:30, 13:30-18:00; Sat 10-14"


@pytest.mark.parametrize(
    ("hours", "local", "is_open"),
    [
        ("9-18", MONDAY_10, True),
        ("9-18", _at(2026, 3, 2, 18), False),
        ("9-18", _at(2026, 3, 2, 8, 59), False),
        ("24/7", SUNDAY_1, True),
        (LUNCH, MONDAY_10, True),
        (LUNCH, MONDAY_13, False),
        (LUNCH, SATURDAY_10, True),
        (LUNCH, SUNDAY_1, False),
        ("Monday, Thursday 08:00-20:00", MONDAY_13, True),
        ("Fri-Mon 08:00-20:00", SATURDAY_10, True),
        ("sat 22:00-02:00", SUNDAY_1, True),
        ("sun 22:00-02:00", SUNDAY_1, False),
        ("10:00-24:00", _at(2026, 3, 2, 23, 59), True),
        ("", MONDAY_10, None),
        ("by appointment", MONDAY_10, None),
        ("9-27", MONDAY_10, None),
        ("9-18; by appointment", MONDAY_10, None),
    ],
)
def test_hours_as_they_are_written(hours: str, local: datetime, is_open: bool | None) -> None:
    assert open_at(hours, local) is is_open
