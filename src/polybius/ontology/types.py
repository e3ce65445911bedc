"""The forms that knowledge takes once it is loaded; README.md beside this file says what each key means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from polybius.model import ActorKind, EventType, Status

TIES = ("backers", "split_from", "merged_into", "succeeds", "pledged_to")


@dataclass(frozen=True, slots=True)
class Office:
    """A post that a person held: `of` is an entry's key; days are ISO 8601, perhaps only a year or a month."""

    title: str
    of: str
    start: str | None = None
    end: str | None = None
    rival: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """An office that each state has once: the titles (in lower case) it goes by, and kinds of body that may have it."""

    name: str
    titles: frozenset[str]
    bodies: frozenset[ActorKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Term:
    """A person's time in an office: `holder` is an entry's key."""

    holder: str
    office: Office


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that an actor bore for a time; days as in Office."""

    name: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """What an actor has to do with another for a time: `kind` is one of TIES, `other` an entry's key."""

    kind: str
    other: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A known actor; a state's key is its alpha-3 code, every other entry's key is its name.

    `start` and `end` are the years in which it was active; `aliases` has every name, `names` those with their time.
    """

    key: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    part_of: str | None = None
    backers: tuple[str, ...] = ()
    opposes: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    names: tuple[FormerName, ...] = ()
    ties: tuple[Tie, ...] = ()
    offices: tuple[Office, ...] = ()
    capital: str | None = None
    metonyms: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    region: str | None = None

    def is_metonym(self, name: str) -> bool:
        """Tells whether a name is that of a town or house which stands for the state ("Moscow", "the Kremlin")."""
        return self.kind is ActorKind.STATE and name in self.metonyms


@dataclass(frozen=True, slots=True)
class Frame:
    """How one use of a verb or noun maps to PLOVER, and which syntactic slot fills which role."""

    lemma: str
    type: EventType
    mode: str | None = None
    cameo: str | None = None
    particle: str | None = None
    objects: frozenset[str] | None = None
    object_needed: bool | None = None
    prepositions: Mapping[str, frozenset[str] | None] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    reciprocal: bool = False
    lasting: bool = False
    complement: Status | None = None
    figure: str | None = None
    weak: bool = False
    modifiers: frozenset[str] | None = None
    not_modifiers: frozenset[str] = frozenset()
    doers: frozenset[ActorKind] = frozenset()

    @property
    def constraints(self) -> int:
        """How much it asks of its surroundings; the frame that asks most and fits wins."""
        asked = (self.particle, self.objects, self.object_needed is not None, self.prepositions, self.modifiers)
        return sum(map(bool, asked)) + (self.objects is not None)


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A common noun that heads a phrase for an actor."""

    noun: str
    kind: ActorKind
    sector: str | None = None
    gender: str | None = None
    platform: bool = False
    site: bool = False
    plural_only: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """A word for an office or rank that stands with a person's name or for the person."""

    title: str
    sector: str | None = None
    leads: str | None = None
    commands: str | None = None
    member_of: str | None = None
    rank: bool = False
    honorific: bool = False
