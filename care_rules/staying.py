"""Who still buys, how often they will, and what that is worth: BG/NBD with Gamma-Gamma.

Sources: P. Fader, B. Hardie, K. L. Lee, "Counting your customers the easy way", Marketing Science 24 (2005), for r,
alpha, a and b; P. Fader, B. Hardie, "The Gamma-Gamma model of monetary value" (2013), for p, q and gamma. Time is in
weeks throughout.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import betaln, gammaln, hyp2f1

Numbers: TypeAlias = NDArray[np.float64]

WEEK_DAYS = 7
FEWEST = 30  # who came back; below, four numbers fitted to them mean nothing
_WIDEST = 7.0  # of the logarithms searched: a thousand on the scale of the search says "all alike" as well as more
_START = 0.1  # of the logarithms searched; where it starts matters little


class CannotFit(ValueError):
    """Too few who came back, or nothing that a model of this kind fits."""


@dataclass(frozen=True, slots=True)
class Rhythms:
    """One number a customer: repeat purchases, weeks from the first to the last one, weeks from the first until now."""

    frequency: Numbers
    recency: Numbers
    age: Numbers

    def __post_init__(self) -> None:
        if np.any(self.frequency < 0) or np.any(self.recency < 0) or np.any(self.recency > self.age + 1e-9):
            raise ValueError("a last purchase lies before the first one or after now")


@dataclass(frozen=True, slots=True)
class BgNbd:
    r: float
    alpha: float
    a: float
    b: float

    def alive(self, rhythms: Rhythms) -> Numbers:
        """Return the probability that each still buys. Whoever bought once cannot be told to have left: 1."""
        x, recency, age = rhythms.frequency, rhythms.recency, rhythms.age
        repeats = np.maximum(x, 1)
        exponent = (self.r + x) * (np.log(self.alpha + age) - np.log(self.alpha + recency))
        odds = np.exp(np.minimum(exponent + np.log(self.a) - np.log(self.b + repeats - 1), 700))
        return np.where(x > 0, 1 / (1 + odds), 1.0)

    def expected(self, weeks: float, rhythms: Rhythms) -> Numbers:
        """Return how many purchases each will make within so many weeks from now."""
        x, age = rhythms.frequency, rhythms.age
        grown = self.alpha + age
        series = hyp2f1(self.r + x, self.b + x, self.a + self.b + x - 1, weeks / (grown + weeks))
        coming = (self.a + self.b + x - 1) / (self.a - 1) * (1 - (grown / (grown + weeks)) ** (self.r + x) * series)
        return np.asarray(coming * self.alive(rhythms), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class GammaGamma:
    p: float
    q: float
    gamma: float

    def mean_spend(self, frequency: Numbers, spend: Numbers) -> Numbers:
        """Return what each is expected to spend at a purchase, from what they spent at repeat ones on average."""
        weight = self.p * frequency / (self.p * frequency + self.q - 1)
        everybody = self.gamma * self.p / (self.q - 1)
        return np.asarray((1 - weight) * everybody + weight * spend, dtype=np.float64)


def fit_bg_nbd(rhythms: Rhythms) -> BgNbd:
    """Fit by maximum likelihood.

    Raises:
        CannotFit: with fewer than `FEWEST` who came back, or where the search finds nothing.
    """
    if int(np.count_nonzero(rhythms.frequency)) < FEWEST:
        raise CannotFit(f"fewer than {FEWEST} came back")
    scale = 10.0 / float(rhythms.age.max())  # the search is steadiest while times are of the order of ten
    alike, counts = _alike(rhythms, scale)

    def cost(logs: Numbers) -> float:
        return -float(np.sum(counts * _bg_nbd_likelihood(np.exp(logs), alike))) / float(counts.sum())

    r, alpha, a, b = _lowest(cost, 4)
    return BgNbd(r, alpha / scale, a, b)


def fit_gamma_gamma(frequency: Numbers, spend: Numbers) -> GammaGamma:
    """Fit to those who came back: how often, and what they spent on average when they did, above zero.

    Raises:
        CannotFit
    """
    if len(frequency) < FEWEST or np.any(spend <= 0) or np.any(frequency <= 0):
        raise CannotFit("needs repeat purchases above zero")
    scale = 1.0 / float(np.mean(spend))
    x, mean = frequency, spend * scale

    def cost(logs: Numbers) -> float:
        p, q, gamma = np.exp(logs)
        likelihood = (
            gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(gamma)
            + (p * x - 1) * np.log(mean) + (p * x) * np.log(x) - (p * x + q) * np.log(gamma + mean * x)
        )  # fmt: skip
        return -float(np.mean(likelihood))

    p, q, gamma = _lowest(cost, 3)
    return GammaGamma(p, q, gamma / scale)


def _alike(rhythms: Rhythms, scale: float) -> tuple[Rhythms, Numbers]:
    """Return each rhythm once, and how many have it."""
    table = np.column_stack([rhythms.frequency, rhythms.recency * scale, rhythms.age * scale])
    rows, counts = np.unique(table, axis=0, return_counts=True)
    return Rhythms(rows[:, 0], rows[:, 1], rows[:, 2]), counts.astype(np.float64)


def _bg_nbd_likelihood(numbers: Numbers, rhythms: Rhythms) -> Numbers:
    r, alpha, a, b = numbers
    x, recency, age = rhythms.frequency, rhythms.recency, rhythms.age
    common = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + betaln(a, b + x) - betaln(a, b)
    living = -(r + x) * np.log(alpha + age)
    repeats = np.maximum(x, 1)
    left = np.log(a) - np.log(b + repeats - 1) - (r + x) * np.log(alpha + recency)
    return np.asarray(common + np.where(x > 0, np.logaddexp(living, left), living), dtype=np.float64)


def _lowest(cost: object, numbers: int) -> list[float]:
    """Search for the lowest cost. Where customers are all alike the numbers grow without end: the bounds stop them."""
    found = minimize(
        cost,
        np.full(numbers, _START),
        method="Nelder-Mead",
        bounds=[(-_WIDEST, _WIDEST)] * numbers,
        options={"maxiter": 3000, "xatol": 1e-6, "fatol": 1e-9},
    )
    if not found.success or not np.all(np.isfinite(found.x)):
        raise CannotFit("the search found nothing that fits")
    return [float(one) for one in np.exp(found.x)]
