"""Who is tied to whom, on whose word, and how far the sources are borne out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, distinct, func, or_, select

from polybius.errors import StoreError
from polybius.incidents import Passage, Subject, Tie, TieFamily, Voice
from polybius.model import Span
from polybius.store.rows import batches, unpacked
from polybius.store.schema import TIE, VOICE
from polybius.store.things import Things

PUBLISHER = "="  # before a publisher's name, where ids of identities stand too
MOST_PASSAGES = 5  # shown of a tie
Key = tuple[str, str, str, str]


class Ties(Things):
    """The part of a view that knows ties between actors, and voices."""

    def ties_of(self, id: str, limit: int = 100) -> tuple[Tie, ...]:
        """Returns the ties of an identity, either way, the most often told first."""
        forms = self.forms(id)
        return self._ties([or_(TIE.c.subject.in_(forms), TIE.c.object.in_(forms))], limit)

    def network(self, source: str | None = None, limit: int = 200) -> tuple[Tie, ...]:
        """Returns the ties between actors, as all claim them or one source does, the most often told first.

        `source` is a publisher's name, or the name, alias or id of an actor. Raises StoreError where none such spoke.
        """
        between = TIE.c.family != TieFamily.STANCE
        if source is None:
            return self._ties([between], limit)
        found = self._ties([between, TIE.c.source.in_(self._spoken_as(source))], limit)
        if not found:
            raise StoreError(f"No ties by source '{source}' in {self._where}; 'polybius sources' lists who said what")
        return found

    def _spoken_as(self, source: str) -> list[str]:
        things = {*self._things([source]), *(thing.id for thing in self.named(source, Subject.ACTORS))}
        return [PUBLISHER + source, *(form for id in sorted(things) for form in self.forms(id))]

    def voices(self, limit: int | None = None) -> tuple[Voice, ...]:
        """Returns the publishers and quoted sources, those that say most first."""
        sums = [func.sum(VOICE.c[name]).label(name) for name in ("accounts", "corroborated", "contradicted")]
        query = select(VOICE.c.source, *sums).where(self._held(VOICE)).group_by(VOICE.c.source)
        rows = self._connection.execute(query.order_by(sums[0].desc(), VOICE.c.source).limit(limit)).all()
        current = self.current(row.source for row in rows)
        found: dict[str, list[int]] = {}
        for row in rows:
            counts = found.setdefault(current[row.source], [0, 0, 0])
            found[current[row.source]] = [a + int(b) for a, b in zip(counts, row[1:], strict=True)]
        return tuple(Voice(name.removeprefix(PUBLISHER), name.startswith(PUBLISHER), *n) for name, n in found.items())

    def _ties(self, conditions: Sequence[ColumnElement[bool]], limit: int) -> tuple[Tie, ...]:
        reports = func.count(distinct(TIE.c.report)).label("reports")
        columns = TIE.c.family, TIE.c.subject, TIE.c.label, TIE.c.object
        query = select(*columns, reports, func.min(TIE.c.day).label("first"), func.max(TIE.c.day).label("last"))
        query = query.where(self._held(TIE), *conditions).group_by(*columns)
        rows = self._connection.execute(query.order_by(reports.desc(), *columns).limit(limit)).all()
        current = self.current({id for row in rows for id in (row.subject, row.object)})
        found: dict[Key, Tie] = {}
        words = self._words(rows, conditions)
        for row in rows:
            key = (row.family, current[row.subject], row.label, current.get(row.object, row.object))
            sources, passages = words.get(tuple(row[:4]), ((), ()))
            tie = Tie(TieFamily(row.family), *key[1:], row.reports, row.first, row.last, sources, passages)
            found[key] = _joined(found.get(key), tie)
        return tuple(found.values())

    def _words(self, rows: Sequence[Any], conditions: Sequence[ColumnElement[bool]]) -> dict[Any, Any]:
        """The sources and passages of ties."""
        found: dict[Any, tuple[tuple[str, ...], tuple[Passage, ...]]] = {}
        wanted = {tuple(row[:4]) for row in rows}
        for batch in batches(row.subject for row in rows):
            query = select(TIE).where(TIE.c.subject.in_(batch), self._held(TIE), *conditions)
            for row in self._connection.execute(_first_of_each(query)):
                key = (row.family, row.subject, row.label, row.object)
                if key in wanted:
                    sources, passages = found.get(key, ((), ()))
                    found[key] = _source(sources, row.source), _passage(passages, row)
        return found


def _first_of_each(query: Select[Any]) -> Select[Any]:
    of_tie = [TIE.c.family, TIE.c.subject, TIE.c.label, TIE.c.object]
    place = func.row_number().over(partition_by=of_tie, order_by=TIE.c.number).label("place")
    ranked = query.add_columns(place).subquery()
    return select(ranked).where(ranked.c.place <= 2 * MOST_PASSAGES).order_by(ranked.c.number)


def _source(sources: tuple[str, ...], source: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*sources, source.removeprefix(PUBLISHER)))) if source else sources


def _passage(passages: tuple[Passage, ...], row: Any) -> tuple[Passage, ...]:
    told = unpacked(row.value)
    if "span" not in told or len(passages) >= MOST_PASSAGES:
        return passages
    passage = Passage(row.report, Span(**told["span"]), told.get("account"))
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
