"""A table of deeds -> how good its forecasts would have been: each round from what lay before it (rolling origin)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from polybius.analysis import scores
from polybius.analysis.conflict import FIRST, ConflictModel, Pair, conflict_panel
from polybius.analysis.counts import count_ahead
from polybius.analysis.events import EventTable, day_of
from polybius.analysis.forecast import PAIRS, Judged, Scoreboard, like, score_forecasts
from polybius.foreseen import Forecast

ROUNDS = 26
"""Rounds at most, the latest."""
COUNTED = 20
"""The busiest pairs, of which numbers are forecast too."""


@dataclass(frozen=True, slots=True)
class Backtest:
    """Rounds of forecasts `horizon` days apart, from `first` to `last` (ISO 8601 days), for `pairs`.

    `base_brier` is that of one forecast for all: the share of all windows before that had a deed.
    """

    horizon: int
    pairs: tuple[Pair, ...]
    rounds: int
    first: str
    last: str
    board: Scoreboard
    base_brier: float


def backtest(table: EventTable, *, horizon: int, pair: Pair | None = None, by_place: bool = False) -> Backtest:
    """Forecasts past rounds of a pair, or of all that had enough deeds before the first round, and scores them.

    Raises ValueError where the past is too short for a round, or no pair has enough deeds.
    """
    first, last = (int(f(table.days)) for f in (np.min, np.max)) if len(table) else (0, -1)
    starts = list(range(last - first - horizon, FIRST + 3 * horizon, -horizon))[:ROUNDS][::-1]
    if not starts:
        raise ValueError(f"{last - first + 1} days are known; {FIRST + 4 * horizon + 1} are needed to test {horizon}")
    form: Pair = (None, "") if by_place else ("", "")
    pairs = [pair] if pair else list(like(table.until(first + starts[0]), form))[:PAIRS]
    if not pairs:
        raise ValueError(f"no pair has 20 deeds up to {day_of(first + starts[0])}, when the first round would be")
    model = ConflictModel(conflict_panel(table, pairs, first=first, last=last), horizon)
    told = list(_judged(model, pairs, starts))
    return Backtest(
        horizon,
        tuple(pairs),
        len(starts),
        day_of(first + starts[0]).isoformat(),
        day_of(first + starts[-1]).isoformat(),
        score_forecasts(told),
        _base(told),
    )


def _judged(model: ConflictModel, pairs: Sequence[Pair], starts: Sequence[int]) -> Iterator[Judged]:
    horizon, first = model.horizon, model.panel.first
    for start in starts:
        said, came = model.forecast(start), model.outcomes(start)
        made, due = (day_of(first + day).isoformat() for day in (start, start + horizon))
        for n, pair in enumerate(pairs):
            own = model.panel.own[n]
            forecast = Forecast(
                *pair,
                made=made,
                due=due,
                probability=float(np.clip(said.chances[n], 0.01, 0.99)),
                climatology=float(said.climatology[n]),
                base_rate=float(said.climatology.mean()),
                trust=said.trust,
                events=int(own[: start + 1].sum()),
                sources=0,
                data="",
                counts=count_ahead(own[: start + 1], horizon) if n < COUNTED else None,
            )
            yield forecast, bool(came[n]), float(own[start + 1 : start + horizon + 1].sum())


def _base(told: Sequence[Judged]) -> float:
    chances = np.array([forecast.base_rate for forecast, _, _ in told])
    return scores.brier(chances, np.array([float(bool(came)) for _, came, _ in told]))
