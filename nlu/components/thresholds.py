"""From which confidence on a reading may be acted on, chosen on validation texts.

Acting on a wrong reading (a case nobody wanted, a silence where someone cried for help) is worse than asking back. A
right act counts 1, a wrong one costs `WRONG_COSTS`, asking back nothing; the threshold with the highest sum wins.
"""

import numpy as np

WRONG_COSTS = 1.5
STEPS = np.arange(0.0, 0.96, 0.01)
WORTH_OFFERING = 0.7  # of the pairs offered, so many have to hold the right reading: a wrong one costs a tap


def understood(confidence: np.ndarray, right: np.ndarray) -> float:
    """Return the best threshold, the lowest of several equally good ones."""
    worth = [right[confidence >= step].sum() - WRONG_COSTS * (~right[confidence >= step]).sum() for step in STEPS]
    return float(STEPS[int(np.argmax(worth))])


def close(first: np.ndarray, second: np.ndarray, one_is_right: np.ndarray, least: float) -> float:
    """Return the widest gap of two readings worth offering under which enough offers hold the right one.

    `first` and `second` are confidences; what is understood anyway (`first` reaches `least`) is not offered.
    """
    offered = (first < least) & (first + second >= least)
    gap = first - second
    for step in STEPS[::-1]:
        within = offered & (gap < step)
        if within.any() and one_is_right[within].mean() >= WORTH_OFFERING:
            return float(step)
    return 0.0
