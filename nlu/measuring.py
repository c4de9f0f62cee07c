"""How good guesses are: precision, recall and F1 of each label. Plain sums, no Rasa."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guess:
    """What a text was (`truth`) and what it was taken for (`said`), with a confidence of 0 to 1."""

    truth: str
    said: str
    confidence: float = 1.0

    @property
    def right(self) -> bool:
        return self.truth == self.said


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one label."""

    right: int
    said: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """2·right / (said + wanted), the harmonic mean of precision and recall."""
        return 2 * self.right / (self.said + self.wanted) if self.said + self.wanted else 0.0


@dataclass(frozen=True, slots=True)
class Understood:
    """How many texts reached the threshold, and how many of these were read rightly."""

    asked: int
    understood: int
    rightly: int

    @property
    def share(self) -> float:
        return self.understood / self.asked if self.asked else 0.0

    @property
    def share_rightly(self) -> float:
        return self.rightly / self.understood if self.understood else 1.0


def tallies(guesses: Iterable[Guess]) -> dict[str, Tally]:
    """Return a tally for each label that is the truth of some text, in alphabetical order."""
    right, said, wanted = Counter[str](), Counter[str](), Counter[str]()
    for guess in guesses:
        said[guess.said] += 1
        wanted[guess.truth] += 1
        right[guess.truth] += guess.right
    return {label: Tally(right[label], said[label], wanted[label]) for label in sorted(wanted)}


def macro_f1(guesses: Iterable[Guess]) -> float:
    """Return the mean of the labels' F1, each label counted alike."""
    found = tallies(guesses).values()
    return sum(tally.f1 for tally in found) / len(found) if found else 0.0


def accuracy(guesses: Sequence[Guess]) -> float:
    return sum(guess.right for guess in guesses) / len(guesses) if guesses else 0.0


def confused(guesses: Iterable[Guess]) -> list[tuple[str, str, int]]:
    """Return which label was taken for which other, and how often, the most frequent first."""
    pairs = Counter((guess.truth, guess.said) for guess in guesses if not guess.right)
    return sorted(((truth, said, count) for (truth, said), count in pairs.items()), key=lambda row: (-row[2], *row[:2]))


def understood(guesses: Sequence[Guess], threshold: float) -> Understood:
    claimed = [guess for guess in guesses if guess.confidence >= threshold]
    return Understood(len(guesses), len(claimed), sum(guess.right for guess in claimed))
