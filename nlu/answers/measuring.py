"""What makes an answer sure, measured on messages whose page is known; nothing here is typed by hand.

The model is McFadden's conditional logit ("Conditional logit analysis of qualitative choice behavior", 1974): a message
chooses among the pages and "none". What a comparison is worth is told by all languages together, and each language may
differ from that as far as its messages insist. The thresholds are set on chances that each message was given by the
others, itself left out; those of a language by its own messages above all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.answers.likeness import Floats

Places = NDArray[np.int_]
Truths = NDArray[np.bool_]

WRONG_ANSWER = 2.0  # what it costs, in right answers
WRONG_OFFER = 0.5  # "do you mean …?" costs the customer a tap

_RIDGE_ALL = 0.3  # how strongly weights are drawn to 0, comparisons being of unit spread
_RIDGE_EACH = 1.0  # and those of one language to those of all
_OTHERS = 0.5  # what a message counts in setting the thresholds of another language: a dozen of its own are few
_STEPS = 25


@dataclass(frozen=True, slots=True)
class Case:
    """A message as it was compared: a row a page, and which page is right, None if none is."""

    language: str
    rows: Floats
    right: int | None


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured for one language.

    `weights` are those of the comparisons and, last, of answering nothing. `answer` and `offer` are the chances from
    which on a page answers, or is offered as a guess.
    """

    weights: Floats
    answer: float
    offer: float

    def chances(self, rows: Floats) -> Floats:
        """Return for each page the chance, 0 to 1, that it is the right one."""
        return _chances(np.append(rows @ self.weights[:-1], self.weights[-1]))[:-1]


def weigh(cases: Sequence[Case]) -> dict[str, Measured]:
    """Return weights and thresholds by language, "" for any other; empty if no case has a right page."""
    if not any(case.right is not None for case in cases):
        return {}
    languages = sorted({case.language for case in cases})
    spread = np.concatenate([case.rows for case in cases]).std(0)
    spread[spread < 1e-9] = 1.0
    choices = [_choices(case, languages, spread) for case in cases]
    tables, open_to = _stacked(choices)
    chosen = np.array([tables.shape[1] - 1 if case.right is None else case.right for case in cases])
    ridge = np.full(tables.shape[2], _RIDGE_EACH)
    ridge[: len(spread) + 1] = _RIDGE_ALL
    problem = _Problem(tables, open_to, chosen, ridge)
    fitted = problem.fit()
    parts = fitted.reshape(len(languages) + 1, -1)
    weights = {"": parts[0]} | {name: parts[0] + part for name, part in zip(languages, parts[1:], strict=True)}
    chances = problem.left_out(fitted)[:, :-1]
    best, is_right = chances.max(1), chances.argmax(1) == chosen
    spoken = np.array([case.language for case in cases])
    measured: dict[str, Measured] = {}
    for language, own in weights.items():
        counts = np.where((spoken == language) | (language == ""), 1.0, _OTHERS)
        answer, offer = (_threshold(best, is_right, counts, cost) for cost in (WRONG_ANSWER, WRONG_OFFER))
        measured[language] = Measured(own * np.append(1 / spread, 1.0), answer, min(offer, answer))
    return measured


def _choices(case: Case, languages: Sequence[str], spread: Floats) -> Floats:
    """Return a row a page and one for none; the columns are those of all languages, then of each."""
    pages, width = case.rows.shape
    own = np.zeros((pages + 1, width + 1))
    own[:-1, :-1] = case.rows / spread
    own[-1, -1] = 1.0
    blocks = [own, *(own if language == case.language else np.zeros_like(own) for language in languages)]
    return np.concatenate(blocks, 1)


def _stacked(choices: Sequence[Floats]) -> tuple[Floats, Floats]:
    """Return one table of them all, "none" last, with -inf in the second where a message has fewer pages."""
    longest = max(len(table) for table in choices)
    tables = np.zeros((len(choices), longest, choices[0].shape[1]))
    open_to = np.full((len(choices), longest), -np.inf)
    for at, table in enumerate(choices):
        tables[at, : len(table) - 1], tables[at, -1] = table[:-1], table[-1]
        open_to[at, : len(table) - 1] = open_to[at, -1] = 0.0
    return tables, open_to


class _Problem:
    def __init__(self, tables: Floats, open_to: Floats, chosen: Places, ridge: Floats) -> None:
        self.tables, self.open_to, self.chosen, self._ridge = tables, open_to, chosen, ridge

    def fit(self, without: int | None = None, start: Floats | None = None) -> Floats:
        """Return the likeliest weights, by Newton's method; a ridge makes it converge."""
        kept = np.arange(len(self.chosen)) != (-1 if without is None else without)
        tables, chosen = self.tables[kept], self.chosen[kept]
        weights = np.zeros(tables.shape[2]) if start is None else start
        picked = tables[np.arange(len(chosen)), chosen]
        for _ in range(_STEPS):
            chances = _chances(tables @ weights + self.open_to[kept])
            means = np.einsum("npk,np->nk", tables, chances)
            slope = (picked - means).sum(0) - self._ridge * weights
            flat = (tables * chances[:, :, None]).reshape(-1, tables.shape[2])
            bend = flat.T @ tables.reshape(flat.shape) - means.T @ means + np.diag(self._ridge)
            step = np.linalg.solve(bend, slope)
            weights = weights + step / max(1.0, float(np.abs(step).max()))  # far off, Newton's step is too long
            if np.abs(step).max() < 1e-4:
                break
        return weights

    def left_out(self, fitted: Floats) -> Floats:
        """Return the chances that each message gets from weights fitted to all others."""
        rows = [_chances(self.tables[at] @ self.fit(at, fitted) + self.open_to[at]) for at in range(len(self.chosen))]
        return np.array(rows)


def _threshold(best: Floats, is_right: Truths, counts: Floats, cost: float) -> float:
    """Return from where on answering gains most: half-way to the next message below, so that neither is on the edge."""
    order = np.argsort(-best, kind="stable")
    gains = np.cumsum(np.where(is_right[order], 1.0, -cost) * counts[order])
    if gains.max() <= 0:
        return 1.0
    last = int(gains.argmax())
    below = best[order[last + 1]] if last + 1 < len(order) else 0.0
    return float((best[order[last]] + below) / 2)


def _chances(utilities: Floats) -> Floats:
    powers = np.exp(utilities - utilities.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True))
