"""Entries of the ledger and later records -> what became of each, with evidence, and who keeps their word how often.

Every outcome is a suggestion until a person confirms it. Silence is no evidence: without a report on its sides soon
after its time, an entry stays open however old it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from polybius.analysis.ledger import Deed, Entry, EntryKind, side
from polybius.analysis.scores import Share, share
from polybius.model import Actor, Event, EventType, Record, Status

DONE = frozenset({Status.HAPPENED, Status.ONGOING})
PATIENCE = 365
"""Days after which an entry for which no day was set lapses."""
HEARD = 90
"""Days after the end of its time within which a report on its sides, but not on the deed, tells against it."""
SETTLING = frozenset({EventType.AGREE, EventType.CONCEDE, EventType.RETREAT})
"""Deeds between two sides after which a threat or warning between them no longer stands."""


class Outcome(StrEnum):
    """What became of an entry; of warnings and expectations "kept" says that they came true."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    LAPSED = "lapsed"
    OVERTAKEN = "overtaken"


class Met(StrEnum):
    """Whether the condition came about."""

    NONE = "no condition"
    YES = "condition met"
    NO = "condition not met"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A later event (or entry) of a report: when it was, and the sentence that tells it."""

    report: str
    event: str
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of an entry, why, and by which evidence; `confirmed` names the person who looked at it."""

    entry: Entry
    outcome: Outcome
    condition: Met
    reason: str
    evidence: tuple[Evidence, ...] = ()
    confirmed: str | None = None

    def confirm(self, person: str, outcome: Outcome | None = None) -> Resolution:
        """Returns the resolution as a person confirms or corrects it."""
        return replace(self, outcome=outcome or self.outcome, confirmed=person)


@dataclass(frozen=True, slots=True)
class _Fact:
    """Something that a later record holds to have happened."""

    event: Event
    doers: frozenset[str]
    targets: frozenset[str]
    evidence: Evidence

    @property
    def sides(self) -> frozenset[str]:
        return self.doers | self.targets


def resolve(entries: Sequence[Entry], records: Iterable[Record], *, today: str) -> tuple[Resolution, ...]:
    """Resolves entries by what records tell of the days after them, up to today (ISO 8601)."""
    facts = sorted(_facts(records), key=lambda fact: (fact.evidence.day, fact.evidence.report, fact.evidence.event))
    known = [fact for fact in facts if fact.evidence.day <= today]
    return tuple(_resolve(entry, known, entries, today) for entry in entries)


def _facts(records: Iterable[Record]) -> Iterator[_Fact]:
    for record in records:
        actors = {actor.id: actor for actor in record.actors}
        for event in record.events:
            day = (event.when and event.when.start) or record.published
            if event.status in DONE and day:
                doers, targets = _sides(actors, event.initiators), _sides(actors, event.targets)
                yield _Fact(event, doers, targets, Evidence(record.id, event.id, day, _sentence(record, event)))


def _sides(actors: dict[str, Actor], ids: Iterable[str]) -> frozenset[str]:
    return frozenset(side(actors[id]) for id in ids if id in actors)


def _sentence(record: Record, event: Event) -> str:
    whole = next((s for s in record.sentences if s.contains(event.trigger)), event.trigger)
    return " ".join(whole.of(record.text).split())


def _is(deed: Deed, fact: _Fact) -> bool:
    """Tells whether a fact is the deed: the same type, a common doer, and a common target where one was named."""
    same_doer = bool(deed.doers & fact.doers)
    same_target = not deed.targets or bool(deed.targets & fact.targets)
    return deed.type is not None and deed.type is fact.event.type and same_doer and same_target


def _resolve(entry: Entry, facts: Sequence[_Fact], others: Sequence[Entry], today: str) -> Resolution:
    """Takes the first that applies: kept, overtaken, then by the calendar."""
    if entry.said is None:
        return Resolution(entry, Outcome.OPEN, _unknown(entry), "the report has no day")
    end = entry.due or (date.fromisoformat(entry.said) + timedelta(PATIENCE)).isoformat()
    later = [fact for fact in facts if fact.evidence.day > entry.said]
    within = [fact for fact in later if fact.evidence.day <= end]
    condition = entry.condition
    first = next((fact for fact in within if condition and _is(condition, fact)), None)
    met = Met.NONE if condition is None else Met.YES if first else Met.NO
    because = (first.evidence,) if first else ()
    if (done := next((fact for fact in within if _is(entry.deed, fact)), None)) is not None:
        return Resolution(entry, Outcome.KEPT, met, f"it was done on {done.evidence.day}", (*because, done.evidence))
    if (settled := _settled(entry, within)) is not None:
        words = f"{settled.event.type} between them on {settled.evidence.day}"
        return Resolution(entry, Outcome.OVERTAKEN, met, words, (*because, settled.evidence))
    if (newer := _newer(entry, others, end)) is not None:
        said = Evidence(newer.report, newer.id, newer.said or "", newer.text)
        return Resolution(entry, Outcome.OVERTAKEN, met, f"said anew on {newer.said}", (*because, said))
    until = (date.fromisoformat(end) + timedelta(HEARD)).isoformat()
    return _by_calendar(entry, met, because, [fact for fact in later if end < fact.evidence.day <= until], today)


def _unknown(entry: Entry) -> Met:
    return Met.NO if entry.condition else Met.NONE


def _settled(entry: Entry, within: Sequence[_Fact]) -> _Fact | None:
    """Returns the first settling between doer and target of a threat or warning."""
    deed = entry.deed
    if entry.kind not in (EntryKind.THREAT, EntryKind.WARNING) or deed.type in SETTLING:
        return None
    between = (fact for fact in within if deed.doers & fact.sides and deed.targets & fact.sides)
    return next((fact for fact in between if fact.event.type in SETTLING), None)


def _newer(entry: Entry, others: Sequence[Entry], end: str) -> Entry | None:
    """Returns a later entry of the same kind on the same deed of the same sides, from another report."""
    deed = entry.deed
    return next(
        (
            other
            for other in others
            if entry.said and other.said and entry.said < other.said <= end and other.report != entry.report
            if other.kind is entry.kind and deed.type is not None and other.deed.type is deed.type
            if other.deed.doers & deed.doers and other.deed.targets == deed.targets
        ),
        None,
    )


def _by_calendar(
    entry: Entry, met: Met, because: tuple[Evidence, ...], after: Sequence[_Fact], today: str
) -> Resolution:
    """Breaks or lapses an entry whose time is over, where reports soon after tell of its sides; else it stays open."""
    deed = entry.deed
    about = (fact for fact in after if deed.doers & fact.sides and (not deed.targets or deed.targets & fact.sides))
    heard = next(about, None)
    if entry.due is None and heard is None:
        return Resolution(entry, Outcome.OPEN, met, "no day was set, and none of it was told yet", because)
    if entry.due is not None and entry.due >= today:
        return Resolution(entry, Outcome.OPEN, met, f"its day, {entry.due}, is not over", because)
    if heard is None:
        return Resolution(
            entry, Outcome.OPEN, met, "its day is over, but no report soon after tells of its sides", because
        )
    if entry.due is None:
        return Resolution(entry, Outcome.LAPSED, met, f"{PATIENCE} days went by", (*because, heard.evidence))
    if met is Met.NO:
        return Resolution(entry, Outcome.LAPSED, met, "its condition was not met in time", (heard.evidence,))
    reason = f"its day, {entry.due}, went by; a report on {heard.evidence.day} tells of the sides, not of the deed"
    return Resolution(entry, Outcome.BROKEN, met, reason, (*because, heard.evidence))


# --- who keeps their word


@dataclass(frozen=True, slots=True)
class Track:
    """How often one's entries of a kind were kept, of those kept or broken; and how many were not decided so."""

    name: str
    kind: EntryKind
    kept: Share
    open: int
    lapsed: int
    overtaken: int

    def __str__(self) -> str:
        rest = f"{self.open} open, {self.lapsed} lapsed, {self.overtaken} overtaken"
        return f"{self.name}: {self.kind} kept {self.kept}; {rest}"


def tracks_of_actors(resolutions: Iterable[Resolution]) -> tuple[Track, ...]:
    """Counts by who threatens, promises, plans or foresees."""
    return _tracks((name, found) for found in resolutions for name in found.entry.by)


def tracks_of_sources(resolutions: Iterable[Resolution]) -> tuple[Track, ...]:
    """Counts by the source on whose word an entry stands."""
    return _tracks((found.entry.source, found) for found in resolutions)


def _tracks(pairs: Iterable[tuple[str, Resolution]]) -> tuple[Track, ...]:
    counts: dict[tuple[str, EntryKind], dict[Outcome, int]] = {}
    for name, found in pairs:
        own = counts.setdefault((name, found.entry.kind), dict.fromkeys(Outcome, 0))
        own[found.outcome] += 1
    tracks = [
        Track(name, kind, share(n[Outcome.KEPT], n[Outcome.KEPT] + n[Outcome.BROKEN]), n[Outcome.OPEN],
              n[Outcome.LAPSED], n[Outcome.OVERTAKEN])
        for (name, kind), n in counts.items()
    ]  # fmt: skip
    return tuple(sorted(tracks, key=lambda track: (-track.kept.count, track.name, track.kind)))
