"""How single values are written in the book. A refusal says what is wrong and what to write instead."""

import re
from datetime import date, time, timedelta
from textwrap import shorten
from zoneinfo import ZoneInfo

import holidays
from holidays import HolidayBase

from care_rules.quiet_hours import QuietHours
from care_rules.terms import Promise
from care_rules.working_hours import Shift, not_in_order

_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_SPAN = re.compile(r"(?:(\d{1,4})d)? ?(?:(\d{1,4})h)? ?(?:(\d{1,4})m(?:in)?)?", re.ASCII)
_AROUND = "around the clock"
_SCALE = re.compile(r"(\d{1,2})-(\d{1,2})", re.ASCII)
_LONGEST_SCALE = 10
_PERCENT = re.compile(r"(\d{1,3})\s?%", re.ASCII)
_LONGEST = timedelta(days=366)


def wall_time(written: object) -> time:
    found = _TIME.fullmatch(written) if isinstance(written, str) else None
    if not found:
        raise ValueError(f"{quoted(written)} is no time of day. Write hours and minutes, like 09:00.")
    return time(int(found[1]), int(found[2]))


def span(written: object) -> timedelta:
    found = _SPAN.fullmatch(written) if isinstance(written, str) else None
    if not found or not any(found.groups()):
        raise ValueError(f"{quoted(written)} is no span of time. Write it like 30m, 2h, 1h 30m or 7d.")
    days, hours, minutes = (int(part or 0) for part in found.groups())
    length = timedelta(days=days, hours=hours, minutes=minutes)
    if not timedelta(0) < length <= _LONGEST:
        raise ValueError(f"{quoted(written)} is out of bounds. Write a span from 1m to 366d.")
    return length


def promise(written: object) -> Promise:
    """ "2h" is working time; a working day has no fixed length, so days are for promises around the clock."""
    if isinstance(written, str) and written.endswith(" " + _AROUND):
        return Promise(span(written.removesuffix(_AROUND).strip()), around_the_clock=True)
    allowance = span(written)
    if "d" in str(written):
        raise ValueError(f'{quoted(written)} counts working time in days. Write hours, like 8h, or "2d {_AROUND}".')
    return Promise(allowance)


def promise_around_the_clock(written: object) -> Promise:
    promised = promise(written)
    if not promised.around_the_clock:
        raise ValueError(f'{quoted(written)} would wait for the desk to open. Write it like "15m {_AROUND}".')
    return promised


def shifts(written: object) -> tuple[Shift, ...]:
    if written == "closed":
        return ()
    listed = written if isinstance(written, list) else [written]
    day = tuple(_shift(one) for one in listed)
    if not_in_order(day):
        raise ValueError(
            "shifts overlap or are out of order. Write them one after another, like [09:00-12:00, 13:00-18:00]."
        )
    return day


def _shift(written: object) -> Shift:
    opens, closes = _from_to(written, "opening hours", "09:00-18:00, or closed")
    begins, ends = wall_time(opens), time(0) if closes == "24:00" else wall_time(closes)
    if time(0) < ends <= begins:
        raise ValueError(
            f"{quoted(written)} goes over midnight. Write {opens}-24:00 for this day and 00:00-{closes} for the next."
        )
    return Shift(begins, ends)


def quiet_hours(written: object) -> QuietHours:
    begins, ends = _from_to(written, "quiet hours", "22:00-08:00")
    if begins == ends:
        raise ValueError(f"{quoted(written)} begins and ends at once. Write quiet hours like 22:00-08:00.")
    return QuietHours(wall_time(begins), wall_time(ends))


def closed_day(written: object) -> date | tuple[int, int]:
    """A date closes the desk once, a month and day close it every year."""
    try:
        if isinstance(written, str) and re.fullmatch(r"\d\d-\d\d", written, re.ASCII):
            every = date.fromisoformat(f"2000-{written}")
            return every.month, every.day
        if isinstance(written, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", written, re.ASCII):
            return date.fromisoformat(written)
    except ValueError:
        pass  # a date that no calendar has: refused below, in the same words
    raise ValueError(f"{quoted(written)} is no date. Write 2026-12-24, or 12-25 for every year.")


def open_day(written: object) -> date:
    """A full date: nobody works on every 26 January that is a Sunday."""
    day = closed_day(written) if isinstance(written, str) and len(written) > 5 else None
    if not isinstance(day, date):
        raise ValueError(f"{quoted(written)} is no date. Write the whole of it, like 2026-12-24.")
    return day


def public_holidays(written: object) -> HolidayBase:
    """A country, or a region of it, by its ISO 3166 code: IN, or IN-MH. Source of the days: the library `holidays`."""
    country, _, region = written.partition("-") if isinstance(written, str) else ("", "", "")
    known = holidays.list_supported_countries(include_aliases=False)
    if country not in known:
        raise ValueError(f"unknown country {quoted(written)}. Write its two letters, like IN, or IN-MH for a region.")
    if region and region not in known[country]:
        regions = ", ".join(known[country]) or "none; write the country alone"
        raise ValueError(f"unknown region {quoted(region)} of {country}. Its regions are {regions}.")
    return holidays.country_holidays(country, subdiv=region or None, language="en_US", categories="public")


def percent(written: object) -> int:
    found = _PERCENT.fullmatch(written) if isinstance(written, str) else None
    if not found or not 1 <= int(found[1]) <= 300:
        raise ValueError(f"{quoted(written)} is no share. Write it like 50%, from 1% to 300%.")
    return int(found[1])


def scale(written: object) -> tuple[int, int]:
    found = _SCALE.fullmatch(written) if isinstance(written, str) else None
    if not found or not int(found[1]) < int(found[2]) <= int(found[1]) + _LONGEST_SCALE:
        raise ValueError(f"{quoted(written)} is no scale. Write its lowest and highest number, like 0-10 or 1-7.")
    return int(found[1]), int(found[2])


def time_zone(written: object) -> ZoneInfo:
    try:
        return ZoneInfo(written if isinstance(written, str) else "")
    except (ValueError, OSError, LookupError):
        raise ValueError(
            f"unknown time zone {quoted(written)}. Write one like Europe/Berlin or Asia/Kolkata."
        ) from None


def _from_to(written: object, what: str, example: str) -> tuple[str, str]:
    parts = [part.strip() for part in written.replace("–", "-").split("-")] if isinstance(written, str) else []
    if len(parts) != 2:
        raise ValueError(f"{quoted(written)} is no {what}. Write it like {example}.")
    return parts[0], parts[1]


def quoted(written: object) -> str:
    """What was written, on one line."""
    if isinstance(written, dict | list):
        return "a list" if isinstance(written, list) else "a group of keys"
    return "nothing" if written is None else f'"{shorten(str(written), 60, placeholder="…")}"'
