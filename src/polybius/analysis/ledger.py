"""Records -> a ledger: every threat, promise, planned step, warning and expectation, with the words behind it.

What later reports make of an entry stands in `resolutions.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from polybius.drafts import HOSTILE
from polybius.incidents import Identity
from polybius.model import Actor, ActorKind, Claim, Condition, ConditionKind, Event, EventType, Record, Span, Status

NAMELESS = frozenset({ActorKind.UNNAMED, ActorKind.POPULATION})
UNNAMED = "?"
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
    """What would be done, by which sides to which, how, where and between which days (ISO 8601).

    `type` is None where only words tell it.
    """

    words: str
    type: EventType | None = None
    doers: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    mode: str | None = None
    place: str | None = None
    country: str | None = None
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage: its report and publisher, what it tells (an event, incident or entry), when that was, the sentence."""

    report: str
    event: str
    day: str
    text: str
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line of the ledger.

    `by` are the names of who threatens, promises, plans or foresees, `towards` those of whom it is to hit; `source` is
    the innermost source, or the publisher. `said` and `due` are ISO 8601 days; without `due` nothing was set.
    `condition` is what must come first. `text` is the sentence from which all this was read, `span` the words in it.
    `incident` is that of its event across reports, `retold` are the other passages that tell the same.
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
    incident: str | None = None
    retold: tuple[Evidence, ...] = ()

    def __str__(self) -> str:
        what = self.deed.type or "words"
        condition = f" if “{self.condition.words}”" if self.condition else ""
        due = f" by {self.due}" if self.due else ""
        whom = f" towards {', '.join(self.towards)}" if self.towards else ""
        by = ", ".join(self.by) or "?"
        return f"{self.said or '?'} · {self.kind} · {by}{whom}: {what}{condition}{due}  “{self.text}”"


@dataclass(frozen=True, slots=True)
class Across:
    """What a report's actors, places and events are across reports, by their ids in it; what is left out is alone."""

    actors: Mapping[str, Identity] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    incidents: Mapping[str, str] = field(default_factory=dict)


def side(actor: Actor | Identity) -> str:
    """Returns what an actor acts for: of a state, its government and forces the country, else the actor itself.

    The side of somebody without a name, such as soldiers or an army of no told country, begins with "?".
    """
    if actor.kind in STATELY and actor.country:
        return actor.country
    own = actor.id if isinstance(actor, Identity) else actor.wikidata or actor.name.casefold()
    nameless = actor.kind in NAMELESS or (actor.kind in STATELY and actor.wikidata is None)
    return UNNAMED + own if nameless else own


def entries(
    records: Iterable[Record], across: Callable[[Record], Across] = lambda _: Across()
) -> tuple[LedgerEntry, ...]:
    """Reads the ledger's entries out of records, oldest first; a deed that stands under a condition makes one entry.

    What several reports tell of one deed, or in one sentence, is one entry: that of the first.
    """
    found = [entry for record in records for entry in _Reader(record, across(record)).entries()]
    return tuple(_joined(sorted(found, key=lambda entry: (entry.said or "", entry.id))))


def _joined(found: Iterable[LedgerEntry]) -> Iterator[LedgerEntry]:
    first: dict[tuple[EntryKind, str], LedgerEntry] = {}
    others: dict[str, list[LedgerEntry]] = {}
    for entry in found:
        copied = f"{entry.deed.words}\t{entry.due}\t{entry.text}"
        keys = [(entry.kind, words) for words in (entry.incident, copied) if words]
        known = next((first[key] for key in keys if key in first), entry)
        first |= dict.fromkeys(keys, known)
        others.setdefault(known.id, []).append(entry)
    for same in others.values():
        head, *rest = same
        due = next((entry.due for entry in same if entry.due), None)
        retold = tuple(Evidence(one.report, one.id, one.said or "", one.text, one.source) for one in rest)
        yield replace(head, due=due, retold=retold)


def passage(record: Record, span: Span) -> str:
    """Returns the sentence in which words stand."""
    whole = next((s for s in record.sentences if s.contains(span)), span)
    return " ".join(whole.of(record.text).split())


class _Reader:
    def __init__(self, record: Record, across: Across) -> None:
        self.record = record
        self.across = across
        self.actors: dict[str, Actor | Identity] = {a.id: across.actors.get(a.id, a) for a in record.actors}
        self.countries = {place.id: place.country for place in record.places}
        self.events = {event.id: event for event in record.events}
        self.claims: Mapping[str, Claim] = {claim.id: claim for claim in record.claims}

    def entries(self) -> Iterator[LedgerEntry]:
        conditional = {condition.then for condition in self.record.conditions}
        for condition in self.record.conditions:
            yield self._of_condition(condition)
        for event in self.record.events:
            if event.id not in conditional and (kind := _kind(event)) is not None:
                yield self._entry(kind, event, self.deed(event), event.trigger)

    def _of_condition(self, condition: Condition) -> LedgerEntry:
        kind = OF_CONDITION[condition.kind]
        event, words = self.events.get(condition.then or ""), condition.then_text or condition.text
        deed = self.deed(event) if event else Deed(words.of(self.record.text))
        entry = self._entry(kind, event, deed, condition.text, condition.by)
        first = self.events.get(condition.if_ or "")
        if first is None and condition.if_text is None:
            return entry
        before = self.deed(first) if first else Deed((condition.if_text or condition.text).of(self.record.text))
        return replace(entry, condition=before)

    def _entry(
        self, kind: EntryKind, event: Event | None, deed: Deed, span: Span, by: str | None = None
    ) -> LedgerEntry:
        source = self._source(event)
        doers = self._names(event.initiators if event else ())
        speaker = (self.actors[by].name,) if by in self.actors else ()
        return LedgerEntry(
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
            text=passage(self.record, span),
            span=span,
            incident=self.across.incidents.get(event.id) if event else None,
        )

    def deed(self, event: Event) -> Deed:
        doers, targets = (
            frozenset(side(self.actors[id]) for id in ids if id in self.actors)
            for ids in (event.initiators, event.targets)
        )
        place = self.across.places.get(event.place or "", event.place)
        words = event.trigger.of(self.record.text)
        first, last = (event.when.start, event.when.end) if event.when else (None, None)
        country = self.countries.get(event.place or "")
        return Deed(words, event.type, doers, targets, event.mode, place, country, first, last)

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


def _kind(event: Event) -> EntryKind | None:
    if event.status is Status.EXPECTED:
        return EntryKind.WARNING if event.type in HOSTILE else EntryKind.EXPECTATION
    return {Status.THREATENED: EntryKind.THREAT, Status.PLANNED: EntryKind.PLANNED}.get(event.status)
