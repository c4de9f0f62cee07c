"""The language we write to a customer in: what they choose; else what they write in; else what Telegram said."""

import regex

from bot.work.buttons import Button, Rows, row, tap
from bot.work.errors import StaleButton
from bot.work.saying import say
from bot.work.turn import Turn
from nlu.reading import Reading
from storage.tables import Customer

NAMES = {"en": "English", "hi": "हिन्दी", "fil": "Filipino", "zh": "中文"}
SURE = 0.8
FEWEST_WORDS = 3  # in Latin letters: "ok" and "salamat" say nothing of the language somebody wants to read

_DEVANAGARI = regex.compile(r"\p{Devanagari}")
_HAN = regex.compile(r"\p{Han}")
_LATIN = regex.compile(r"\p{Latin}")


def notice(customer: Customer, text: str, reading: Reading | None) -> None:
    """Follow the customer into the language of this message, if that is plain and they have not chosen one.

    Hindi in Latin letters is left alone: who writes it may well prefer to read English.
    """
    if customer.language_chosen:
        return
    spoken = _by_script(text) or _by_words(text, reading)
    if spoken is not None and customer.language.split("-")[0] != spoken:
        customer.language = spoken


def _by_script(text: str) -> str | None:
    latin = len(_LATIN.findall(text))
    for language, script in (("hi", _DEVANAGARI), ("zh", _HAN)):
        letters = len(script.findall(text))
        if letters and letters * 2 >= latin:
            return language
    return None


def _by_words(text: str, reading: Reading | None) -> str | None:
    read = reading.language if reading is not None else None
    if read is None or read.confidence < SURE or read.name not in ("en", "fil") or len(text.split()) < FEWEST_WORDS:
        return None
    return read.name


def offered(turn: Turn, customer: Customer) -> Rows:
    """Return buttons for the other languages that we speak."""
    present = turn.house.words.spoken(customer.language).split("-")[0]
    others = [code for code in NAMES if code != present]
    return (row(*(Button(NAMES[code], tap("language", code), literal=True) for code in others)),)


async def choose(turn: Turn, customer: Customer, code: str) -> None:
    """Write in this language from now on.

    Raises:
        StaleButton: if we do not speak it.
    """
    if code not in NAMES:
        raise StaleButton
    customer.language, customer.language_chosen = code, True
    await say(turn, customer, "language-set")
