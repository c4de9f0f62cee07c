"""Linear heads: from what is known of texts to the probability of each label."""

import os
import warnings
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.special import expit, log_softmax
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression, SGDClassifier

LEAST = 1e-6  # a probability, lest a logarithm have no end
THREADS = int(os.environ.get("NLU_THREADS", "1"))
DIRECTIONS = 512  # in which dense features differ most; the rest is noise, and time


@dataclass(frozen=True)
class Linear:
    """`weights` is features × labels, `bias` a value a label."""

    weights: np.ndarray
    bias: np.ndarray


def learn_dense(features: np.ndarray, labels: np.ndarray, count: int, trust: np.ndarray) -> Linear:
    """Fit logistic regression on dense features, a row a text; `trust` (0 to 1) weighs each.

    `labels` are numbers below `count`, and each of them has to occur.
    """
    middle = features.mean(0)
    centred = features - middle
    spread = (centred.T @ centred).astype(np.float64)  # in 32 bits this takes half a minute instead of a second
    directions = np.linalg.eigh(spread)[1][:, ::-1][:, :DIRECTIONS].astype(np.float32)
    scale = 1 / max(float(np.sqrt(((centred @ directions) ** 2).sum(1).mean())), LEAST)
    model = LogisticRegression(C=30, max_iter=60, tol=1e-3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it is stopped early on purpose: more learns by heart
        model.fit(np.ascontiguousarray(centred @ directions * scale), labels, sample_weight=trust**2 + 1e-3)
    own, bias = _one_a_label(model, count)
    weights = (directions * scale @ own).astype(np.float32)
    return Linear(weights, (bias - middle @ weights).astype(np.float32))


def learn_sparse(counts: csr_matrix, labels: np.ndarray, count: int) -> Linear:
    """Fit one logistic regression a label, against all others, on counts, a row a text."""
    model = SGDClassifier(loss="log_loss", alpha=3e-5, max_iter=6, tol=None, n_jobs=THREADS, random_state=0)
    model.fit(counts, labels)
    own, bias = _one_a_label(model, count)
    return Linear(np.ascontiguousarray(own, np.float32), bias.astype(np.float32))


def _one_a_label(model: LogisticRegression | SGDClassifier, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Two labels share one row of coefficients in scikit-learn."""
    weights, bias = model.coef_.T, model.intercept_
    if count == 2:
        return np.hstack([-weights, weights]), np.concatenate([-bias, bias])
    return weights, bias


def read_dense(head: Linear, features: np.ndarray) -> np.ndarray:
    """Return log probabilities, a row a text."""
    return np.asarray(log_softmax(features @ head.weights + head.bias, axis=1))


def read_sparse(head: Linear, counts: csr_matrix) -> np.ndarray:
    """Return log probabilities, a row a text."""
    chances = expit(counts @ head.weights + head.bias)
    return np.asarray(np.log(np.maximum(chances / np.maximum(chances.sum(1, keepdims=True), LEAST), LEAST)))
