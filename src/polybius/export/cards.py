"""The parts of which every readable form of a record is made: values, cards, sections, and an index to look names up.

The idea: each statement of a record is put once into words, as a card whose values know the words they came from; the
brief prints cards as lines, the page lays them beside the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from polybius.export.passages import nearest, passage, sentence_at, with_ellipses
from polybius.export.wording import one_line, shorten
from polybius.model import Actor, Claim, ClaimKind, Event, Place, Record, Span

WIDTH = 90
"""Characters of a report that are quoted for one statement, unless its own words are more."""

LONGEST_QUOTE = 200
"""Characters that are quoted at most; the page still leads to all the words."""


@dataclass(frozen=True, slots=True)
class Value:
    """Words to show, and the span of the report that they come from; without one they only join others."""

    text: str
    span: Span | None = None


Chain = tuple[Value, ...]
"""Sources, outermost first; an empty chain is the report itself."""


@dataclass(frozen=True, slots=True)
class Told:
    """By whom something is told, and how: "said by", "denied by"."""

    how: str
    chain: Chain


@dataclass(frozen=True, slots=True)
class Card:
    """One statement of a record.

    `kind` is what it states, `status` an event's; each fact is a run of values; `words` quote the report; `spans` is
    everything in the text that belongs to the card; `notes` are the cards that belong under it.
    """

    key: str
    kind: str
    facts: tuple[tuple[Value, ...], ...]
    words: tuple[Value, ...] = ()
    told: tuple[Told, ...] = ()
    status: str = ""
    chain: Chain | None = None
    spans: tuple[Span, ...] = ()
    notes: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Cards under one heading."""

    title: str
    cards: tuple[Card, ...]


HOW = {
    ClaimKind.ASSERTION: "said by",
    ClaimKind.DENIAL: "denied by",
    ClaimKind.ACCUSATION: "alleged by",
    ClaimKind.NON_ACKNOWLEDGEMENT: "not acknowledged by",
}


class Index:
    """A record's things by id; an id that the record does not hold is shown as it is."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.named: dict[str, Actor | Place] = {place.id: place for place in record.places}
        self.named.update((actor.id, actor) for actor in record.actors)
        self.mentions = {id: tuple(sorted(thing.mentions)) for id, thing in self.named.items()}
        self.events: dict[str, Event] = {event.id: event for event in record.events}
        self.claims: dict[str, Claim] = {claim.id: claim for claim in record.claims}
        self.keys = {event.id: f"e{number}" for number, event in enumerate(record.events)}

    def name(self, id: str, near: Span | None = None) -> Value:
        """Returns the name of an actor or place, with its mention that stands nearest to the words given."""
        thing = self.named.get(id)
        if thing is None:
            return Value(one_line(id))
        mentions = self.mentions[id]
        span = nearest(mentions, near) if near else next(iter(mentions), None)
        return Value(one_line(thing.name), span)

    def names(self, ids: tuple[str, ...], near: Span) -> tuple[Value, ...]:
        """Returns names joined as in a sentence: A, B and C."""
        values: list[Value] = []
        for number, id in enumerate(ids):
            if number:
                values.append(Value(" and " if number == len(ids) - 1 else ", "))
            values.append(self.name(id, near))
        return tuple(values)

    def quote(self, span: Span, width: int = WIDTH) -> Value:
        """Returns the words of the report around a span, enough to be understood."""
        text = self.record.text
        sentence = sentence_at(self.record.sentences, span)
        around = passage(text, span, sentence, width)
        return Value(shorten(one_line(with_ellipses(text, around, sentence)), LONGEST_QUOTE), around)

    def words(self, span: Span) -> Value:
        """Returns the words of this span, cut only where they are very long."""
        return Value(shorten(one_line(span.of(self.record.text)), LONGEST_QUOTE), span)

    def chain(self, claim: Claim) -> Chain:
        """Returns a claim's sources, each at the words by which it speaks, or where it is named."""
        near = claim.content or next((link.span for link in claim.chain if link.span), None)
        return tuple(Value((value := self.name(link.source, link.span or near)).text, value.span or link.span)
                     for link in claim.chain)  # fmt: skip

    def told(self, *ids: str | None) -> tuple[Told, ...]:
        """Returns who tells it, each chain once; nothing where only the report itself does."""
        claims = [self.claims[id] for id in dict.fromkeys(ids) if id in self.claims]
        told = tuple(dict.fromkeys(Told(HOW[claim.kind], self.chain(claim)) for claim in claims))
        return told if any(t.chain for t in told) else ()
