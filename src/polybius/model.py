"""The types of polybius: what stages hand to one another, and the record that comes out.

A document is what reading starts from, a record what comes out (its JSON is the plain serialisation, see
`record_to_dict`); what lies between stands in `annotated.py` and `drafts.py`. Everything is immutable; every
offset counts Unicode code points of the document's text, `end` exclusive, so that `text[start:end]` is the evidence.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    GOVERNMENT = "government"
    MILITARY = "military"
    ARMED_GROUP = "armed_group"
    PARTY = "party"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    PERSON = "person"
    POPULATION = "population"
    UNNAMED = "unnamed"


class EventType(StrEnum):
    """The sixteen event types of PLOVER (2021 codebook)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """How an event stands, by the account of the last source in its claim's chain."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    DENIED = "denied"
    THREATENED = "threatened"
    PLANNED = "planned"
    EXPECTED = "expected"
    DEMANDED = "demanded"
    HYPOTHETICAL = "hypothetical"


class Certainty(StrEnum):
    """How sure the source is of what it says."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class ClaimKind(StrEnum):
    """What a source does by saying it."""

    ASSERTION = "assertion"
    DENIAL = "denial"
    ACCUSATION = "accusation"
    NON_ACKNOWLEDGEMENT = "non_acknowledgement"


class Predicate(StrEnum):
    """What ties a subject (an actor) to an object (an actor or a place)."""

    COMMANDS = "commands"
    PART_OF = "part_of"
    MEMBER_OF = "member_of"
    PROXY_OF = "proxy_of"
    ALLIED_WITH = "allied_with"
    OPPOSES = "opposes"
    BASED_IN = "based_in"
    PRESENT_IN = "present_in"
    LEADS = "leads"
    NATIONALITY = "nationality"


class Attitude(StrEnum):
    """The direction of a stance."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    FEARS = "fears"
    SEEKS = "seeks"


class ConditionKind(StrEnum):
    """What "if A then B" is in the mouth of who says it."""

    THREAT = "threat"
    PROMISE = "promise"
    WARNING = "warning"
    EXPECTATION = "expectation"


class DiscrepancyKind(StrEnum):
    """The field about which accounts quarrel."""

    CHRONOLOGY = "chronology"
    FIGURE = "figure"
    PLACE = "place"
    ACTOR = "actor"
    OUTCOME = "outcome"


class Precision(StrEnum):
    """UCDP's seven steps of how precisely a place is known."""

    EXACT = "exact"
    NEAR = "near"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    REGION = "region"
    COUNTRY = "country"
    INTERNATIONAL = "international"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive) of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Returns the words that the span stands for."""
        return text[self.start : self.end]

    def trimmed(self, text: str) -> Span:
        """Returns the span without white space at its edges."""
        words = self.of(text)
        return Span(self.start + len(words) - len(words.lstrip()), self.end - len(words) + len(words.rstrip()))

    def overlaps(self, other: Span) -> bool:
        """Tells whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tells whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """An interval of days (ISO 8601, both ends included); a null end is open; `text` is the expression behind it."""

    start: str | None = None
    end: str | None = None
    text: Span | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A count: "at least 12" is 12–None, "an unknown number" 1–None, "dozens" 24–None, "three" 3–3."""

    what: str
    low: float | None = None
    high: float | None = None
    who: str | None = None
    text: Span | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever can act, hold a view or speak."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: ActorKind = ActorKind.UNNAMED
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere on Earth; coordinates are WGS 84 degrees, `country` is ISO 3166-1 alpha-3 and None at sea."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    precision: Precision = Precision.EXACT
    mentions: tuple[Span, ...] = ()


class Reading(StrEnum):
    """Which of the readers gave a value."""

    RULES = "rules"
    LEARNED = "learned"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Basis:
    """Who gave the value of a slot, and how likely the learned reader holds it (None where it is not there).

    Of several values in a slot the chance is that of the least likely.
    """

    slot: str
    reader: Reading
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something done by someone, once per thing that happened or would, however often the report mentions it."""

    id: str
    type: EventType
    status: Status
    trigger: Span
    sentence: int
    mode: str | None = None
    cameo: str | None = None
    certainty: Certainty = Certainty.CERTAIN
    mentions: tuple[Span, ...] = ()
    initiators: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    place: str | None = None
    origin: str | None = None
    destination: str | None = None
    when: TimeSpan | None = None
    figures: tuple[Figure, ...] = ()
    content: tuple[str, ...] = ()
    claim: str | None = None
    claims: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One speaker in a chain of sources, and the words by which it speaks."""

    source: str
    verb: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says so: a chain from the report's own publisher (left out) inwards; an empty chain is the report's voice."""

    id: str
    chain: tuple[Link, ...] = ()
    quoted: bool = False
    content: Span | None = None
    kind: ClaimKind = ClaimKind.ASSERTION
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A lasting tie between an actor and an actor or place."""

    subject: str
    predicate: Predicate
    object: str
    text: Span | None = None
    figures: tuple[Figure, ...] = ()
    claim: str | None = None
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class Stance:
    """A lasting view: the holder's attitude to a topic."""

    holder: str
    attitude: Attitude
    topic: Span
    about: tuple[str, ...] = ()
    claim: str | None = None
    text: Span | None = None
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """ "If A then B": ends are events, or words where there is no event."""

    kind: ConditionKind
    text: Span
    if_: str | None = None
    then: str | None = None
    if_text: Span | None = None
    then_text: Span | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two passages that cannot both be right, with a sentence that a person can check."""

    kind: DiscrepancyKind
    explanation: str
    between: tuple[str, ...] = ()
    texts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that polybius holds to be said in one report."""

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str = "en"
    sentences: tuple[Span, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    stances: tuple[Stance, ...] = ()
    conditions: tuple[Condition, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    problems: tuple[str, ...] = ()


# --- from bytes to documents


@dataclass(frozen=True, slots=True)
class Document:
    """A report as it was read: its text and what its file tells of it.

    `published` is an ISO 8601 day or None; `origin` names the file (and line or row) it came from; `problems` are the
    one-line notes that go into the record.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str = "en"
    origin: str = ""
    problems: tuple[str, ...] = ()


# --- plain serialisation


def to_dict(value: Any) -> Any:
    """Turns a value of this module into plain JSON types, leaving out what is empty (`if_` is written `if`)."""
    kind = value.__class__
    if kind in PLAIN:
        return value
    if (names := _names(kind)) is not None:
        full = [(plain, item) for plain, name in names if (item := getattr(value, name)) not in EMPTY]
        return {plain: to_dict(item) for plain, item in full}
    if isinstance(value, (tuple, list)):
        return [to_dict(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return int(value) if isinstance(value, float) and value.is_integer() else value


PLAIN = frozenset({str, int, bool, types.NoneType})
EMPTY: tuple[Any, ...] = (None, (), [], "")


@cache
def _names(kind: Any) -> tuple[tuple[str, str], ...] | None:
    return tuple((f.name.rstrip("_"), f.name) for f in fields(kind)) if is_dataclass(kind) else None


ALWAYS = ("id", "text", "sentences")


def record_to_dict(record: Record) -> dict[str, Any]:
    """Returns the JSON object of a record; `id`, `text`, `language` and `mentions` are there even where empty."""
    plain: dict[str, Any] = to_dict(record)
    for name in ALWAYS:
        plain.setdefault(name, "" if name == "text" else [])
    for part in ("actors", "places"):
        for thing in plain.get(part, ()):
            thing.setdefault("mentions", [])
    return plain


def record_from_dict(plain: dict[str, Any]) -> Record:
    """Builds a record from its JSON object; unknown keys are an error, missing ones take their defaults.

    Raises TypeError for an unknown or missing key and ValueError for a value that an enum does not know.
    """
    return typing.cast(Record, build(Record, plain))


def build(kind: Any, value: Any) -> Any:
    """Builds a value of a type of the record from its plain JSON; raises as `record_from_dict` does."""
    return None if value is None else _builder(kind)(value)


@cache
def _builder(kind: Any) -> Callable[[Any], Any]:
    if isinstance(kind, types.UnionType):
        return _builder(next(k for k in typing.get_args(kind) if k is not types.NoneType))
    if typing.get_origin(kind) is tuple:
        inner = _builder(typing.get_args(kind)[0])
        return tuple if inner is _as_it_is else lambda value: tuple(map(inner, value))
    if not isinstance(kind, type) or not is_dataclass(kind):
        return _chosen(kind) if isinstance(kind, type) and issubclass(kind, StrEnum) else _as_it_is
    parts = {name.rstrip("_"): (name, _builder(hint)) for name, hint in typing.get_type_hints(kind).items()}

    def built(plain: Mapping[str, Any]) -> Any:
        told = {}
        for key, item in plain.items():
            name, builder = parts.get(key, (key, _as_it_is))
            told[name] = item if item is None or builder is _as_it_is else builder(item)
        return kind(**told)

    return built


def _chosen(kind: type[StrEnum]) -> Callable[[Any], Any]:
    known = {choice.value: choice for choice in kind}  # looked up here first: an enum itself takes its time
    return lambda value: known.get(value) or kind(value)


def _as_it_is(value: Any) -> Any:
    return value
