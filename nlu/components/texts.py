"""What one message carries from component to component: the whole text first, then its parts."""

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

READINGS = "readings"


@dataclass
class Piece:
    """One text to be read: a message, or a part of it.

    `sentence` is its meaning as a unit vector, `detail` what else the encoder saw, `unknown` the share of its letters
    (0 to 1) in words that the encoder does not know as words; `counts` are the places and the weights of its words and
    characters.
    """

    text: str
    sentence: np.ndarray | None = None
    detail: np.ndarray | None = None
    unknown: float = 1.0
    counts: tuple[np.ndarray, np.ndarray] | None = None

    @property
    def normal(self) -> str:
        """The text as the counts see it: full-width signs, capitals and which digits make no difference."""
        return re.sub(r"\d", "0", unicodedata.normalize("NFKC", self.text).lower())


def pieces_of(message: Message) -> list[Piece]:
    """Return the pieces of the message, the whole text alone if nobody has split it."""
    pieces: list[Piece] | None = message.get(READINGS)
    if pieces is None:
        pieces = [Piece(message.get(TEXT) or "")]
        message.set(READINGS, pieces)
    return pieces
