"""The pages of one language, ready to be compared with: each comparison is a row of numbers a page."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from nlu.answers.likeness import Floats, Likeness
from nlu.answers.pages import Library, Page
from nlu.cleaning import clean

LETTERS = ("questions", "keywords", "sounds")
WHOLE = ("embedding", *LETTERS)

Vectors = Mapping[str, NDArray[np.float64]]
"""Unit vectors by cleaned text."""


class Shelf:
    """`pages` may answer; `known` ones of the same language say what is usual: rare letters, the middle of meanings."""

    def __init__(self, pages: Sequence[Page], known: Sequence[Page]) -> None:
        self.pages = tuple(pages)
        self._known = tuple(known)
        self._likeness = Likeness(pages, known)
        self._meanings: _Meanings | None = None

    def learn(self, vectors: Vectors | None) -> None:
        """Take the vectors of all questions of known pages; None forgets them."""
        self._meanings = None if vectors is None else _Meanings(self.pages, self._known, vectors)

    def letters(self, text: str) -> Floats:
        """Return a row a page: LETTERS."""
        scores = self._likeness.of(text)
        return np.stack([scores.questions, scores.keywords, scores.sounds], 1)

    def whole(self, text: str, embedding: bytes) -> Floats | None:
        """Return a row a page: WHOLE; None if there is nothing to compare `embedding` with, or it is none of ours."""
        closest = None if self._meanings is None else self._meanings.closest(vector(embedding))
        return None if closest is None else np.column_stack([closest, self.letters(text)])


class _Meanings:
    def __init__(self, pages: Sequence[Page], known: Sequence[Page], vectors: Vectors) -> None:
        self._middle = np.mean([vectors[clean(text)] for page in known for text in page.asked], 0)
        rows = [vectors[clean(text)] - self._middle for page in pages for text in page.asked]
        counts = [len(page.asked) for page in pages]
        self._starts = np.cumsum([0, *counts[:-1]])
        self._rows = _unit(np.array(rows))

    def closest(self, embedding: Floats | None) -> Floats | None:
        """Return the cosine to the closest question of each page.

        It is taken from the middle of all questions: to an encoder of English all Chinese is alike.
        """
        if embedding is None or embedding.shape != self._middle.shape:
            return None
        cosines = self._rows @ _unit((embedding - self._middle)[None])[0]
        return np.asarray(np.maximum.reduceat(cosines, self._starts))


def vector(embedding: bytes) -> Floats | None:
    """Return what the bytes stand for, 16-bit floats, little-endian; None if that is no direction."""
    if not embedding or len(embedding) % 2:
        return None
    numbers = np.frombuffer(embedding, "<f2").astype(np.float64)
    return numbers if np.isfinite(numbers).all() and numbers.any() else None


def shelves(library: Library) -> dict[str, Shelf]:
    """Return a shelf for each language in which a page may answer."""
    return {language: Shelf(library.answering(language), known(library, language)) for language in library.languages}


def known(library: Library, language: str) -> list[Page]:
    """Return the pages in force, and samples on what none of them is about."""
    pages = [page for page in library.pages if page.language == language and not page.retired]
    slugs = {page.slug for page in pages}
    samples = [page for page in library.examples if page.language == language and page.slug not in slugs]
    return [*pages, *(page for page in samples if not page.retired)]


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))
