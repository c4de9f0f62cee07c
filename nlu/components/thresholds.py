"""From which confidence on a reading may be acted on, chosen on validation texts.

Acting on a wrong reading (a case nobody wanted, a silence where someone cried for help) is worse than asking back. A
right act counts 1, a wrong one costs `WRONG_COSTS`, asking back nothing; the threshold with the highest sum wins.
"""

import numpy as np

WRONG_COSTS = 2.0
STEPS = np.arange(0.0, 0.96, 0.01)
SURE = 0.9  # of the parts taken for requests of their own, and of the pairs offered, so many have to be right


def understood(confidence: np.ndarray, right: np.ndarray) -> float:
    """Return the best threshold, the lowest of several equally good ones."""
    worth = [right[confidence >= step].sum() - WRONG_COSTS * (~right[confidence >= step]).sum() for step in STEPS]
    return float(STEPS[int(np.argmax(worth))])


def part(confidence: np.ndarray, right: np.ndarray, least: float) -> float:
    """Return the lowest confidence, not below `least`, from which on nine in ten readings are right."""
    for step in STEPS[least <= STEPS]:
        if right[confidence >= step].mean() >= SURE if (confidence >= step).any() else True:
            return float(step)
    return float(STEPS[-1])


def close(first: np.ndarray, second: np.ndarray, one_is_right: np.ndarray, least: float) -> float:
    """Return the widest gap between two readings, both worth offering, under which nine in ten offers hold the right one.

    `first` and `second` are confidences; what is understood anyway (`first` reaches `least`) is not offered.
    """
    offered = (first < least) & (first + second >= least)
    gap = first - second
    for step in STEPS[::-1]:
        within = offered & (gap < step)
        if within.any() and one_is_right[within].mean() >= SURE:
            return float(step)
    return 0.0
