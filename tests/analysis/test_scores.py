"""Scores of forecasts, and counts with their intervals."""

import numpy as np
import pytest

from polybius.analysis.scores import brier, calibration_error, log_loss, reliability, share

SAID = np.array([0.15, 0.15, 0.15, 0.15, 0.85, 0.85, 1.0])
CAME = np.array([0.0, 0, 0, 1, 1, 1, 1])


def test_brier_is_the_mean_squared_distance() -> None:
    assert brier(np.array([0.0, 0.5]), np.array([1.0, 0.0])) == pytest.approx((1 + 0.25) / 2)


def test_log_loss_stays_finite_where_the_sure_were_wrong() -> None:
    assert 6 < log_loss(np.array([0.0, 1.0]), np.array([1.0, 1.0])) < 8


def test_reliability_puts_what_came_beside_what_was_said() -> None:
    bands = reliability(SAID, CAME)
    assert [(b.count, round(b.said, 2), b.came) for b in bands] == [(4, 0.15, 0.25), (2, 0.85, 1.0), (1, 1.0, 1.0)]
    assert all(b.low <= b.came <= b.high for b in bands)


def test_calibration_error_weighs_bands_by_count() -> None:
    assert calibration_error(SAID, CAME) == pytest.approx((4 * 0.10 + 2 * 0.15 + 0) / 7)


@pytest.mark.parametrize(("hits", "count"), [(0, 4), (1, 4), (4, 4), (30, 100)])
def test_an_interval_holds_its_share_and_narrows_with_cases(hits: int, count: int) -> None:
    few, many = share(hits, count), share(hits * 10, count * 10)
    assert few.low <= hits / count <= few.high
    assert many.high - many.low < few.high - few.low


def test_nothing_counted_says_nothing() -> None:
    assert (share(0, 0).low, share(0, 0).high) == (0, 1)


def test_a_share_is_written_with_its_count_and_interval() -> None:
    assert str(share(3, 4)) == "3 of 4 (28–97 %)"
