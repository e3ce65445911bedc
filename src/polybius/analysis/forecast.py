"""A table of deeds -> what may come between two actors, in words and numbers, or why nothing is said.

A forecast names its climatology, the past it rests on, a hash of that past, and the day by which it can be checked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from polybius.analysis import scores
from polybius.analysis.cameo import Quad
from polybius.analysis.conflict import ConflictModel, Pair, conflict_panel
from polybius.analysis.counts import as_distribution, count_ahead
from polybius.analysis.events import EventTable, day_of, number_of
from polybius.analysis.scores import Tenth
from polybius.analysis.series import dyads
from polybius.foreseen import Counts, Forecast, Proof, Result

HORIZONS = (7, 30, 90)
ENOUGH_EVENTS, ENOUGH_SOURCES = 20, 2
RECENT, COVERED = 30, 0.5
"""Of how many last days which share must be covered: what was not told is not what did not happen."""
PAIRS = 300
"""The busiest pairs that a model is fitted on."""
PROOFS = 5
"""Deeds that a result names at most."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why no forecast is made for a pair, or a place, and how many days."""

    source: str | None
    target: str | None
    reason: str
    days: int = 0
    place: str | None = None

    def __str__(self) -> str:
        where = f"in {self.place}" if self.place else f"{self.source or 'anybody'} → {self.target or 'anybody'}"
        return f"{where}, within {self.days} days: no forecast, {self.reason}"


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
        return Refusal(*pair, reason, horizon)
    first = int(known.days.min())
    pairs = [pair, *(other for other in like(known, pair)[:PAIRS] if other != pair)]
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
        counts=count_ahead(model.panel.own[0], horizon),
    )


def forecast_place(table: EventTable, country: str, *, made: date, horizon: int) -> Forecast | Refusal:
    """Forecasts material conflict in a country (ISO 3166-1 alpha-3) from a table by country; as `forecast_conflict`."""
    return replace(forecast_conflict(table, (None, country), made=made, horizon=horizon), target=None, place=country)


def like(table: EventTable, pair: Pair) -> Sequence[Pair]:
    """Returns the busiest pairs of the same form, those with enough deeds: two named ones, or one and anybody."""
    if None not in pair:
        return dyads(table, at_least=ENOUGH_EVENTS)
    column = table.targets if pair[0] is None else table.sources
    numbers = np.bincount(column, minlength=len(table.actors))
    busy = [int(n) for n in np.argsort(-numbers, kind="stable") if numbers[n] >= ENOUGH_EVENTS]
    return [(None, table.actors[n]) if pair[0] is None else (table.actors[n], None) for n in busy]


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
    told = int((known.heard > last - RECENT).sum())
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
    return result_of(forecast, later).came


def result_of(forecast: Forecast, later: EventTable) -> Result:
    """Tells from a later table what came within the time of a forecast; open as `came_true` says."""
    first, last = (number_of(date.fromisoformat(day)) for day in (forecast.made, forecast.due))
    rows = _conflict(later, (forecast.source, forecast.place or forecast.target), first + 1, last)
    told = int(((later.heard > first) & (later.heard <= last)).sum())
    over = later.heard.max(initial=-1) >= last and told >= COVERED * (last - first)
    proofs = tuple(_proof(later, row) for row in rows[:PROOFS])
    return Result(True if rows else False if over else None, len(rows), data_hash(later.until(last)), proofs=proofs)


def is_over(forecast: Forecast, later: EventTable) -> bool:
    """Tells whether a table goes to the end of a forecast's time, so that its deeds can be counted."""
    return int(later.heard.max(initial=-1)) >= number_of(date.fromisoformat(forecast.due))


def _conflict(table: EventTable, pair: Pair, first: int, last: int) -> list[int]:
    """Returns the rows of material conflict of a pair between two days."""
    chosen = (table.days >= first) & (table.days <= last) & (table.quads == Quad.MATERIAL_CONFLICT)
    for name, column in zip(pair, (table.sources, table.targets), strict=True):
        chosen &= True if name is None else column == (table.actors.index(name) if name in table.actors else -1)
    return [int(row) for row in np.flatnonzero(chosen)]


def _proof(table: EventTable, row: int) -> Proof:
    who = f"{table.actors[table.sources[row]]} → {table.actors[table.targets[row]]}"
    code = str(table.codes[row])
    return Proof(day_of(int(table.days[row])).isoformat(), table.ids[row] or f"CAMEO {code}", f"{who}, CAMEO {code}")


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """How good resolved forecasts were, beside the climatology given with them; None where none is resolved.

    `crps` is that of the number of deeds, `covered` the share of numbers within the range of 80 %, over `counted`.
    """

    resolved: int
    open: int
    brier: float | None = None
    climatology_brier: float | None = None
    log_loss: float | None = None
    calibration_error: float | None = None
    reliability: tuple[Tenth, ...] = ()
    counted: int = 0
    crps: float | None = None
    climatology_crps: float | None = None
    covered: float | None = None


Judged = tuple[Forecast, bool | None, float | None]
"""A forecast, whether it came true (None: open), and how many deeds there were (None: not over)."""


def score_forecasts(outcomes: Iterable[Judged]) -> Scoreboard:
    """Scores forecasts by what came; those still open are counted and left out."""
    told = list(outcomes)
    done = [(forecast, came) for forecast, came, _ in told if came is not None]
    if not done:
        return Scoreboard(0, len(told))
    chances, plain = (
        np.array([getattr(forecast, part) for forecast, _ in done]) for part in ("probability", "climatology")
    )
    came = np.array([float(outcome) for _, outcome in done])
    board = Scoreboard(
        len(done),
        len(told) - len(done),
        scores.brier(chances, came),
        scores.brier(plain, came),
        scores.log_loss(chances, came),
        scores.calibration_error(chances, came),
        scores.reliability(chances, came),
    )
    return _with_counts(board, [(f.counts, number) for f, _, number in told if f.counts and number is not None])


def _with_counts(board: Scoreboard, told: Sequence[tuple[Counts, float]]) -> Scoreboard:
    if not told:
        return board
    ours, plain = (
        float(np.mean([as_distribution(getattr(counts, part)).crps(number) for counts, number in told]))
        for part in ("values", "climatology")
    )
    covered = float(np.mean([counts.low <= number <= counts.high for counts, number in told]))
    return replace(board, counted=len(told), crps=ours, climatology_crps=plain, covered=covered)
