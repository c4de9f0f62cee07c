from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from care_rules.wall_time import aware, local_date, moment_at

_LONGEST_CLOSURE = timedelta(days=2 * 366)


@dataclass(frozen=True, order=True)
class Shift:
    """Desk hours within one day; closing at 00:00 is the midnight that ends it.

    A night shift is two shifts, one up to midnight and one from it on: whether it is "Friday's" or "Saturday's" then
    needs no rule, and a closed Saturday ends it at midnight.
    """

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.closes != time(0) and self.closes <= self.opens:
            raise ValueError(f"{self.opens:%H:%M}-{self.closes:%H:%M} ends before it begins")


@dataclass(frozen=True)
class WorkingHours:
    """When the desk works: `week` holds the shifts of Monday to Sunday, `closed_each_year` pairs of month and day."""

    zone: ZoneInfo
    week: tuple[tuple[Shift, ...], ...]
    closed_dates: frozenset[date] = frozenset()
    closed_each_year: frozenset[tuple[int, int]] = frozenset()

    def __post_init__(self) -> None:
        if len(self.week) != 7 or not any(self.week):
            raise ValueError("a working week has seven days and at least one shift")
        if any(not_in_order(shifts) for shifts in self.week):
            raise ValueError("the shifts of a day follow one another without overlapping")

    def shifts_on(self, day: date) -> tuple[Shift, ...]:
        if day in self.closed_dates or (day.month, day.day) in self.closed_each_year:
            return ()
        return self.week[day.weekday()]


def not_in_order(shifts: tuple[Shift, ...]) -> bool:
    return any(later.opens < earlier.closes or earlier.closes == time(0) for earlier, later in pairwise(shifts))


def due_at(opened_at: datetime, allowance: timedelta, hours: WorkingHours) -> datetime:
    """Return the moment, in UTC, when `allowance` of working time has run out.

    The clock runs only while the desk is open: half an hour granted at 17:50 on Friday, closing at 18:00, is due on
    Monday twenty minutes after opening. What runs out exactly at closing is due at closing. No allowance at all is due
    at once, or when the desk opens.

    Raises:
        ValueError: if `opened_at` is naive or `allowance` is negative.
    """
    if allowance < timedelta(0):
        raise ValueError(f"an allowance is not negative: {allowance}")
    for begins, ends in _open_spans(aware(opened_at), hours):
        if begins + allowance <= ends:
            return begins + allowance
        allowance -= ends - begins
    raise AssertionError("open spans never end")


def is_open(at: datetime, hours: WorkingHours) -> bool:
    """The instant of closing still counts, so that a promise due then is not due while closed."""
    return opens_at(at, hours) == at


def opens_at(at: datetime, hours: WorkingHours) -> datetime:
    """Return `at` itself, in UTC, if the desk is open then, or the next opening."""
    begins, _ = next(_open_spans(aware(at), hours))
    return begins


def _open_spans(start: datetime, hours: WorkingHours) -> Iterator[tuple[datetime, datetime]]:
    """What is open from `start` on, in UTC, in order, without end.

    Raises ValueError where more than two years on end are closed.
    """
    day, last = local_date(start, hours.zone), start
    while True:
        for shift in hours.shifts_on(day):
            begins = max(moment_at(day, shift.opens, hours.zone), start)
            ends = _closing(day, shift, hours.zone)
            # Equal at the instant of closing, and where a clock change swallowed the shift.
            if begins <= ends:
                yield begins, ends
                last = ends
        day += timedelta(days=1)
        if moment_at(day, time(0), hours.zone) - last > _LONGEST_CLOSURE:
            raise ValueError("the desk is closed for more than two years")


def _closing(day: date, shift: Shift, zone: ZoneInfo) -> datetime:
    if shift.closes == time(0):
        return moment_at(day + timedelta(days=1), time(0), zone)
    return moment_at(day, shift.closes, zone).astimezone(UTC)
