"""What an afternoon's regular expressions would find: one pattern a kind, no language but English words.

Evaluation holds `find` against it. It is kept simple on purpose and used nowhere else.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

from nlu.entities.entity import Entity, Where

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_CITIES = (
    "Toronto Vancouver Montreal Calgary Ottawa Mumbai Delhi Bengaluru Pune Chennai Hyderabad Kolkata Manila Makati "
    "Cebu Davao Pasig 北京 上海 广州 深圳 दिल्ली मुंबई"
)
_MONEY = {"$": "USD", "₹": "INR", "₱": "PHP", "¥": "CNY", "€": "EUR"}

_ORDER = re.compile(r"(?i)order\s*(?:number|no\.?|#|id)?\s*#?([a-z]*-?\d{3,})|#(\d{3,})")
_CASE = re.compile(r"\b(?=\w*\d)(?=\w*[A-Z])[A-Z2-9]{4}\b")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+\w")
_PHONE = re.compile(r"\+?\d[\d -]{8,13}\d")
_AMOUNT = re.compile(r"([$₹₱¥€])\s?(\d[\d,]*(?:\.\d+)?)")
_RATING = re.compile(r"\b(\d+)\s*(?:/|out of)\s*(5|10)\b|\b(\d) stars?\b")
_TIME = re.compile(rf"(?i)\b(today|tomorrow|yesterday|{'|'.join(_WEEKDAYS.split())}|\d{{4}}-\d\d-\d\d)\b")
_PLACE = re.compile("|".join(_CITIES.split()))


def find_plainly(text: str, where: Where) -> tuple[Entity, ...]:
    """Like `find`: in order, never overlapping."""
    kept: list[Entity] = []
    for kind, pattern, value in _FINDERS:
        for found in pattern.finditer(text):
            if all(found.end() <= other.start or other.end <= found.start() for other in kept):
                kept.append(Entity(kind, found.group(), *found.span(), value(found, where)))
    for entity in _products(text, where):
        if all(entity.end <= other.start or other.end <= entity.start for other in kept):
            kept.append(entity)
    return tuple(sorted(kept, key=lambda entity: entity.start))


def _products(text: str, where: Where) -> Iterator[Entity]:
    for name in where.products:
        for found in re.finditer(re.escape(name), text, re.IGNORECASE):
            yield Entity("product", found.group(), *found.span(), name)


def _order(found: re.Match[str], _: Where) -> str:
    return str(found.group(1) or found.group(2)).upper()


def _as_written(found: re.Match[str], _: Where) -> str:
    return found.group()


def _lower(found: re.Match[str], _: Where) -> str:
    return found.group().lower()


def _digits(found: re.Match[str], _: Where) -> str:
    return "+" + re.sub(r"\D", "", found.group())


def _amount(found: re.Match[str], _: Where) -> str:
    return f"{float(found.group(2).replace(',', '')):.2f} {_MONEY[found.group(1)]}"


def _rating(found: re.Match[str], _: Where) -> str:
    return f"{found.group(3)}/5" if found.group(3) else f"{found.group(1)}/{found.group(2)}"


def _time(found: re.Match[str], where: Where) -> str:
    word, today = found.group().lower(), where.local_now.date()
    if word in _WEEKDAYS.split():
        days = (_WEEKDAYS.split().index(word) - today.weekday() - 1) % 7 + 1
    elif word in {"today", "tomorrow", "yesterday"}:
        days = {"today": 0, "tomorrow": 1, "yesterday": -1}[word]
    else:
        return word
    return (today + timedelta(days=days)).isoformat()


_FINDERS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str], Where], str]], ...] = (
    ("email", _EMAIL, _lower),
    ("order_number", _ORDER, _order),
    ("case_number", _CASE, _as_written),
    ("amount", _AMOUNT, _amount),
    ("phone", _PHONE, _digits),
    ("rating", _RATING, _rating),
    ("time", _TIME, _time),
    ("place", _PLACE, _as_written),
)
