"""Lifetime value, the simple way: spend a visit, times visits a month, times the months a customer will stay."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from care_rules.shopping import ShoppingHistory

MONTH = timedelta(days=365.25 / 12)
_SHORTEST = 3  # months; of a week with two visits nobody knows how often somebody comes


@dataclass(frozen=True, slots=True)
class LifetimeValue:
    """In minor units. `on_margin`: of what is earned, else of what is paid. Costs that are known are taken off."""

    value: int
    on_margin: bool


def product_of(spend_a_visit: Decimal, visits_a_month: Decimal, months: int) -> Decimal:
    """Return spend × visits × months: 2,300 twice a month for 48 months are 220,800.

    Source: the textbook formula for customer lifetime value without discounting.
    """
    return spend_a_visit * visits_a_month * months


def lifetime_value(
    history: ShoppingHistory, now: datetime, months: int, *, acquisition: int = 0, retention: int = 0
) -> LifetimeValue:
    """Return the value of a customer who stays `months` in all.

    How often they come is counted over the time since the first purchase, three months at least. `acquisition` was paid
    once, `retention` is paid each month; both in the purchases' minor units.
    """
    if history.first_at is None or not history.visits:
        return LifetimeValue(-acquisition if acquisition else 0, on_margin=False)
    on_margin = history.margin is not None
    earned = history.margin if history.margin is not None else history.spent
    seen = max(Decimal((now - history.first_at) / MONTH), Decimal(_SHORTEST))
    worth = product_of(Decimal(earned) / history.visits, history.visits / seen, months)
    return LifetimeValue(_whole(worth) - acquisition - retention * months, on_margin)


def _whole(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
