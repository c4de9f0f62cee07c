"""BG/NBD and Gamma-Gamma: against the published figures where the sample is at hand, and by their laws anywhere."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from care_rules.staying import BgNbd, CannotFit, GammaGamma, Rhythms, fit_bg_nbd, fit_gamma_gamma

DATA = Path(__file__).parents[3] / "shared" / "data"
CALIBRATED_UNTIL = date(1997, 9, 30)
PUBLISHED = BgNbd(0.243, 4.414, 0.793, 2.426)

# The sample is other people's and stays out of the repository. Where it is not, there is nothing to compare with.
no_sample = pytest.mark.skipif(not DATA.is_dir(), reason=f"no CDNOW sample in {DATA.parent.name}/{DATA.name}")


def _rhythms(*people: tuple[float, float, float]) -> Rhythms:
    return Rhythms(*(np.array(column, dtype=np.float64) for column in zip(*people, strict=True)))


@pytest.mark.public_sample
@no_sample
def test_the_published_fit_to_cdnow() -> None:
    rows = list(csv.DictReader((DATA / "cdnow_summary.csv").read_text().splitlines()))
    rhythms = _rhythms(*((float(row["frequency"]), float(row["recency"]), float(row["T"])) for row in rows))
    fitted = fit_bg_nbd(rhythms)
    assert fitted.r == pytest.approx(0.243, abs=5e-4)
    assert fitted.alpha == pytest.approx(4.414, abs=5e-3)
    assert fitted.a == pytest.approx(0.793, abs=5e-4)
    assert fitted.b == pytest.approx(2.426, abs=5e-3)


@pytest.mark.public_sample
@no_sample
def test_the_published_spending_of_cdnow() -> None:
    spent: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for line in (DATA / "cdnow_sample.txt").read_text().splitlines():
        _, customer, day, _, dollars = line.split()
        if date.fromisoformat(day) <= CALIBRATED_UNTIL:
            spent[customer][day] += float(dollars)
    repeats = [[days[day] for day in sorted(days)[1:]] for days in spent.values() if len(days) > 1]
    paid = [sums for sums in repeats if sum(sums) > 0]
    fitted = fit_gamma_gamma(
        np.array([len(sums) for sums in paid], dtype=np.float64), np.array([np.mean(sums) for sums in paid])
    )
    assert fitted.p == pytest.approx(6.25, abs=0.01)
    assert fitted.q == pytest.approx(3.74, abs=0.01)
    assert fitted.gamma == pytest.approx(15.44, abs=0.05)


def test_the_worked_example_of_the_paper() -> None:
    """Two repeat purchases, the last in week 30.43 of 38.86: 1.226 more are expected within 39 weeks."""
    example = _rhythms((2, 30.43, 38.86))
    assert PUBLISHED.expected(39, example)[0] == pytest.approx(1.226, abs=0.001)


def test_the_longer_silent_the_less_alive() -> None:
    alive = PUBLISHED.alive(_rhythms(*((5, 20, 20 + silent) for silent in (0, 5, 10, 40, 400))))
    assert list(alive) == sorted(alive, reverse=True)
    assert alive[0] > 0.8
    assert alive[-1] < 0.01


def test_who_bought_once_cannot_be_told_to_have_left() -> None:
    assert PUBLISHED.alive(_rhythms((0, 0, 50)))[0] == 1


def test_a_fit_finds_what_made_the_data() -> None:
    rhythms = _simulated(BgNbd(0.8, 6.0, 0.6, 2.0), people=6000)
    fitted = fit_bg_nbd(rhythms)
    assert fitted.r == pytest.approx(0.8, rel=0.15)
    assert fitted.alpha == pytest.approx(6.0, rel=0.2)
    fair = fitted.expected(26, rhythms)
    assert np.all(fair >= 0)


def _simulated(truth: BgNbd, people: int, weeks: float = 52) -> Rhythms:
    chance = np.random.default_rng(7)
    rates = chance.gamma(truth.r, 1 / truth.alpha, people)
    leaving = chance.beta(truth.a, truth.b, people)
    rows = []
    for rate, risk in zip(rates, leaving, strict=True):
        at, times, last = 0.0, 0, 0.0
        while True:
            at += chance.exponential(1 / rate)
            if at > weeks:
                break
            times, last = times + 1, at
            if chance.random() < risk:
                break
        rows.append((times, last, weeks))
    return _rhythms(*rows)


def test_spending_leans_to_everybodys_mean_while_little_is_known() -> None:
    model = GammaGamma(6.25, 3.74, 15.44)
    everybody = 15.44 * 6.25 / 2.74
    once, often = model.mean_spend(np.array([1.0, 50.0]), np.array([100.0, 100.0]))
    assert everybody < once < often < 100


def test_too_few_are_not_fitted() -> None:
    with pytest.raises(CannotFit):
        fit_bg_nbd(_rhythms((1, 2, 3), (0, 0, 3)))
    with pytest.raises(CannotFit):
        fit_gamma_gamma(np.ones(5), np.ones(5))
    with pytest.raises(CannotFit):
        fit_gamma_gamma(np.ones(50), np.zeros(50))


def test_a_last_purchase_after_now_is_refused() -> None:
    with pytest.raises(ValueError, match="lies before the first one or after now"):
        _rhythms((1, 5, 3))
