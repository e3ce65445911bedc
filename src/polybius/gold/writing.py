"""A corrected record -> YAML in the form of right answers, so that what users correct becomes test data.

What a person looked at (changed, added, confirmed) is a right answer; the rest of the record is only what polybius read
and stands there as optional, so that it is neither rewarded nor punished. What a person rejected is not there at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import yaml

from polybius.gold.form import SECTORS
from polybius.gold.phrases import NUMBERED, find_phrase
from polybius.model import Actor, Claim, Condition, Discrepancy, Event, Figure, Place, Record, Relation, Span, Stance

WIDTH = 120
MOST_OCCURRENCES = 500  # of one phrase in a text
Plain = dict[str, Any]


def gold_yaml(record: Record, checked: Collection[str]) -> str:
    """Returns a record as gold YAML; `checked` are paths of entries a person looked at (`events/e2`, `relations/0`)."""
    plain = _Writing(record, checked).report()
    return str(yaml.dump(plain, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH))


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks."""


def _text(dumper: yaml.SafeDumper, words: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", words, style="|" if "\n" in words else None)


_Dumper.add_representer(str, _text)


def quoted(text: str, span: Span | None) -> str | None:
    """Returns the words by which gold names a span: `the attack@2` is its second occurrence; None if none does."""
    if span is None or not span.of(text).strip():
        return None
    for wanted in (span.trimmed(text), _whole_words(text, span)):
        words = " ".join(wanted.of(text).split())
        for number in range(1, MOST_OCCURRENCES if words else 1):
            phrase = words if number == 1 and not NUMBERED.fullmatch(words) else f"{words}@{number}"
            found = find_phrase(text, phrase)
            if found == wanted:
                return phrase
            if found is None:
                break
    return None


def _whole_words(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return Span(start, end)


class _Writing:
    """One record while it is written."""

    def __init__(self, record: Record, checked: Collection[str]) -> None:
        self.record = record
        self.claims = {claim.id: claim for claim in record.claims}
        self.checked = checked
        self.needed = {id for event in record.events if f"events/{event.id}" in checked for id in self.named(event)}

    def report(self) -> Plain:
        """Returns the whole file."""
        record = self.record
        told = {"title": record.title, "publisher": record.publisher, "url": record.url, "published": record.published}
        return _full({
            **told,
            "language": record.language if record.language != "en" else None,
            "text": record.text,
            "actors": {actor.id: self.actor(actor) for actor in record.actors},
            "places": {place.id: self.place(place) for place in record.places},
            "events": [entry for event in record.events if (entry := self.event(event))],
            "relations": [self.relation(n, relation) for n, relation in enumerate(record.relations)],
            "stances": [entry for n, stance in enumerate(record.stances) if (entry := self.stance(n, stance))],
            "conditions": [entry for n, c in enumerate(record.conditions) if (entry := self.condition(n, c))],
            "discrepancies": [self.discrepancy(n, found) for n, found in enumerate(record.discrepancies)],
            "claims": [entry for claim in self.second_voices() if (entry := self.claim(claim))],
        })  # fmt: skip

    def named(self, event: Event) -> Iterable[str | None]:
        """The actors and places that an event names."""
        chain = self.chain(event.claim)
        return (*event.initiators, *event.targets, *chain, event.place, event.origin, event.destination)

    def chain(self, claim: str | None) -> list[str]:
        """The actors of a claim, outermost first."""
        return [link.source for link in self.claims[claim].chain] if claim in self.claims else []

    def phrases(self, spans: Iterable[Span]) -> list[str]:
        """The words of spans, where words name them."""
        return [words for span in spans if (words := quoted(self.record.text, span))]

    def optional(self, path: str) -> bool | None:
        """True where no person looked."""
        return None if path in self.checked else True

    def actor(self, actor: Actor) -> Plain:
        """An actor."""
        names = ("name", "aliases", "kind", "country", "wikidata")
        plain = {name: _plain(getattr(actor, name)) for name in names}
        sector = actor.sector if actor.sector in SECTORS else None
        return _full(plain | {"sector": sector, "optional": self._unneeded("actors", actor.id)})

    def place(self, place: Place) -> Plain:
        """A place."""
        names = ("name", "aliases", "country", "admin1", "latitude", "longitude", "geonames", "precision")
        plain = {name: _plain(getattr(place, name)) for name in names}
        return _full(plain | {"optional": self._unneeded("places", place.id)})

    def _unneeded(self, part: str, id: str) -> bool | None:
        return None if id in self.needed else self.optional(f"{part}/{id}")

    def event(self, event: Event) -> Plain | None:
        """An event; None where no words name its trigger."""
        trigger = quoted(self.record.text, event.trigger)
        if trigger is None:
            return None
        names = ("mode", "cameo", "initiators", "targets", "place", "origin", "destination", "content")
        told = {name: _plain(getattr(event, name)) for name in names}
        when = [event.when.start, event.when.end] if event.when else None
        return _full(
            {"id": event.id, "type": event.type.value, "status": event.status.value, "certainty": event.certainty.value}
            | {"trigger": trigger, "mentions": self.phrases(event.mentions), "when": when}
            | told
            | {"figures": [self.figure(f) for f in event.figures], "chain": self.chain(event.claim)}
            | {"optional": self.optional(f"events/{event.id}")}
        )

    def figure(self, figure: Figure) -> Plain:
        """A count; one without a lower bound has 0."""
        words = quoted(self.record.text, figure.text)
        bounds = {"low": _number(figure.low) or 0, "high": _number(figure.high)}
        return {"what": figure.what} | bounds | _full({"who": figure.who, "text": words})

    def relation(self, number: int, relation: Relation) -> list[Any]:
        """A relation."""
        more = {
            "text": quoted(self.record.text, relation.text),
            "figures": [self.figure(figure) for figure in relation.figures],
            "chain": self.chain(relation.claim),
            "optional": self.optional(f"relations/{number}"),
        }
        tie = [relation.subject, relation.predicate.value, relation.object]
        return [*tie, kept] if (kept := _full(more)) else tie

    def stance(self, number: int, stance: Stance) -> Plain | None:
        """A stance; None where no words name its topic."""
        topic = quoted(self.record.text, stance.topic)
        if topic is None:
            return None
        told = {"holder": stance.holder, "attitude": stance.attitude.value, "topic": topic}
        more = {"towards": list(stance.about), "chain": self.chain(stance.claim)}
        return _full(told | more | {"optional": self.optional(f"stances/{number}")})

    def condition(self, number: int, condition: Condition) -> Plain | None:
        """A condition; None where it has no end that can be named."""
        text = self.record.text
        ends = {
            "if": condition.if_ or quoted(text, condition.if_text),
            "then": condition.then or quoted(text, condition.then_text),
        }
        if not any(ends.values()):
            return None
        more = {"by": condition.by, "kind": condition.kind.value, "text": quoted(text, condition.text)}
        return _full(ends | more | {"optional": self.optional(f"conditions/{number}")})

    def discrepancy(self, number: int, found: Discrepancy) -> Plain:
        """A discrepancy."""
        between = [id for id in found.between if id not in self.claims]
        told = {"kind": found.kind.value, "between": between, "texts": self.phrases(found.texts)}
        return _full(told | {"explanation": found.explanation, "optional": self.optional(f"discrepancies/{number}")})

    def second_voices(self) -> list[Claim]:
        """The claims that no event's own chain says already."""
        own = {event.claim for event in self.record.events}
        said = {tuple(self.chain(claim)) for claim in own}
        second = {claim for event in self.record.events for claim in event.claims if claim != event.claim}
        return [c for c in self.record.claims if c.id in second or (c.id not in own and self._chain_of(c) not in said)]

    def _chain_of(self, claim: Claim) -> tuple[str, ...]:
        return tuple(link.source for link in claim.chain)

    def claim(self, claim: Claim) -> Plain | None:
        """A claim; None where no words name what it says."""
        spans = (claim.content, *(link.span for link in claim.chain))
        words = next((words for span in spans if (words := quoted(self.record.text, span))), None)
        if words is None:
            return None
        about = [event.id for event in self.record.events if claim.id in event.claims]
        told = {"chain": self.chain(claim.id), "kind": claim.kind.value, "about": about, "text": words}
        return _full(told | {"quoted": claim.quoted or None, "optional": self.optional(f"claims/{claim.id}")})


def _full(plain: Mapping[str, Any]) -> Plain:
    return {name: value for name, value in plain.items() if value not in (None, [], {}, "")}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, str) else _number(value)


def _number(value: float | None) -> float | None:
    return int(value) if value is not None and float(value).is_integer() else value
