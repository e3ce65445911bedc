"""Entries of the ledger and later facts -> what became of each, with evidence, and who keeps their word how often.

Every outcome is a suggestion until a person confirms it. Silence is no evidence: without a report on its sides soon
after its time, an entry stays open however old it is. A fact without a day of its own, or one of which it is disputed
who did it, settles nothing; how far a fact is what was said, `likeness.py` weighs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from polybius.analysis.facts import Fact, Facts
from polybius.analysis.ledger import Deed, EntryKind, Evidence, LedgerEntry
from polybius.analysis.likeness import likeness
from polybius.analysis.scores import Share, share
from polybius.model import EventType

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
    """Whether the condition came about, as far as it is told."""

    NONE = "no condition"
    YES = "condition met"
    NO = "condition not told to be met"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of an entry, why, and by which evidence.

    `confirmed` names the person who looked at it, `judgement` is the number of what that person said.
    """

    entry: LedgerEntry
    outcome: Outcome
    condition: Met
    reason: str
    evidence: tuple[Evidence, ...] = ()
    confirmed: str | None = None
    judgement: int | None = None

    def confirm(self, person: str, outcome: Outcome | None = None, judgement: int | None = None) -> Resolution:
        """Returns the resolution as a person confirms or corrects it."""
        return replace(self, outcome=outcome or self.outcome, confirmed=person, judgement=judgement)


def resolve(entries: Sequence[LedgerEntry], facts: Facts, *, today: str) -> tuple[Resolution, ...]:
    """Resolves entries by what is told of the days after them, up to today (ISO 8601)."""
    anew = _by_doer(entries)
    return tuple(_Resolver(entry, facts, anew, today).resolve() for entry in entries)


def _by_doer(entries: Iterable[LedgerEntry]) -> dict[tuple[EntryKind, EventType, str], list[LedgerEntry]]:
    found: dict[tuple[EntryKind, EventType, str], list[LedgerEntry]] = {}
    for entry in entries:
        if entry.deed.type is not None:
            for doer in entry.deed.doers:
                found.setdefault((entry.kind, entry.deed.type, doer), []).append(entry)
    return found


class _Resolver:
    """Takes the first that applies: kept, overtaken, then by the calendar."""

    def __init__(
        self,
        entry: LedgerEntry,
        facts: Facts,
        others: dict[tuple[EntryKind, EventType, str], list[LedgerEntry]],
        today: str,
    ) -> None:
        self.entry, self.others, self.today = entry, others, today
        said = entry.said or "9"
        self.end = entry.due or (_after(entry.said, PATIENCE) if entry.said else "")
        condition = entry.condition or Deed("")
        sides = entry.deed.doers | entry.deed.targets | condition.doers | condition.targets
        places = [deed.place for deed in (entry.deed, condition) if deed.place]
        about = [fact for fact in facts.about(sides, places) if (fact.first or fact.told or "9") <= today]
        own = facts.by_id.get(entry.incident or "")
        self.later = [fact for fact in about if (fact.first or fact.told or "") > said]
        self.dated = [fact for fact in self.later if fact.first and fact.first <= self.end]
        done = own.evidence[0].day if own and own.evidence else ""
        self.own = own if said < done <= min(self.end, today) else None
        self.because = tuple(self._met())
        self.met = Met.NONE if entry.condition is None else Met.YES if self.because else Met.NO

    def resolve(self) -> Resolution:
        if self.entry.said is None:
            return self._is(Outcome.OPEN, "the report has no day")
        for found in (self._kept(), self._settled(), self._postponed()):
            if found is not None:
                return found
        return self._by_calendar()

    def _is(self, outcome: Outcome, reason: str, *evidence: Evidence) -> Resolution:
        return Resolution(self.entry, outcome, self.met, reason, (*self.because, *evidence))

    def _met(self) -> Iterator[Evidence]:
        if self.entry.condition is not None:
            met = (fact for fact in self.dated if likeness(self.entry.condition, fact))
            yield from next((fact.evidence[:1] for fact in met), ())

    def _kept(self) -> Resolution | None:
        if self.own is not None:
            reason = f"it was done on {self.own.evidence[0].day}, by later accounts of the same incident"
            return self._is(Outcome.KEPT, reason, *self.own.evidence)
        for fact in self.dated:
            if (found := likeness(self.entry.deed, fact)) is not None:
                if "initiators" in fact.disputed:
                    return self._is(Outcome.OPEN, f"done on {fact.first}, but who did it is disputed", *fact.evidence)
                why = ", ".join(name.replace("_", " ") for name, _ in found.reasons)
                reason = f"it was done on {fact.first}: {why}"
                return self._is(Outcome.KEPT, reason, *fact.evidence)
        return None

    def _settled(self) -> Resolution | None:
        """Looks for a settling between doer and target of a threat or warning."""
        deed = self.entry.deed
        if self.entry.kind not in (EntryKind.THREAT, EntryKind.WARNING) or deed.type in SETTLING:
            return None
        between = (fact for fact in self.dated if deed.doers & fact.sides and deed.targets & fact.sides)
        found = next((fact for fact in between if fact.type in SETTLING), None)
        if found is None:
            return None
        return self._is(Outcome.OVERTAKEN, f"{found.type} between them on {found.first}", *found.evidence[:1])

    def _postponed(self) -> Resolution | None:
        """Looks for a later entry that sets another day for the same deed of the same sides."""
        entry, deed = self.entry, self.entry.deed
        if deed.type is None or entry.due is None or not deed.targets:
            return None
        same = (other for doer in sorted(deed.doers) for other in self.others[entry.kind, deed.type, doer])
        later = (other for other in same if (entry.said or "") < (other.said or "") <= min(self.end, self.today))
        anew = (other for other in later if other.deed.targets == deed.targets and (other.due or "") > entry.due)
        other = next(anew, None)
        if other is None:
            return None
        said = Evidence(other.report, other.id, other.said or "", other.text, other.source)
        return self._is(Outcome.OVERTAKEN, f"said anew on {other.said}, for {other.due}", said)

    def _by_calendar(self) -> Resolution:
        """Breaks or lapses an entry whose time is over, where reports soon after tell of its sides; else it is open."""
        due = self.entry.due
        if self.end >= self.today:
            return self._is(Outcome.OPEN, f"its day, {due}, is not over" if due else "no day was set")
        heard = self._heard()
        if heard is None:
            over = f"its day, {due}, is over" if due else f"no day was set, and {PATIENCE} days went by"
            return self._is(Outcome.OPEN, f"{over}, but no report soon after tells of its sides")
        evidence = heard.evidence[:1]
        if due is None:
            return self._is(Outcome.LAPSED, f"no day was set, and {PATIENCE} days went by", *evidence)
        if self.met is Met.NO:
            return self._is(Outcome.LAPSED, f"no report tells that its condition was met by {due}", *evidence)
        reason = f"its day, {due}, went by; a report of {heard.told or heard.first} tells of its sides, not of the deed"
        return self._is(Outcome.BROKEN, reason, *evidence)

    def _heard(self) -> Fact | None:
        """Returns what was told of both sides, or of the doer at the very place, soon after the end."""
        deed, until = self.entry.deed, _after(self.end, HEARD)
        soon = (fact for fact in self.later if self.end < (fact.told or fact.first or "") <= min(until, self.today))
        others = deed.targets - deed.doers
        if others:
            soon = (fact for fact in soon if deed.doers & fact.sides and others & fact.sides)
        else:
            soon = (fact for fact in soon if deed.doers & fact.sides and deed.place and deed.place == fact.place)
        return next(soon, None)


def _after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


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

    @property
    def total(self) -> int:
        """How many entries there are."""
        return self.kept.count + self.open + self.lapsed + self.overtaken

    def __str__(self) -> str:
        kept = f"kept {self.kept}" if self.kept.count else "none kept or broken"
        return f"{self.name}: {self.kind} {kept}; {self.open} open, {self.lapsed} lapsed, {self.overtaken} overtaken"


def tracks_of_actors(resolutions: Iterable[Resolution]) -> tuple[Track, ...]:
    """Counts by who threatens, promises, plans or foresees."""
    return _tracks((name, found) for found in resolutions for name in found.entry.by)


def tracks_of_sources(resolutions: Iterable[Resolution]) -> tuple[Track, ...]:
    """Counts by the source on whose word an entry stands."""
    return _tracks((found.entry.source, found) for found in resolutions)


def _tracks(pairs: Iterable[tuple[str, Resolution]]) -> tuple[Track, ...]:
    """Counts outcomes; what was said several times and settled by one deed counts once."""
    counts: dict[tuple[str, EntryKind], dict[Outcome, int]] = {}
    settled: set[tuple[str, EntryKind, Outcome, str]] = set()
    for name, found in pairs:
        own = counts.setdefault((name, found.entry.kind), dict.fromkeys(Outcome, 0))
        last = found.evidence[-1] if found.outcome is Outcome.KEPT and found.evidence else None
        key = (name, found.entry.kind, found.outcome, f"{last.report} {last.event}" if last else found.entry.id)
        own[found.outcome] += key not in settled
        settled.add(key)
    tracks = [
        Track(name, kind, share(n[Outcome.KEPT], n[Outcome.KEPT] + n[Outcome.BROKEN]), n[Outcome.OPEN],
              n[Outcome.LAPSED], n[Outcome.OVERTAKEN])
        for (name, kind), n in counts.items()
    ]  # fmt: skip
    return tuple(sorted(tracks, key=lambda track: (-track.kept.count, -track.total, track.name, track.kind)))
