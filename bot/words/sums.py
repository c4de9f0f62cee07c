"""Sums of money, as people write them."""

from decimal import Decimal

from babel.numbers import format_currency, get_currency_precision

from bot.words.times import locale_of


def sum_in_words(amount: int, currency: str, language: str) -> str:
    """Return "₹1,299.50" or "￥500", from minor units of the currency, as the language has it."""
    whole = Decimal(amount).scaleb(-int(get_currency_precision(currency)))
    return str(format_currency(whole, currency, locale=locale_of(language)))
