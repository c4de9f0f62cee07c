"""Everybody together: where the lines between tiers are, and what a model of all of them expects of one."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from care_rules.shopping import ShoppingHistory
from care_rules.staying import WEEK_DAYS, BgNbd, CannotFit, GammaGamma, Rhythms, fit_bg_nbd, fit_gamma_gamma
from care_rules.tiering import Measure, Policy, Scales, lines, scales, score
from care_rules.weighing import Outlook, Scale

_WEEK = timedelta(days=WEEK_DAYS)
_DAY = timedelta(days=1)
YEAR_WEEKS = 52.0
_MOST_FITTED = 10_000  # of them a model learns no more; the rest are expected of all the same


@dataclass(frozen=True, slots=True)
class Models:
    """`spending` is None where too few came back to tell what they spend."""

    buying: BgNbd
    spending: GammaGamma | None


class Population:
    """Takes in everybody who ever bought, one by one, and keeps a few numbers of each."""

    def __init__(self, policy: Policy | None, now: datetime) -> None:
        self._policy, self._now = policy, now
        self._scores = array("q")
        self._days, self._visits, self._spent = array("d"), array("q"), array("q")
        self._frequency, self._recency, self._age, self._repeat = array("d"), array("d"), array("d"), array("d")

    def __len__(self) -> int:
        return len(self._frequency)

    def add(self, history: ShoppingHistory, worth: int) -> None:
        """Take one in; `worth` is their lifetime value. Whoever never bought is not counted."""
        if history.last_at is None:
            return
        if self._policy is not None and self._policy.measure is Measure.rfm:
            self._days.append((self._now - history.last_at) / _DAY)
            self._visits.append(history.visits)
            self._spent.append(history.spent)
        elif self._policy is not None:
            self._scores.append(score(self._policy.measure, history, worth, Scales(), self._now))
        frequency, recency, age, spend = _rhythm(history, self._now)
        self._frequency.append(frequency)
        self._recency.append(recency)
        self._age.append(age)
        self._repeat.append(spend)

    def scale(self, months: int) -> Scale:
        """Return what each is weighed with."""
        if self._policy is None:
            return Scale(months)
        found = scales(list(zip(self._days, self._visits, self._spent, strict=True)))
        return Scale(months, self._policy, lines(self._policy, self._scores), found)

    def models(self) -> Models | None:
        """Return what is expected of everybody; None while too few came back."""
        step = len(self) // _MOST_FITTED + 1
        rhythms = Rhythms(*(np.asarray(one[::step]) for one in (self._frequency, self._recency, self._age)))
        spend = np.asarray(self._repeat[::step])
        try:
            buying = fit_bg_nbd(rhythms)
        except CannotFit:
            return None
        paid = (rhythms.frequency > 0) & (spend > 0)
        try:
            spending = fit_gamma_gamma(rhythms.frequency[paid], spend[paid])
        except CannotFit:
            spending = None
        return Models(buying, spending)


def outlooks(models: Models | None, histories: Sequence[ShoppingHistory], now: datetime) -> list[Outlook]:
    """Return what is expected of each; of those who never bought, nothing."""
    nothing = Outlook()
    bought = [one for one in histories if one.last_at is not None]
    if models is None or not bought:
        return [nothing] * len(histories)
    frequency, recency, age, spend = (np.array(one) for one in zip(*(_rhythm(one, now) for one in bought), strict=True))
    rhythms = Rhythms(frequency, recency, age)
    alive, expected = models.buying.alive(rhythms), models.buying.expected(YEAR_WEEKS, rhythms)
    worth = [None] * len(bought)
    if models.spending is not None:
        worth = [round(one) for one in expected * models.spending.mean_spend(frequency, spend)]
    found = iter(zip(alive, expected, worth, strict=True))
    return [Outlook(*_plain(next(found))) if one.last_at is not None else nothing for one in histories]


def _plain(found: tuple[float, float, int | None]) -> tuple[float, float, int | None]:
    alive, expected, worth = found
    return float(alive), float(expected), worth


def _rhythm(history: ShoppingHistory, now: datetime) -> tuple[float, float, float, float]:
    """Return repeat visits, weeks from the first to the last, weeks since the first, spend at a repeat visit."""
    assert history.first_at is not None
    assert history.last_at is not None
    repeats = history.visits - 1
    spend = (history.spent - history.spent_first) / repeats if repeats else 0.0
    recency = (history.last_at - history.first_at) / _WEEK if repeats else 0.0
    return float(repeats), recency, (now - history.first_at) / _WEEK, spend
