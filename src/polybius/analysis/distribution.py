"""Past values -> a distribution of the next one, as weighted values; what is said of it: quantiles, chances, CRPS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import nbinom

Numbers = NDArray[np.float64]
STEPS = (np.arange(40) + 0.5) / 40
"""The levels at which a parametric distribution is turned into values."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Possible values in rising order, with weights that add up to 1."""

    values: Numbers
    weights: Numbers

    @classmethod
    def of(cls, values: Numbers, weights: Numbers | None = None) -> Distribution:
        """Makes a distribution of values in any order; equal weights unless some are given."""
        order = np.argsort(values, kind="stable")
        shares = np.ones(len(values)) if weights is None else weights
        return cls(np.asarray(values, np.float64)[order], shares[order] / shares.sum())

    @property
    def mean(self) -> float:
        """The expected value."""
        return float(self.values @ self.weights)

    @property
    def variance(self) -> float:
        """The expected square of the distance from the mean."""
        return float(self.weights @ (self.values - self.mean) ** 2)

    def quantile(self, level: float) -> float:
        """Returns the least value up to which at least this share of the weight lies; level from 0 to 1."""
        place = int(np.searchsorted(np.cumsum(self.weights), level - 1e-12))
        return float(self.values[min(place, len(self.values) - 1)])

    def at_least(self, threshold: float) -> float:
        """Returns the chance of the threshold or more."""
        return float(self.weights[self.values >= threshold].sum())

    def crps(self, outcome: float) -> float:
        """Returns the continuous ranked probability score, in the unit of the values; 0 is best.

        E|X − y| − E|X − X'|/2 (Gneiting and Raftery, 2007, equation 21).
        """
        far = self.weights @ np.abs(self.values - outcome)
        apart = self.weights * self.values @ (2 * np.cumsum(self.weights) - self.weights - 1)
        return float(far - apart)

    def mapped(self, function: np.ufunc) -> Distribution:
        """Returns the distribution of a rising function of the value."""
        return Distribution(function(self.values), self.weights)


def last(values: Numbers, count: int) -> Distribution:
    """Takes the last values for equally likely to come again."""
    return Distribution.of(values[-count:])


def faded(values: Numbers, fading: float) -> Distribution:
    """Takes past values for the likelier to come again the later they were: `fading` steps cost a factor e."""
    return Distribution.of(values, np.exp(-np.arange(len(values), 0, -1) / fading))


def negative_binomial(mean: float, variance: float) -> Distribution:
    """Returns counts with a mean and variance; one not above the mean by 5 % is taken for that."""
    centre = mean + 0.01
    spread = max(variance, 1.05 * centre + 0.01)
    size = centre**2 / (spread - centre)
    return Distribution.of(nbinom.ppf(STEPS, size, size / (size + centre)))


def pool(parts: Sequence[Distribution]) -> Distribution:
    """Returns the linear opinion pool of several distributions, all of equal weight."""
    return Distribution.of(
        np.concatenate([part.values for part in parts]), np.concatenate([part.weights for part in parts])
    )
