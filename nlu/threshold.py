"""From which confidence on a reading may be acted on, chosen from a cross-validation.

Acting on a wrong reading (a case nobody wanted, a silence where someone cried for help) is worse than asking back. A
right act counts 1, a wrong one costs `WRONG_COSTS`, asking back nothing; the threshold with the highest sum wins.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

WRONG_COSTS = 2.0
STEPS = [step / 100 for step in range(96)]


@dataclass(frozen=True)
class Guess:
    right: bool
    confidence: float


@dataclass(frozen=True)
class Choice:
    """`precision`: the part of what counts as understood that is right. `coverage`: the part that is understood."""

    threshold: float
    precision: float
    coverage: float
    examples: int

    def as_json(self) -> dict[str, float]:
        return asdict(self)


def choose(guesses: Iterable[Guess], wrong_costs: float = WRONG_COSTS) -> Choice:
    """Return the best threshold, the lowest of several equally good ones.

    Raises:
        ValueError: if there are no guesses.
    """
    seen = list(guesses)
    if not seen:
        raise ValueError("nothing to choose a threshold from")
    return max((_at(threshold, seen) for threshold in STEPS), key=lambda choice: _worth(choice, wrong_costs))


def _at(threshold: float, guesses: list[Guess]) -> Choice:
    claimed = [guess for guess in guesses if guess.confidence >= threshold]
    right = sum(guess.right for guess in claimed)
    return Choice(threshold, right / len(claimed) if claimed else 1.0, len(claimed) / len(guesses), len(guesses))


def _worth(choice: Choice, wrong_costs: float) -> float:
    right = choice.precision * choice.coverage
    return right - wrong_costs * (choice.coverage - right)
