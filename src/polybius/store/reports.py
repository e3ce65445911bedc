"""Reports out: each by its latest edition, which is its latest reading with all that people corrected."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from polybius.errors import StoreError
from polybius.incidents import Copy, Correction, Judgement
from polybius.model import Record, record_from_dict
from polybius.store.judgements import corrections_of, judgements
from polybius.store.moment import Moment
from polybius.store.schema import COPY, EDITION, JUDGEMENT, READING, REPORT

SHORTEST_ID = 4  # characters of an id's beginning
CANDIDATES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """One line of a listing: what a report is, and how much its latest edition has."""

    id: str
    published: str | None
    publisher: str | None
    title: str | None
    actors: int
    places: int
    events: int
    claims: int
    problems: int


@dataclass(frozen=True, slots=True)
class Edition:
    """A report's record as it stood from a time on (UTC), and what brought it about.

    `version` is the polybius that read it; `judgement` the number of the correction that followed, if one did.
    """

    recorded_at: str
    version: str
    judgement: int | None
    record: Record


class Reports(Moment):
    """The part of a view that knows reports, their records, and what people said of them."""

    def summaries(self) -> tuple[ReportSummary, ...]:
        """Returns every report, by day of publication (undated ones last), then in the order they came in."""
        return tuple(ReportSummary(**row) for row in self._connection.execute(self._summaries()).mappings())

    def record(self, id: str) -> Record:
        """Returns the latest edition of the report whose id begins so (case does not matter).

        Raises StoreError where none or several begin so, or the reading is not one that this version understands.
        """
        full = self.full_id(id)
        return self._edition(self._connection.execute(self._editions(full).limit(1)).one(), full).record

    def editions(self, id: str) -> tuple[Edition, ...]:
        """Returns all editions of a report, the latest first; raises as `record` does."""
        full = self.full_id(id)
        return tuple(self._edition(row, full) for row in self._connection.execute(self._editions(full)))

    def judgements(self) -> tuple[Judgement, ...]:
        """Returns what people decided, oldest first; what was undone since says by which."""
        return tuple(j for j in judgements(self._connection) if j.at < self._end_of_moment())

    def corrections(self, id: str | None = None) -> tuple[Correction, ...]:
        """Returns the corrections of a report, or of all, oldest first; what was undone since says by which."""
        found = corrections_of(self._connection, None if id is None else self.full_id(id))
        return tuple(c for c in found if c.judgement.at < self._end_of_moment())

    def copies(self, id: str) -> tuple[Copy, ...]:
        """Returns the copies among which a report is, itself left out where it is the first."""
        first = self._connection.execute(select(COPY.c.of).where(COPY.c.report == id)).scalar() or id
        query = select(COPY).join(REPORT, REPORT.c.id == COPY.c.report).where(COPY.c.of == first)
        rows = self._connection.execute(query.where(self._recorded(REPORT.c.recorded_at)).order_by(COPY.c.report))
        return tuple(Copy(**row) for row in rows.mappings())

    def report_of_judgement(self, number: int) -> str | None:
        """Returns the report that a correction is about; None for a merge or split."""
        return self._connection.execute(select(JUDGEMENT.c.report).where(JUDGEMENT.c.id == number)).scalar()

    def full_id(self, beginning: str) -> str:
        """Returns the one id that begins so; raises StoreError for none, for several and for a beginning too short."""
        start = beginning.strip().lower()
        if not re.fullmatch(rf"[0-9a-f]{{{SHORTEST_ID},64}}", start):
            raise StoreError(f"No report id '{beginning}'; allowed: {SHORTEST_ID} to 64 hexadecimal digits")
        # "g" is the first letter past the hexadecimal digits.
        within = select(REPORT.c.id).where(REPORT.c.id >= start, REPORT.c.id < start + "g").order_by(REPORT.c.id)
        within = within.where(self._recorded(REPORT.c.recorded_at))
        found = self._connection.execute(within.limit(CANDIDATES_SHOWN + 1)).scalars().all()
        if not found:
            raise StoreError(f"No report {start} in {self._where}; 'polybius list' shows what there is")
        if len(found) > 1:
            raise StoreError(f"Several reports begin with {start}: {_candidates(found)}")
        return str(found[0])

    def _editions(self, report: str) -> Select[Any]:
        columns = EDITION.c.record, EDITION.c.recorded_at, EDITION.c.judgement, READING.c.version
        joined = select(*columns, READING.c.record.label("own")).join_from(EDITION, READING)
        of_report = joined.where(EDITION.c.report == report, self._recorded(EDITION.c.recorded_at))
        return of_report.order_by(EDITION.c.id.desc())

    def _edition(self, row: Any, report: str) -> Edition:
        try:
            record = record_from_dict(json.loads(row.record or row.own))
        except (TypeError, ValueError) as error:
            reading = f"The reading of report {report[:12]} by polybius {row.version}"
            raise StoreError(f"{reading} is not understood by this one: {error}") from error
        return Edition(row.recorded_at, row.version, row.judgement, record)

    def _summaries(self) -> Select[Any]:
        latest = select(func.max(EDITION.c.id)).where(self._recorded(EDITION.c.recorded_at)).group_by(EDITION.c.report)
        published = func.coalesce(EDITION.c.published, REPORT.c.published)
        counts = EDITION.c.actors, EDITION.c.places, EDITION.c.events, EDITION.c.claims, EDITION.c.problems
        return (
            select(
                REPORT.c.id,
                published.label("published"),
                func.coalesce(EDITION.c.publisher, REPORT.c.publisher).label("publisher"),
                func.coalesce(EDITION.c.title, REPORT.c.title).label("title"),
                *counts,
            )
            .join_from(REPORT, EDITION, EDITION.c.report == REPORT.c.id)
            .where(EDITION.c.id.in_(latest))
            .order_by(published.is_(None), published, REPORT.c.recorded_at, EDITION.c.id)
        )


def _candidates(ids: Sequence[str]) -> str:
    shown = ", ".join(id[:16] for id in ids[:CANDIDATES_SHOWN])
    return shown + (", …" if len(ids) > CANDIDATES_SHOWN else "")
