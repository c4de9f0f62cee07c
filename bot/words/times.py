"""Moments and spans, as people say them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_timedelta

INTERNATIONAL = "en_001"
"""English that belongs to no country: "3 May", not "May 3"."""


@dataclass(frozen=True)
class When:
    """A moment to be read by a person in `zone`, at the time `now`. Both moments are aware UTC."""

    at: datetime
    now: datetime
    zone: ZoneInfo


def in_words(when: When, language: str, text: Callable[..., str]) -> str:
    """Return "today 16:00", "tomorrow 09:00", "Monday 09:00", or "3 May 09:00" when it is a week or more away.

    The year is said only where it would be mistaken. `text` gives the catalogue's sentence for a key.
    """
    local, today = when.at.astimezone(when.zone), when.now.astimezone(when.zone).date()
    clock = f"{local:%H:%M}"
    days = (local.date() - today).days
    near = {0: "day-today", 1: "day-tomorrow", -1: "day-yesterday"}.get(days)
    if near is not None:
        return text(near, time=clock)
    locale = locale_of(language)
    if 1 < days < 7:
        return text("day-named", day=format_date(local.date(), "EEEE", locale=locale), time=clock)
    skeleton = "yMMMd" if local.year != today.year and abs(days) > 90 else "MMMd"
    return text("day-named", day=format_skeleton(skeleton, local, locale=locale), time=clock)


def span_in_words(span: timedelta, language: str) -> str:
    """Return "20 minutes", "1 hour", "90 minutes", "3 days": rounded to what a person would say, never "0"."""
    minutes = max(1, round(abs(span) / timedelta(minutes=1)))
    hours, days = round(minutes / 60), round(minutes / 1440)
    said = timedelta(minutes=minutes)
    if minutes >= 22 * 60:
        said = timedelta(days=max(1, days))
    elif 75 <= minutes < 105:
        said = timedelta(minutes=90)
    elif minutes >= 55:
        said = timedelta(hours=hours)
    one_of_a_unit = said in (timedelta(minutes=1), timedelta(hours=1), timedelta(days=1))
    return str(format_timedelta(said, locale=locale_of(language), threshold=1 if one_of_a_unit else 2))


def day_in_words(month: int, day: int, language: str) -> str:
    """Return "3 May" or "May 3", as the language has it."""
    leap_year = 2024
    return str(format_skeleton("MMMMd", date(leap_year, month, day), locale=locale_of(language)))


def weekday_in_words(weekday: int, language: str) -> str:
    """Return "Tue" for 1: Monday is 0."""
    monday = date(2024, 1, 1)
    return str(format_date(monday + timedelta(days=weekday), "EEE", locale=locale_of(language)))


def locale_of(language: str) -> Locale:
    """Return how a language writes dates, from a tag as Telegram sends it ("pt-br"); English for what is unknown."""
    for tag in (language, language.split("-", maxsplit=1)[0]):
        if tag == "en":
            break
        try:
            return Locale.parse(tag, sep="-")
        except (ValueError, UnknownLocaleError):
            continue
    return Locale.parse(INTERNATIONAL)
