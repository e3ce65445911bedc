"""Verdicts on planted series, small; how often they err is measured by benchmarks/reactions.py."""

import numpy as np
import pytest

from polybius.analysis.reaction import Reaction, ReactionVerdict, chain, find_reaction, held_out_gain

DAYS = 1200


def series(size: float, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    acts = chance.poisson(0.2, DAYS).astype(float)
    return acts, chance.poisson(0.1 + size * np.concatenate([[0, 0], acts[:-2]])).astype(float)


@pytest.fixture(scope="module")
def followed() -> Reaction:
    return find_reaction(*series(0.8))


def test_a_planted_reaction_is_supported(followed: Reaction) -> None:
    assert followed.verdict is ReactionVerdict.SUPPORTED
    assert followed.reason.startswith("within 3 days more follows than twice what follows in the second week")


def test_its_size_and_lag_lie_in_their_intervals(followed: Reaction) -> None:
    assert followed.size is not None
    assert followed.lag is not None
    assert followed.size.low < 0.8 < followed.size.high
    assert followed.lag.low <= 2.1
    assert followed.lag.value == pytest.approx(2, abs=0.5)
    assert max(followed.by_lag, key=lambda lag: lag.value) == followed.by_lag[1]


def test_the_placebo_gains_less(followed: Reaction) -> None:
    assert followed.gain is not None
    assert followed.placebo is not None
    assert followed.gain.low > 0
    assert followed.placebo.value < 0.2 * followed.gain.value


def test_independent_series_are_own_momentum() -> None:
    found = find_reaction(*series(0.0))
    assert found.verdict is ReactionVerdict.OWN_MOMENTUM
    assert found.p is not None


def test_a_common_trend_is_own_momentum() -> None:
    chance = np.random.default_rng(5)
    rate = np.linspace(0.05, 1.0, DAYS)
    one, other = chance.poisson(rate).astype(float), chance.poisson(rate).astype(float)
    assert find_reaction(one, other).verdict is ReactionVerdict.OWN_MOMENTUM


@pytest.mark.parametrize(
    ("days", "acts", "reason"),
    [(200, 50, "200 days are known; 365 are needed"), (800, 12, "12 acts of one side; 20 are needed")],
)
def test_too_little_data_has_its_own_verdict(days: int, acts: int, reason: str) -> None:
    one, other = np.zeros(days), np.ones(days)
    one[:acts] = 1
    found = find_reaction(one, other)
    assert (found.verdict, found.reason, found.size) == (ReactionVerdict.TOO_LITTLE, reason, None)


def test_a_gain_is_measured_on_days_that_no_fit_has_seen() -> None:
    acts, answers = series(0.8)
    answers[840:] = np.random.default_rng(2).permutation(answers[840:])
    assert held_out_gain(acts, answers).value < 0.05


def test_a_chain_names_act_and_answer_with_their_lag() -> None:
    acts, answers = series(0.8)
    steps = chain(acts, answers)
    assert steps
    assert all(acts[step.act] and answers[step.answer] and 0 < step.share <= 1 for step in steps)
    assert np.median([step.lag for step in steps]) == 2
