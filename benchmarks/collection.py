"""Invented reports' records in any number, for the store: some six events each, actors and places that come again.

A world of invented groups and towns is at war for years; each day has incidents, each incident one to four reports,
whose figures now and then differ. The same `seed` gives the same records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from random import Random

from polybius.model import (
    Actor,
    ActorKind,
    Attitude,
    Certainty,
    Claim,
    Event,
    EventType,
    Figure,
    Link,
    Place,
    Precision,
    Predicate,
    Record,
    Relation,
    Span,
    Stance,
    Status,
    TimeSpan,
)

SYLLABLES = "ba ka ra ta na mo zu le shi dor ven gal mar tek os il an ur ya bek hol sim qa ri".split()
COUNTRIES = "AFG COD COL ETH IRQ LBY MLI MMR NGA PAK PHL SDN SOM SSD SYR UKR YEM HTI".split()
DEEDS = (
    (EventType.ASSAULT, "shelled", "artillery"),
    (EventType.ASSAULT, "bombed", "aerial"),
    (EventType.ASSAULT, "ambushed", None),
    (EventType.COERCE, "detained", "arrest"),
    (EventType.THREATEN, "threatened", None),
    (EventType.ACCUSE, "accused", None),
    (EventType.CONSULT, "met", None),
    (EventType.AID, "fed", None),
    (EventType.PROTEST, "marched on", None),
    (EventType.MOBILIZE, "sent troops against", None),
)
KINDS = (
    (ActorKind.ARMED_GROUP, "Front", "REB"),
    (ActorKind.MILITARY, "Army", "MIL"),
    (ActorKind.PARTY, "Party", "PTY"),
)
FIRST_DAY = date(2012, 1, 1)  # a hundred thousand reports end in September 2025
INCIDENTS_A_DAY = 60
EVENTS = 6  # in a report, on average
FILLER = "Residents spoke of a long night, of closed shops and of roads on which nobody would drive until the morning."


@dataclass(frozen=True)
class World:
    """Who is at war, where, and who writes of it."""

    groups: list[Actor]
    speakers: list[Actor]
    towns: list[Place]
    outlets: list[str]

    @cached_property
    def group_weights(self) -> list[float]:
        """How often each group has a part in something, added up."""
        return list(accumulate(1 / (rank + 2) for rank in range(len(self.groups))))

    @cached_property
    def town_weights(self) -> list[float]:
        """How often each town sees something, added up."""
        return list(accumulate(1 / (rank + 5) for rank in range(len(self.towns))))


@dataclass(frozen=True)
class Deed:
    """Something that happens, as it is."""

    day: date
    kind: tuple[EventType, str, str | None]
    doer: Actor
    victim: Actor
    town: Place
    count: int


def world(random: Random) -> World:
    """Makes a world."""
    groups = [_group(random, number) for number in range(1500)]
    names = [f"{_name(random)} {_name(random)}" for _ in range(3000)]
    speakers = [Actor("", name, kind=ActorKind.PERSON, country=random.choice(COUNTRIES)) for name in names]
    towns = [_town(random, number) for number in range(5000)]
    return World(groups, speakers, towns, [f"{_name(random)} Press" for _ in range(150)])


def records(number: int, seed: int = 7, first: date = FIRST_DAY) -> Iterator[Record]:
    """Yields so many records, by day of publication."""
    return (record for record, _ in tellings(number, seed, first))


def tellings(number: int, seed: int = 7, first: date = FIRST_DAY) -> Iterator[tuple[Record, list[Deed]]]:
    """Yields so many records, by day of publication, each with what its events tell.

    The world is the seed's; what happens in it is that of the seed and the first day, so that later days are others.
    """
    random = Random(f"{seed} from {first}")
    lands, day, told = world(Random(seed)), first, 0
    waiting: list[Deed] = []
    while told < number:
        waiting = [_deed(random, lands, day) for _ in range(INCIDENTS_A_DAY)] + waiting[:INCIDENTS_A_DAY]
        for _ in range(min(INCIDENTS_A_DAY * 2 // EVENTS, number - told)):
            deeds = random.sample(waiting, EVENTS)
            yield record(random, lands, day + timedelta(days=1), deeds, told), deeds
            told += 1
        day += timedelta(days=1)


def record(random: Random, lands: World, published: date, deeds: list[Deed], number: int) -> Record:
    """Returns a report of some deeds, as an outlet tells them."""
    writing = _Writing(random, f"Report {number}.")
    for deed in deeds:
        writing.tell(deed, random.choice(lands.speakers))
    writing.say(FILLER)
    text = writing.text
    return Record(
        id=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        title=text[: writing.sentences[1].end],
        publisher=random.choice(lands.outlets),
        published=published.isoformat(),
        sentences=tuple(writing.sentences),
        actors=tuple(writing.actors.values()),
        places=tuple(writing.places.values()),
        events=tuple(writing.events),
        claims=tuple(writing.claims),
        relations=tuple(writing.relations),
        stances=tuple(writing.stances),
    )


class _Writing:
    """A report while it is written."""

    def __init__(self, random: Random, head: str) -> None:
        self.random, self.text = random, ""
        self.sentences: list[Span] = []
        self.actors: dict[str, Actor] = {}
        self.places: dict[str, Place] = {}
        self.events: list[Event] = []
        self.claims: list[Claim] = []
        self.relations: list[Relation] = []
        self.stances: list[Stance] = []
        self.say(head)

    def say(self, words: str) -> Span:
        start = len(self.text) + bool(self.text)
        self.text += (" " if self.text else "") + words
        self.sentences.append(Span(start, len(self.text)))
        return self.sentences[-1]

    def tell(self, deed: Deed, speaker: Actor) -> None:
        kind, verb, mode = deed.kind
        count = deed.count if self.random.random() < 0.8 else deed.count + self.random.randint(1, 3)
        when = f"in {deed.town.name} on {deed.day.isoformat()}"
        said = self.say(f"{deed.doer.name} {verb} {deed.victim.name} {when}, {count} killed, {speaker.name} said.")
        doer, victim, source = (self._actor(actor, said) for actor in (deed.doer, deed.victim, speaker))
        at = self.text.index(verb, said.start)
        self.claims.append(Claim(f"c{len(self.claims) + 1}", (Link(source, "said"),), content=said))
        self.events.append(
            Event(
                id=f"e{len(self.events) + 1}",
                type=kind,
                status=Status.HAPPENED if self.random.random() < 0.95 else Status.DENIED,
                certainty=Certainty.CERTAIN if self.random.random() < 0.96 else Certainty.POSSIBLE,
                trigger=Span(at, at + len(verb)),
                sentence=len(self.sentences) - 1,
                mode=mode,
                initiators=(doer,),
                targets=(victim,),
                place=self._place(deed.town, said),
                when=TimeSpan(deed.day.isoformat(), deed.day.isoformat()),
                figures=(Figure("killed", count, count),),
                claim=self.claims[-1].id,
            )
        )
        self.relations.append(Relation(doer, Predicate.OPPOSES, victim, said, claim=self.claims[-1].id))
        if self.random.random() < 0.3:
            self.stances.append(Stance(source, Attitude.FEARS, Span(at, said.end), text=said))

    def _actor(self, actor: Actor, said: Span) -> str:
        met = replace(actor, id=f"a{len(self.actors) + 1}", mentions=(said,))
        return self.actors.setdefault(actor.name, met).id

    def _place(self, town: Place, said: Span) -> str:
        met = replace(town, id=f"p{len(self.places) + 1}", mentions=(said,))
        return self.places.setdefault(town.name, met).id


def _deed(random: Random, lands: World, day: date) -> Deed:
    # The busiest group has a part in a tenth of what happens, the busiest town sees a thirtieth.
    groups = random.choices(lands.groups, cum_weights=lands.group_weights, k=2)
    [town] = random.choices(lands.towns, cum_weights=lands.town_weights)
    return Deed(day, random.choice(DEEDS), groups[0], groups[1], town, random.randint(1, 40))


def _group(random: Random, number: int) -> Actor:
    kind, word, sector = random.choice(KINDS)
    first = _name(random)
    name = f"{first} {_name(random)} {word}"
    country = None if number % 20 == 19 else COUNTRIES[number % len(COUNTRIES)]
    return Actor("", name, (f"{first} {word}",), kind=kind, country=country, sector=sector)


def _town(random: Random, number: int) -> Place:
    if number % 50 == 49:
        return Place("", _name(random))
    latitude, longitude = round(random.uniform(-30, 55), 4), round(random.uniform(-110, 140), 4)
    country = random.choice(COUNTRIES)
    return Place("", _name(random), (), country, None, latitude, longitude, 9_000_000 + number, Precision.EXACT)


def _name(random: Random) -> str:
    return "".join(random.choice(SYLLABLES) for _ in range(3)).capitalize()
