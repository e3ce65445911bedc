"""Records, or incidents with their accounts -> facts: what happened by which side to which, when, and who tells it.

A fact is what an entry of the ledger is held against. A day that nobody gives stays unknown: the day of a report is not
that of the deeds it recalls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from polybius.analysis.events import DONE
from polybius.analysis.ledger import Evidence, passage, side
from polybius.incidents import Account, Incident
from polybius.model import Event, EventType, Record, Status

TO_COME = frozenset({Status.THREATENED, Status.PLANNED, Status.EXPECTED, Status.DEMANDED})
WITNESSES = 3
"""Independent origins that a fact names at most."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened, from `first` to `last` (ISO 8601 days, None where unknown), first told on `told`.

    `doers` and `targets` are sides, `place` and `country` where it was; `disputed` names the fields about which
    accounts disagree.
    """

    id: str
    type: EventType
    first: str | None
    last: str | None
    told: str | None
    doers: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    mode: str | None = None
    place: str | None = None
    country: str | None = None
    disputed: frozenset[str] = frozenset()
    evidence: tuple[Evidence, ...] = ()

    @property
    def sides(self) -> frozenset[str]:
        """Whoever had a part in it."""
        return self.doers | self.targets


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts by the sides that had a part in them, by place and by id, in the order in which they were, or were told."""

    by_side: Mapping[str, Sequence[Fact]] = field(default_factory=dict)
    by_place: Mapping[str, Sequence[Fact]] = field(default_factory=dict)
    by_id: Mapping[str, Fact] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> Facts:
        """Sorts facts by side and place."""
        by_side: dict[str, list[Fact]] = {}
        by_place: dict[str, list[Fact]] = {}
        by_id: dict[str, Fact] = {}
        for fact in sorted(facts, key=lambda fact: (fact.first or fact.told or "", fact.id)):
            by_id[fact.id] = fact
            for one in fact.sides:
                by_side.setdefault(one, []).append(fact)
            if fact.place:
                by_place.setdefault(fact.place, []).append(fact)
        return cls(by_side, by_place, by_id)

    def about(self, sides: Iterable[str], places: Iterable[str] = ()) -> tuple[Fact, ...]:
        """Returns the facts in which any of some sides had a part, and those at some places."""
        found = {fact.id: fact for one in sides for fact in self.by_side.get(one, ())}
        found |= {fact.id: fact for place in places for fact in self.by_place.get(place, ())}
        return tuple(sorted(found.values(), key=lambda fact: (fact.first or fact.told or "", fact.id)))


# --- from records


def facts_of_records(records: Iterable[Record]) -> Facts:
    """Returns what single reports hold to have happened, each event by itself."""
    return Facts.of(fact for record in records for fact in _of_record(record))


def _of_record(record: Record) -> Iterator[Fact]:
    sides = {actor.id: side(actor) for actor in record.actors}
    for event in record.events:
        if event.status in DONE:
            yield _of_event(record, event, sides)


def _of_event(record: Record, event: Event, sides: Mapping[str, str]) -> Fact:
    first, last = (event.when.start, event.when.end) if event.when else (None, None)
    country = next((place.country for place in record.places if place.id == event.place), None)
    words = passage(record, event.trigger)
    return Fact(
        id=f"{record.id}-{event.id}",
        type=event.type,
        first=first,
        last=last,
        told=record.published,
        doers=frozenset(sides[id] for id in event.initiators if id in sides),
        targets=frozenset(sides[id] for id in event.targets if id in sides),
        mode=event.mode,
        place=event.place,
        country=country,
        evidence=(Evidence(record.id, event.id, first or record.published or "", words, record.publisher),),
    )


# --- from incidents

SideOf = Callable[[str], str]
"""From the id of an identity to its side."""


def facts_of_incidents(told: Iterable[tuple[Incident, Sequence[Account]]], side_of: SideOf) -> Facts:
    """Returns the incidents that happened, by the version of each field that is best borne out."""
    return Facts.of(
        _of_incident(incident, accounts, side_of) for incident, accounts in told if came_about(incident, accounts)
    )


def happened(incident: Incident) -> bool:
    """Tells whether the version that is best borne out says that it happened."""
    return leading(incident, "status")[:1] in [(status.value,) for status in sorted(DONE)]


def came_about(incident: Incident, accounts: Iterable[Account]) -> bool:
    """Tells whether it happened, or the latest accounts say so, and all others spoke of it before as to come."""
    if happened(incident):
        return True
    done = [account.published or "" for account in accounts if account.status in DONE]
    rest = [account for account in accounts if account.status not in DONE]
    return bool(done) and all(a.status in TO_COME and (a.published or "9") < min(done) for a in rest)


def leading(incident: Incident, name: str) -> tuple[str, ...]:
    """Returns the version of a field that is best borne out; nothing where no account gives one."""
    found = incident.field(name)
    return found.versions[0].value if found and found.versions else ()


def days_of(incident: Incident) -> tuple[str | None, str | None]:
    """Returns the days between which an incident was; None where nobody says."""
    start, _, end = next(iter(leading(incident, "when")), "../..").partition("/")
    return (None if start == ".." else start), (None if end == ".." else end or start)


def _of_incident(incident: Incident, accounts: Sequence[Account], side_of: SideOf) -> Fact:
    first, last = _days_done(incident, accounts)
    place = next(iter(leading(incident, "place")), None)
    scene = next((a.place for a in accounts if a.place and a.place.id == place), None)
    return Fact(
        id=incident.id,
        type=EventType(leading(incident, "type")[0]),
        first=first,
        last=last,
        told=incident.first,
        doers=frozenset(map(side_of, leading(incident, "initiators"))),
        targets=frozenset(map(side_of, leading(incident, "targets"))),
        mode=next(iter(leading(incident, "mode")), None),
        place=place,
        country=scene.country if scene else None,
        disputed=frozenset(incident.disputed),
        evidence=tuple(_witnesses(incident, accounts)),
    )


def _days_done(incident: Incident, accounts: Sequence[Account]) -> tuple[str | None, str | None]:
    """Returns the days between which it was by those who tell that it happened, not by those who saw it coming."""
    done = sorted((a for a in accounts if a.status in DONE), key=lambda a: (a.published or "9", a.id))
    if len(done) == len(accounts) or not done:
        return days_of(incident)
    when = done[0].when
    return (when.start, when.end or when.start) if when else (None, None)


def _witnesses(incident: Incident, accounts: Iterable[Account]) -> Iterator[Evidence]:
    """Yields the first account that holds it to have happened of each independent origin."""
    origins: dict[str, Account] = {}
    for account in sorted(accounts, key=lambda one: (one.published or "9", one.id)):
        if account.status in DONE:
            origins.setdefault(account.origin or account.id, account)
    for account in list(origins.values())[:WITNESSES]:
        day = account.when.start if account.when and account.when.start else account.published
        yield Evidence(account.report, incident.id, day or "", account.said, account.publisher)
