"""Forecasts and what came -> how good they were: Brier score, log loss, reliability; counts with intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta

Numbers = NDArray[np.float64]
BANDS = 10


@dataclass(frozen=True, slots=True)
class Tenth:
    """Forecasts of like probability: how many, their mean, and the share that came true with its 95 % interval."""

    count: int
    said: float
    came: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `count`, with the 95 % interval of the rate behind them."""

    hits: int
    count: int
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.hits} of {self.count} ({100 * self.low:.0f}–{100 * self.high:.0f} %)"


def share(hits: int, count: int, *, level: float = 0.95) -> Share:
    """Returns a count with the Jeffreys interval of its rate (Brown, Cai and DasGupta, 2001): 0 to 1 for no cases."""
    tail = (1 - level) / 2
    low = 0.0 if hits == 0 else float(beta.ppf(tail, hits + 0.5, count - hits + 0.5))
    high = 1.0 if hits == count else float(beta.ppf(1 - tail, hits + 0.5, count - hits + 0.5))
    return Share(hits, count, low, high)


def brier(chances: Numbers, outcomes: Numbers) -> float:
    """Returns the mean squared distance of probabilities from outcomes (0 or 1); 0 is best."""
    return float(np.mean((chances - outcomes) ** 2))


def log_loss(chances: Numbers, outcomes: Numbers) -> float:
    """Returns the mean negative log-likelihood of outcomes, in nats."""
    held = np.clip(chances, 1e-6, 1 - 1e-6)
    return float(-np.mean(np.where(outcomes > 0, np.log(held), np.log1p(-held))))


def reliability(chances: Numbers, outcomes: Numbers) -> tuple[Tenth, ...]:
    """Returns how often forecasts of each tenth came true, leaving out empty tenths."""
    places = np.minimum((chances * BANDS).astype(int), BANDS - 1)
    return tuple(_band(chances[places == n], outcomes[places == n]) for n in range(BANDS) if (places == n).any())


def _band(chances: Numbers, outcomes: Numbers) -> Tenth:
    found = share(int(outcomes.sum()), len(outcomes))
    return Tenth(len(chances), float(chances.mean()), float(outcomes.mean()), found.low, found.high)


def calibration_error(chances: Numbers, outcomes: Numbers) -> float:
    """Returns the expected calibration error over tenths: how far said and come lie apart, weighted by count."""
    bands = reliability(chances, outcomes)
    return sum(band.count * abs(band.said - band.came) for band in bands) / len(chances)
