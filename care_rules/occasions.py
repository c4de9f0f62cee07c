"""Days that come round, and the moment at which each falls for one customer."""

from calendar import isleap
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from care_rules.errors import ImpossibleDate
from care_rules.wall_time import aware, local_date, moment_at


class LeapDay(StrEnum):
    """When somebody born on 29 February has their birthday in a common year."""

    february_28 = "february_28"
    march_1 = "march_1"


@dataclass(frozen=True)
class Occasion:
    """`key` names the occasion for good: a customer is greeted once for it, whatever is replanned. `moment` is UTC."""

    key: str
    moment: datetime


@dataclass(frozen=True)
class Birthday:
    """Day and month are enough.

    Raises ImpossibleDate for a day that no year has.
    """

    month: int
    day: int
    year: int | None = None

    def __post_init__(self) -> None:
        try:
            date(self.year or 2000, self.month, self.day)  # 2000 has a 29 February
        except (ValueError, OverflowError):
            raise ImpossibleDate(day=self.day, month=self.month, year=self.year) from None


def next_birthday(
    month: int,
    day: int,
    after: datetime,
    zone: ZoneInfo,
    at: time = time(9),
    leap_day: LeapDay = LeapDay.february_28,
) -> Occasion:
    """Return the first birthday whose moment lies later than `after`; `at` is on the customer's wall clock.

    Raises:
        ImpossibleDate: for a day that no year has.
        ValueError: if `after` is naive.
    """
    Birthday(month, day)
    first = local_date(after, zone).year
    for year in range(first, first + 3):
        moment = moment_at(birthday_in(year, month, day, leap_day), at, zone)
        if moment > aware(after):
            return Occasion(f"birthday:{year}", moment.astimezone(UTC))
    raise AssertionError("every year has a birthday")


def birthday_in(year: int, month: int, day: int, leap_day: LeapDay) -> date:
    if (month, day) == (2, 29) and not isleap(year):
        return date(year, 2, 28) if leap_day is LeapDay.february_28 else date(year, 3, 1)
    return date(year, month, day)
