"""Lasting ties of those who take part in an incident, with both ends, who says so, and the words that say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from polybius.export.exchange.selection import Case, Selection
from polybius.incidents import Identity, Location, Tie, TieFamily


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie that reports tell: `sources` and `words` are in the order in which they came in, `reports` ids."""

    tie: Tie
    subject: Identity
    object: Identity | Location
    sources: tuple[str, ...]
    words: tuple[str, ...]
    reports: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """What the relation is, whoever says so."""
        return self.tie.subject, self.tie.label, self.tie.object


def relations(case: Case, selection: Selection, told: set[tuple[str, str, str]]) -> Iterator[Relation]:
    """Yields the relations of an incident's actors that are not in `told`, and adds them to it."""
    actors = case.holders("initiators") | case.holders("targets")
    for tie in (tie for actor in actors for tie in selection.ties.get(actor, ())):
        relation = _relation(tie, selection) if tie.family is TieFamily.RELATION else None
        if relation is not None and relation.key not in told:
            told.add(relation.key)
            yield relation


def _relation(tie: Tie, selection: Selection) -> Relation | None:
    object = selection.identities.get(tie.object) or selection.locations.get(tie.object)
    if object is None:
        return None
    named = (selection.identities.get(source) for source in tie.sources)
    sources = tuple(who.name if who else source for who, source in zip(named, tie.sources, strict=True))
    texts = ((selection.records.get(passage.report), passage.span) for passage in tie.passages)
    words = tuple(span.of(record.text) for record, span in texts if record)
    reports = tuple(dict.fromkeys(passage.report for passage in tie.passages))
    return Relation(tie, selection.identity(tie.subject), object, sources, words, reports)
