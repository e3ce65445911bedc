"""The regression, and what it is trusted with."""

import numpy as np
import pytest

from polybius.analysis.logit import fit_logit, trust


def test_the_regression_finds_what_made_the_cases() -> None:
    chance = np.random.default_rng(3)
    inputs = chance.normal(size=(4000, 2))
    truth = 1 / (1 + np.exp(-(1.5 * inputs[:, 0] - 1)))
    fitted = fit_logit(inputs, (chance.random(4000) < truth).astype(float))
    assert np.abs(fitted.chances(inputs) - truth).mean() < 0.02


def test_an_input_that_never_changes_does_no_harm() -> None:
    inputs = np.column_stack([np.ones(40), np.arange(40.0)])
    chances = fit_logit(inputs, (np.arange(40) >= 20).astype(float)).chances(inputs)
    assert chances[0] < 0.2
    assert chances[-1] > 0.8


def test_a_heavy_ridge_leaves_the_base_rate() -> None:
    inputs, outcomes = np.arange(40.0)[:, None], (np.arange(40) >= 30).astype(float)
    assert fit_logit(inputs, outcomes, ridge=1e9).chances(inputs) == pytest.approx(np.full(40, 0.25), abs=1e-3)


def test_a_model_that_earned_nothing_is_not_used() -> None:
    outcomes = np.array([1.0, 0, 0, 0])
    climatology, model = np.full(4, 0.25), np.array([0.1, 0.4, 0.4, 0.4])
    assert trust(model, climatology, outcomes) == 0


def test_a_model_that_knew_is_used_alone() -> None:
    outcomes = np.array([1.0, 0, 0, 0])
    assert trust(outcomes, np.full(4, 0.25), outcomes) == 1


def test_nothing_past_is_no_reason_to_trust() -> None:
    assert trust(np.zeros(0), np.zeros(0), np.zeros(0)) == 0
