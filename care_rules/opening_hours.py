"""Opening hours as they stand in a table: "9-18", "Mon-Fri 09:00-12:30, 13:30-18:00; Sat 10:00-14:00", "24/7"."""

import re
from datetime import datetime, time, timedelta

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ALWAYS = frozenset({"24/7", "24h", "24 h", "always", "around the clock"})
_DAY = rf"({'|'.join(_DAYS)})[a-z]*"
_SOME_DAYS = re.compile(rf"{_DAY}(?:\s*[-–]\s*{_DAY})?")
_SPAN = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*[-–]\s*(\d{1,2})(?::(\d{2}))?")
_PART = re.compile(
    rf"(?P<days>{_SOME_DAYS.pattern}(?:\s*,\s*{_SOME_DAYS.pattern})*:?\s+)?"
    rf"(?P<spans>{_SPAN.pattern}(?:\s*(?:,|and)\s*{_SPAN.pattern})*)"
)
_DAY_LONG = timedelta(days=1)


def open_at(hours: str, local: datetime) -> bool | None:
    """Return whether a place is open at this wall time there; None where the hours cannot be read.

    Parts are set apart by ";", a part without days is for every day, and a span that ends before it begins goes on over
    midnight.
    """
    written = " ".join(hours.casefold().split())
    if written in _ALWAYS:
        return True
    parts = [_PART.fullmatch(part.strip()) for part in written.split(";") if part.strip()]
    if not parts or None in parts:
        return None
    try:
        return any(_covers(part, local) for part in parts if part is not None)
    except ValueError:
        return None


def _covers(part: re.Match[str], local: datetime) -> bool:
    days = _days_of(part["days"])
    for begins, ends in _spans_of(part["spans"]):
        for before in (0, 1):
            first = (local - before * _DAY_LONG).date()
            start = datetime.combine(first, begins)
            end = datetime.combine(first, ends) + (_DAY_LONG if ends <= begins else timedelta())
            if first.weekday() in days and start <= local.replace(tzinfo=None) < end:
                return True
    return False


def _days_of(written: str | None) -> set[int]:
    if written is None:
        return set(range(7))
    days: set[int] = set()
    for found in _SOME_DAYS.finditer(written):
        first = _DAYS.index(found[1])
        last = _DAYS.index(found[2]) if found[2] else first
        days |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    return days


def _spans_of(written: str) -> list[tuple[time, time]]:
    return [(_clock(found[1], found[2]), _clock(found[3], found[4])) for found in _SPAN.finditer(written)]


def _clock(hour: str, minute: str | None) -> time:
    """Raises ValueError for 25:00; 24:00 is midnight."""
    return time(0 if hour == "24" else int(hour), int(minute or 0))
