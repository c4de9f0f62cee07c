"""One way of writing for many: what every recogniser looks at instead of the customer's text.

Python's own word boundary takes a Devanagari vowel sign for a gap between words and a Chinese character for a letter;
`BEFORE` and `AFTER` are the boundary of a word in Latin or Devanagari script.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LETTER = "a-z0-9_\u00c0-\u024f\u0900-\u0963\u0971-\u097f"
BEFORE = f"(?<![{_LETTER}])"
AFTER = f"(?![{_LETTER}])"
HAN = "\u4e00-\u9fff"

_A_DIGIT, _A_HAN_SIGN, _A_HINDI_SIGN = re.compile("[0-9]"), re.compile(f"[{HAN}]"), re.compile("[\u0900-\u0963]")

_FULL_WIDTH: dict[int, int] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DEVANAGARI_DIGITS = {0x0966 + digit: ord("0") + digit for digit in range(10)}
_NUKTA = dict(zip(range(0x0958, 0x0960), map(ord, "कखगजडढफय"), strict=True))
_SIGNS: dict[int, str] = str.maketrans(
    {"\u3000": " ", "\xa0": " ", "\u202f": " ", "\u2009": " ", "￥": "¥", "’": "'", "ँ": "ं"}
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−－"), ord("-"))
_FOLDED: dict[int, int | str] = {**_FULL_WIDTH, **_DEVANAGARI_DIGITS, **_NUKTA, **_SIGNS, **_DASHES}

_MAY_CARRY_NUKTA = re.compile("[कखगजडढफय]")


@dataclass(frozen=True, slots=True)
class Said:
    """A text and its plain form, character by character of equal length: lower case, ASCII digits and signs.

    What it has is known beforehand, so that patterns which need it are not tried in vain.
    """

    text: str
    low: str
    has_digits: bool
    has_han: bool
    has_hindi: bool


def said(text: str) -> Said:
    low = _lower(text.translate(_FOLDED))
    return Said(text, low, bool(_A_DIGIT.search(low)), bool(_A_HAN_SIGN.search(low)), bool(_A_HINDI_SIGN.search(low)))


def any_of(words: str | Iterable[str]) -> str:
    """A pattern for any of the words, the longest first. Words are written plainly: lower case, no nukta.

    One string is a list of words with gaps between.
    """
    words = words.split() if isinstance(words, str) else words
    return "(?:" + "|".join(_spelling(word) for word in sorted(set(words), key=lambda word: (-len(word), word))) + ")"


def word_of(words: str | Iterable[str]) -> str:
    return BEFORE + any_of(words) + AFTER


def plain(word: str) -> str:
    """The word as tables have it: one space at most, no nukta."""
    return " ".join(word.replace("\u093c", "").split())


def _spelling(word: str) -> str:
    escaped = re.escape(word).replace(r"\ ", r"\s{1,3}")
    return _MAY_CARRY_NUKTA.sub(lambda found: found.group() + "\u093c?", escaped)


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)
