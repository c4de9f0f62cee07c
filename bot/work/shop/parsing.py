"""How single values of the shop's tables are read. A refusal says what is wrong and what to write instead."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

import phonenumbers
from babel.numbers import get_currency_precision, is_currency

from bot.work.shop.columns import Parse, Refused, Ways

_LARGEST = Decimal(10) ** 15  # minor units of it still fit 64 bits
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_OTHER_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?", re.ASCII)
_CLOCK = re.compile(r"[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?")
_BEFORE_CLOCK = re.compile(r"[T ]+\d{1,2}:")
_PLAIN_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,9})?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{2,3})*,\d{3}|[+-]?\d+")
_GROUPED_BY_POINTS = re.compile(r"[+-]?\d{1,3}(?:\.\d{2,3})*\.\d{3}|[+-]?\d+")
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]{2,}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f]+")
_YES, _NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")
Choice = TypeVar("Choice", bound=StrEnum)


def text(longest: int) -> Parse:
    """Return a reader of words, on one line."""

    def parse(written: str, _: Ways) -> str:
        line = _UNSEEN.sub(" ", written)
        if len(line) > longest:
            raise Refused(f"has {len(line)} characters; write at most {longest}")
        return line

    return parse


def paragraph(written: str, _: Ways) -> str:
    """Words that may go over several lines."""
    if len(written) > 4000:
        raise Refused(f"has {len(written)} characters; write at most 4000")
    return written.replace("\x00", "")


def amount(written: str, ways: Ways) -> Decimal:
    """A sum, exactly, that is not below zero. Thousands may be grouped; digits may be of any script."""
    found = number(written, ways)
    if found < 0:
        raise Refused(f"{written} is below zero; leave refunds and corrections out")
    return found


def number(written: str, ways: Ways) -> Decimal:
    if ways.decimal == "." and _PLAIN_NUMBER.fullmatch(written):
        return Decimal(written)
    whole, sign, decimals = written.replace(" ", "").replace("\u00a0", "").rpartition(ways.decimal)
    if not sign:
        whole, decimals = decimals, ""
    grouped = _GROUPED if ways.decimal == "." else _GROUPED_BY_POINTS
    plain = whole.replace("," if ways.decimal == "." else ".", "")
    if not (grouped.fullmatch(whole) or (not whole and decimals)) or not re.fullmatch(r"\d*", decimals):
        other = "," if ways.decimal == "." else "."
        hint = f", or say --decimal {other}" if other in written else ""
        raise Refused(f"{_short(written)} is no number; write digits, like 1299{ways.decimal}50{hint}")
    try:
        found = Decimal(f"{plain or '0'}.{decimals or '0'}")
    except InvalidOperation:
        raise Refused(f"{_short(written)} is no number; write digits, like 1299{ways.decimal}50") from None
    if abs(found) > _LARGEST:
        raise Refused(f"{_short(written)} is more than anybody pays")
    return found


def quantity(written: str, ways: Ways) -> float:
    return float(amount(written, ways))


def whole(least: int, most: int) -> Parse:
    """Return a reader of whole numbers."""

    def parse(written: str, _: Ways) -> int:
        if not re.fullmatch(r"\d{1,9}", written, re.ASCII) or not least <= int(written) <= most:
            raise Refused(f"{_short(written)} is no whole number from {least} to {most}")
        return int(written)

    return parse


def percent(written: str, ways: Ways) -> int:
    parsed: int = whole(0, 100)(written.removesuffix("%").strip(), ways)
    return parsed


def currency(written: str, _: Ways) -> str:
    code = written.upper()
    if not is_known_currency(code):
        raise Refused(f"unknown currency {_short(written)}; write its three letters, like INR")
    return code


@lru_cache(maxsize=512)
def is_known_currency(code: str) -> bool:
    return len(code) == 3 and is_currency(code, "en")


@lru_cache(maxsize=512)
def decimals_of(code: str) -> int:
    """Return how many decimals the currency has: 2 for INR, 0 for JPY. Source: CLDR."""
    return int(get_currency_precision(code))


def minor(found: Decimal | None, code: str | None) -> int | None:
    """Return the sum in minor units of its currency.

    Raises:
        Refused: if it has more decimals than the currency.
    """
    if found is None or code is None:
        return None
    scaled = found.scaleb(decimals_of(code))
    units = int(scaled)
    if units != scaled:
        raise Refused(f"amount: {found} has more decimals than {code} has ({decimals_of(code)})")
    return units


def day(written: str, ways: Ways) -> date:
    return _day(written.strip(), ways)


def moment(written: str, ways: Ways) -> datetime:
    """A day, perhaps with a time of day, on the shop's wall unless it names an offset; in UTC."""
    if _ISO_MOMENT.fullmatch(written):
        with suppress(ValueError):  # what no calendar or clock has is told apart below
            return datetime.fromisoformat(written).replace(tzinfo=ways.zone).astimezone(UTC)
    at = _BEFORE_CLOCK.search(written)
    found = _day(written[: at.start()] if at else written, ways)
    if at is None:
        return datetime.combine(found, time(12), ways.zone).astimezone(UTC)
    clock = _CLOCK.fullmatch(written[at.start() :])
    if clock is None:
        raise Refused(f"{_short(written)} is no time; write it like 2026-03-05 14:30")
    try:
        wall = time(int(clock[1]), int(clock[2]), int(clock[3] or 0))
    except ValueError:
        raise Refused(f"{_short(written)} is no time of day") from None
    offset = clock[4]
    if offset is None:
        return datetime.combine(found, wall, ways.zone).astimezone(UTC)
    iso = f"{found.isoformat()}T{wall.isoformat()}{'+00:00' if offset == 'Z' else offset}"
    return datetime.fromisoformat(iso).astimezone(UTC)


def _day(written: str, ways: Ways) -> date:
    try:
        if _ISO_DAY.fullmatch(written):
            return date.fromisoformat(written)
        if (other := _OTHER_DAY.fullmatch(written)) and ways.dates is not None:
            first, second, year = int(other[1]), int(other[2]), int(other[3])
            return date(year, second, first) if ways.dates == "dmy" else date(year, first, second)
    except ValueError:
        raise Refused(f"no calendar has {_short(written)}{_in_order(ways)}") from None
    hint = ", or say --dates dmy or --dates mdy" if _OTHER_DAY.fullmatch(written) else ""
    raise Refused(f"{_short(written)} is no date; write it like 2026-03-05{hint}")


def _in_order(ways: Ways) -> str:
    return {"dmy": " with the day first", "mdy": " with the month first"}.get(ways.dates or "", "")


def choice(kind: type[Choice]) -> Parse:
    """Return a reader of one of these words."""

    def parse(written: str, _: Ways) -> Choice:
        found = next((one for one in kind if one.value == written.lower()), None)
        if found is None:
            raise Refused(f"{_short(written)} is none of {', '.join(kind)}")
        return found

    return parse


def yes(written: str, _: Ways) -> bool:
    if written.lower() not in (*_YES, *_NO):
        raise Refused(f"{_short(written)} is neither yes nor no")
    return written.lower() in _YES


def phone(written: str, ways: Ways) -> str:
    """A telephone number, in E.164."""
    found = phone_in(written, ways.country)
    if found is None:
        raise Refused(f"{_short(written)} is no telephone number; write it with its country code, like +919812345678")
    return found


def phone_in(written: str, country: str | None) -> str | None:
    """Return the telephone number in E.164, or None. `country` is meant where it has no country code."""
    try:
        found = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(found):
        return None
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def is_email(text: str) -> bool:
    return len(text) <= 254 and _EMAIL.fullmatch(text) is not None


def email(written: str, _: Ways) -> str:
    if not is_email(written):
        raise Refused(f"{_short(written)} is no email address")
    return written


def language(written: str, _: Ways) -> str:
    if not _LANGUAGE.fullmatch(written):
        raise Refused(f"{_short(written)} is no language; write its code, like en or pt-br")
    return written.lower()


def address_of_page(written: str, _: Ways) -> str:
    if not re.fullmatch(r"https?://[^\s]{3,490}", written):
        raise Refused(f"{_short(written)} is no web address; write it with https://")
    return written


def birthday(written: str, ways: Ways) -> tuple[int, int, int | None]:
    """Month, day and year; the year may be left out: 05-03 is 3 May, where the day comes first 5 March."""
    if short := re.fullmatch(r"(\d{1,2})[-./](\d{1,2})\.?", written):
        month, day_of = (short[2], short[1]) if ways.dates == "dmy" else (short[1], short[2])
        leap = _day(f"2000-{int(month):02}-{int(day_of):02}", ways)
        return leap.month, leap.day, None
    found = _day(written, ways)
    return found.month, found.day, found.year


def _short(written: str) -> str:
    return f"“{written if len(written) <= 40 else written[:40] + '…'}”"
