"""Two readings of a text made one, with a confidence that can be believed."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, log_softmax, logit, softmax
from sklearn.linear_model import LogisticRegression

NEAREST = 3  # training texts whose closeness counts
WORTH = 20.0  # log odds that full closeness is worth; of 5, 10, 20 and 40 the best on CLINC150's validation sets
LEAST_SLOPE = 1e-3
ENOUGH = 30  # texts to tell from how much closeness varies


@dataclass(frozen=True)
class Mixture:
    """How much each head is believed: the dense one as far as the encoder knows the words, the sparse one besides it
    (`beside`), and where the encoder knows nothing (`alone`). All three are fitted on validation data."""

    dense: float
    beside: float
    alone: float

    def mix(self, dense: np.ndarray, sparse: np.ndarray, unknown: np.ndarray) -> np.ndarray:
        """Return probabilities from both heads' log probabilities, a row a text."""
        return np.asarray(softmax(_mixed((self.dense, self.beside, self.alone), dense, sparse, unknown), axis=1))


def fit_mixture(dense: np.ndarray, sparse: np.ndarray, unknown: np.ndarray, labels: np.ndarray) -> Mixture:
    """Find the weights under which the right labels of validation texts are likeliest."""

    def surprise(weights: np.ndarray) -> float:
        logs = log_softmax(_mixed(np.exp(weights), dense, sparse, unknown), axis=1)
        return float(-logs[np.arange(len(labels)), labels].mean())

    found = minimize(surprise, np.log([1.0, 0.5, 1.5]), method="Nelder-Mead", options={"maxiter": 120})
    return Mixture(*(float(weight) for weight in np.exp(found.x)))


def _mixed(
    weights: np.ndarray | tuple[float, ...], dense: np.ndarray, sparse: np.ndarray, unknown: np.ndarray
) -> np.ndarray:
    share = unknown[:, None]
    return weights[0] * (1 - share) * dense + (weights[1] * (1 - share) + weights[2] * share) * sparse


@dataclass(frozen=True)
class Closeness:
    """How close texts are to what was learnt, 0 to 1 each: by meaning, and by words and characters.

    `unknown` is the share (0 to 1) that only words and characters can tell of.
    """

    meaning: np.ndarray
    words: np.ndarray
    unknown: np.ndarray


@dataclass(frozen=True)
class Belief:
    """The chance that the best reading is right, from its probability and how close the text is to what was learnt.

    Closeness decides what a probability is worth: a text like none that was learnt is nothing we know, whatever the
    heads make of it. Words are never as close as meanings are, so theirs is worth `words_worth` and has a bias of its own.
    """

    slope: float
    bias: float
    unknown_bias: float
    words_worth: float

    def of(self, probabilities: np.ndarray, closeness: Closeness) -> np.ndarray:
        sign = _sign(probabilities, closeness, self.words_worth)
        return np.asarray(expit(self.slope * sign + self.unknown_bias * closeness.unknown + self.bias))


def fit_belief(probabilities: np.ndarray, closeness: Closeness, right: np.ndarray) -> Belief:
    """Fit on validation texts; `right` says of each whether its best reading was right."""
    worth = _words_worth(closeness)
    sign = _sign(probabilities, closeness, worth)
    if right.all() or not right.any():
        return Belief(1.0, -float(sign.min()), 0.0, worth)
    model = LogisticRegression(C=100.0).fit(np.stack([sign, closeness.unknown], axis=1), right)
    slope, unknown = (float(weight) for weight in model.coef_[0])
    return Belief(max(slope, LEAST_SLOPE), float(model.intercept_[0]), unknown, worth)


def _words_worth(closeness: Closeness) -> float:
    """Return what full closeness of words is worth, so that a usual difference in it counts as one in meaning does."""
    known, strange = closeness.meaning[closeness.unknown < 0.5], closeness.words[closeness.unknown >= 0.5]
    if min(len(known), len(strange)) < ENOUGH:
        return WORTH
    return WORTH * float(known.std() / max(strange.std(), 1e-3))


def _sign(probabilities: np.ndarray, closeness: Closeness, words_worth: float) -> np.ndarray:
    share = closeness.unknown
    worth = WORTH * (1 - share) * closeness.meaning + words_worth * share * closeness.words
    return np.asarray(logit(np.clip(probabilities.max(1), 1e-5, 1 - 1e-5)) + worth)


def nearest(similarities: np.ndarray) -> np.ndarray:
    """Return the mean of the highest similarities in each row."""
    count = min(NEAREST, similarities.shape[1])
    return np.asarray(np.partition(similarities, -count, axis=1)[:, -count:].mean(1))
