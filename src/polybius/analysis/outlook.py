"""A series of intensities or counts -> the distribution of what comes next, beside plain climatology.

The model is used only where its CRPS on past rounds was lower than that of climatology.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polybius.analysis.distribution import Distribution, faded, last, negative_binomial, pool

Numbers = NDArray[np.float64]
Forecaster = Callable[[Numbers], Distribution]
ROUNDS = 104
"""Past rounds on which two forecasters are compared."""


def half_year(values: Numbers) -> Distribution:
    """Climatology of weekly sums: one of the last 26 weeks again."""
    return last(values, 26)


def fading_weeks(values: Numbers) -> Distribution:
    """Weekly sums: a past week again, likelier the later it was (12 weeks to 1/e)."""
    return faded(values, 12.0)


def past_year(values: Numbers) -> Distribution:
    """Climatology of monthly counts: one of the last 12 months again."""
    return last(values, 12)


def fading_months(values: Numbers) -> Distribution:
    """Monthly counts: a pool of past months fading in 4 and in 12, and of a negative binomial of those fading in 6."""
    middle = faded(values, 6.0)
    return pool([faded(values, 4.0), faded(values, 12.0), negative_binomial(middle.mean, middle.variance)])


@dataclass(frozen=True, slots=True)
class Outlook:
    """A forecast with the climatology beside it, and the mean CRPS of model and climatology on past rounds."""

    forecast: Distribution
    climatology: Distribution
    model_crps: float
    climatology_crps: float

    @property
    def by_model(self) -> bool:
        """Tells whether the model earned its place."""
        return self.model_crps < self.climatology_crps


def look_ahead(values: Numbers, model: Forecaster, climatology: Forecaster, *, lead: int = 1) -> Outlook:
    """Forecasts the value `lead` steps after the last, by the model where it beat climatology on past rounds.

    Raises ValueError for fewer than 52 values.
    """
    if len(values) < 52:
        raise ValueError(f"52 values at least are needed to compare forecasts, not {len(values)}")
    rounds = range(max(26, len(values) - lead - ROUNDS), len(values) - lead + 1)
    ours, plain = (float(np.mean(list(_scores(values, by, rounds, lead)))) for by in (model, climatology))
    chosen = model if ours < plain else climatology
    return Outlook(chosen(values), climatology(values), ours, plain)


def _scores(values: Numbers, forecaster: Forecaster, rounds: range, lead: int) -> Iterator[float]:
    for known in rounds:
        yield forecaster(values[:known]).crps(float(values[known + lead - 1]))
