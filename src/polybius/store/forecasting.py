"""Forecasts in: each is kept once with the hash of its data, and what came of it beside it, none ever changed again."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from sqlalchemy import insert

from polybius.errors import StoreError
from polybius.foreseen import Forecast, Kept, Result
from polybius.model import to_dict
from polybius.store.admission import Admission
from polybius.store.rows import added_once, packed
from polybius.store.schema import FORECAST, RESULT


class Forecasting(Admission):
    """The part of a transaction that keeps what was foreseen."""

    _version: str

    def keep_forecast(self, forecast: Forecast, who: str, basis: str) -> Kept:
        """Keeps a forecast that rests on the record or on a table of this name; the same one again is kept once.

        Raises StoreError where nobody is named.
        """
        if not who.strip():
            raise StoreError("A forecast needs a name: who asked for it?")
        value = packed(forecast)
        row = {
            "at": self.now,
            "who": who,
            "version": self._version,
            "basis": basis,
            "made": forecast.made,
            "due": forecast.due,
            "digest": hashlib.sha256(f"{basis}\t{value}".encode()).hexdigest(),
            "value": value,
        }
        if added_once(self._connection, FORECAST, row):
            self.note(who, "forecast", str(forecast), detail=forecast.data)
        same = (kept for kept in self.forecasts(basis=basis) if to_dict(kept.forecast) == to_dict(forecast))
        return next(same)

    def keep_result(self, kept: Kept, result: Result) -> Kept:
        """Adds what came of a forecast, unless the same was known before; returns the forecast with it."""
        if kept.result is not None and replace(kept.result, at="", data="") == replace(result, at="", data=""):
            return kept
        came = None if result.came is None else int(result.came)
        row = {"forecast": kept.id, "at": self.now, "came": came, "value": packed(replace(result, at=""))}
        self._connection.execute(insert(RESULT).values(row))
        return replace(kept, result=replace(result, at=self.now))
