"""What one message carries from component to component: the whole text first, then its parts."""

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

READINGS = "readings"
ENCODE = "encode"  # fills in what pieces mean; not there without an encoder


@dataclass(frozen=True)
class Meaning:
    """What the encoder makes of a text: `sentence`, a unit vector, `detail`, what else it saw, and `unknown`, the share
    of the text's letters (0 to 1) in words that the encoder does not know as words."""

    sentence: np.ndarray
    detail: np.ndarray
    unknown: float

    @property
    def all(self) -> np.ndarray:
        return np.hstack([self.sentence, 0.5 * self.detail])


@dataclass
class Piece:
    """One text to be read: a message, or a part of it. `meaning` is None without an encoder.

    `counts` are the places and the weights of its words and characters.
    """

    text: str
    meaning: Meaning | None = None
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
