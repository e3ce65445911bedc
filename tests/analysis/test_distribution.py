"""Distributions of what comes next."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polybius.analysis.distribution import Distribution, faded, last, negative_binomial, pool

VALUES = st.lists(st.integers(-50, 50).map(float), min_size=1, max_size=12)


@settings(deadline=None)
@given(VALUES, st.floats(-60, 60))
def test_crps_is_the_integral_of_squared_differences_of_the_distribution_functions(
    values: list[float], y: float
) -> None:
    steps = np.linspace(-80, 80, 16_001)
    below = np.mean(np.array(values)[:, None] <= steps, axis=0)
    integral = float(((below - (steps >= y)) ** 2).sum() * (steps[1] - steps[0]))
    assert Distribution.of(np.array(values)).crps(y) == pytest.approx(integral, abs=0.2)


def test_crps_of_a_point_is_its_distance() -> None:
    assert Distribution.of(np.array([3.0])).crps(5.0) == 2


@pytest.mark.parametrize(("level", "value"), [(0.0, 1), (0.25, 1), (0.26, 2), (0.75, 3), (1.0, 4)])
def test_quantiles_are_values_that_were_there(level: float, value: float) -> None:
    assert Distribution.of(np.array([4.0, 2, 3, 1])).quantile(level) == value


def test_chance_of_a_threshold_counts_it_in() -> None:
    assert Distribution.of(np.array([1.0, 2, 2, 3])).at_least(2) == 0.75


def test_the_last_values_are_taken_as_they_were() -> None:
    assert last(np.arange(5.0), 2).values.tolist() == [3, 4]


def test_fading_halves_the_weight_of_older_values() -> None:
    found = faded(np.array([1.0, 2, 3]), 1 / np.log(2))
    assert found.weights.tolist() == pytest.approx([1 / 7, 2 / 7, 4 / 7])


def test_a_negative_binomial_has_its_mean_and_variance() -> None:
    found = negative_binomial(20.0, 90.0)
    assert (found.mean, found.variance) == (pytest.approx(20, rel=0.03), pytest.approx(90, rel=0.15))
    assert (found.values >= 0).all()


def test_counts_that_never_were_stay_near_nothing() -> None:
    assert negative_binomial(0.0, 0.0).quantile(0.9) == 0


def test_a_pool_lies_between_its_parts() -> None:
    found = pool([Distribution.of(np.array([0.0])), Distribution.of(np.array([10.0, 20.0]))])
    assert (found.mean, found.at_least(10)) == (7.5, 0.5)


def test_a_rising_function_keeps_the_weights() -> None:
    found = faded(np.array([1.0, 3, 2]), 2.0)
    assert found.mapped(np.log1p).weights.tolist() == found.weights.tolist()
