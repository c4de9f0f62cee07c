"""Festivals and their days: known ones from public calendars, the company's own and corrections from festivals.yml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated

import holidays
from pydantic import BeforeValidator, Field

from care_rules import spelling
from care_rules.written import Written


@dataclass(frozen=True)
class _Known:
    """Whose public calendar tells the days, under which name, and where it is kept by most."""

    title: str
    country: str
    name: str
    regions: tuple[str, ...]
    part: str | None = None
    later: int = 0  # days after that one


_CHRISTIAN = ("ph", "ca", "us", "gb", "ie", "au", "nz", "de", "fr", "es")
_MUSLIM = ("ae", "sa", "id", "my", "pk", "bd", "eg", "tr", "qa", "kw", "om")
_KNOWN: Mapping[str, _Known] = {
    "diwali": _Known("Diwali", "IN", "Diwali", ("in", "np", "lk", "mu", "fj")),
    "holi": _Known("Holi", "IN", "Holi", ("in", "np"), part="DL"),
    "chinese_new_year": _Known("Chinese New Year", "SG", "Chinese New Year", ("cn", "hk", "mo", "tw", "sg", "my")),
    "mid_autumn": _Known("Mid-Autumn", "CN", "Mid-Autumn Festival", ("cn", "hk", "mo", "tw", "vn")),
    "eid": _Known("Eid", "PH", "Eid al-Fitr", _MUSLIM),
    "christmas": _Known("Christmas", "PH", "Christmas Day", _CHRISTIAN),
    "easter": _Known("Easter", "PH", "Good Friday", _CHRISTIAN, later=2),
    "songkran": _Known("Songkran", "TH", "Songkran Festival", ("th", "la")),
    "vesak": _Known("Vesak", "SG", "Vesak Day", ("th", "lk", "sg", "mm", "kh")),
}
NAMES = tuple(_KNOWN)


class Festival(Written):
    """One of the company's own, or a correction of a known one: `dates` of a year replace what the calendar says."""

    title: Annotated[str, Field(min_length=1, max_length=40)] | None = None
    dates: tuple[Annotated[date, BeforeValidator(spelling.open_day)], ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feast:
    """One time that a festival comes. `key` names it for good, like "diwali:2026"."""

    key: str
    day: date
    title: str


def title_of(name: str, written: Mapping[str, Festival]) -> str:
    """Return what people call it."""
    own = written.get(name)
    if own is not None and own.title:
        return own.title
    return _KNOWN[name].title if name in _KNOWN else name.replace("_", " ").title()


def regions_of(name: str, written: Mapping[str, Festival]) -> tuple[str, ...]:
    """Return the countries, in two small letters, where it is everybody's."""
    own = written.get(name)
    if own is not None and own.regions:
        return tuple(one.casefold() for one in own.regions)
    return _KNOWN[name].regions if name in _KNOWN else ()


def coming_days(name: str, after: date, written: Mapping[str, Festival], years: int = 2) -> Iterator[tuple[str, date]]:
    """Return its days later than `after` with the key of each, like "diwali:2026", in order.

    A festival of the moon's calendar may come twice in a year: the second one's key ends in "-2". A corrected date
    keeps its key, so that who was greeted on the estimated day is not greeted again.
    """
    own = written.get(name)
    for year in range(after.year, after.year + years + 1):
        corrected = sorted(one for one in own.dates if one.year == year) if own is not None else []
        for place, day in enumerate(corrected or _days(name, year), start=1):
            if day > after:
                yield f"{name}:{year}" + (f"-{place}" if place > 1 else ""), day


class Calendar:
    """Festivals to come as a book has them. What was found is kept: many keep the same ones."""

    def __init__(self, written: Mapping[str, Festival]) -> None:
        self._written = written
        self._names = (*NAMES, *(one for one in written if one not in NAMES))
        self.feasts = lru_cache(maxsize=10_000)(self._feasts)
        self.kept = lru_cache(maxsize=10_000)(self._kept)

    def _feasts(self, asked: tuple[str, ...], kept: tuple[str, ...], after: date) -> tuple[Feast, ...]:
        """Return, in order, those of the festivals kept that are asked for (none: all) and come later than `after`."""
        found = (
            Feast(key, day, title_of(name, self._written))
            for name in kept
            if not asked or name in asked
            for key, day in coming_days(name, after, self._written)
        )
        return tuple(sorted(found, key=lambda one: (one.day, one.key)))

    def _kept(self, told: tuple[str, ...] | None, region: str | None) -> tuple[str, ...]:
        """Return those that somebody told us they keep; of who never told, what is everybody's where they live."""
        return tuple(name for name in self._names if self._is_kept(name, told, region))

    def _is_kept(self, name: str, told: tuple[str, ...] | None, region: str | None) -> bool:
        return is_everybodys(name, region, self._written) if told is None else name in told


@lru_cache(maxsize=512)
def _days(name: str, year: int) -> tuple[date, ...]:
    """Return the first day of each time it comes within the year."""
    known = _KNOWN.get(name)
    if known is None:
        return ()
    calendar = holidays.country_holidays(known.country, subdiv=known.part, years=year, language="en_US")
    days = sorted(day for day, called in calendar.items() if _is_it(called, known.name))
    first = [day for place, day in enumerate(days) if not place or day - days[place - 1] > timedelta(days=7)]
    return tuple(day + timedelta(days=known.later) for day in first)


def _is_it(called: str, name: str) -> bool:
    """Whether it is the day itself, not its eve, an observed one or a day off beside it; estimated days count."""
    parts = [part.strip().removesuffix(" (estimated)") for part in called.split(";")]
    return any(part == name for part in parts)


def is_everybodys(name: str, region: str | None, written: Mapping[str, Festival]) -> bool:
    return region is not None and region.casefold() in regions_of(name, written)
