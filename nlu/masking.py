"""Personal details out of a text, so that it can be read by others and learnt from."""

import unicodedata
from collections.abc import Iterable

import regex

from nlu.entities import Entity

SOMEBODY = "…"
_STAND_INS = {"email": "name@example.com", "phone": "0000000000"}
_EMAIL = regex.compile(r"[^\s@<>]+@[^\s@<>]+")
_DIGIT = regex.compile(r"\d")
_RUN_ON = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]"  # scripts with no gaps between words
_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}_]--{_RUN_ON}]"
_WORD = regex.compile(rf"{_RUN_ON}+|{_LETTER}+", regex.VERSION1)
_RUNS_ON = regex.compile(_RUN_ON)
_SHORTEST = 2  # letters of a name, where words have gaps between them


def mask(text: str, entities: Iterable[Entity], names: Iterable[str]) -> str:
    """Return the text without emails, numbers of any kind, and the names given.

    Digits become 0, so that an order number still looks like one; names become "…", word by word. Products, places and
    days stay: they are what the text is about.
    """
    text = _normal(text)
    for found in entities:  # by their words: their places may be another text's, which was cleaned
        stand_in = _STAND_INS.get(found.kind)
        if stand_in is not None and found.text:
            text = text.replace(_normal(found.text), stand_in)
    text = _EMAIL.sub(_STAND_INS["email"], text)
    for word in sorted(_words(names), key=lambda word: (-len(word), word)):
        text = _named(word).sub(SOMEBODY, text)
    return _DIGIT.sub("0", text)


def _words(names: Iterable[str]) -> set[str]:
    words = {word for name in names for word in _WORD.findall(_normal(name))}
    return {word for word in words if not word.isdecimal() and (len(word) >= _SHORTEST or _RUNS_ON.match(word))}


def _named(word: str) -> regex.Pattern[str]:
    """Return what finds the word; not within another, in scripts that leave gaps between them."""
    found = regex.escape(word)
    if not _RUNS_ON.match(word):
        found = f"(?<!{_LETTER}){found}(?!{_LETTER})"
    return regex.compile(found, regex.IGNORECASE | regex.VERSION1)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)
