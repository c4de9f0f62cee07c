"""The catalogue's products as customers write them: other case, plural, hyphen, a slip of the finger, in Devanagari."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.entities.entity import Entity, Where, entity
from nlu.entities.saying import HAN, Said
from nlu.entities.saying import said as plainly
from nlu.entities.sounds import skeleton

_LETTERS_A_SLIP = 6  # a slip is a letter wrong, missing, too many, or two changed about; a shorter name must be right
_MOST_SLIPS = 2
_SOUNDS = 4  # consonants; fewer are no evidence

_GAP = re.compile(r"[\s_-]{0,2}")
_WORD = re.compile(r"[a-z0-9\u00c0-\u024f]+")
_HINDI_WORD = re.compile("[\u0900-\u0963]+")
_HAN_RUN = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """`latin` is name without gaps -> the catalogue's name; `most_words` is of the longest name, and one for a gap."""

    latin: dict[str, str]
    han: dict[re.Pattern[str], str]
    sounds: dict[str, str]
    most_words: int
    first_letters: frozenset[str]
    beginnings: frozenset[str]


def products(said: Said, where: Where) -> Iterator[Entity]:
    catalogue = _read(tuple(where.products))
    yield from _han(said, catalogue)
    yield from _latin(said, catalogue)
    yield from _hindi(said, catalogue)


@lru_cache(maxsize=8)
def _read(names: tuple[str, ...]) -> _Catalogue:
    plain = {name: plainly(name).low for name in names if name.strip()}
    latin = {_squeezed(low): name for name, low in plain.items() if _WORD.search(low)}
    latin = {key: name for key, name in latin.items() if key}
    sounds = {sound: name for name, low in plain.items() if len(sound := skeleton(low)) >= _SOUNDS}
    return _Catalogue(
        latin=latin,
        han={_with_slips(low): name for name, low in plain.items() if _HAN_RUN.search(low)},
        sounds=sounds,
        most_words=max((len(_WORD.findall(low)) for low in plain.values()), default=0) + 1,
        first_letters=frozenset(key[0] for key in latin),
        beginnings=frozenset(sound[:length] for sound in sounds for length in range(1, len(sound) + 1)),
    )


def _squeezed(low: str) -> str:
    return "".join(_WORD.findall(low))


def _latin(said: Said, catalogue: _Catalogue) -> Iterator[Entity]:
    words = list(_WORD.finditer(said.low))
    at = 0
    while at < len(words):
        here = _best(words[at : at + catalogue.most_words], catalogue)
        if here and here.slips:
            later = _best(words[at + 1 : at + 1 + catalogue.most_words], catalogue)
            here = None if later and later.slips < here.slips else here
        if here:
            yield entity("product", said, (words[at].start(), words[at + here.words - 1].end()), here.name)
        at += here.words if here else 1


@dataclass(frozen=True, slots=True)
class _Match:
    name: str
    words: int
    slips: int


def _best(words: list[re.Match[str]], catalogue: _Catalogue) -> _Match | None:
    if words and words[0].group()[0] not in catalogue.first_letters:
        return None
    matches = (_match(words[:count], catalogue) for count in range(1, len(words) + 1))
    return min(filter(None, matches), key=lambda match: match.slips, default=None)


def _match(window: list[re.Match[str]], catalogue: _Catalogue) -> _Match | None:
    """What the window spells, whole. Plurals are as good as the name itself; gaps and hyphens do not count."""
    written = [word.group() for word in window]
    together = "".join(written)
    if not all(_GAP.fullmatch(left.string, left.end(), right.start()) for left, right in pairwise(window)):
        return None
    for spelling in (together, together.removesuffix("s"), together.removesuffix("es"), together + "s"):
        if spelling in catalogue.latin:
            return _Match(catalogue.latin[spelling], len(window), 0)
    slips = min(_MOST_SLIPS, len(together) // _LETTERS_A_SLIP)
    singular = together.removesuffix("s")
    if not slips:
        return None
    found = process.extractOne(singular, catalogue.latin.keys(), scorer=OSA.distance, score_cutoff=slips)
    if found is None or found[0][0] != together[0]:
        return None
    name = catalogue.latin[found[0]]
    return None if _another_short_word(written, name) else _Match(name, len(window), int(found[1]))


def _another_short_word(written: list[str], name: str) -> bool:
    """ "Nova got" is no slip for "Nova pot": another word of three letters is what the customer meant to write."""
    meant = _WORD.findall(plainly(name).low)
    return len(meant) == len(written) and any(
        len(ours) == len(theirs) <= 3 and ours != theirs for ours, theirs in zip(meant, written, strict=True)
    )


def _han(said: Said, catalogue: _Catalogue) -> Iterator[Entity]:
    for pattern, name in catalogue.han.items() if said.has_han else ():
        for found in pattern.finditer(said.low):
            yield entity("product", said, found.span(), name)


def _with_slips(name: str) -> re.Pattern[str]:
    """Exact, or with one wrong character inside a name of three and more: 诺娃锅 for 诺瓦锅."""
    slips = [re.escape(name[:at]) + f"[{HAN}]" + re.escape(name[at + 1 :]) for at in range(1, len(name) - 1)]
    return re.compile("|".join([re.escape(name), *slips]))


def _hindi(said: Said, catalogue: _Catalogue) -> Iterator[Entity]:
    words = list(_HINDI_WORD.finditer(said.low)) if said.has_hindi and catalogue.sounds else []
    for at, first in enumerate(words):
        if skeleton(first.group()) not in catalogue.beginnings:
            continue
        for count in range(min(catalogue.most_words, len(words) - at), 1, -1):
            sound = skeleton("".join(word.group() for word in words[at : at + count]))
            if sound in catalogue.sounds:
                yield entity("product", said, (first.start(), words[at + count - 1].end()), catalogue.sounds[sound])
                break
