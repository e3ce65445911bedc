"""The moment that a view of the store shows: now, or the end of a day in the past."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, or_


class Moment:
    """A connection and a day (None: now); the parts of a view build on it."""

    def __init__(self, connection: Connection, where: str, as_of: date | None) -> None:
        self._connection = connection
        self._where = where
        self.as_of = as_of

    @property
    def where(self) -> str:
        """Where the store is, in words for people."""
        return self._where

    def _held(self, table: Table | Any) -> ColumnElement[bool]:
        """What a derived row must meet to be held at the moment."""
        if self.as_of is None:
            return table.c.until.is_(None)
        day = self.as_of.isoformat()
        return (table.c.since <= day) & or_(table.c.until.is_(None), table.c.until > day)

    def _day(self) -> str:
        """The last day that shows, or one after all days."""
        return "9999-12-31" if self.as_of is None else self.as_of.isoformat()

    def _recorded(self, at: Column[str]) -> ColumnElement[bool]:
        """What a fact must meet to be recorded at the moment."""
        return at < self._end_of_moment()

    def _end_of_moment(self) -> str:
        return "9999" if self.as_of is None else (self.as_of + timedelta(days=1)).isoformat()
