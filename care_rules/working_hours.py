from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from care_rules.wall_time import aware, local_date, moment_at

_LONGEST_CLOSURE = timedelta(days=2 * 366)
_DAY = timedelta(days=1)

Spans = tuple[tuple[datetime, datetime], ...]


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
    """When the desk works: `week` holds the shifts of Monday to Sunday, `closed_each_year` pairs of month and day.

    `open_dates` are days with shifts of their own, whatever else is said of them. `holidays` are closed too.
    """

    zone: ZoneInfo
    week: tuple[tuple[Shift, ...], ...]
    closed_dates: frozenset[date] = frozenset()
    closed_each_year: frozenset[tuple[int, int]] = frozenset()
    open_dates: Mapping[date, tuple[Shift, ...]] = field(default_factory=dict, hash=False)
    holidays: Container[date] = field(default=frozenset(), hash=False)
    _known: dict[date, Spans] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.week) != 7 or not any(self.week):
            raise ValueError("a working week has seven days and at least one shift")
        if any(not_in_order(shifts) for shifts in (*self.week, *self.open_dates.values())):
            raise ValueError("the shifts of a day follow one another without overlapping")

    def shifts_on(self, day: date) -> tuple[Shift, ...]:
        if day in self.open_dates:
            return self.open_dates[day]
        if day in self.closed_dates or (day.month, day.day) in self.closed_each_year or day in self.holidays:
            return ()
        return self.week[day.weekday()]

    def spans_on(self, day: date) -> Spans:
        """Return from when to when, in UTC, the desk is open on this day of its zone. Worked out once a day."""
        found = self._known.get(day)
        if found is None:
            found = tuple(
                (moment_at(day, shift.opens, self.zone), _closing(day, shift, self.zone))
                for shift in self.shifts_on(day)
            )
            self._known[day] = found
        return found


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


def worked(start: datetime, end: datetime, hours: WorkingHours) -> timedelta:
    """Return how much working time lies between two moments; none if `end` is not after `start`.

    Raises:
        ValueError: if either is naive.
    """
    start, end = aware(start), aware(end)
    total = timedelta(0)
    if end <= start:
        return total
    for begins, ends in _open_spans(start, hours):
        if begins >= end:
            return total
        total += min(ends, end) - begins
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
        for opens, closes in hours.spans_on(day):
            # Equal at the instant of closing, and where a clock change swallowed the shift.
            if start <= closes:
                yield max(opens, start), closes
                last = closes
        day += _DAY
        if day.day == 1 and moment_at(day, time(0), hours.zone) - last > _LONGEST_CLOSURE:
            raise ValueError("the desk is closed for more than two years")


def _closing(day: date, shift: Shift, zone: ZoneInfo) -> datetime:
    if shift.closes == time(0):
        return moment_at(day + timedelta(days=1), time(0), zone)
    return moment_at(day, shift.closes, zone).astimezone(UTC)
