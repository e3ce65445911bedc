"""Forecasts out, with what came of each, and what people said of the ledger's entries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, func, or_, select

from polybius.errors import StoreError
from polybius.foreseen import Forecast, Kept, Result
from polybius.incidents import Judgement, JudgementKind
from polybius.model import Record, build
from polybius.store.judgements import judgements
from polybius.store.reports import Reports
from polybius.store.rows import unpacked
from polybius.store.schema import EDITION, FORECAST, READING, RESULT

PROSPECTS = ("threatened", "planned", "expected", "conditions")
"""Words of a record's JSON without one of which it tells nothing of things to come."""


class Forecasts(Reports):
    """The part of a view that knows what was foreseen."""

    def forecasts(self, *, basis: str | None = None, limit: int | None = None) -> tuple[Kept, ...]:
        """Returns forecasts with what came of them, the latest first; of one basis, where one is named."""
        query = self._forecasts()
        query = query if basis is None else query.where(FORECAST.c.basis == basis)
        rows = self._connection.execute(query.order_by(FORECAST.c.id.desc()).limit(limit))
        return tuple(_kept(row) for row in rows)

    def forecast(self, number: int) -> Kept:
        """Returns one forecast; raises StoreError where there is none of this number."""
        row = self._connection.execute(self._forecasts().where(FORECAST.c.id == number)).first()
        if row is None:
            raise StoreError(f"No forecast {number} in {self._where}; 'polybius ledger forecasts' lists what there is")
        return _kept(row)

    def records_with_prospects(self) -> Iterator[Record]:
        """Yields the latest edition of each report that may tell of things to come, in the order they came in."""
        latest = select(func.max(EDITION.c.id)).where(self._recorded(EDITION.c.recorded_at)).group_by(EDITION.c.report)
        record = func.coalesce(EDITION.c.record, READING.c.record)
        prospects = or_(*(record.contains(f'"{word}"') for word in PROSPECTS))
        query = select(EDITION.c.report).join_from(EDITION, READING).where(EDITION.c.id.in_(latest), prospects)
        for report in self._connection.execute(query.order_by(EDITION.c.id)).scalars().all():
            yield self.record(report)

    def resolved_by_hand(self) -> dict[str, Judgement]:
        """Leads from ids of the ledger's entries to what a person said of each last, if that still holds."""
        found = judgements(self._connection, kind=JudgementKind.RESOLVE)
        held = (one for one in found if one.undone_by is None and one.at < self._end_of_moment())
        return {one.one[0]: one for one in held}

    def _forecasts(self) -> Select[Any]:
        last = select(func.max(RESULT.c.id)).where(self._recorded(RESULT.c.at)).group_by(RESULT.c.forecast)
        latest = select(RESULT).where(RESULT.c.id.in_(last)).subquery()
        told = FORECAST.outerjoin(latest, latest.c.forecast == FORECAST.c.id)
        columns = latest.c.at.label("resolved_at"), latest.c.value.label("result")
        return select(FORECAST, *columns).select_from(told).where(self._recorded(FORECAST.c.at))


def _kept(row: Any) -> Kept:
    result = build(Result, unpacked(row.result) | {"at": row.resolved_at}) if row.result else None
    return Kept(row.id, row.at, row.who, row.basis, build(Forecast, unpacked(row.value)), result)
