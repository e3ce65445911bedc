"""Records -> a ledger: every threat, promise, planned step, warning and expectation, with the words behind it.

What later reports make of an entry stands in `resolutions.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from polybius.drafts import HOSTILE
from polybius.model import Actor, ActorKind, Claim, Condition, ConditionKind, Event, EventType, Record, Span, Status

STATELY = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.MILITARY})


class EntryKind(StrEnum):
    """What was said of things to come."""

    THREAT = "threat"
    PROMISE = "promise"
    PLANNED = "planned"
    WARNING = "warning"
    EXPECTATION = "expectation"


OF_CONDITION = {kind: EntryKind(kind.value) for kind in ConditionKind}
PROMISED = frozenset({EntryKind.THREAT, EntryKind.PROMISE, EntryKind.PLANNED})
"""Kinds in which the doer speaks of itself; in the others somebody foresees."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What would be done, by which sides to which; `type` is None where only words tell it."""

    words: str
    type: EventType | None = None
    doers: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger.

    `by` are the names of who threatens, promises, plans or foresees, `towards` those of whom it is to hit; `source` is
    the innermost source, or the publisher. `said` and `due` are ISO 8601 days; without `due` nothing was set.
    `condition` is what must come first. `text` is the sentence from which all this was read, `span` the words in it.
    """

    id: str
    kind: EntryKind
    report: str
    said: str | None
    by: tuple[str, ...]
    source: str
    towards: tuple[str, ...]
    deed: Deed
    condition: Deed | None
    due: str | None
    text: str
    span: Span

    def __str__(self) -> str:
        what = self.deed.type or "words"
        condition = f" if “{self.condition.words}”" if self.condition else ""
        due = f" by {self.due}" if self.due else ""
        whom = f" towards {', '.join(self.towards)}" if self.towards else ""
        by = ", ".join(self.by) or "?"
        return f"{self.said or '?'} · {self.kind} · {by}{whom}: {what}{condition}{due}  “{self.text}”"


def side(actor: Actor) -> str:
    """Returns what an actor acts for: of a state, its government and forces the country, else the actor itself."""
    if actor.kind in STATELY and actor.country:
        return actor.country
    return actor.wikidata or actor.name.casefold()


def entries(records: Iterable[Record]) -> tuple[Entry, ...]:
    """Reads the ledger's entries out of records, oldest first; a deed that stands under a condition makes one entry."""
    found = [entry for record in records for entry in _Reader(record).entries()]
    return tuple(sorted(found, key=lambda entry: (entry.said or "", entry.id)))


class _Reader:
    def __init__(self, record: Record) -> None:
        self.record = record
        self.actors = {actor.id: actor for actor in record.actors}
        self.events = {event.id: event for event in record.events}
        self.claims: Mapping[str, Claim] = {claim.id: claim for claim in record.claims}

    def entries(self) -> Iterator[Entry]:
        conditional = {condition.then for condition in self.record.conditions}
        for condition in self.record.conditions:
            yield self._of_condition(condition)
        for event in self.record.events:
            if event.id not in conditional and (kind := _kind(event)) is not None:
                yield self._entry(kind, event, self.deed(event), event.trigger)

    def _of_condition(self, condition: Condition) -> Entry:
        kind = OF_CONDITION[condition.kind]
        event, words = self.events.get(condition.then or ""), condition.then_text or condition.text
        deed = self.deed(event) if event else Deed(words.of(self.record.text))
        entry = self._entry(kind, event, deed, condition.text, condition.by)
        first = self.events.get(condition.if_ or "")
        if first is None and condition.if_text is None:
            return entry
        before = self.deed(first) if first else Deed((condition.if_text or condition.text).of(self.record.text))
        return replace(entry, condition=before)

    def _entry(self, kind: EntryKind, event: Event | None, deed: Deed, span: Span, by: str | None = None) -> Entry:
        source = self._source(event)
        doers = self._names(event.initiators if event else ())
        speaker = (self.actors[by].name,) if by in self.actors else ()
        return Entry(
            id=hashlib.sha256(f"{self.record.id}\t{kind}\t{span.start}\t{span.end}".encode()).hexdigest()[:16],
            kind=kind,
            report=self.record.id,
            said=self.record.published,
            by=(doers or speaker if kind in PROMISED else speaker or (source,)),
            source=source,
            towards=self._names(event.targets if event else ()),
            deed=deed,
            condition=None,
            due=self._due(event),
            text=self._sentence(span),
            span=span,
        )

    def deed(self, event: Event) -> Deed:
        doers, targets = (
            frozenset(side(self.actors[id]) for id in ids if id in self.actors)
            for ids in (event.initiators, event.targets)
        )
        return Deed(event.trigger.of(self.record.text), event.type, doers, targets)

    def _names(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.actors[id].name for id in ids if id in self.actors)

    def _source(self, event: Event | None) -> str:
        claim = self.claims.get(event.claim or "") if event else None
        names = self._names(link.source for link in claim.chain) if claim else ()
        return names[-1] if names else self.record.publisher or "the report itself"

    def _due(self, event: Event | None) -> str | None:
        """Returns the last day set for a deed, where it lies ahead of the report."""
        end = event.when.end if event and event.when else None
        return end if end and end >= (self.record.published or "") else None

    def _sentence(self, span: Span) -> str:
        whole = next((s for s in self.record.sentences if s.contains(span)), span)
        return " ".join(whole.of(self.record.text).split())


def _kind(event: Event) -> EntryKind | None:
    if event.status is Status.EXPECTED:
        return EntryKind.WARNING if event.type in HOSTILE else EntryKind.EXPECTATION
    return {Status.THREATENED: EntryKind.THREAT, Status.PLANNED: EntryKind.PLANNED}.get(event.status)
