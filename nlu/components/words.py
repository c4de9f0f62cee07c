"""Words and characters as weighted counts: what carries the languages that the encoder does not know."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from anyascii import anyascii
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

Counts = tuple[np.ndarray, np.ndarray]
"""Places, 32 bits, and weights of what one text has; the weights of each kind of count make a unit vector."""

_HAN = "\u4e00-\u9fff"
_TOKEN = rf"(?u)[{_HAN}]|[^\W{_HAN}]+|[^\w\s]"  # a Chinese character, a word, a sign
_ENOUGH = 3_000  # texts, from which on a run of characters has to occur twice

# How the same Hindi word is spelt in Latin letters by two people, and in Devanagari by a third.
_SOUNDS = (("ee", "i"), ("oo", "u"), ("w", "v"), ("ph", "f"), ("z", "j"))


def sound(text: str) -> str:
    """Return roughly how the text sounds, in Latin letters; nothing for Chinese, where that would only blur."""
    if re.search(f"[{_HAN}]", text):
        return ""
    latin = re.sub(r"(.)\1+", r"\1", anyascii(text).lower())
    for spelt, heard in _SOUNDS:
        latin = latin.replace(spelt, heard)
    return re.sub(r"(?<=\w)a\b", "", latin)


def skeleton(text: str) -> str:
    """Return the consonants of how it sounds, with each word's first letter."""
    return re.sub(r"(?<=\w)[aeiou]+", "", sound(text))


def as_it_is(text: str) -> str:
    return text


_KINDS: dict[str, tuple[Callable[[str], str], dict[str, Any]]] = {
    "words": (as_it_is, {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": _TOKEN}),
    "characters": (as_it_is, {"analyzer": "char_wb", "ngram_range": (1, 5)}),
    "sounds": (sound, {"analyzer": "char_wb", "ngram_range": (2, 5)}),
    "skeletons": (skeleton, {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": _TOKEN}),
}


class WordCounts:
    """Counts of several kinds, side by side: damped, weighted by rarity, each kind of unit length."""

    def __init__(self, vocabularies: dict[str, dict[str, int]], rarities: dict[str, np.ndarray]) -> None:
        self.vocabularies, self.rarities = vocabularies, rarities
        self._analysers = {
            kind: TfidfVectorizer(lowercase=False, **options).build_analyzer() for kind, (_, options) in _KINDS.items()
        }

    @classmethod
    def learn(cls, texts: list[str]) -> "WordCounts":
        vocabularies: dict[str, dict[str, int]] = {}
        rarities: dict[str, np.ndarray] = {}
        for kind, (change, options) in _KINDS.items():
            rare = 2 if len(texts) >= _ENOUGH and options["analyzer"] == "char_wb" else 1
            vectorizer = TfidfVectorizer(lowercase=False, min_df=rare, **options)
            try:
                vectorizer.fit(change(text) for text in texts)
            except ValueError:  # nothing of this kind in any text
                vocabularies[kind], rarities[kind] = {}, np.zeros(0, np.float32)
                continue
            vocabularies[kind] = {gram: int(place) for gram, place in vectorizer.vocabulary_.items()}
            rarities[kind] = vectorizer.idf_.astype(np.float32)
        return cls(vocabularies, rarities)

    @property
    def width(self) -> int:
        return sum(len(rarity) for rarity in self.rarities.values())

    def of(self, text: str) -> Counts:
        places, weights, start = [], [], 0
        for kind, (change, _) in _KINDS.items():
            known, rarity = self.vocabularies[kind], self.rarities[kind]
            found = Counter(known[gram] for gram in self._analysers[kind](change(text)) if gram in known)
            if found:
                own = np.fromiter(found, np.int32, len(found))
                weight = (1 + np.log(np.fromiter(found.values(), np.float32, len(found)))) * rarity[own]
                places.append(own + start)
                weights.append(weight / np.linalg.norm(weight))
            start += len(rarity)
        if not places:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        return np.concatenate(places).astype(np.int32), np.concatenate(weights).astype(np.float32)


def matrix(counts: Iterable[Counts], width: int) -> csr_matrix:
    """Return the counts as a sparse matrix, a row a text."""
    rows = list(counts)
    ends = np.cumsum([0, *(len(places) for places, _ in rows)])
    places = np.concatenate([places for places, _ in rows]) if rows else np.zeros(0, np.int32)
    weights = np.concatenate([weights for _, weights in rows]) if rows else np.zeros(0, np.float32)
    return csr_matrix((weights, places, ends), shape=(len(rows), width), dtype=np.float32)
