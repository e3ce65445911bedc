"""A model beside climatology on single series."""

import numpy as np
import pytest

from polybius.analysis.distribution import Distribution
from polybius.analysis.outlook import fading_months, fading_weeks, half_year, look_ahead, past_year


def test_a_drifting_series_is_forecast_by_the_model() -> None:
    values = np.cumsum(np.random.default_rng(2).normal(size=300))
    found = look_ahead(values, fading_weeks, half_year)
    assert found.by_model
    assert found.forecast.values.tolist() == fading_weeks(values).values.tolist()


def test_where_the_model_earns_nothing_climatology_is_said() -> None:
    def absurd(values: np.ndarray) -> Distribution:
        return half_year(values + 100)

    values = np.random.default_rng(2).normal(size=200)
    found = look_ahead(values, absurd, half_year)
    assert not found.by_model
    assert found.forecast.values.tolist() == found.climatology.values.tolist()


def test_the_lead_is_kept() -> None:
    values = np.tile([0.0, 10.0], 60)
    one, two = (look_ahead(values, lambda v: half_year(v[-1:]), half_year, lead=lead) for lead in (1, 2))
    assert (one.model_crps, two.model_crps) == (10, 0)


def test_counts_keep_to_the_past_and_to_zero_where_nothing_was() -> None:
    quiet = fading_months(np.zeros(60))
    assert quiet.at_least(1) < 0.05
    assert past_year(np.arange(60.0)).values.tolist() == list(range(48, 60))


def test_a_short_series_is_refused() -> None:
    with pytest.raises(ValueError, match="52 values at least are needed to compare forecasts, not 51"):
        look_ahead(np.zeros(51), fading_weeks, half_year)
