"""How like a text is to pages by its letters alone: what carries the languages that the encoder does not know."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from nlu.answers.reading_pages import Page
from nlu.cleaning import clean
from nlu.entities.sounds import skeleton

Floats = NDArray[np.float64]
Grams = Counter[str]

LOOK_AT = 160  # characters: a question is shorter, and the time it takes grows with them
_WORD = re.compile("[\\w\u0900-\u0963]+")  # \w leaves out the vowel signs of Devanagari
_HAN = re.compile("[\u3400-\u9fff]")
_DEVANAGARI = re.compile("[\u0900-\u097f]")


@dataclass(frozen=True, slots=True)
class Scores:
    """A number for each page, 0 to 1: by the closest question, by keywords, by the sound of both."""

    questions: Floats
    keywords: Floats
    sounds: Floats

    @property
    def best(self) -> Floats:
        return np.asarray(np.maximum(np.maximum(self.questions, self.keywords), self.sounds))


class Likeness:
    """Compares texts with `pages`. `known` pages, these and perhaps more, tell how rare a run of characters is."""

    def __init__(self, pages: Sequence[Page], known: Iterable[Page] | None = None) -> None:
        known = tuple(pages if known is None else known)
        self._questions = _Questions(pages, known, characters)
        self._keywords = _Keywords(pages, known, characters)
        # Only where one language is written in two scripts do sounds say more than letters.
        two_scripts = any(_DEVANAGARI.search(page.title) for page in known)
        self._sounds = (_Questions(pages, known, sounds), _Keywords(pages, known, sounds)) if two_scripts else None
        self._count = len(pages)

    def of(self, text: str) -> Scores:
        text = folded(text)
        letters = characters(text)
        heard: Floats = np.zeros(self._count)
        if self._sounds is not None:
            said = sounds(text)
            heard = sum((part.of(said) for part in self._sounds), heard) / 2
        return Scores(self._questions.of(letters), self._keywords.of(letters), heard)


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", clean(text)).lower()[:LOOK_AT]


def characters(text: str) -> Grams:
    """Return runs of 2 to 5 characters within words, of 1 to 3 in Chinese."""
    found: Grams = Counter()
    for word in _WORD.findall(text):
        if _HAN.search(word):
            found.update(_runs(word, range(1, 4)))
        else:
            found.update(_runs(f" {word} ", range(2, 6)))
    return found


def sounds(text: str) -> Grams:
    """Return words, and runs of 3 and 4, of nothing but the consonants as they are heard."""
    found: Grams = Counter()
    for word in map(skeleton, _WORD.findall(text)):
        if len(word) > 1:
            found[f" {word} "] += 1
        found.update(_runs(f" {word} ", range(3, 5)))
    return found


def _runs(text: str, lengths: Iterable[int]) -> Iterable[str]:
    return (text[at : at + length] for length in lengths for at in range(len(text) - length + 1))


class _Questions:
    """The cosine of a text with the closest question of each page; grams damped and weighted by rarity."""

    def __init__(self, pages: Sequence[Page], known: Sequence[Page], cut: Callable[[str], Grams]) -> None:
        grams = [set(cut(folded(asked))) for page in known for asked in page.asked]
        self._rarity, self._unseen = _rarities(grams, one=1.0, more=1.0)
        asked = [(at, self._unit(cut(folded(text)))) for at, page in enumerate(pages) for text in page.asked]
        self._starts = np.array([at for at, (page, _) in enumerate(asked) if not at or asked[at - 1][0] != page], int)
        self._index = _Index([unit for _, unit in asked])

    def of(self, grams: Grams) -> Floats:
        cosines = self._index.of(self._unit(grams))
        return np.maximum.reduceat(cosines, self._starts) if len(cosines) else cosines

    def _unit(self, grams: Grams) -> dict[str, float]:
        weights = {gram: (1 + log(count)) * self._rarity.get(gram, self._unseen) for gram, count in grams.items()}
        length = sum(weight * weight for weight in weights.values()) ** 0.5
        return {gram: weight / length for gram, weight in weights.items()} if length else {}


class _Keywords:
    """The share of a text that keywords of each page cover, weighted by rarity."""

    def __init__(self, pages: Sequence[Page], known: Sequence[Page], cut: Callable[[str], Grams]) -> None:
        grams = [set(cut(folded(" ".join(page.keywords)))) for page in known]
        self._rarity, self._unseen = _rarities(grams, one=0.5, more=0.0)
        self._index = _Index([dict.fromkeys(cut(folded(" ".join(page.keywords))), 1.0) for page in pages])

    def of(self, grams: Grams) -> Floats:
        weights = {gram: self._rarity.get(gram, self._unseen) for gram in grams}
        total = sum(weights.values())
        return self._index.of(weights) / total if total else self._index.of({})


def _rarities(documents: Sequence[set[str]], *, one: float, more: float) -> tuple[dict[str, float], float]:
    """Return log((1 + documents) / (`one` + those that have it)) + `more` for every gram, and for one that none has."""
    having = Counter(gram for document in documents for gram in document)
    many = 1 + len(documents)
    return {gram: log(many / (one + count)) + more for gram, count in having.items()}, log(many / one) + more


class _Index:
    """Rows of weights, turned round: for each gram the rows that have it."""

    def __init__(self, rows: Sequence[Mapping[str, float]]) -> None:
        self._count = len(rows)
        having: dict[str, list[tuple[int, float]]] = {}
        for at, row in enumerate(rows):
            for gram, weight in row.items():
                having.setdefault(gram, []).append((at, weight))
        self._rows = {gram: np.array([at for at, _ in entries], int) for gram, entries in having.items()}
        self._weights = {gram: np.array([weight for _, weight in entries]) for gram, entries in having.items()}

    def of(self, weights: Mapping[str, float]) -> Floats:
        """Return the product of each row with `weights`."""
        shared = [gram for gram in weights if gram in self._rows]
        if not shared:
            return np.zeros(self._count)
        rows = np.concatenate([self._rows[gram] for gram in shared])
        products = np.concatenate([self._weights[gram] * weights[gram] for gram in shared])
        return np.asarray(np.bincount(rows, products, self._count), np.float64)
