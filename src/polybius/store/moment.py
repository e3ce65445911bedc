"""The moment that a view of the store shows: now, or the end of a day in the past."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, func, or_, select

from polybius.store.rows import STANDING, Held, Where, fetch


class Moment:
    """A connection and a day (None: now); the parts of a view build on it."""

    def __init__(self, connection: Connection, where: str, as_of: date | None) -> None:
        self._connection = connection
        self._where = where
        self.as_of = as_of
        self._led: dict[str, str] = {}  # where ids lead, as far as it was asked
        self._last: dict[str, int] = {}  # by table, the number of the last row that began by the moment

    @property
    def where(self) -> str:
        """Where the store is, in words for people."""
        return self._where

    def _held(self, table: Table | Any) -> ColumnElement[bool]:
        """What a derived row must meet to be held at the moment."""
        if self.as_of is None:
            return table.c.until.is_(None)
        day = self.as_of.isoformat()
        # Rows are numbered as they begin, and an index tells their numbers: later ones need not be fetched to be left
        # out. The sum keeps the database from going through all that are numbered lower.
        early = table.c.number + 0 <= self._last_number(getattr(table, "element", table))
        return early & (table.c.since <= day) & or_(table.c.until.is_(None), table.c.until > day)

    def _held_now(self, table: Table) -> Held:
        """The same as a condition in the driver's words."""
        if self.as_of is None:
            return STANDING
        day = self.as_of.isoformat()
        return "number + 0 <= ? AND since <= ? AND (until IS NULL OR until > ?)", (self._last_number(table), day, day)

    def _fetch(self, table: Table, names: Sequence[str], by: str, among: Iterable[Any]) -> list[Any]:
        """Returns columns of the rows held at the moment that have one of the values in a column."""
        return fetch(self._connection, table, names, Where(by, among, self._held_now(table)))

    def _last_number(self, table: Table) -> int:
        """The number of the last row that began by the moment, found by halving."""
        if table.name not in self._last:
            since = select(table.c.since).order_by(table.c.number).limit(1)
            low, high = 0, self._connection.execute(select(func.max(table.c.number))).scalar() or 0
            while low < high:
                middle = (low + high + 1) // 2
                day = self._connection.execute(since.where(table.c.number >= middle)).scalar_one()
                low, high = (middle, high) if day <= self._day() else (low, middle - 1)
            self._last[table.name] = low
        return self._last[table.name]

    def _day(self) -> str:
        """The last day that shows, or one after all days."""
        return "9999-12-31" if self.as_of is None else self.as_of.isoformat()

    def _recorded(self, at: Column[str]) -> ColumnElement[bool]:
        """What a fact must meet to be recorded at the moment."""
        return at < self._end_of_moment()

    def _end_of_moment(self) -> str:
        return "9999" if self.as_of is None else (self.as_of + timedelta(days=1)).isoformat()
