"""How well we and a customer get on, so that somebody acts before they leave."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from care_rules.because import Because
from care_rules.shopping import ShoppingHistory

_LATE, _VERY_LATE, _GONE = 1.5, 2.5, 5.0  # usual intervals since the last purchase
_ALIVE = 0.1  # below this chance they are taken to have gone
_FEWER, _MORE = 0.6, 1.25  # this half-year's spending by the one before
_DISSATISFIED, _SATISFIED = 2.5, 4.0  # of 5
_TWO_HALVES = timedelta(days=364)
_MUCH_EFFORT = 2  # cases that had to be opened again in half a year


class Health(StrEnum):
    growing = "growing"
    stable = "stable"
    deteriorating = "deteriorating"
    in_repair = "in_repair"
    dissolved = "dissolved"


@dataclass(frozen=True, slots=True)
class Signs:
    """`satisfaction` is the mean of the last scores, 1 to 5; `reopened` counts what had to be opened again.

    `sore_case` is the number of a complaint that is open or has just been closed; `alive` the chance that they still
    buy.
    """

    history: ShoppingHistory
    satisfaction: float | None = None
    reopened: int = 0
    sore_case: str | None = None
    alive: float | None = None
    left: bool = False


def health_of(signs: Signs, now: datetime) -> tuple[Health, Because]:
    """Return the health, with the sign that decided it.

    Gone: they stopped us and buy no more, or five usual intervals have gone by, or the chance that they still buy is
    below one in ten. In repair: a complaint is open or just closed. Deteriorating: one grave sign (two and a half
    intervals without a purchase, scores of 2.5 and less) or two slighter ones. Growing: they spend a quarter more than
    half a year before, in their rhythm, and say nothing bad.
    """
    overdue = signs.history.overdue(now)
    if gone := _gone(signs, overdue):
        return Health.dissolved, gone
    if signs.sore_case is not None:
        return Health.in_repair, Because("complaint", {"case": signs.sore_case})
    grave, slight = _bad_signs(signs, overdue)
    if grave or len(slight) > 1:
        return Health.deteriorating, (grave or slight)[0]
    if not slight and _grows(signs, now):
        return Health.growing, Because("spends-more", {"percent": _percent(signs.history)})
    return Health.stable, Because("as-usual")


def worse(was: Health, now: Health) -> bool:
    """Whether somebody should act: from well to unwell, or to gone."""
    return was in (Health.growing, Health.stable) and now in (Health.deteriorating, Health.dissolved)


def _gone(signs: Signs, overdue: float | None) -> Because | None:
    if overdue is not None and overdue >= _GONE:
        return Because("overdue", {"times": round(overdue, 1)})
    if signs.alive is not None and signs.alive < _ALIVE:
        return Because("hardly-alive", {"percent": round(100 * signs.alive)})
    return Because("left") if signs.left and (overdue is None or overdue > _LATE) else None


def _bad_signs(signs: Signs, overdue: float | None) -> tuple[list[Because], list[Because]]:
    """Return the grave ones and the slighter ones."""
    grave: list[Because] = []
    slight: list[Because] = []
    if overdue is not None and overdue >= _LATE:
        (grave if overdue >= _VERY_LATE else slight).append(Because("overdue", {"times": round(overdue, 1)}))
    if signs.satisfaction is not None and signs.satisfaction < _SATISFIED - 0.5:
        low = signs.satisfaction <= _DISSATISFIED
        (grave if low else slight).append(Because("satisfaction", {"score": round(signs.satisfaction, 1)}))
    if signs.history.before and signs.history.lately < _FEWER * signs.history.before:
        slight.append(Because("spends-less", {"percent": -_percent(signs.history)}))
    if signs.reopened >= _MUCH_EFFORT:
        slight.append(Because("effort", {"times": signs.reopened}))
    return grave, slight


def _grows(signs: Signs, now: datetime) -> bool:
    """Of somebody who is with us for less than two half-years, more is spent in the second one in any case."""
    first_at = signs.history.first_at
    if first_at is None or now - first_at < _TWO_HALVES:
        return False
    pleased = signs.satisfaction is None or signs.satisfaction >= _SATISFIED
    return pleased and signs.history.before > 0 and signs.history.lately >= _MORE * signs.history.before


def _percent(history: ShoppingHistory) -> int:
    return round(100 * (history.lately / history.before - 1))
