"""A store of very many reports, seen as a whole: counts, parts of lists, and incidents as columns for map and timeline.

What is asked here reads the columns of table incident and the facets, and builds nothing of them, so that a quarter
of a million incidents come in seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, func, select

from polybius.incidents import Incident, Judgement, Query
from polybius.model import build
from polybius.store.happenings import Happenings
from polybius.store.judgements import judgements
from polybius.store.reports import Reports, ReportSummary
from polybius.store.rows import batches, marks, plain, unpacked
from polybius.store.schema import EDITION, INCIDENT, JUDGEMENT, MARK, MEMBERSHIP, REPORT, SUCCESSOR, THING

FACETS = ("actor", "type", "status", "country", "place", "publisher")  # by which a query may ask for incidents
COLUMNS = ("number", "id", "first", "last", "disputed", "origins", "type", "status", "place", "actors")
RECENT = 5_000  # incidents, the last of which may be others under their numbers
MOST_EDITIONS = 100  # fused since an earlier sheet, which cannot have replaced more than these


@dataclass(frozen=True, slots=True)
class Sheet:
    """All incidents that hold, in the order of days, as map, timeline and network show them: a tuple for each column.

    `type` and `status` are what the best supported version says, `place` is the id of a location or None, `first` and
    `last` are the days between which it happened, `actors` the ids of all who had a part in it by any account, a space
    between them. `position` leads from numbers to where incidents stand; `edition` is that of the report which was last
    fused before. There are no rows: objects in hundreds of thousands are what Python's collector goes through again and
    again.
    """

    columns: Mapping[str, tuple[Any, ...]]
    position: Mapping[int, int]
    edition: int

    def row(self, at: int) -> tuple[Any, ...]:
        """Returns what the columns have of an incident."""
        return tuple(column[at] for column in self.columns.values())


class Columns(Reports, Happenings):
    """The part of a view that sees the store as a whole."""

    def state(self) -> tuple[int, ...]:
        """Returns numbers that are others after anything was added, decided or derived."""
        tables = (EDITION.c.id, JUDGEMENT.c.id, INCIDENT.c.number, MARK.c.id)
        return tuple(int(self._connection.execute(select(func.max(column))).scalar() or 0) for column in tables)

    def counts(self) -> dict[str, int]:
        """Returns how many reports, incidents, accounts, actors and places there are."""
        found = {"reports": self._count(select(func.count()).select_from(REPORT))}
        # Every account is of one incident, and the rows that tell of which are short.
        for name, table in (("incidents", INCIDENT), ("accounts", MEMBERSHIP)):
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
        known: list[tuple[Any, ...]] = []
        new: Iterable[int] | None = None
        if before is not None and edition - before.edition <= MOST_EDITIONS:
            held = set(self._connection.execute(select(INCIDENT.c.number).where(self._held(INCIDENT))).scalars())
            # A number may be given again after it was the last, so what came in lately is read anew.
            last = max(before.position, default=0) - RECENT
            known = [before.row(at) for number, at in before.position.items() if number <= last and number in held]
            new = held - {row[0] for row in known}
        columns = _columns(sorted([*known, *self._shown(new)], key=itemgetter(2, 0)))
        return Sheet(columns, {number: at for at, number in enumerate(columns["number"])}, edition)

    def latest(self, query: Query) -> Mapping[str, tuple[Any, ...]]:
        """Returns columns of the latest incidents that a query asks for, as many as its limit says.

        They are those of a sheet without the actors, in the order of days; raises as `incidents` does.
        """
        found = self._found(query, latest_first=True)
        shown = found.with_only_columns(*(INCIDENT.c[name] for name in COPIED), maintain_column_froms=True)
        return _columns(self._connection.execute(shown).all()[::-1], COLUMNS[:-1])

    def numbers(self, query: Query) -> Sequence[int]:
        """Returns the numbers of the incidents that a query asks for, in any order; raises as `incidents` does.

        Where one facet is all that is asked for, there are numbers among them of what held before: so their own rows,
        each in another place of the file, need not be read.
        """
        facets = self._facets(query)
        if len(facets) == 1 and query == Query(**{name: getattr(query, name) for name in FACETS}):
            [(name, values)] = facets
            found = f"SELECT incident FROM facet WHERE name = ? AND value IN ({marks(len(values))})"
            return [number for (number,) in plain(self._connection, found, (name, *values))]
        return self._connection.execute(self._chosen(query)).scalars().all()

    def successors(self) -> dict[str, str]:
        """Leads from each id of an actor or place that was merged into another to that one."""
        rows = self._connection.execute(select(SUCCESSOR.c.id, SUCCESSOR.c.successor).where(self._held(SUCCESSOR)))
        return {row.id: row.successor for row in rows}

    def _shown(self, numbers: Iterable[int] | None) -> Iterator[tuple[Any, ...]]:
        """Yields rows of a sheet, of the incidents with these numbers; of all that hold where none are named."""
        held, moment = self._held_now(INCIDENT)
        for batch in [None] if numbers is None else batches(numbers):
            among = [] if batch is None else batch
            within = [f" AND {name} IN ({marks(len(among))})" if among else "" for name in ("number", "incident")]
            incidents = plain(self._connection, f"{SHOWN} WHERE {held}{within[0]}", (*moment, *among))
            actors: dict[int, str] = {}
            for number, actor in plain(self._connection, ACTORS + within[1], tuple(among)):
                actors[number] = f"{actors[number]} {actor}" if number in actors else actor
            yield from ((*row, actors.get(row[0], "")) for row in incidents)

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


COPIED = ("number", "id", "day", "last_day", "disputed", "origins", "type", "status", "place")
SHOWN = f"SELECT {', '.join(COPIED)} FROM incident"
ACTORS = "SELECT incident, value FROM facet WHERE name = 'actor'"


def _columns(rows: Sequence[Sequence[Any]], names: Sequence[str] = COLUMNS) -> dict[str, tuple[Any, ...]]:
    columns = dict(zip(names, zip(*rows, strict=True) if rows else [()] * len(names), strict=True))
    return columns | {"disputed": tuple(map(bool, columns["disputed"]))}
