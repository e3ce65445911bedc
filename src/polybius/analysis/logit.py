"""Past cases -> a probability: logistic regression with a ridge, and how far to trust it beside climatology."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Logit:
    """A fitted regression; the inputs are centred and scaled before they are weighed."""

    centre: Numbers
    scale: Numbers
    weights: Numbers
    constant: float

    def chances(self, inputs: Numbers) -> Numbers:
        """Returns the probability of each case (rows) by its inputs (columns)."""
        found: Numbers = expit((inputs - self.centre) / self.scale @ self.weights + self.constant)
        return found


def fit_logit(inputs: Numbers, outcomes: Numbers, *, ridge: float = 1.0) -> Logit:
    """Fits a regression to cases (rows) of which the outcome (0 or 1) is known; the constant bears no penalty."""
    centre, scale = inputs.mean(axis=0), inputs.std(axis=0)
    scale[scale == 0] = 1.0
    cases = np.column_stack([np.ones(len(inputs)), (inputs - centre) / scale])
    penalty = np.full(cases.shape[1], ridge)
    penalty[0] = 1e-6

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        scores = cases @ weights
        likelihood = outcomes @ scores - np.logaddexp(0, scores).sum()
        return float(penalty @ weights**2 / 2 - likelihood), cases.T @ (expit(scores) - outcomes) + penalty * weights

    found = minimize(loss, np.zeros(cases.shape[1]), jac=True, method="L-BFGS-B").x
    return Logit(centre, scale, found[1:], float(found[0]))


def trust(model: Numbers, climatology: Numbers, outcomes: Numbers) -> float:
    """Returns the model's share in the pool of both that had the best Brier score on past rounds, from 0 to 1.

    It is 0 where nothing is past, or where the model earned nothing.
    """
    apart = model - climatology
    total = float(apart @ apart)
    return float(np.clip(apart @ (outcomes - climatology) / total, 0, 1)) if total > 0 else 0.0
