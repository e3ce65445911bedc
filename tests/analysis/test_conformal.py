"""Ranges that learn from what came."""

import numpy as np
import pytest

from polybius.analysis.conformal import AdaptiveRange
from polybius.analysis.distribution import Distribution, last

HUNDRED = Distribution.of(np.arange(1.0, 101.0))


def test_a_range_leaves_out_the_same_share_at_both_ends() -> None:
    assert AdaptiveRange().of(HUNDRED) == (10, 90)


def test_a_miss_widens_and_a_hit_narrows() -> None:
    start = AdaptiveRange()
    assert start.after(HUNDRED, 95).miss < start.miss < start.after(HUNDRED, 50).miss


def test_the_range_holds_all_values_where_nothing_may_be_missed() -> None:
    assert AdaptiveRange(miss=-0.1).of(HUNDRED) == (1, 100)


@pytest.mark.parametrize("spread", [0.5, 1.0, 1.3])
def test_coverage_is_kept_where_the_spread_changes(spread: float) -> None:
    values = np.random.default_rng(7).normal(0, np.where(np.arange(900) < 450, 1.0, spread))
    kept, inside = AdaptiveRange(), []
    for n in range(50, 900):
        low, high = kept.of(last(values[:n], 50))
        inside.append(low <= values[n] <= high)
        kept = kept.after(last(values[:n], 50), values[n])
    assert np.mean(inside) == pytest.approx(0.8, abs=0.02)
