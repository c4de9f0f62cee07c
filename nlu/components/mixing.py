"""Two readings of a text made one, with a confidence that can be believed."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, log_softmax, logit, softmax
from sklearn.linear_model import LogisticRegression

NEAREST = 3  # training texts whose closeness counts
WORTH = 20.0  # log odds that full closeness is worth; of 5, 10, 20 and 40 the best on CLINC150's validation sets
LEAST_SLOPE = 1e-3


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
class Belief:
    """The chance that the best reading is right, from its probability and how close the text is to what was learnt.

    Closeness decides what a probability is worth: a text like none that was learnt is nothing we know, whatever the
    heads make of it. The slope is above zero, so that the order of texts stays.
    """

    slope: float
    bias: float

    def of(self, probabilities: np.ndarray, closeness: np.ndarray) -> np.ndarray:
        return np.asarray(expit(self.slope * _sign(probabilities, closeness) + self.bias))


def fit_belief(probabilities: np.ndarray, closeness: np.ndarray, right: np.ndarray) -> Belief:
    """Fit on validation texts; `right` says of each whether its best reading was right."""
    if right.all() or not right.any():
        return Belief(1.0, -WORTH * float(closeness.mean()))
    sign = _sign(probabilities, closeness)
    model = LogisticRegression(C=100.0).fit(sign[:, None], right)
    return Belief(max(float(model.coef_[0, 0]), LEAST_SLOPE), float(model.intercept_[0]))


def _sign(probabilities: np.ndarray, closeness: np.ndarray) -> np.ndarray:
    return np.asarray(logit(np.clip(probabilities.max(1), 1e-5, 1 - 1e-5)) + WORTH * closeness)


def nearest(similarities: np.ndarray) -> np.ndarray:
    """Return the mean of the highest similarities in each row."""
    count = min(NEAREST, similarities.shape[1])
    return np.asarray(np.partition(similarities, -count, axis=1)[:, -count:].mean(1))
