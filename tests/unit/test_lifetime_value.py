"""Lifetime value, the simple way."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from care_rules.lifetime_value import MONTH, lifetime_value, product_of
from care_rules.shopping import NOTHING_BOUGHT, Bought, ShoppingHistory, read

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("spend", "visits", "worth"), [(2300, 2, 220_800), (50_000, 1, 2_400_000)])
def test_the_textbook_examples(spend: int, visits: int, worth: int) -> None:
    assert product_of(Decimal(spend), Decimal(visits), 48) == worth


def _history(times: int, amount: int, months: int, margin: int | None = None) -> ShoppingHistory:
    first = NOW - months * MONTH
    step = months * MONTH / times
    return read([Bought(first + step * at, amount, margin) for at in range(times)], NOW, ZoneInfo("UTC"))


def test_a_history_is_valued_like_the_example() -> None:
    """Twice a month for two years, 2,300.00 each time, expected to stay four years."""
    worth = lifetime_value(_history(48, 230_000, 24), NOW, 48)
    assert worth.value == 22_080_000
    assert not worth.on_margin


def test_margin_counts_where_it_is_known_and_costs_are_taken_off() -> None:
    history = _history(48, 230_000, 24, margin=100_000)
    assert lifetime_value(history, NOW, 48).value == 9_600_000
    assert lifetime_value(history, NOW, 48).on_margin
    costly = lifetime_value(history, NOW, 48, acquisition=50_000, retention=1_000)
    assert costly.value == 9_600_000 - 50_000 - 48_000


def test_one_visit_yesterday_does_not_make_somebody_come_daily() -> None:
    history = read([Bought(NOW - timedelta(days=1), 9000)], NOW, ZoneInfo("UTC"))
    assert lifetime_value(history, NOW, 48).value == 9000 * 48 // 3


def test_who_never_bought_is_worth_nothing_and_may_have_cost_something() -> None:
    assert lifetime_value(NOTHING_BOUGHT, NOW, 48).value == 0
    assert lifetime_value(NOTHING_BOUGHT, NOW, 48, acquisition=700).value == -700
