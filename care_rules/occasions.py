"""What a rule may hang on: days that come round, festivals, things that happen to a customer; and when each falls."""

from calendar import isleap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from care_rules.errors import ImpossibleDate
from care_rules.wall_time import aware, moment_at


class LeapDay(StrEnum):
    """When somebody born on 29 February has their birthday in a common year."""

    february_28 = "february_28"
    march_1 = "march_1"


class OccasionKind(StrEnum):
    """Days of theirs; festivals; a date that the rule names; then what happens, each with a moment of its own."""

    birthday = "birthday"
    wedding = "wedding"
    first_purchase = "first_purchase"
    festival = "festival"
    date = "date"
    purchase = "purchase"
    service = "service"
    warranty = "warranty"
    appointment = "appointment"
    bill = "bill"
    order = "order"
    complaint = "complaint"
    emergency = "emergency"
    gap = "gap"
    rhythm = "rhythm"


YEARLY = (OccasionKind.birthday, OccasionKind.wedding, OccasionKind.first_purchase)
GREETED = (*YEARLY, OccasionKind.festival)
"""Days on which somebody is greeted: never a day late."""
DAYS = (*GREETED, OccasionKind.date)
"""What is a day and has no hour of its own."""
HABITS = (OccasionKind.gap, OccasionKind.rhythm)
"""What we found out ourselves: of all that is bought together, or of one product."""


FACTS: Mapping[OccasionKind, frozenset[str]] = {
    OccasionKind.birthday: frozenset({"years"}),
    OccasionKind.wedding: frozenset({"partner", "years"}),
    OccasionKind.first_purchase: frozenset({"years"}),
    OccasionKind.festival: frozenset({"festival"}),
    OccasionKind.date: frozenset(),
    OccasionKind.purchase: frozenset({"product"}),
    OccasionKind.service: frozenset({"product"}),
    OccasionKind.warranty: frozenset({"product"}),
    OccasionKind.appointment: frozenset({"day", "time", "place"}),
    OccasionKind.bill: frozenset({"number", "amount", "day"}),
    OccasionKind.order: frozenset({"number", "product"}),
    OccasionKind.complaint: frozenset({"number"}),
    OccasionKind.emergency: frozenset({"number"}),
    OccasionKind.gap: frozenset(),
    OccasionKind.rhythm: frozenset(),
}
"""What a text may name with each; of a habit we found ourselves, nothing."""

_NO_FACTS: Mapping[str, str] = MappingProxyType({})


class Occasion(NamedTuple):
    """`key` names the occasion for good: a customer is greeted once for it, whatever is replanned. `moment` is UTC.

    After `until` it is too late, whatever the rule says; `facts` are what a text may name.
    """

    key: str
    moment: datetime
    until: datetime | None = None
    facts: Mapping[str, str] = _NO_FACTS


class Anchor(NamedTuple):
    """Something that happened to a customer, or will: a purchase, a bill that is due, a case that was closed.

    `key` names it among those of its kind, for good. `at` and `until` are UTC; `usual` is the span that is usual
    between two of them, where that matters.
    """

    key: str
    at: datetime
    until: datetime | None = None
    usual: timedelta | None = None
    facts: Mapping[str, str] = _NO_FACTS


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
    return next(yearly(OccasionKind.birthday, Birthday(month, day), after, zone, at, leap_day))


def yearly(
    kind: OccasionKind, day: Birthday, after: datetime, zone: ZoneInfo, at: time, leap_day: LeapDay
) -> Iterator[Occasion]:
    """Return the days of that kind whose moment lies later than `after`, for three years to come.

    Raises:
        ValueError: if `after` is naive.
    """
    after, born = aware(after), day.year
    for year, key, moment in _three_years(after.astimezone(zone).year, kind, (day.month, day.day), at, zone, leap_day):
        if moment > after:
            yield Occasion(key, moment, None, {"years": str(year - born)} if born is not None and year > born else {})


@lru_cache(maxsize=20_000)  # many share a day, live in few zones, and are greeted at the same few hours
def _three_years(
    first: int, kind: OccasionKind, day: tuple[int, int], at: time, zone: ZoneInfo, leap_day: LeapDay
) -> tuple[tuple[int, str, datetime], ...]:
    years = range(first, first + 3)
    return tuple((year, f"{kind}:{year}", moment_at(birthday_in(year, *day, leap_day), at, zone)) for year in years)


def birthday_in(year: int, month: int, day: int, leap_day: LeapDay) -> date:
    if (month, day) == (2, 29) and not isleap(year):
        return date(year, 2, 28) if leap_day is LeapDay.february_28 else date(year, 3, 1)
    return date(year, month, day)
