"""A shopping history read: what, how much, when, how often, and what comes next. Pure; sums are whole minor units."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple
from zoneinfo import ZoneInfo

YEAR = timedelta(days=365)
_HALF = timedelta(days=182)
_FEWEST_VISITS = 3  # two gaps; one is no habit
_HABIT = 0.4  # share of the visits that makes a weekday the usual one
_FAVOURITES = 3


class Bought(NamedTuple):
    """One purchase. `at` is aware; `amount` in minor units of one currency, `margin` None where it is not known."""

    at: datetime
    amount: int
    margin: int | None = None
    product: str | None = None
    service: bool = False


@dataclass(frozen=True, slots=True)
class ShoppingHistory:
    """What the purchases say. Weekdays count from Monday, 0; times are aware UTC.

    `visits` are days with purchases. `interval` is the usual time between two of them (the median gap), None while
    there are too few; `spent_first` is what was spent on the first day, `lately` and `before` are what was spent in the
    last half-year and in the one before.
    """

    purchases: int = 0
    visits: int = 0
    spent: int = 0
    spent_first: int = 0
    spent_year: int = 0
    lately: int = 0
    before: int = 0
    margin: int | None = None
    first_at: datetime | None = None
    last_at: datetime | None = None
    last_service_at: datetime | None = None
    interval: timedelta | None = None
    weekdays: tuple[int, ...] = ()
    favourites: tuple[str, ...] = ()

    @property
    def spend_a_visit(self) -> int:
        return round(self.spent / self.visits) if self.visits else 0

    @property
    def expected_at(self) -> datetime | None:
        """When the next purchase would be usual, in UTC; in the past if it is overdue."""
        if self.interval is None or self.last_at is None:
            return None
        return self.last_at + self.interval

    def overdue(self, now: datetime) -> float | None:
        """Return how many usual intervals have gone by since the last purchase; None while none is usual."""
        if self.interval is None or self.last_at is None:
            return None
        return (now - self.last_at) / self.interval


NOTHING_BOUGHT = ShoppingHistory()


def read(purchases: Sequence[Bought], now: datetime, zone: ZoneInfo) -> ShoppingHistory:
    """Read the purchases, in any order; a day is one of `zone`. What lies after `now` is not counted."""
    past = sorted((one for one in purchases if one.at <= now), key=attrgetter("at"))
    if not past:
        return NOTHING_BOUGHT
    dates = [one.at.astimezone(zone).date() for one in past]
    days = list(dict.fromkeys(dates))
    year_ago, half_ago, before_that = now - YEAR, now - _HALF, now - 2 * _HALF
    products = Counter(one.product for one in past if one.product)
    services = [one.at for one in past if one.service]
    margins = [one.margin for one in past]
    return ShoppingHistory(
        purchases=len(past),
        visits=len(days),
        spent=sum(one.amount for one in past),
        spent_first=sum(one.amount for one, date in zip(past, dates, strict=True) if date == days[0]),
        spent_year=sum(one.amount for one in past if one.at >= year_ago),
        lately=sum(one.amount for one in past if one.at >= half_ago),
        before=sum(one.amount for one in past if before_that <= one.at < half_ago),
        margin=sum(one for one in margins if one is not None) if None not in margins else None,
        first_at=past[0].at,
        last_at=past[-1].at,
        last_service_at=services[-1] if services else None,
        interval=_usual([(later - day).days for day, later in pairwise(days)]),
        weekdays=_usual_weekdays([day.weekday() for day in days]),
        favourites=tuple(name for name, _ in products.most_common(_FAVOURITES)),
    )


def _usual(gaps: list[int]) -> timedelta | None:
    return timedelta(days=median(gaps)) if len(gaps) >= _FEWEST_VISITS - 1 else None


def _usual_weekdays(days: list[int]) -> tuple[int, ...]:
    if len(days) < _FEWEST_VISITS:
        return ()
    return tuple(day for day, times in Counter(days).most_common() if times >= _HABIT * len(days))
