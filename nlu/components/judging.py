"""How the heads are weighed and believed: measured on a fifth of the training texts, which they do not learn from."""

from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import train_test_split

from nlu.components import thresholds
from nlu.components.features import Features
from nlu.components.heads import Heads
from nlu.components.mixing import Belief, Mixture, Signs, fit_belief, fit_mixture
from nlu.components.strangers import strangers

VALIDATION = 0.2  # share of the training texts


@dataclass(frozen=True)
class Judge:
    """How the heads are weighed and believed; measured on validation texts."""

    mixture: Mixture
    belief: Belief
    understood: float
    close: float

    def confidences(self, heads: Heads, texts: Features) -> np.ndarray:
        """Return the confidence of each label, a row a text. They need not add up to 1: it may be none of them."""
        chances = self.mixture.mix(*heads.read(texts), heads.share(texts))
        belief = self.belief.of(heads.signs(texts, chances))
        return np.asarray(chances * (belief / chances.max(1))[:, None]).clip(0, 1)


def measure(known: Features, labels: np.ndarray, count: int) -> Judge:
    """Learn from four fifths of the texts and measure on the rest."""
    learnt, held = train_test_split(
        np.arange(len(labels)), test_size=max(VALIDATION, count / len(labels)), stratify=labels, random_state=0
    )
    heads = Heads.learn(known.rows(learnt), labels[learnt], count)
    texts, truth = known.rows(held), labels[held]
    mixture = fit_mixture(*heads.read(texts), heads.share(texts), truth)
    chances = mixture.mix(*heads.read(texts), heads.share(texts))
    right = chances.argmax(1) == truth
    belief = fit_belief(heads.signs(texts, chances), right, _strange(known, labels, learnt, held, mixture))
    confidences = Judge(mixture, belief, 0.0, 0.0).confidences(heads, texts)
    ordered = np.argsort(-confidences, axis=1)
    first, second = (np.take_along_axis(confidences, ordered, 1)[:, place] for place in (0, 1))
    least = thresholds.understood(first, right)
    either = right | (ordered[:, 1] == truth)
    gap = thresholds.close(first, second, either, least)
    return Judge(mixture, belief, least, gap)


def _strange(
    known: Features, labels: np.ndarray, learnt: np.ndarray, held: np.ndarray, mixture: Mixture
) -> Signs | None:
    """Return the signs of validation texts to heads that have never met their labels, nor any like them."""
    out = strangers(known.counts if known.sentence is None else known.sentence, labels)
    if not len(out):
        return None
    kept = learnt[~np.isin(labels[learnt], out)]
    left, renumbered = np.unique(labels[kept], return_inverse=True)
    heads = Heads.learn(known.rows(kept), renumbered, len(left))
    texts = known.rows(held[np.isin(labels[held], out)])
    return heads.signs(texts, mixture.mix(*heads.read(texts), heads.share(texts)))
