"""Daily deeds -> the chance of material conflict within some days, for many pairs at once.

Climatology comes first: how often past windows of the same length had a deed of the class. A regression on how much
passed lately, in both directions and with others, is pooled with it as far as it has earned trust on past rounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter
from scipy.special import logit

from polybius.analysis.cameo import Quad
from polybius.analysis.events import EventTable
from polybius.analysis.logit import fit_logit, trust

Numbers = NDArray[np.float64]
Pair = tuple[str | None, str | None]
"""Who does it, and to whom; None stands for anybody."""

FADINGS = (5.0, 15.0, 45.0)
"""Days in which past deeds fade to 1/e; the mean of the whole past is used as well."""
PRIOR = 4.0
"""Windows that the base rate of all pairs counts for in a climatology (Laplace's rule, towards the base rate)."""
FIRST, GAP, RIDGE = 60, 3, 23.0
"""Days of history before the first round, days between rounds, and the ridge for rounds of a week."""
PAST_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Panel:
    """Material conflict by pair (rows) and day (columns), from `first` on.

    `own` are deeds of the pair, `back` those of the target towards the source, `by_source` and `on_target` those with
    anybody.
    """

    pairs: tuple[Pair, ...]
    first: int
    own: Numbers
    back: Numbers
    by_source: Numbers
    on_target: Numbers


def conflict_panel(table: EventTable, pairs: Sequence[Pair], *, first: int, last: int) -> Panel:
    """Counts material conflict of pairs on each day from `first` to `last` (days since 1970-01-01)."""
    kept = (table.quads == Quad.MATERIAL_CONFLICT) & (table.days >= first) & (table.days <= last)
    days, sources, targets = table.days[kept] - first, table.sources[kept], table.targets[kept]
    numbers = {name: n for n, name in enumerate(table.actors)}

    def count(source: str | None, target: str | None) -> Numbers:
        chosen = np.ones(len(days), bool)
        for name, column in ((source, sources), (target, targets)):
            chosen &= True if name is None else column == numbers.get(name, -1)
        return np.bincount(days[chosen], minlength=last - first + 1).astype(np.float64)

    rows = [(count(a, b), count(b, a), count(a, None), count(None, b)) for a, b in pairs]
    own, back, by_source, on_target = (np.stack(part) for part in zip(*rows, strict=True))
    return Panel(tuple(pairs), first, own, back, by_source, on_target)


@dataclass(frozen=True, slots=True)
class Chances:
    """What is said of each pair: the chance, the climatology beside it, and the model's share in the chance."""

    chances: Numbers
    climatology: Numbers
    trust: float


class ConflictModel:
    """Forecasts for the pairs of a panel; a day's forecast is made from what lies up to that day (a column) only."""

    def __init__(self, panel: Panel, horizon: int) -> None:
        self.panel, self.horizon = panel, horizon
        self._first = max(FIRST, horizon)  # before, not one window of the past is whole
        sums = np.pad(np.cumsum(panel.own, axis=1), ((0, 0), (1, 0)))
        self._came = (sums[:, horizon + 1 :] - sums[:, 1:-horizon] > 0).astype(np.float64)
        self._rates = [_rates(part) for part in (panel.own, panel.back, panel.by_source, panel.on_target)]
        self._inputs: dict[int, Numbers] = {}
        self._said: dict[int, tuple[Numbers, Numbers]] = {}

    def outcomes(self, day: int) -> Numbers:
        """Returns 1 for each pair with a deed within the horizon after the day, and 0 for the others."""
        return self._came[:, day]

    def climatology(self, day: int) -> Numbers:
        """Returns the share of past windows with a deed, drawn towards that of all pairs."""
        past: Numbers = self._came[:, : day - self.horizon + 1]
        windows, base = day / self.horizon, past[:, FIRST:].mean() if past.shape[1] > FIRST else past.mean()
        found: Numbers = (past.mean(axis=1) * windows + PRIOR * base) / (windows + PRIOR)
        return found

    def forecast(self, day: int) -> Chances:
        """Forecasts from a day; the pool's weights come from earlier rounds whose outcome was known by then."""
        rounds = [past for past in range(day - self.horizon, 0, -self.horizon) if self._can_fit(past)][:PAST_ROUNDS]
        climatology, model = self._both(day)
        if not rounds:
            return Chances(climatology, climatology, 0.0)
        said = [self._both(past) for past in rounds]
        share = trust(
            np.concatenate([m for _, m in said]),
            np.concatenate([c for c, _ in said]),
            np.concatenate([self.outcomes(past) for past in rounds]),
        )
        return Chances(share * model + (1 - share) * climatology, climatology, share)

    def _can_fit(self, day: int) -> bool:
        return day - self.horizon >= self._first + self.horizon

    def _both(self, day: int) -> tuple[Numbers, Numbers]:
        """Returns climatology and model from a day; without enough past they are the same."""
        if day not in self._said:
            climatology = self.climatology(day)
            self._said[day] = climatology, self._model(day) if self._can_fit(day) else climatology
        return self._said[day]

    def _model(self, day: int) -> Numbers:
        rounds = range(day - self.horizon, self._first - 1, -GAP)
        inputs = np.concatenate([self._features(past) for past in rounds])
        outcomes = np.concatenate([self.outcomes(past) for past in rounds])
        return fit_logit(inputs, outcomes, ridge=RIDGE * self.horizon / 7).chances(self._features(day))

    def _features(self, day: int) -> Numbers:
        """Returns log-odds of the climatology and log rates: own at every fading, the others at two."""
        if day not in self._inputs:
            own, *others = ([rates[:, day] for rates in part] for part in self._rates)
            spans = [min(day, fading) for fading in (*FADINGS, np.inf)]
            columns = [logit(np.clip(self.climatology(day), 0.01, 0.99))]
            columns += [np.log(rate + 0.5 / span) for rate, span in zip(own, spans, strict=True)]
            columns += [np.log(part[n] + 0.5 / spans[n]) for part in others for n in (1, 3)]
            self._inputs[day] = np.stack(columns, axis=1)
        return self._inputs[day]


def _rates(counts: Numbers) -> list[Numbers]:
    """Returns daily rates up to each day, for each fading and for the whole past."""
    found = []
    for keep in (*np.exp(-1 / np.array(FADINGS)), 1.0):
        weights = lfilter([1.0], [1.0, -keep], np.ones(counts.shape[1]))
        found.append(lfilter([1.0], [1.0, -keep], counts, axis=1) / weights)
    return found
