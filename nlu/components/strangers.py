"""Which labels to leave out, so as to learn how texts look whose meaning was never learnt."""

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.cluster import KMeans

NEIGHBOURHOODS = 10
SHARE = 0.2  # of the labels


def strangers(features: np.ndarray | csr_matrix, labels: np.ndarray) -> np.ndarray:
    """Return a fifth of the labels, a little more at most; none if there are fewer than twenty.

    Labels go with their whole neighbourhood of like ones. What people say that no label covers is as a rule about
    something else altogether; a label left out alone would be a stranger with all its relations present.
    """
    count = int(labels.max()) + 1
    if count < 2 * NEIGHBOURHOODS:
        return np.zeros(0, int)
    belongs = csr_matrix((np.ones(len(labels), np.float32), (labels, np.arange(len(labels)))))
    middles = belongs @ features / np.bincount(labels)[:, None]
    groups = KMeans(NEIGHBOURHOODS, n_init=4, random_state=0).fit_predict(np.asarray(middles))
    out: list[int] = []
    for group in np.random.default_rng(0).permutation(NEIGHBOURHOODS):
        if len(out) < SHARE * count:
            out.extend(np.flatnonzero(groups == group).tolist())
    return np.array(sorted(out))
