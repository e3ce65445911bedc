"""What the routes answer with, as the OpenAPI document has it; the record's types stand in `model.py`, `incidents.py`.

Where an answer holds ids of actors and places, `names` leads from these to what they are called.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from polybius.incidents import (
    Account,
    Copy,
    Correction,
    Disagreement,
    Hit,
    Identity,
    Incident,
    Judgement,
    Location,
    Suggestion,
    Tie,
    Voice,
)
from polybius.model import Precision, Record
from polybius.store import Change, Entry, Mark, ReportSummary, Role, Token, User

Item = TypeVar("Item")
Names = dict[str, str]


class Answer(BaseModel):
    """Base of all answers."""

    model_config = ConfigDict(frozen=True)


class Page(Answer, Generic[Item]):
    """A part of a list: `next` is the offset of the part behind it, None where there is no more."""

    items: tuple[Item, ...]
    next: int | None = None
    names: Names = Field(default_factory=dict)


# --- what can go wrong


class Failure(Answer):
    """What went wrong, in words for people; `changes` and `by` are what another person did meanwhile."""

    kind: str
    message: str
    by: tuple[Judgement, ...] = ()
    changes: tuple[Change, ...] = ()


class Failed(Answer):
    """The body of every answer whose status is 400 or more."""

    error: Failure


# --- who is there


class Session(Answer):
    """Who asks: `name` and `role` are None for one who has not signed in; every write has `csrf` in its header."""

    name: str | None
    role: Role | None
    sign_in: bool = Field(description="Whether this workbench asks people to sign in.")
    map: bool = Field(description="Whether there is a map of one's own under /map.pmtiles.")
    csrf: str
    version: str


class NewToken(Answer):
    """A token as it is shown this one time."""

    token: Token
    secret: str


class Users(Answer):
    """Everybody who may sign in."""

    items: tuple[User, ...]


class Tokens(Answer):
    """The tokens of the one who asks."""

    items: tuple[Token, ...]


class Verdict(Answer):
    """Whether the audit log is whole: the number of entries, the hash of the last, and what is wrong with it."""

    entries: int
    head: str
    faults: tuple[str, ...]


AuditPage = Page[Entry]


# --- what is there


class ReviewKind(StrEnum):
    """Why something needs a person."""

    EVENT = "event"
    ACTOR = "actor"
    PLACE = "place"
    MERGE = "merge"
    DISCREPANCY = "discrepancy"


class Overview(Answer):
    """How much the store holds, the first and last day on which something happened, and what needs a person."""

    reports: int
    incidents: int
    accounts: int
    actors: int
    places: int
    first: str | None
    last: str | None
    publishers: tuple[str, ...]
    left: dict[ReviewKind, int]


class ReportPage(Page[ReportSummary]):
    """Reports, the latest first."""

    total: int = 0


class ReportAnswer(Answer):
    """A report's record as it stands in its `edition` (from 1), with all that people and other reports say of it.

    `things` leads from ids of the record's actors and places to those of identities and locations, `incidents` from
    ids of its events to those of incidents.
    """

    edition: int
    record: Record
    things: dict[str, str]
    incidents: dict[str, str]
    accounts: tuple[Account, ...]
    corrections: tuple[Correction, ...]
    looked_at: tuple[str, ...]
    copies: tuple[Copy, ...]


class Changes(Answer):
    """What the latest reading or correction of a report changed."""

    items: tuple[Change, ...]


class Corrected(Answer):
    """A correction that was made, and the edition of the report that it brought about."""

    correction: Correction
    edition: int


class IncidentPage(Page[Incident]):
    """Incidents, the latest first, and how many there are in all."""

    total: int = 0


class StoryAnswer(Answer):
    """An incident with every account of it, what people decided about it, and why its accounts are held together.

    `seen` stands for the incident as it is here; it goes back with a merge or split, so that nobody decides about
    something else than they saw. `titles` leads from ids of reports to their titles; `corrections` are those of the
    accounts' own events.
    """

    incident: Incident
    seen: str
    accounts: tuple[Account, ...]
    disagreements: tuple[Disagreement, ...]
    judgements: tuple[Judgement, ...]
    corrections: tuple[Correction, ...]
    copies: tuple[Copy, ...]
    suggestions: tuple[Suggestion, ...]
    titles: dict[str, str | None]
    names: Names


class PointPlace(Answer):
    """A place of incidents in degrees (WGS 84); how far the point can be relied on is its `precision`."""

    id: str
    name: str
    country: str | None
    latitude: float
    longitude: float
    precision: Precision


class Points(Answer):
    """Incidents for the map and the timeline: columns of one length, an entry an incident, in the order of days.

    `place` is an index into `places`, -1 where none is known; `type` and `status` are those of the best supported
    version; `first` is the first day on which it may have happened, `last` the last. `total` counts all that were
    found, of which the columns hold the latest.
    """

    total: int
    id: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]
    type: tuple[str, ...]
    status: tuple[str, ...]
    place: tuple[int, ...]
    disputed: tuple[bool, ...]
    origins: tuple[int, ...]
    places: tuple[PointPlace, ...]


class Network(Answer):
    """Who is tied to whom, and what is known of everybody in it."""

    ties: tuple[Tie, ...]
    actors: dict[str, Identity]
    names: Names


class ActorAnswer(Answer):
    """What is told of an actor, on whose word, and the incidents it has a part in, the latest first."""

    identity: Identity
    relations: tuple[Tie, ...]
    stances: tuple[Tie, ...]
    deeds: tuple[Tie, ...]
    incidents: tuple[Incident, ...]
    suggestions: tuple[Suggestion, ...]
    names: Names


class Member(Answer):
    """An actor of one report: the id by which it can be split off, what the report calls it, and in what words."""

    id: str
    report: str
    local: str
    title: str | None
    publisher: str | None
    published: str | None
    name: str
    words: str


class MemberPage(Page[Member]):
    """The actors of reports that are held to be one, in the order in which these came in."""

    total: int = 0


class Found(Answer):
    """An actor or place whose name is like the words asked for; `score` goes from 0 to 100."""

    id: str
    name: str
    matched: str
    score: float
    identity: Identity | None = None
    location: Location | None = None


class Finds(Answer):
    """What a search found: reports in which all the words stand, and actors, places and publishers so called."""

    reports: tuple[Hit, ...]
    actors: tuple[Found, ...]
    places: tuple[Found, ...]
    publishers: tuple[str, ...]


class Called(Answer):
    """What ids of actors and places are called; unknown ids are left out."""

    names: Names


class VoicePage(Page[Voice]):
    """Publishers and quoted sources, those that say most first."""


class SourceAnswer(Answer):
    """A publisher or quoted source: how far it is borne out, and the incidents it tells of, the latest first."""

    voice: Voice
    incidents: tuple[Incident, ...]
    ties: tuple[Tie, ...]
    names: Names


# --- what needs a person


class Side(Answer):
    """One of two things that may be one; which part is there depends on what it is."""

    id: str
    name: str
    identity: Identity | None = None
    location: Location | None = None
    incident: Incident | None = None


class ReviewItem(Answer):
    """Something that needs a person; the part that its kind names is there, and `weight` says how much hangs on it.

    The `sides` of a suggested merge come in its order.
    """

    key: str
    kind: ReviewKind
    weight: float
    why: str
    account: Account | None = None
    incident: str | None = None
    identity: Identity | None = None
    location: Location | None = None
    suggestion: Suggestion | None = None
    sides: tuple[Side, ...] = ()
    disagreement: Disagreement | None = None


class Queue(Answer):
    """The next of what needs a person, what hangs most on first, and how many of each kind are left."""

    items: tuple[ReviewItem, ...]
    left: dict[ReviewKind, int]
    names: Names


class Reviewed(Answer):
    """What a person did with an item, and how many of each kind are left."""

    mark: Mark
    left: dict[ReviewKind, int]


class Marks(Answer):
    """Who did what to the queue, the latest first."""

    items: tuple[Mark, ...]


class Judgements(Answer):
    """What people decided, the latest first."""

    items: tuple[Judgement, ...]


# --- reading what is added


class Stage(StrEnum):
    """How far a report that was added is."""

    WAITING = "waiting"
    READING = "reading"
    STORED = "stored"
    ALREADY_KNOWN = "already known"
    FAILED = "failed"


class ReadingItem(Answer):
    """A report that was added: where it came from, how far it is, and what came of it."""

    origin: str
    stage: Stage
    report: str | None = None
    message: str | None = None


class Batch(Answer):
    """Reports that were added together, and how many are done."""

    id: int
    who: str
    at: str
    done: int
    total: int
    finished: bool
    items: tuple[ReadingItem, ...]


class Batches(Answer):
    """What was added since the workbench started, the latest first."""

    items: tuple[Batch, ...]


class Formats(Answer):
    """The formats of exchange, and how the files of each end."""

    items: dict[str, str]


Plain = Any
"""A value as the record's JSON has it."""
