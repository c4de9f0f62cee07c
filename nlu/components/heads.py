"""Two heads, one on meaning and one on words and characters, and what they learnt from."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_matrix

from nlu.components.features import Features
from nlu.components.linear import Linear, learn_dense, learn_sparse, read_dense, read_sparse
from nlu.components.mixing import Signs, nearest
from nlu.components.words import Counts, matrix

KINDS_OF_COUNTS = 4.0
COMMON = 0.02  # share of the texts
DIRECTIONS = 128


@dataclass(frozen=True)
class Heads:
    """Both heads, and what they learnt from, to say how close a text is to it."""

    dense: "Linear | None"
    sparse: Linear
    memory: Features

    @cached_property
    def _by_count(self) -> csr_matrix:
        """The counts of what was learnt, a row a count: turned once, not for every text.

        What occurs in every fiftieth text makes none of them close to another, and is most of the work.
        """
        by_count = self.memory.counts.T.tocsr()
        often = np.diff(by_count.indptr) > COMMON * by_count.shape[1]
        by_count.data[np.repeat(often, np.diff(by_count.indptr))] = 0
        by_count.eliminate_zeros()
        return by_count

    @cached_property
    def _directions(self) -> np.ndarray:
        """Those in which the meanings of what was learnt differ most: a third of them tells as much as all."""
        assert self.memory.sentence is not None
        spread = (self.memory.sentence.T @ self.memory.sentence).astype(np.float64)
        return np.linalg.eigh(spread)[1][:, ::-1][:, :DIRECTIONS].astype(np.float32)

    @cached_property
    def _meanings(self) -> np.ndarray:
        """The meanings of what was learnt in these directions, a column a text."""
        assert self.memory.sentence is not None
        return np.ascontiguousarray(_unit(self.memory.sentence @ self._directions).T)

    @classmethod
    def learn(cls, known: Features, labels: np.ndarray, count: int) -> "Heads":
        dense = None if known.dense is None else learn_dense(known.dense, labels, count, 1 - known.unknown)
        return cls(dense, learn_sparse(known.counts, labels, count), known)

    def read(self, texts: Features) -> tuple[np.ndarray, np.ndarray]:
        sparse = read_sparse(self.sparse, texts.counts)
        if self.dense is None or texts.dense is None:
            return np.zeros_like(sparse), sparse
        return read_dense(self.dense, texts.dense), sparse

    def by_words(self, counts: Iterable[Counts]) -> list[int]:
        """Return the label that words and characters alone favour, of each text."""
        raw = matrix(counts, self.memory.counts.shape[1]) @ self.sparse.weights + self.sparse.bias
        return [int(label) for label in raw.argmax(1)]

    def signs(self, texts: Features, chances: np.ndarray) -> Signs:
        """Return what tells whether the best of the `chances` (texts × labels) is right."""
        words = nearest((texts.counts @ self._by_count).toarray() / KINDS_OF_COUNTS)
        meaning = np.zeros_like(words)
        if texts.sentence is not None and self.memory.sentence is not None:
            meaning = nearest(_unit(texts.sentence @ self._directions) @ self._meanings)
        strength = (texts.counts @ self.sparse.weights + self.sparse.bias).max(1)
        return Signs(chances.max(1), meaning, words, strength, self.share(texts))

    def share(self, texts: Features) -> np.ndarray:
        """Return the share of each text that only the sparse head can read."""
        return texts.unknown if self.dense is not None and texts.dense is not None else np.ones_like(texts.unknown)


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
