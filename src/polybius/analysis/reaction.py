"""Acts of A towards B and of B towards A, day by day -> does B follow A, how much and how soon; one of three verdicts.

Two things must hold before it is called supported. What follows A's acts within three days must stand out against twice
what follows in the second week, for a third thing that drives both swells and ebbs over weeks, while a reaction is
sharp. And A's past must improve the forecast of B on days that no fit has seen. "Follows" is not "is caused by".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from polybius.analysis.excitation import (
    LAGS,
    OWN,
    Excitation,
    Numbers,
    fit_excitation,
    lagged,
    parts_of,
)

SOON, LATER = (1, 3), (8, 14)
"""Lags, in days, within which a reaction is looked for, and with which it is compared."""
STAND_OUT = 2.0
"""How many times what follows later must be exceeded by what follows soon."""
LEVEL = 0.05
BLOCK = 28
"""Days that are taken together where an error is estimated: what is near in time is no independent evidence."""
ENOUGH_ACTS, ENOUGH_DAYS = 20, 365
HELD_OUT = 0.3
WEEK = 7
DRAWS = 1000


class ReactionVerdict(StrEnum):
    """What can be said."""

    SUPPORTED = "supported"
    OWN_MOMENTUM = "not distinguishable from own momentum"
    TOO_LITTLE = "too little data"


@dataclass(frozen=True, slots=True)
class Range:
    """An estimate with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Reaction:
    """What was found; all but the verdict and the reason is None where there was too little data.

    `size` are acts of B within a week of one act of A, `lag` their mean distance in days, `by_lag` the acts on each lag
    from 1 to 14. `gain` is what A's past adds to the log-likelihood of held-out acts of B (nats an act), `placebo` what
    it adds when A's acts are moved by half of the whole time. `p` is that of `stands_out`.
    """

    verdict: ReactionVerdict
    reason: str
    size: Range | None = None
    lag: Range | None = None
    by_lag: tuple[Range, ...] = ()
    gain: Range | None = None
    placebo: Range | None = None
    p: float | None = None


def find_reaction(acts: Numbers, answers: Numbers) -> Reaction:
    """Asks whether answers (daily counts of B towards A, or of B's proxies) follow acts (of A towards B)."""
    if (reason := _too_little(acts, answers)) is not None:
        return Reaction(ReactionVerdict.TOO_LITTLE, reason)
    p, gain = stands_out(acts, answers), held_out_gain(acts, answers)
    followed = p < LEVEL and gain.value > 0
    reason = (
        f"within {SOON[1]} days more follows than twice what follows in the second week (p = {p:.3f})"
        if followed
        else f"p = {p:.2f}, held-out gain {gain.value:+.3f} nats an act"
    )
    parts = parts_of(answers, acts)
    draws = _draws(fit_excitation(parts, answers), parts, answers)
    return Reaction(
        ReactionVerdict.SUPPORTED if followed else ReactionVerdict.OWN_MOMENTUM,
        reason,
        _range(draws[:, :WEEK].sum(axis=1)),
        _range(draws[:, :WEEK] @ np.arange(1, WEEK + 1) / np.maximum(draws[:, :WEEK].sum(axis=1), 1e-9)),
        tuple(_range(column) for column in draws.T),
        gain,
        held_out_gain(np.roll(acts, len(acts) // 2), answers),
        p,
    )


def _too_little(acts: Numbers, answers: Numbers) -> str | None:
    if len(acts) < ENOUGH_DAYS:
        return f"{len(acts)} days are known; {ENOUGH_DAYS} are needed"
    least = int(min(acts.sum(), answers.sum()))
    return f"{least} acts of one side; {ENOUGH_ACTS} are needed" if least < ENOUGH_ACTS else None


def stands_out(acts: Numbers, answers: Numbers) -> float:
    """Returns the p of "what own momentum leaves of the answers goes no more with the acts of the last three days than
    twice with those of the second week before", by a t test over blocks of four weeks.
    """
    own = parts_of(answers)
    model = fit_excitation(own, answers)
    expected = model.expected(own)
    left = (answers - expected) / (1 + expected / model.size)
    soon, later = (lagged(acts, *lags) / (lags[1] - lags[0] + 1) for lags in (SOON, LATER))
    apart = soon - soon.mean() - STAND_OUT * (later - later.mean())
    blocks = _blocks(left * apart)
    error = blocks.std(ddof=1) / np.sqrt(len(blocks))
    return float(student.sf(blocks.mean() / error, len(blocks) - 1)) if error > 0 else 1.0


def held_out_gain(acts: Numbers, answers: Numbers) -> Range:
    """Returns what acts add to the log-likelihood of the last 30 % of the answers, in nats an answer."""
    split = int(len(answers) * (1 - HELD_OUT))
    found = []
    for parts in (parts_of(answers, acts), parts_of(answers)):
        model = fit_excitation(parts[:split], answers[:split])
        found.append(model.log_likelihood(parts[split:], answers[split:]))
    blocks = _blocks(found[0] - found[1])
    total = max(1.0, float(answers[split:].sum()))
    chance = np.random.default_rng(0)
    sums = chance.choice(blocks, (DRAWS, len(blocks))).sum(axis=1) / total
    low, high = np.quantile(sums, (0.025, 0.975))
    return Range(float(blocks.sum()) / total, float(low), float(high))


def _blocks(values: Numbers) -> Numbers:
    """Returns sums over blocks, the last as long as there are days."""
    return np.add.reduceat(values, np.arange(0, len(values), BLOCK))


def _draws(model: Excitation, parts: Numbers, counts: Numbers) -> NDArray[np.float64]:
    """Draws acts by lag (columns) from the estimate's distribution, with errors shared by blocks (sandwich)."""
    expected = model.expected(parts)
    variance = expected * (1 + expected / model.size)
    slopes = parts * ((counts - expected) / variance)[:, None]
    meat = np.add.reduceat(slopes, np.arange(0, len(slopes), BLOCK), axis=0)
    bread = np.linalg.pinv(parts.T @ (parts / variance[:, None]))
    spread = bread @ (meat.T @ meat) @ bread
    first = 1 + len(OWN)
    drawn = np.random.default_rng(0).multivariate_normal(model.weights[first:], spread[first:, first:], DRAWS)
    drawn = np.concatenate([model.weights[None, first:], np.maximum(drawn, 0)])
    return np.repeat(drawn, [last - start + 1 for start, last in LAGS], axis=1)


def _range(drawn: Numbers) -> Range:
    """Returns the estimate, which stands first, with the interval of the draws."""
    low, high = np.quantile(drawn[1:], (0.025, 0.975))
    return Range(float(drawn[0]), min(float(low), float(drawn[0])), max(float(high), float(drawn[0])))


# --- chains


@dataclass(frozen=True, slots=True)
class Step:
    """An answer that may follow an act some days before: the share of what was expected that the act explains."""

    act: int
    answer: int
    share: float

    @property
    def lag(self) -> int:
        """Days between the two."""
        return self.answer - self.act


def chain(acts: Numbers, answers: Numbers, *, at_least: float = 0.2) -> tuple[Step, ...]:
    """Lists which answers go how far with which acts, days numbered from 0; for supported reactions only."""
    parts = parts_of(answers, acts)
    model = fit_excitation(parts, answers)
    expected = model.expected(parts)
    found = []
    for day in np.flatnonzero(answers).tolist():
        for lag, worth in enumerate(model.by_lag, start=1):
            share = worth * acts[day - lag] / expected[day] if lag <= day else 0.0
            if share >= at_least:
                found.append(Step(day - lag, day, float(share)))
    return tuple(found)
