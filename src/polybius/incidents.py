"""The types of the record of many reports: accounts, who and where they are about, and the incidents they make.

An **account** is one report's version of one event; an **incident** is what happened, with every account kept. In goes
what `model.py` calls a record; out comes what the store keeps and questions answer with. Everything is immutable.

Ids last: an account, and a report's actor or place, keeps the id of its first reading (`account_id`) when the report is
read again; an identity, location or incident is named after its first member, and where two become one the later
id leads to the earlier.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from polybius.model import (
    Actor,
    ActorKind,
    Certainty,
    ClaimKind,
    DiscrepancyKind,
    EventType,
    Figure,
    Place,
    Precision,
    Span,
    Status,
    TimeSpan,
)

ID_DIGITS = 16  # of a report's id in the ids of what it tells: 64 bits, which 100 million reports do not fill


def account_id(report: str, local: str) -> str:
    """Returns the lasting id of a report's event, actor or place: `("4fd1…", "e2")` -> `4fd1…-e2`."""
    return f"{report[:ID_DIGITS]}-{local}"


# --- what one report contributes


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor as one account has it: `id` is that of the identity, `name` the one that the report gives it."""

    id: str
    name: str
    kind: ActorKind = ActorKind.UNNAMED
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A place as one account has it: `id` is that of the location, `name` the one that the report gives it."""

    id: str
    name: str
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    precision: Precision = Precision.EXACT


@dataclass(frozen=True, slots=True)
class Account:
    """One report's version of one event.

    `event` is its id in the report's latest reading, `content` holds ids of the accounts that a speech act is about and
    `matter` their words, `rivals` ids of accounts in the same report that contradict this one of one thing, `chain` its
    sources, outermost first; the `who` of a figure is the id of an identity. `words` are the trigger's, `retold` those
    of other mentions of the event, `said` the sentence's; they stand in the report at `trigger` and `sentence`. Days
    are ISO 8601, `recorded_at` is a UTC time. `origin` is whom it counts for when independent voices are counted: the
    first report of a group of copies, or the identity of the outlet that the report quotes for it; accounts of one
    origin are one voice. `chance` is the least of those that the learned reader gives the event, its type and its
    status; None where it was not there.
    """

    id: str
    report: str
    event: str
    type: EventType
    status: Status
    trigger: Span
    sentence: Span
    words: str = ""
    retold: tuple[str, ...] = ()
    said: str = ""
    publisher: str | None = None
    published: str | None = None
    recorded_at: str = ""
    mode: str | None = None
    cameo: str | None = None
    certainty: Certainty = Certainty.CERTAIN
    when: TimeSpan | None = None
    place: Scene | None = None
    initiators: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    figures: tuple[Figure, ...] = ()
    content: tuple[str, ...] = ()
    matter: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    chain: tuple[Participant, ...] = ()
    claim_kind: ClaimKind = ClaimKind.ASSERTION
    origin: str = ""
    chance: float | None = None

    def __hash__(self) -> int:
        """Hashes the id alone: what is worked out of accounts is remembered, and most of them differ by it."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class ActorMember:
    """A report's actor, with the lasting id (`account_id`) by which an identity holds it."""

    id: str
    report: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class PlaceMember:
    """A report's place, with the lasting id (`account_id`) by which a location holds it."""

    id: str
    report: str
    place: Place


@dataclass(frozen=True, slots=True)
class Copy:
    """A report whose text is near that of an earlier one; `similarity` is the estimated Jaccard index, from 0 to 1."""

    report: str
    of: str
    similarity: float


# --- who and where, across reports


@dataclass(frozen=True, slots=True)
class Identity:
    """An actor across reports; `name` is the commonest name, `members` are ids of actor members."""

    id: str
    name: str
    kind: ActorKind = ActorKind.UNNAMED
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Location:
    """A place across reports (WGS 84 degrees); `members` are ids of place members."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    precision: Precision = Precision.EXACT
    members: tuple[str, ...] = ()


# --- what is one, and why


class Band(StrEnum):
    """What follows from a score: the two are one, a person should look, or they stay apart."""

    MERGED = "merged"
    SUGGESTED = "suggested"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Match:
    """How far two things look like one: `one` and `other` are ids of two accounts, members, identities or locations.

    `reasons` name each feature that spoke, with its share of the score.
    """

    one: str
    other: str
    score: float
    band: Band
    reasons: tuple[tuple[str, float], ...] = ()


class Subject(StrEnum):
    """What a suggestion or a judgement joins or keeps apart."""

    ACTORS = "actors"
    PLACES = "places"
    INCIDENTS = "incidents"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two things that may be one, waiting for a person."""

    id: int
    subject: Subject
    match: Match


# --- what happened, by all accounts


@dataclass(frozen=True, slots=True)
class Version:
    """A value of a field, the accounts that hold it, and how many independent origins these have.

    `value` holds ids of identities (initiators, targets) or one entry: a code, the id of a location, or days as an
    ISO 8601 interval (`2018-02-18/2018-02-18`, `..` for an open end).
    """

    value: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    origins: int = 1


@dataclass(frozen=True, slots=True)
class Field:
    """What the accounts of an incident say of one field, the best supported version first.

    `disputed` is true where two versions cannot both be right; of several that can, the first is the agreed one (a day
    inside a week, a town inside a province).
    """

    name: str
    versions: tuple[Version, ...] = ()
    disputed: bool = False

    @property
    def agreed(self) -> tuple[str, ...] | None:
        """The value that all accounts allow; None where they do not agree."""
        return None if self.disputed or not self.versions else self.versions[0].value


@dataclass(frozen=True, slots=True)
class FigureVersion:
    """A count as some accounts give it; a null end is open."""

    low: float | None = None
    high: float | None = None
    accounts: tuple[str, ...] = ()
    origins: int = 1


@dataclass(frozen=True, slots=True)
class Tally:
    """A kind of count over all accounts: low, best and high as UCDP gives them, and who says which.

    `disputed` is true where two versions do not overlap.
    """

    what: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    versions: tuple[FigureVersion, ...] = ()
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that happened (or would), by all accounts of it.

    `fields` are `type`, `status`, `when`, `place`, `initiators`, `targets` and `mode`; `origins` counts independent
    voices; `first` and `last` are the days on which it was first and last reported; `matches` say why its accounts are
    held to be of one thing.
    """

    id: str
    accounts: tuple[str, ...]
    fields: tuple[Field, ...] = ()
    tallies: tuple[Tally, ...] = ()
    origins: int = 1
    first: str | None = None
    last: str | None = None
    matches: tuple[Match, ...] = ()

    def field(self, name: str) -> Field | None:
        """Returns what is said of a field; None where nothing is."""
        return next((field for field in self.fields if field.name == name), None)

    @property
    def disputed(self) -> tuple[str, ...]:
        """The names of the fields and counts about which accounts disagree."""
        fields = (field.name for field in self.fields if field.disputed)
        return (*fields, *(tally.what for tally in self.tallies if tally.disputed))


class DisagreementKind(StrEnum):
    """Whether two accounts cannot both be right, one brings the other up to date, or one takes the other back."""

    CONFLICT = "conflict"
    UPDATE = "update"
    RETRACTION = "retraction"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report, as one side of a disagreement."""

    report: str
    span: Span
    account: str | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Passages of two reports that do not say the same, with a sentence that a person can check.

    `incident` is what they are about, the later report's passage comes last.
    """

    kind: DisagreementKind
    about: DiscrepancyKind
    explanation: str
    sides: tuple[Passage, ...]
    incident: str | None = None


# --- what people decided


class JudgementKind(StrEnum):
    """What a person did: to what is one (merge, split), to a record (change to confirm), to a judgement (undo).

    To resolve is to say what became of an entry of the ledger: `one` holds the entry's id, `other` its outcome.
    """

    MERGE = "merge"
    SPLIT = "split"
    CHANGE = "change"
    ADD = "add"
    REJECT = "reject"
    CONFIRM = "confirm"
    RESOLVE = "resolve"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided, kept for ever; `undone_by` is the id of the judgement that took it back.

    A merge holds together, and a split keeps apart, the members (or accounts) in `one` from those in `other`.
    """

    id: int
    kind: JudgementKind
    who: str
    at: str
    subject: Subject | None = None
    one: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    note: str | None = None
    undone_by: int | None = None


@dataclass(frozen=True, slots=True)
class Bonds:
    """What people decided: for the id of a member or account, those it is one with (`together`) and those it is not."""

    together: Mapping[str, frozenset[str]] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def joins(self, one: str, others: Iterable[str]) -> bool:
        """Tells whether a person held one together with any of the others."""
        return not self.together.get(one, frozenset()).isdisjoint(others)

    def parts(self, one: str, others: Iterable[str]) -> bool:
        """Tells whether a person held one apart from any of the others."""
        return not self.apart.get(one, frozenset()).isdisjoint(others)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of a field of a report's record (`path`: `events/e2/status`, `actors/a1`, `relations`).

    `value` is plain JSON as the record has it (None to confirm, or to reject the whole). `entry` is the entry as it was
    before, with all that it refers to, by part of the record: it is put back where another reading does not find it.
    """

    judgement: Judgement
    report: str
    path: str
    value: Any = None
    entry: dict[str, list[dict[str, Any]]] | None = None


# --- who is tied to whom, and who says what


class TieFamily(StrEnum):
    """Where a tie comes from: a relation, a stance, or a deed of the one to the other."""

    RELATION = "relation"
    STANCE = "stance"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties a subject (an identity) to an object, over all reports that say so.

    `label` is a predicate, an attitude or the type of a deed. `object` is the id of an identity or location, or the
    words of a stance's topic. `sources` are ids of identities and names of publishers; `first` and `last` are the days
    of the reports.
    """

    family: TieFamily
    subject: str
    label: str
    object: str
    reports: int = 1
    first: str | None = None
    last: str | None = None
    sources: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """A publisher or quoted source: how much it said, and how often others say the same or something else.

    `name` is a publisher's name or the id of an identity. `corroborated` counts its accounts of incidents that an
    independent origin reports too, `contradicted` those whose value for a disputed field others do not share.
    """

    name: str
    publisher: bool
    accounts: int
    corroborated: int
    contradicted: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that a search found, with the place of the first words found in it."""

    report: str
    title: str | None
    publisher: str | None
    published: str | None
    passage: Span | None
    words: str = ""


# --- what people ask


@dataclass(frozen=True, slots=True)
class Query:
    """Which incidents are asked for; what is None does not narrow.

    `actor` and `place` are names, aliases or ids; `box` is south, west, north, east in degrees; `since` and `until` are
    ISO 8601 days, both included. An incident is found by what any of its accounts says. `origins` is the least number
    of independent voices, `limit` the most incidents returned.
    """

    actor: str | None = None
    type: EventType | None = None
    status: Status | None = None
    country: str | None = None
    place: str | None = None
    publisher: str | None = None
    box: tuple[float, float, float, float] | None = None
    since: str | None = None
    until: str | None = None
    origins: int = 1
    disputed: bool = False
    limit: int | None = None
