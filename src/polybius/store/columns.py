"""A store of very many reports, seen as a whole: counts, parts of lists, and incidents as columns for map and timeline.

What is asked here reads the columns of table incident and the facets, and no values, so that fifty thousand incidents
come in a fraction of a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Column, Select, func, select

from polybius.incidents import Incident, Judgement, Query
from polybius.model import build
from polybius.store.happenings import Happenings
from polybius.store.judgements import judgements
from polybius.store.reports import Reports, ReportSummary
from polybius.store.rows import batches, unpacked
from polybius.store.schema import ACCOUNT, EDITION, FACET, INCIDENT, JUDGEMENT, MARK, REPORT, SUCCESSOR, THING

RECENT = 5_000  # incidents, the last of which may be others under their numbers
MOST_EDITIONS = 100  # fused since an earlier sheet, which cannot have replaced more than these


@dataclass(frozen=True, slots=True)
class Shown:
    """An incident as map, timeline and network show it.

    `type` and `status` are what the best supported version says, `place` is the id of a location or None, `first` and
    `last` are the days between which it happened, `actors` the ids of all who had a part in it by any account.
    """

    id: str
    first: str
    last: str
    type: str
    status: str
    place: str | None
    disputed: bool
    origins: int
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All incidents that hold, in the order of days; `position` leads from their numbers to where they stand.

    `edition` is that of the report which was last fused before.
    """

    rows: Sequence[Shown]
    position: Mapping[int, int]
    edition: int


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

    def sheet(self, before: Sheet | None = None) -> Sheet:
        """Returns all incidents that hold; what a sheet of an earlier state has of them is not read again."""
        edition = self._count(select(func.coalesce(func.max(EDITION.c.id), 0)))
        held = set(self._connection.execute(select(INCIDENT.c.number).where(self._held(INCIDENT))).scalars())
        known: dict[int, Shown] = {}
        if before is not None and edition - before.edition <= MOST_EDITIONS:
            # A number may be given again after it was the last, so what came in lately is read anew.
            last = max(before.position, default=0) - RECENT
            known = {n: before.rows[at] for n, at in before.position.items() if n <= last and n in held}
        known |= self._shown(held - known.keys() if known else None)
        ordered = sorted(known, key=lambda number: (known[number].first, number))
        return Sheet([known[n] for n in ordered], {n: at for at, n in enumerate(ordered)}, edition)

    def numbers(self, query: Query) -> Sequence[int]:
        """Returns the numbers of the incidents that a query asks for, in any order; raises as `incidents` does."""
        return self._connection.execute(self._chosen(query)).scalars().all()

    def successors(self) -> dict[str, str]:
        """Leads from each id of an actor or place that was merged into another to that one."""
        rows = self._connection.execute(select(SUCCESSOR.c.id, SUCCESSOR.c.successor).where(self._held(SUCCESSOR)))
        return {row.id: row.successor for row in rows}

    def _shown(self, numbers: Iterable[int] | None) -> dict[int, Shown]:
        """Incidents that hold by their numbers; all of them where none are named."""
        columns = [INCIDENT.c[name] for name in ("number", "id", "day", "last_day", "disputed", "origins", "value")]
        incidents = select(*columns).where(self._held(INCIDENT))
        actors = select(FACET.c.incident, FACET.c.value).where(FACET.c.name == "actor")
        found: dict[int, Shown] = {}
        for batch in [None] if numbers is None else batches(numbers):
            among: dict[int, list[str]] = {}
            for number, actor in self._connection.execute(_among(actors, FACET.c.incident, batch)):
                among.setdefault(number, []).append(actor)
            for number, *told, value in self._connection.execute(_among(incidents, INCIDENT.c.number, batch)):
                found[number] = _one_shown(told, value, tuple(among.get(number, ())))
        return found

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


def _one_shown(told: Sequence[Any], value: str, actors: tuple[str, ...]) -> Shown:
    id, day, last_day, disputed, origins = told
    leading = dict(LEADING.findall(value))
    what = leading["type"], leading["status"], leading.get("place")
    return Shown(id, day, last_day, *what, disputed > 0, origins, actors)


def _among(query: Select[Any], column: Column[int], numbers: Sequence[int] | None) -> Select[Any]:
    return query if numbers is None else query.where(column.in_(numbers))
