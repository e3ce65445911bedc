"""Daily counts of deeds -> how many may come within a horizon, with a range that keeps its promise."""

from __future__ import annotations

import numpy as np

from polybius.analysis.conformal import AdaptiveRange
from polybius.analysis.distribution import Distribution, Numbers, last
from polybius.analysis.outlook import Forecaster, fading_months, fading_weeks, half_year, look_ahead, past_year
from polybius.foreseen import Counts

WEEKLY = 14
"""Days up to which a horizon is treated as weeks are: climatology is the last half-year, the model forgets in weeks."""
FEWEST, COMPARED = 4, 52
"""Past windows that a range needs to learn from, and that model and climatology need to be compared."""
LEVELS = (np.arange(20) + 0.5) / 20


def count_ahead(daily: Numbers, horizon: int) -> Counts:
    """Forecasts the sum of the next days from daily counts, by past windows of the same length.

    Below 52 windows climatology is all there is. Raises ValueError for fewer than 4.
    """
    windows = sums(daily, horizon)
    if len(windows) < FEWEST:
        raise ValueError(f"{FEWEST} windows of {horizon} days are needed, not {len(windows)}")
    model, climatology = (fading_weeks, half_year) if horizon <= WEEKLY else (fading_months, past_year)
    by_model = False
    if len(windows) >= COMPARED:
        by_model = look_ahead(windows, model, climatology).by_model
    chosen = model if by_model else climatology
    found, range = chosen(windows), _range(windows, chosen)
    low, high = range.of(found)
    return Counts(_values(found), _values(climatology(windows)), low, high, by_model)


def sums(daily: Numbers, horizon: int) -> Numbers:
    """Returns the sums over windows of so many days, side by side, that end with the last day."""
    whole = len(daily) // horizon
    found: Numbers = daily[len(daily) - whole * horizon :].reshape(whole, horizon).sum(axis=1)
    return found


def as_distribution(values: tuple[float, ...]) -> Distribution:
    """Returns equally likely values as a distribution."""
    return last(np.array(values, np.float64), len(values))


def _range(windows: Numbers, forecaster: Forecaster) -> AdaptiveRange:
    """Returns the range as it has learned from every past window."""
    found = AdaptiveRange()
    for known in range(FEWEST, len(windows)):
        found = found.after(forecaster(windows[:known]), float(windows[known]))
    return found


def _values(found: Distribution) -> tuple[float, ...]:
    return tuple(found.quantile(float(level)) for level in LEVELS)
