"""How many deeds may come within a horizon."""

import numpy as np
import pytest

from polybius.analysis.counts import as_distribution, count_ahead, sums


def test_windows_end_with_the_last_day() -> None:
    assert sums(np.arange(1.0, 6.0), 2).tolist() == [5.0, 9.0]


def test_what_always_came_is_expected_again() -> None:
    found = count_ahead(np.ones(70), 7)
    assert (set(found.values), found.low, found.high, found.by_model) == ({7.0}, 7.0, 7.0, False)


def test_the_model_takes_over_where_it_did_better() -> None:
    level = np.repeat([0.0, 6.0, 0.0, 6.0], 35 * 7)
    assert count_ahead(level, 7).by_model


def test_a_range_holds_about_what_it_promises() -> None:
    daily = np.random.default_rng(2).poisson(1.0, 7 * 150).astype(float)
    held = [
        (found := count_ahead(daily[: 7 * n], 7)).low <= daily[7 * n : 7 * n + 7].sum() <= found.high
        for n in range(60, 150)
    ]
    assert 0.7 < np.mean(held) < 0.97


def test_a_short_past_is_refused() -> None:
    with pytest.raises(ValueError, match="4 windows of 30 days are needed, not 3"):
        count_ahead(np.ones(100), 30)


def test_values_are_a_distribution_again() -> None:
    assert as_distribution((0.0, 4.0)).crps(4.0) == pytest.approx(1.0)
