"""The negative-binomial autoregression."""

import numpy as np
import pytest
from scipy.stats import nbinom

from polybius.analysis.excitation import Excitation, fit_excitation, lagged, parts_of


def planted(size: float = 0.6, days: int = 3000) -> tuple[np.ndarray, np.ndarray]:
    """One act of the other is followed the day after by some of one's own."""
    chance = np.random.default_rng(8)
    other = chance.poisson(0.3, days).astype(float)
    return other, chance.poisson(0.1 + size * np.concatenate([[0], other[:-1]])).astype(float)


def test_lags_are_counted_back_from_the_day() -> None:
    counts = np.array([1.0, 0, 0, 5, 0, 0])
    assert lagged(counts, 1, 2).tolist() == [0, 1, 1, 0, 5, 5]


def test_no_part_knows_its_own_day() -> None:
    counts = np.zeros(10)
    counts[5] = 1
    parts = parts_of(counts, counts)
    assert (parts[:6, 1:] == 0).all()
    assert (parts[6, 1:6] > 0).all()


def test_the_planted_lag_and_size_are_found() -> None:
    other, counts = planted()
    model = fit_excitation(parts_of(counts, other), counts)
    assert model.by_lag[0] == pytest.approx(0.6, abs=0.08)
    assert model.by_lag[1:].sum() < 0.1


def test_the_likelihood_is_that_of_the_negative_binomial() -> None:
    model, parts, counts = Excitation(np.array([0.7]), 2.0), np.ones((4, 1)), np.array([0.0, 1, 2, 5])
    assert model.log_likelihood(parts, counts) == pytest.approx(nbinom.logpmf(counts, 2, 2 / 2.7))


def test_a_better_fit_than_any_nearby() -> None:
    other, counts = planted(days=600)
    parts = parts_of(counts, other)
    model = fit_excitation(parts, counts)
    best = model.log_likelihood(parts, counts).sum()
    for factor in (0.9, 1.1):
        near = Excitation(model.weights * factor, model.size)
        assert near.log_likelihood(parts, counts).sum() < best


def test_a_series_without_the_other_has_no_lags() -> None:
    _, counts = planted(days=500)
    assert fit_excitation(parts_of(counts), counts).by_lag.size == 0
