"""What is known of several texts, as arrays."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from nlu.components.texts import Piece
from nlu.components.words import matrix


@dataclass(frozen=True)
class Features:
    """What is known of several texts, a row each. `dense` is None without an encoder."""

    sentence: "np.ndarray | None"
    dense: "np.ndarray | None"
    unknown: np.ndarray
    counts: csr_matrix

    @classmethod
    def of(cls, pieces: list[Piece], width: int) -> "Features":
        counts = matrix((piece.counts for piece in pieces if piece.counts is not None), width)
        meanings = [piece.meaning for piece in pieces if piece.meaning is not None]
        if len(meanings) < len(pieces):
            return cls(None, None, np.ones(len(pieces), np.float32), counts)
        sentence, dense = np.stack([one.sentence for one in meanings]), np.stack([one.all for one in meanings])
        return cls(sentence, dense, np.array([one.unknown for one in meanings], np.float32), counts)

    def rows(self, chosen: np.ndarray) -> "Features":
        sentence, dense = (None if part is None else part[chosen] for part in (self.sentence, self.dense))
        return Features(sentence, dense, self.unknown[chosen], self.counts[chosen])
