"""Two readings of a text made one, with a confidence that can be believed."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, log_softmax, logit, softmax
from sklearn.linear_model import LogisticRegression

NEAREST = 3  # training texts whose closeness counts
STRANGE = 0.2  # strange texts for each validation text
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
class Signs:
    """What tells whether the best reading of a text is right; a value a text each.

    `probability` of the best reading. `meaning` and `words`: how close (0 to 1) the text is to the nearest ones that
    were learnt, by what it means and by its words and characters. `strength`: the log odds that the sparse head gives
    to its favourite, before probabilities are made to add up. `unknown`: the share (0 to 1) that only words and
    characters tell of.
    """

    probability: np.ndarray
    meaning: np.ndarray
    words: np.ndarray
    strength: np.ndarray
    unknown: np.ndarray

    def columns(self) -> np.ndarray:
        """Return them as features, a row a text; meaning counts as far as it is known, words where it is not."""
        odds = logit(np.clip(self.probability, 1e-5, 1 - 1e-5))
        close = (self.meaning * (1 - self.unknown), self.words * self.unknown)
        return np.stack([odds, *close, self.strength, self.unknown], axis=1)


@dataclass(frozen=True)
class Belief:
    """The chance that the best reading is right: a weight for each of the signs, and a bias."""

    weights: tuple[float, ...]
    bias: float

    def of(self, signs: Signs) -> np.ndarray:
        return np.asarray(expit(signs.columns() @ np.array(self.weights) + self.bias))


def fit_belief(signs: Signs, right: np.ndarray, strange: Signs | None) -> Belief:
    """Fit on validation texts; `right` says of each whether its best reading was right.

    What the signs are worth is learnt with as many `strange` texts thrown in, none of whose meanings were learnt, for
    those are what closeness is to find out. How much to believe is then learnt from the validation texts alone.
    """
    own = signs.columns()
    if right.all() or not right.any():
        return Belief((1.0, *(0.0,) * (own.shape[1] - 1)), 0.0)
    others = np.zeros((0, own.shape[1])) if strange is None else strange.columns()
    amounts = np.r_[np.ones(len(own)), np.full(len(others), len(own) * STRANGE / max(len(others), 1))]
    truth = np.r_[right, np.zeros(len(others), bool)]
    order = LogisticRegression(C=100.0, max_iter=500).fit(np.vstack([own, others]), truth, sample_weight=amounts)
    weights = order.coef_[0]
    scale = LogisticRegression(C=100.0).fit((own @ weights)[:, None], right)
    slope = max(float(scale.coef_[0, 0]), LEAST_SLOPE)
    return Belief(tuple(float(slope * weight) for weight in weights), float(scale.intercept_[0]))


def nearest(similarities: np.ndarray) -> np.ndarray:
    """Return the mean of the highest similarities in each row."""
    count = min(NEAREST, similarities.shape[1])
    return np.asarray(np.partition(similarities, -count, axis=1)[:, -count:].mean(1))
