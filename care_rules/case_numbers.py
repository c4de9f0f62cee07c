"""A case's number, as said on the phone: "K7F2".

The number is the row's id in other clothes, so two cases cannot race for one and no counter is stored. Letters and
digits take turns, which spells no words; of characters that are taken for one another (0 O Q, 1 I L, 2 Z, 5 S, 6 G,
8 B, U V) at most one is used. The 18,496 numbers of four characters come first, then those of six, eight and so on.

Neighbouring ids get unlike numbers, so that a customer cannot read from theirs how many complaints there are. The
permutation is constant: it hides a count from curious eyes and is no secret, and a number printed in a letter must not
change when a key does.
"""

import re
from hashlib import blake2b

_LETTERS = "ACDEFHJKMNPRTUWXY"
_DIGITS = "23456789"
_PAIRS = len(_LETTERS) * len(_DIGITS)
_SHORTEST = 2  # pairs
_ROUNDS = 6

_PAIR = f"[{_LETTERS}{_LETTERS.lower()}][{_DIGITS}]"
_NUMBER = re.compile(f"(?:{_PAIR}){{{_SHORTEST},}}")
# Part of something longer is not a case number: "XK7F2", "K7F2A", "K7F2-11" and "AB-K7F2" are somebody's order.
_IN_PROSE = re.compile(rf"(?<!\w)(?<!\w[-_]){_NUMBER.pattern}(?![-_]?\w)")


def number_of(case_id: int) -> str:
    """Raises ValueError if the id is not positive."""
    if case_id < 1:
        raise ValueError(f"a case's id is 1 or more, not {case_id}")
    place, pairs = case_id - 1, _SHORTEST
    while place >= _capacity(pairs):
        place -= _capacity(pairs)
        pairs += 1
    return _spell(_shuffle(place, pairs, range(_ROUNDS), sign=1), pairs)


def id_of(number: str) -> int | None:
    """Return the id behind a number in any case of letters, or None for what is no case number."""
    number = number.strip().upper()
    if not _NUMBER.fullmatch(number):
        return None
    pairs = len(number) // 2
    place = _shuffle(_unspell(number), pairs, range(_ROUNDS - 1, -1, -1), sign=-1)
    return place + sum(_capacity(shorter) for shorter in range(_SHORTEST, pairs)) + 1


def numbers_in(text: str) -> list[str]:
    """Case numbers written in prose, in upper case, each once, in the order of the text."""
    return list(dict.fromkeys(found.group().upper() for found in _IN_PROSE.finditer(text)))


def _capacity(pairs: int) -> int:
    size: int = _PAIRS**pairs
    return size


def _shuffle(place: int, pairs: int, rounds: range, sign: int) -> int:
    """A Feistel network over two halves, which undoes itself when run backwards with the other sign."""
    right_size = _capacity(pairs // 2)
    left_size = _capacity(pairs) // right_size
    left, right = divmod(place, right_size)
    for turn in rounds:
        if turn % 2:
            left = (left + sign * _scatter(turn, pairs, right)) % left_size
        else:
            right = (right + sign * _scatter(turn, pairs, left)) % right_size
    return left * right_size + right


def _scatter(turn: int, pairs: int, half: int) -> int:
    seed = f"{turn}/{pairs}/{half}".encode()
    return int.from_bytes(blake2b(seed, key=b"rapport case numbers", digest_size=16).digest())


def _spell(place: int, pairs: int) -> str:
    spelled = ""
    for _ in range(pairs):
        place, pair = divmod(place, _PAIRS)
        letter, digit = divmod(pair, len(_DIGITS))
        spelled = _LETTERS[letter] + _DIGITS[digit] + spelled
    return spelled


def _unspell(number: str) -> int:
    place = 0
    for letter, digit in zip(number[::2], number[1::2], strict=True):
        place = place * _PAIRS + _LETTERS.index(letter) * len(_DIGITS) + _DIGITS.index(digit)
    return place
