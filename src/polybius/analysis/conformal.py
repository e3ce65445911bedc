"""Forecast distributions and what came -> ranges that keep their promise, by adaptive conformal inference."""

from __future__ import annotations

from dataclasses import dataclass, replace

from polybius.analysis.distribution import Distribution

STEP = 0.03
"""How far one miss moves the share (Gibbs and Candès, 2021, "Adaptive conformal inference")."""


@dataclass(frozen=True, slots=True)
class AdaptiveRange:
    """A central range that is to hold a share `1 − aim` of outcomes; `miss` is the share it allows itself now.

    After each outcome the share moves towards what is needed: wider after a miss, a little narrower after a hit.
    """

    aim: float = 0.2
    miss: float = 0.2
    step: float = STEP

    def of(self, forecast: Distribution) -> tuple[float, float]:
        """Returns the lower and upper end, both included; where nothing may be missed, those of all values."""
        missed = min(max(self.miss, 0.0), 1.0)
        return forecast.quantile(missed / 2), forecast.quantile(1 - missed / 2)

    def after(self, forecast: Distribution, outcome: float) -> AdaptiveRange:
        """Returns the range as it has learned from an outcome."""
        low, high = self.of(forecast)
        missed = not low <= outcome <= high
        return replace(self, miss=self.miss + self.step * (self.aim - missed))
