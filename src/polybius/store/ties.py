"""Who is tied to whom, on whose word, how far sources are borne out, and where most happens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, select, union_all

from polybius.errors import StoreError
from polybius.incidents import Location, Passage, Subject, Tie, TieFamily, Voice
from polybius.model import Span
from polybius.store.names import Names
from polybius.store.rows import batches, run, unpacked
from polybius.store.schema import COUNTS, EDGE, TOTAL
from polybius.store.totals import ALL

PUBLISHER = "="  # before a publisher's name, where ids of identities stand too
VOICE, PLACE = "voice", "place"  # kinds of share
MOST_PASSAGES = 3  # shown of a tie
TIES_AT_ONCE = 20
Key = tuple[str, str, str, str]


class Ties(Names):
    """The part of a view that knows ties between actors, what sources say, and where things happen."""

    def ties_of(self, id: str, family: TieFamily, limit: int = 100) -> tuple[Tie, ...]:
        """Returns the ties of one kind that an identity has, either way, the most often told first."""
        return self._ties(self._with_an_end_in(self.forms(id), family), [], limit)

    def relations_of(self, ids: Sequence[str]) -> dict[str, tuple[Tie, ...]]:
        """Leads from each of some identities to its relations, either way, the most often told first."""
        found: dict[str, dict[Key, Tie]] = {id: {} for id in ids}
        for batch in batches(ids):
            forms = [form for id in batch for form in self.forms(id)]
            for tie in self._ties(self._with_an_end_in(forms, TieFamily.RELATION), [], None):
                for end in {tie.subject, tie.object} & found.keys():
                    found[end][tie.family, tie.subject, tie.label, tie.object] = tie
        return {id: tuple(ties.values()) for id, ties in found.items()}

    def network(self, source: str | None = None, limit: int = 200) -> tuple[Tie, ...]:
        """Returns the ties between actors, as all claim them or one source does, the most often told first.

        `source` is a publisher's name, or the name, alias or id of an actor. Raises StoreError where none such spoke.
        """
        spoken = [] if source is None else self._spoken_as(source)
        told = EDGE.c.source.in_(spoken or [ALL]) & (EDGE.c.family != TieFamily.STANCE)
        found = self._ties(told, spoken, limit)
        if source is not None and not found:
            raise StoreError(f"No ties by source '{source}' in {self._where}; 'polybius sources' lists who said what")
        return found

    def voices(self, limit: int | None = None) -> tuple[Voice, ...]:
        """Returns the publishers and quoted sources, those that say most first."""
        found = self._totals(VOICE, limit)
        return tuple(Voice(name.removeprefix(PUBLISHER), name.startswith(PUBLISHER), *n) for name, n in found.items())

    def places(self, limit: int | None = None) -> tuple[tuple[Location, int], ...]:
        """Returns the locations of incidents with how many these are, the most first."""
        found = self._totals(PLACE, limit)
        known = self.locations(found)
        return tuple((known[id], counts[0]) for id, counts in found.items() if id in known)

    def _totals(self, kind: str, limit: int | None) -> dict[str, list[int]]:
        """The counts of sources or places, by the ids these go by at the moment, those with the most first."""
        query = select(TOTAL.c.id, *(TOTAL.c[name] for name in COUNTS)).where(TOTAL.c.kind == kind, self._held(TOTAL))
        query = query.order_by(TOTAL.c.accounts.desc(), TOTAL.c.id)
        rows = self._connection.execute(query.limit(limit)).all()
        current = self.current(row.id for row in rows)
        found: dict[str, list[int]] = {}
        for row in rows:
            counts = found.setdefault(current[row.id], [0, 0, 0])
            found[current[row.id]] = [a + int(b) for a, b in zip(counts, row[1:], strict=True)]
        return found

    def _spoken_as(self, source: str) -> list[str]:
        things = {*self._things([source]), *(thing.id for thing in self.named(source, Subject.ACTORS))}
        return [PUBLISHER + source, *(form for id in sorted(things) for form in self.forms(id))]

    def _ties(self, which: ColumnElement[bool], sources: Sequence[str], limit: int | None) -> tuple[Tie, ...]:
        """The ties that are meant, as told by any of the sources (by all, where none is named)."""
        ends = EDGE.c.family, EDGE.c.subject, EDGE.c.label, EDGE.c.object
        query = select(*ends, EDGE.c.reports, EDGE.c.first_day, EDGE.c.last_day).where(which, self._held(EDGE))
        rows = self._connection.execute(query.order_by(EDGE.c.reports.desc(), *ends).limit(limit)).all()
        current = self.current({id for row in rows for id in (row.subject, row.object)})
        words = self._words(rows, sources)
        found: dict[Key, Tie] = {}
        for row in rows:
            key = (row.family, current[row.subject], row.label, current.get(row.object, row.object))
            spoken, passages = words.get(tuple(row[:4]), ((), ()))
            tie = Tie(TieFamily(row.family), *key[1:], row.reports, row.first_day, row.last_day, spoken, passages)
            found[key] = _joined(found.get(key), tie)
        return tuple(found.values())

    def _with_an_end_in(self, ids: Sequence[str], family: TieFamily) -> ColumnElement[bool]:
        # An index for each end, before the order is looked at, by which a database would go through all edges.
        told = select(EDGE.c.number).where(EDGE.c.source == ALL, EDGE.c.family == family, self._held(EDGE))
        return EDGE.c.number.in_(union_all(*(told.where(end.in_(ids)) for end in (EDGE.c.subject, EDGE.c.object))))

    def _words(self, rows: Sequence[Any], sources: Sequence[str]) -> dict[Any, Any]:
        """The sources and passages of ties, from the first few reports that tell each."""
        found: dict[Any, tuple[tuple[str, ...], tuple[Passage, ...]]] = {}
        for batch in batches((tuple(row[:4]) for row in rows), TIES_AT_ONCE):
            moment = (self._day(), self._day(), *sources)
            values = tuple(part for f, s, label, o in batch for part in (s, o, label, f, *moment))
            told: Iterable[Any] = run(self._connection, _first_rows(len(batch), len(sources)), values)
            for *ends, source, report, value in told:
                spoken, passages = found.get(tuple(ends), ((), ()))
                found[tuple(ends)] = _source(spoken, source), _passage(passages, report, value)
        return found


@cache
def _first_rows(ties: int, sources: int) -> str:
    """The statement for the first rows of so many ties, by so many sources (of any, where 0)."""
    by = f" AND source IN ({', '.join('?' * sources)})" if sources else ""
    columns = "family, subject, label, object, source, report, value"
    held = "subject = ? AND object = ? AND label = ? AND family = ? AND since <= ? AND (until IS NULL OR until > ?)"
    one = f"SELECT {columns} FROM tie WHERE {held}{by} LIMIT {2 * MOST_PASSAGES}"
    return " UNION ALL ".join(f"SELECT * FROM ({one}) AS of_{n}" for n in range(ties))


def _source(sources: tuple[str, ...], source: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*sources, source.removeprefix(PUBLISHER)))) if source else sources


def _passage(passages: tuple[Passage, ...], report: str, value: str) -> tuple[Passage, ...]:
    told = unpacked(value)
    if "span" not in told or len(passages) >= MOST_PASSAGES:
        return passages
    passage = Passage(report, Span(**told["span"]), told.get("account"))
    return passages if passage in passages else (*passages, passage)


def _joined(one: Tie | None, other: Tie) -> Tie:
    """Two ties that became one when their ends were merged."""
    if one is None:
        return other
    days: Iterable[str] = [day for day in (one.first, other.first, one.last, other.last) if day]
    return Tie(
        one.family,
        one.subject,
        one.label,
        one.object,
        one.reports + other.reports,
        min(days, default=None),
        max(days, default=None),
        tuple(dict.fromkeys((*one.sources, *other.sources))),
        (*one.passages, *other.passages)[:MOST_PASSAGES],
    )
