"""A store of very many reports, seen as a whole: counts, parts of lists, and incidents as columns for map and timeline.

What is asked here reads the columns of table incident and the facets, and no values, so that fifty thousand incidents
come in a fraction of a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, func, select

from polybius.incidents import Incident, Judgement, Query
from polybius.model import build
from polybius.store.happenings import Happenings
from polybius.store.judgements import judgements
from polybius.store.reports import Reports, ReportSummary
from polybius.store.rows import batches, unpacked
from polybius.store.schema import ACCOUNT, EDITION, FACET, INCIDENT, JUDGEMENT, MARK, REPORT, THING


@dataclass(frozen=True, slots=True)
class Rows:
    """Incidents as columns of one length, by day: the latest of `total` that were found.

    `type` and `status` are what the best supported version says, `place` the id of a location or None, `first` and
    `last` the days between which it happened.
    """

    total: int
    id: Sequence[str]
    first: Sequence[str]
    last: Sequence[str]
    type: Sequence[str]
    status: Sequence[str]
    place: Sequence[str | None]
    disputed: Sequence[bool]
    origins: Sequence[int]


class Columns(Reports, Happenings):
    """The part of a view that sees the store as a whole."""

    def state(self) -> tuple[int, ...]:
        """Returns numbers that are others after anything was added, decided or derived."""
        tables = (EDITION.c.id, JUDGEMENT.c.id, INCIDENT.c.number, MARK.c.id)
        return tuple(int(self._connection.execute(select(func.max(column))).scalar() or 0) for column in tables)

    def counts(self) -> dict[str, int]:
        """Returns how many reports, incidents, accounts, actors and places there are."""
        found = {"reports": self._count(select(func.count()).select_from(REPORT))}
        for name, table in (("incidents", INCIDENT), ("accounts", ACCOUNT)):
            found[name] = self._count(select(func.count()).select_from(table).where(self._held(table)))
        held = select(THING.c.subject, func.count().label("number")).where(self._held(THING)).group_by(THING.c.subject)
        return found | {"actors": 0, "places": 0} | {r.subject: r.number for r in self._connection.execute(held)}

    def days(self) -> tuple[str | None, str | None]:
        """Returns the first and last day on which something happened."""
        query = select(func.min(INCIDENT.c.day), func.max(INCIDENT.c.last_day)).where(self._held(INCIDENT))
        first, last = self._connection.execute(query).one()
        return first, last

    def page_of_reports(self, offset: int, limit: int) -> tuple[ReportSummary, ...]:
        """Returns a part of the list of reports, the latest published first, undated ones last."""
        query = self._summaries()
        columns = query.selected_columns
        order = columns.published.is_(None), columns.published.desc(), EDITION.c.id.desc()
        rows = self._connection.execute(query.order_by(None).order_by(*order).offset(offset).limit(limit))
        return tuple(ReportSummary(**row) for row in rows.mappings())

    def page_of_incidents(self, query: Query, offset: int) -> tuple[Incident, ...]:
        """Returns a part of the list of incidents that a query asks for, the latest first; raises as `incidents`."""
        rows = self._connection.execute(self._found(query, True).offset(offset))
        return self._at_present([build(Incident, unpacked(row.value)) for row in rows])

    def total(self, query: Query) -> int:
        """Returns how many incidents a query asks for, whatever its limit."""
        return self._count(select(func.count()).select_from(self._chosen(query).subquery()))

    def publishers(self) -> tuple[str, ...]:
        """Returns the names of all publishers, in order."""
        query = select(REPORT.c.publisher).distinct().where(REPORT.c.publisher.is_not(None))
        return tuple(sorted(map(str, self._connection.execute(query).scalars())))

    def incidents_by_id(self, ids: Iterable[str]) -> dict[str, Incident]:
        """Returns incidents by the ids that they go by now; unknown ids are left out."""
        found: dict[str, Incident] = {}
        for batch in batches(ids):
            query = select(INCIDENT.c.value).where(INCIDENT.c.id.in_(batch), self._held(INCIDENT))
            rows = self._connection.execute(query)
            found |= {one.id: one for one in self._at_present([build(Incident, unpacked(row.value)) for row in rows])}
        return found

    def rows(self, query: Query, limit: int) -> Rows:
        """Returns the latest incidents that a query asks for as columns; raises as `incidents` does."""
        chosen = self._chosen(query)
        columns = [INCIDENT.c[name] for name in ("id", "day", "last_day", "disputed", "origins", "value")]
        query_of_rows = select(*columns).where(INCIDENT.c.number.in_(chosen))
        found = query_of_rows.order_by(INCIDENT.c.day.desc(), INCIDENT.c.number.desc()).limit(limit)
        table = self._connection.execute(found).all()[::-1]
        led = [_leading(row.value) for row in table]
        places = [fields.get("place") for fields in led]
        present = self.current({place for place in places if place})
        return Rows(
            self.total(query),
            tuple(row.id for row in table),
            tuple(row.day for row in table),
            tuple(row.last_day for row in table),
            tuple(fields["type"] for fields in led),
            tuple(fields["status"] for fields in led),
            tuple(present[place] if place else None for place in places),
            tuple(row.disputed > 0 for row in table),
            tuple(row.origins for row in table),
        )

    def actors_of(self, query: Query) -> frozenset[str]:
        """Returns the ids of all who have a part in the incidents that a query asks for."""
        chosen = self._chosen(query).subquery()
        having = select(FACET.c.value).distinct().join(chosen, chosen.c.number == FACET.c.incident)
        ids = self._connection.execute(having.where(FACET.c.name == "actor")).scalars()
        return frozenset(self.current(ids).values())

    def judgements_about(self, ids: Sequence[str], limit: int = 200) -> tuple[Judgement, ...]:
        """Returns the merges and splits that name one of these accounts or members, the latest first."""
        wanted = set(ids)
        found = [j for j in judgements(self._connection, across_reports=True) if wanted & {*j.one, *j.other}]
        return tuple(found[::-1][:limit])

    def titles(self, reports: Sequence[str]) -> dict[str, str | None]:
        """Leads from ids of reports to what they are headed; unknown ids are left out."""
        query = select(REPORT.c.id, REPORT.c.title).where(REPORT.c.id.in_(reports))
        return {row.id: row.title for row in self._connection.execute(query)}

    def number_of_editions(self, report: str) -> int:
        """Returns how many editions a report has had; its full id is asked."""
        return self._count(select(func.count()).select_from(EDITION).where(EDITION.c.report == report))

    def _chosen(self, query: Query) -> Select[Any]:
        """The numbers of the rows of the incidents that a query asks for."""
        return self._found(replace(query, limit=None), True).order_by(None).with_only_columns(INCIDENT.c.number)

    def _count(self, query: Select[Any]) -> int:
        return int(self._connection.execute(query).scalar_one())


# What the best supported version of a field says, as `rows.packed` writes it: to build fifty thousand incidents for
# three of their values takes seconds.
LEADING = re.compile(r'"name":"(type|status|place)","versions":\[\{"value":\["([^"]*)"')


def _leading(value: str) -> dict[str, str]:
    return dict(LEADING.findall(value))
