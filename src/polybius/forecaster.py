"""What may come next, kept and held to account: tables of deeds -> forecasts -> a store -> what came -> scores.

A forecast is kept with the hash of its data before anybody knows what comes, and resolves itself by what is told later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from polybius.analysis.backtest import Backtest
from polybius.analysis.backtest import backtest as tested
from polybius.analysis.cameo import PLOVER
from polybius.analysis.events import EventTable, day_of
from polybius.analysis.forecast import (
    HORIZONS,
    Refusal,
    Scoreboard,
    forecast_conflict,
    forecast_place,
    is_over,
    result_of,
    score_forecasts,
)
from polybius.analysis.next_deeds import Next, NextDeeds
from polybius.analysis.tables import read_events
from polybius.errors import SettingsError
from polybius.foreseen import RECORD, Forecast, Kept, Proof
from polybius.model import EventType

if TYPE_CHECKING:
    from polybius.foresight import Known
    from polybius.store import Transaction, View

__all__ = ["HORIZONS", "Backtest", "Basis", "Next", "Refusal", "Scoreboard"]


class Record:
    """The store's own record, as what forecasts rest on."""

    name = RECORD

    def __init__(self, known: Known) -> None:
        self._known = known

    @property
    def table(self) -> EventTable:
        """Deeds between sides."""
        return self._known.table

    @property
    def countries(self) -> EventTable:
        """Deeds by the country in which they were."""
        return self._known.countries

    def told(self, proof: Proof) -> Proof:
        """Returns a proof with the words that tell it, and their report."""
        account = next(iter(self._known.by_id.get(proof.event, ())), None)
        return replace(proof, text=account.said, report=account.report) if account else proof


class File:
    """A table of events (CSV or Parquet), as what forecasts rest on; its name is that of the file."""

    def __init__(self, path: Path) -> None:
        self.name, self._path = path.name, path

    @cached_property
    def table(self) -> EventTable:
        """Deeds between actors; raises ReadError where the file cannot be read."""
        return read_events(self._path)

    @cached_property
    def countries(self) -> EventTable:
        """Deeds by the country in which they were; raises ReadError where the file cannot be read."""
        return read_events(self._path, by_country=True)

    def told(self, proof: Proof) -> Proof:
        """Returns the proof as it is: who, to whom, and the code are all that a table tells."""
        return proof


Basis = Record | File


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be forecast: conflict by a source towards a target (None: anybody), or by anybody in a country."""

    source: str | None = None
    target: str | None = None
    place: str | None = None


def foresee(
    basis: Basis, asked: Asked, *, made: date, horizons: Sequence[int] = HORIZONS
) -> tuple[Forecast | Refusal, ...]:
    """Forecasts material conflict within each of some horizons (days), or says why not."""
    if asked.place:
        return tuple(forecast_place(basis.countries, asked.place, made=made, horizon=days) for days in horizons)
    pair = (asked.source, asked.target)
    return tuple(forecast_conflict(basis.table, pair, made=made, horizon=days) for days in horizons)


def keep(transaction: Transaction, found: Iterable[Forecast | Refusal], who: str, basis: str) -> tuple[Kept, ...]:
    """Keeps forecasts in the ledger; refusals are none."""
    return tuple(transaction.keep_forecast(one, who, basis) for one in found if isinstance(one, Forecast))


def resolved(view: View, basis: Basis) -> tuple[Kept, ...]:
    """Returns all kept forecasts with what came of them, the latest first: those of a basis as that tells it now."""
    return tuple(_resolved(kept, basis) if kept.basis == basis.name else kept for kept in view.forecasts())


def keep_results(transaction: Transaction, basis: Basis) -> tuple[Kept, ...]:
    """Keeps what a basis tells of all forecasts that rest on it; returns these, the latest first."""
    kept = transaction.forecasts(basis=basis.name)
    return tuple(transaction.keep_result(one, now) for one in kept if (now := _resolved(one, basis).result))


def scoreboard(kept: Iterable[Kept]) -> Scoreboard:
    """Scores what was forecast by what came; the number of deeds counts where the time was over."""
    return score_forecasts(
        (one.forecast, one.came, float(one.result.number) if one.result and one.result.over else None) for one in kept
    )


def _resolved(kept: Kept, basis: Basis) -> Kept:
    later = basis.countries if kept.forecast.place else basis.table
    found = result_of(kept.forecast, later)
    if found.came is None and not found.number:
        return replace(kept, result=None)
    proofs = tuple(map(basis.told, found.proofs))
    at = kept.result.at if kept.result and kept.result.came == found.came else ""
    return replace(kept, result=replace(found, proofs=proofs, over=is_over(kept.forecast, later), at=at))


# --- how good they would have been, and who is next


def backtest(basis: Basis, asked: Asked | None, *, horizon: int, by_place: bool = False) -> Backtest:
    """Forecasts past rounds, each from what lay before it, and scores them.

    Raises SettingsError for too short a past.
    """
    place = by_place or bool(asked and asked.place)
    pair = (asked.source, asked.place or asked.target) if asked else None
    try:
        return tested(basis.countries if place else basis.table, horizon=horizon, pair=pair, by_place=place)
    except ValueError as error:
        raise SettingsError(f"No backtest of {horizon} days: {error}") from error


def next_deeds(
    basis: Basis, asked: Asked, type: EventType, *, limit: int = 10
) -> tuple[tuple[Next, tuple[str, ...]], ...]:
    """Ranks whom a source may do a thing to next, or who may do it to a target, each with the deeds behind its score.

    Raises SettingsError where not exactly one of the two is named, or is in no deed.
    """
    if (asked.source is None) == (asked.target is None):
        raise SettingsError("Who is next is asked for one actor: name either who does it, or to whom it is done")
    root, deeds = int(PLOVER[type]), NextDeeds(basis.table)
    try:
        if asked.source is not None:
            found = deeds.whom(asked.source, root, limit=limit)
        else:
            found = deeds.by_whom(asked.target or "", root, limit=limit)
    except ValueError as error:
        raise SettingsError(str(error)) from error
    return tuple((one, tuple(_rows(basis.table, one))) for one in found)


def _rows(table: EventTable, one: Next) -> Iterator[str]:
    for row in dict.fromkeys(row for reason in one.reasons for row in reason.events):
        yield f"{day_of(int(table.days[row])).isoformat()} CAMEO {table.codes[row]}"
