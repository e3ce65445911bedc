"""Daily counts -> how far they excite themselves and follow another series: a negative-binomial autoregression.

The expected count of a day is a sum of parts that cannot be negative: a constant, the level of the last months, one's
own last days and weeks, and the other's acts by lag (a discrete-time Hawkes process; Fokianos, Rahbek and Tjøstheim,
2009). Daily news ties many acts to one day, for which the Poisson is too narrow and a continuous time has no answer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.signal import lfilter
from scipy.special import digamma, gammaln

Numbers = NDArray[np.float64]
OWN = (2.0, 7.0, 30.0, 90.0)
"""Days in which one's own acts fade to 1/e: momentum of days and weeks, and the level of the last months."""
LAGS = ((1, 1), (2, 2), (3, 3), (4, 7), (8, 14))
"""First and last lag, in days, of each part of the other's acts."""
DAYS = np.array([last - first + 1 for first, last in LAGS])
FLOOR = 1e-4
"""Acts a day that are expected at least."""


@dataclass(frozen=True, slots=True)
class Excitation:
    """A fitted series: what each part adds, and the size of the negative binomial (variance = mean + mean²/size)."""

    weights: Numbers
    size: float

    @property
    def by_lag(self) -> Numbers:
        """Acts that follow one act of the other on each lag from 1 on; empty where the other was left out."""
        return np.repeat(self.weights[1 + len(OWN) :], DAYS[: len(self.weights) - 1 - len(OWN)])

    def expected(self, parts: Numbers) -> Numbers:
        """Returns the expected count of each day (rows of parts)."""
        return np.maximum(parts @ self.weights, FLOOR)

    def log_likelihood(self, parts: Numbers, counts: Numbers) -> Numbers:
        """Returns the log-likelihood of each day's count."""
        return _log_likelihood(counts, self.expected(parts), self.size)


def lagged(counts: Numbers, first: int, last: int) -> Numbers:
    """Returns for each day the sum of the counts from `last` to `first` days before."""
    sums = np.concatenate([np.zeros(last + 1), np.cumsum(counts)])
    days = np.arange(len(counts))
    found: Numbers = sums[days + last - first + 1] - sums[days]
    return found


def parts_of(counts: Numbers, other: Numbers | None = None) -> Numbers:
    """Returns the parts (columns) that each day's expected count is made of: constant, own past, the other's by lag."""
    columns = [np.ones(len(counts))]
    columns += [lfilter([0, 1 - np.exp(-1 / days)], [1, -np.exp(-1 / days)], counts) for days in OWN]
    if other is not None:
        columns += [lagged(other, first, last) for first, last in LAGS]
    return np.stack(columns, axis=1)


def fit_excitation(parts: Numbers, counts: Numbers) -> Excitation:
    """Fits weights, none below 0, and size by maximum likelihood."""

    def loss(values: Numbers) -> tuple[float, Numbers]:
        size, expected = np.exp(values[-1]), np.maximum(parts @ values[:-1], FLOOR)
        slope = (counts - expected) / (expected * (1 + expected / size))
        rest = (expected - counts) / (size + expected) + np.log(size / (size + expected))
        by_size = size * (digamma(counts + size) - digamma(size) + rest)
        gradient = np.append(-(parts.T @ slope), -by_size.sum())
        return -float(_log_likelihood(counts, expected, size).sum()), gradient

    start = np.append(np.full(parts.shape[1], 0.05), 0.0)
    bounds = [(0.0, None)] * parts.shape[1] + [(-3.0, 6.0)]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return Excitation(found[:-1], float(np.exp(found[-1])))


def _log_likelihood(counts: Numbers, expected: Numbers, size: float) -> Numbers:
    ways = gammaln(counts + size) - gammaln(size) - gammaln(counts + 1)
    chances = size * np.log(size / (size + expected)) + counts * np.log(expected / (size + expected))
    found: Numbers = ways + chances
    return found
