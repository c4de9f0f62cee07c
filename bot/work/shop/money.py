"""Sums in the currency that the rule book counts in."""

from decimal import ROUND_HALF_UP, Decimal

from bot.work.shop.parsing import decimals_of
from care_rules.value_book import Value


def unit_of(currency: str) -> int:
    """Return how many minor units make one of the currency: 100 for INR, 1 for JPY."""
    return int(10 ** decimals_of(currency))


def counted(amount: int, currency: str, value: Value) -> int | None:
    """Return the sum, in minor units, in the book's currency; None if the book has no rate for its own."""
    if currency == value.currency:
        return amount
    rate = value.rates.get(currency)
    if rate is None:
        return None
    whole = Decimal(amount).scaleb(-decimals_of(currency)) * rate
    return int(whole.scaleb(decimals_of(value.currency)).quantize(Decimal(1), ROUND_HALF_UP))
