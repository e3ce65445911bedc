"""A table of deeds -> what may come between two actors, in words and numbers, or why nothing is said.

A forecast names its climatology, the past it rests on, a hash of that past, and the day by which it can be checked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from polybius.analysis import scores
from polybius.analysis.conflict import ConflictModel, Pair, conflict_panel
from polybius.analysis.events import EventTable, day_of, number_of
from polybius.analysis.scores import Band
from polybius.analysis.series import dyads

WORDS = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.01, "almost certain"),
)
"""Words of estimative probability up to, but not at, a probability (Intelligence Community Directive 203, 2015)."""
HORIZONS = (7, 30, 90)
ENOUGH_EVENTS, ENOUGH_SOURCES = 20, 2
RECENT, COVERED = 30, 0.5
"""Of how many last days which share must be covered: what was not told is not what did not happen."""
PAIRS = 300
"""The busiest pairs that a model is fitted on."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The probability of material conflict by `source` towards `target` (None: anybody) after `made`, up to `due`.

    Both are ISO 8601 days.

    `climatology` is the share of past windows in which it came to it, `base_rate` that of all busy pairs; `trust` is
    the model's share in the probability, 0 where climatology is all there is. `data` is the SHA-256 of its deeds.
    """

    source: str | None
    target: str | None
    made: str
    due: str
    probability: float
    climatology: float
    base_rate: float
    trust: float
    events: int
    sources: int
    data: str

    @property
    def words(self) -> str:
        """The probability in words, never without the number."""
        return f"{in_words(round(self.probability, 2))} ({self.probability:.0%})"

    def __str__(self) -> str:
        days = (date.fromisoformat(self.due) - date.fromisoformat(self.made)).days
        return (
            f"{self.source or 'anybody'} → {self.target or 'anybody'}, material conflict within {days} days,"
            f" by {self.due}: {self.words}; past windows {self.climatology:.0%}, busy pairs {self.base_rate:.0%}"
            f" ({self.events} events, {self.sources} sources)"
        )


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why no forecast is made."""

    source: str | None
    target: str | None
    reason: str


def in_words(probability: float) -> str:
    """Returns the words for a probability, 0.05 and more being "very unlikely", and so on."""
    return next(words for limit, words in WORDS if probability < limit)


def forecast_conflict(
    table: EventTable, pair: Pair, *, made: date, horizon: int, publishers: int | None = None
) -> Forecast | Refusal:
    """Forecasts material conflict of a pair within a horizon (days) from what was known at the end of a day.

    `publishers` counts who told of the pair, where the table itself does not know. Refused below 20 events of the pair,
    for one source, where the past is shorter than four horizons, or where little was told of anything lately.
    """
    last = number_of(made)
    known = table.until(last)
    events, sources = _basis(known, pair)
    sources = sources if publishers is None else publishers
    if (reason := _too_little(events, sources) or _too_short(known, last, horizon)) is not None:
        return Refusal(*pair, reason)
    first = int(known.days.min())
    pairs = [pair, *(other for other in dyads(known, at_least=ENOUGH_EVENTS)[:PAIRS] if other != pair)]
    model = ConflictModel(conflict_panel(known, pairs, first=first, last=last), horizon)
    said = model.forecast(last - first)
    return Forecast(
        *pair,
        made=made.isoformat(),
        due=day_of(last + horizon).isoformat(),
        probability=float(np.clip(said.chances[0], 0.01, 0.99)),
        climatology=float(said.climatology[0]),
        base_rate=float(said.climatology.mean()),
        trust=said.trust,
        events=events,
        sources=sources,
        data=data_hash(known),
    )


def _basis(known: EventTable, pair: Pair) -> tuple[int, int]:
    """Counts the pair's deeds, and the publishers that told them."""
    chosen = np.ones(len(known), bool)
    for name, column in zip(pair, (known.sources, known.targets), strict=True):
        chosen &= True if name is None else column == (known.actors.index(name) if name in known.actors else -1)
    return int(chosen.sum()), len(np.unique(known.tellers[chosen[known.tellers[:, 0]], 1]))


def _too_little(events: int, sources: int) -> str | None:
    if events < ENOUGH_EVENTS:
        return f"{events} events are known of them; {ENOUGH_EVENTS} are needed"
    if sources < ENOUGH_SOURCES:
        return f"{sources} source tells of them; {ENOUGH_SOURCES} are needed"
    return None


def _too_short(known: EventTable, last: int, horizon: int) -> str | None:
    if (days := last - int(known.days.min()) + 1) < 4 * horizon:
        return f"{days} days are known; {4 * horizon} are needed to speak of {horizon}"
    told = len(np.unique(known.days[known.days > last - RECENT]))
    if told < COVERED * RECENT:
        return f"anything was told on {told} of the last {RECENT} days; {COVERED * RECENT:.0f} are needed"
    return None


def data_hash(table: EventTable) -> str:
    """Returns the SHA-256 of the deeds of a table, in its order, whoever told them."""
    digest = hashlib.sha256()
    for row in zip(table.days, table.sources, table.targets, table.codes, strict=True):
        day, source, target, code = row
        digest.update(f"{day}\t{table.actors[source]}\t{table.actors[target]}\t{code}\n".encode())
    return digest.hexdigest()


def came_true(forecast: Forecast, later: EventTable) -> bool | None:
    """Tells from a later table whether the deed came by its day.

    None while the table ends before that, or where less than half of the days are covered.
    """
    first, last = (number_of(date.fromisoformat(day)) for day in (forecast.made, forecast.due))
    panel = conflict_panel(later, [(forecast.source, forecast.target)], first=first + 1, last=last)
    if panel.own.any():
        return True
    told = len(np.unique(later.days[(later.days > first) & (later.days <= last)]))
    return None if later.days.max(initial=-1) < last or told < COVERED * (last - first) else False


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """How good resolved forecasts were, beside the climatology given with them; None where none is resolved."""

    resolved: int
    open: int
    brier: float | None = None
    climatology_brier: float | None = None
    log_loss: float | None = None
    calibration_error: float | None = None
    reliability: tuple[Band, ...] = ()


def score_forecasts(outcomes: Iterable[tuple[Forecast, bool | None]]) -> Scoreboard:
    """Scores forecasts by what came; those still open (None) are counted and left out."""
    told = list(outcomes)
    done = [(forecast, came) for forecast, came in told if came is not None]
    if not done:
        return Scoreboard(0, len(told))
    chances, plain = (
        np.array([getattr(forecast, part) for forecast, _ in done]) for part in ("probability", "climatology")
    )
    came = np.array([float(outcome) for _, outcome in done])
    return Scoreboard(
        len(done),
        len(told) - len(done),
        scores.brier(chances, came),
        scores.brier(plain, came),
        scores.log_loss(chances, came),
        scores.calibration_error(chances, came),
        scores.reliability(chances, came),
    )
