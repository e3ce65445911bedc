"""Records out: what the store holds, by the latest reading of each report."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from polybius.errors import StoreError
from polybius.model import Record, record_from_dict
from polybius.store.schema import READING, REPORT

SHORTEST_ID = 4  # characters of an id's beginning
CANDIDATES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """One line of a listing: what a report is, and how much its latest reading found in it."""

    id: str
    published: str | None
    publisher: str | None
    title: str | None
    actors: int
    places: int
    events: int
    claims: int
    problems: int


class View:
    """Reads a store as it stood when the view was opened; `Store.view` makes one."""

    def __init__(self, connection: Connection, where: str) -> None:
        self._connection = connection
        self._where = where

    def summaries(self) -> tuple[ReportSummary, ...]:
        """Returns every report, by day of publication (undated ones last), then in the order they came in."""
        return tuple(ReportSummary(**row) for row in self._connection.execute(_summaries()).mappings())

    def record(self, id: str) -> Record:
        """Returns the latest reading of the report whose id begins so (case does not matter).

        Raises StoreError where none or several begin so, or the reading is not one that this version understands.
        """
        full = self.full_id(id)
        latest = select(READING.c.record, READING.c.version).where(READING.c.report == full)
        row = self._connection.execute(latest.order_by(READING.c.id.desc()).limit(1)).one()
        try:
            return record_from_dict(json.loads(row.record))
        except (TypeError, ValueError) as error:
            reading = f"The reading of report {full[:12]} by polybius {row.version}"
            raise StoreError(f"{reading} is not understood by this one: {error}") from error

    def full_id(self, beginning: str) -> str:
        """Returns the one id that begins so; raises StoreError for none, for several and for a beginning too short."""
        start = beginning.strip().lower()
        if not re.fullmatch(rf"[0-9a-f]{{{SHORTEST_ID},64}}", start):
            raise StoreError(f"No report id '{beginning}'; allowed: {SHORTEST_ID} to 64 hexadecimal digits")
        # "g" is the first letter past the hexadecimal digits.
        within = select(REPORT.c.id).where(REPORT.c.id >= start, REPORT.c.id < start + "g").order_by(REPORT.c.id)
        found = self._connection.execute(within.limit(CANDIDATES_SHOWN + 1)).scalars().all()
        if not found:
            raise StoreError(f"No report {start} in {self._where}; 'polybius list' shows what there is")
        if len(found) > 1:
            raise StoreError(f"Several reports begin with {start}: {_candidates(found)}")
        return str(found[0])


def _candidates(ids: Sequence[str]) -> str:
    shown = ", ".join(id[:16] for id in ids[:CANDIDATES_SHOWN])
    return shown + (", …" if len(ids) > CANDIDATES_SHOWN else "")


def _summaries() -> Select[Any]:
    latest = select(func.max(READING.c.id)).group_by(READING.c.report)
    published = func.coalesce(READING.c.published, REPORT.c.published)
    return (
        select(
            REPORT.c.id,
            published.label("published"),
            func.coalesce(READING.c.publisher, REPORT.c.publisher).label("publisher"),
            func.coalesce(READING.c.title, REPORT.c.title).label("title"),
            READING.c.actors,
            READING.c.places,
            READING.c.events,
            READING.c.claims,
            READING.c.problems,
        )
        .join_from(REPORT, READING, READING.c.report == REPORT.c.id)
        .where(READING.c.id.in_(latest))
        .order_by(published.is_(None), published, REPORT.c.recorded_at, READING.c.id)
    )
