"""A record -> its sections, in the order in which a reader in haste wants them; empty ones are left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from polybius.export.cards import Card, Index, Section, Value
from polybius.export.events import AHEAD, DONE, by_weight, event_card
from polybius.export.views import (
    condition_card,
    discrepancy_card,
    doubt_cards,
    relation_cards,
    source_cards,
    stance_cards,
)
from polybius.export.wording import count_of, one_line
from polybius.model import Actor, Condition, Event, EventType, Place, Record, Span, Status


def sections(record: Record) -> tuple[Section, ...]:
    """Returns what a record states, section by section; every event is in one of them."""
    index = Index(record)
    disputed = [event for event in record.events if _is_disputed(index, event)]
    apart = {event.id for event in disputed}
    done = [event for event in record.events if event.status in DONE and event.id not in apart]
    found = (
        Section("What happened", tuple(event_card(index, event) for event in by_weight(done))),
        Section("Denied or disputed", tuple(_disputed(index, by_weight(disputed)))),
        Section("Threats and expectations", tuple(_ahead(index))),
        Section("Who stands where", tuple(stance_cards(index))),
        Section("Who commands, backs or opposes whom", tuple(relation_cards(index))),
        Section("Sources", tuple(source_cards(index))),
        Section("What could not be read", tuple(_problems(record))),
    )
    return tuple(section for section in found if section.cards)


def _is_disputed(index: Index, event: Event) -> bool:
    """Tells whether an event is denied, or is the denial of what is said to have happened."""
    if event.status is Status.DENIED:
        return True
    content = (index.events[id].status for id in event.content if id in index.events)
    return event.type is EventType.REJECT and event.status in DONE and any(s not in AHEAD for s in content)


def _disputed(index: Index, events: list[Event]) -> Iterator[Card]:
    """Yields what is denied, with the act of denying it as a note, then other doubts and contradictions."""
    retold = {event.id: event.content[0] for event in events if _only_denies(index, event)}
    for event in (e for e in events if e.id not in retold):
        yield event_card(index, event, tuple(event_card(index, e) for e in events if retold.get(e.id) == event.id))
    yield from doubt_cards(index, events)
    yield from (discrepancy_card(index, n, found) for n, found in enumerate(index.record.discrepancies))


def _only_denies(index: Index, event: Event) -> bool:
    content = [index.events[id].status for id in event.content if id in index.events]
    whole = bool(content) and len(content) == len(event.content)
    return event.status in DONE and whole and all(status is Status.DENIED for status in content)


def _ahead(index: Index) -> Iterator[Card]:
    """Yields what has not happened, each with the conditions on which it hangs, then the other conditions."""
    conditions, under = _conditions(index)
    shown: set[str] = set()
    for status in AHEAD:
        for event in by_weight(e for e in index.record.events if e.status is status and e.id not in under):
            notes = tuple(card for condition, card in conditions if condition.then == event.id)
            shown.update(note.key for note in notes)
            yield event_card(index, event, tuple(_without_then(note) for note in notes))
    yield from (card for _, card in conditions if card.key not in shown)


def _conditions(index: Index) -> tuple[list[tuple[Condition, Card]], set[str]]:
    """Returns every condition with its card, and the ids of the suppositions that stand as notes under one of them."""
    thens = {condition.then for condition in index.record.conditions}
    under: set[str] = set()
    found = []
    for number, condition in enumerate(index.record.conditions):
        if_ = index.events.get(condition.if_ or "")
        noted = if_ and if_.status is Status.HYPOTHETICAL and if_.id not in thens | under
        notes = (event_card(index, if_),) if if_ and noted else ()
        under.update((if_.id,) if if_ and noted else ())
        found.append((condition, condition_card(index, number, condition, notes)))
    return found, under


def _without_then(note: Card) -> Card:
    """Under the event that is its "then", a condition says only its "if"."""
    kind, *rest = note.facts
    ends = rest[0] if rest else ()
    texts = [value.text for value in ends]
    return replace(note, facts=(kind, ends[: texts.index(" then ")])) if " then " in texts[1:] else note


def _problems(record: Record) -> Iterator[Card]:
    for number, problem in enumerate(record.problems):
        yield Card(f"x{number}", "problem", ((Value(one_line(problem)),),))


def who_and_where(record: Record) -> tuple[Section, ...]:
    """Returns the actors and places of a record, as sections."""
    found = (
        Section("Actors", tuple(_actor_card(n, a) for n, a in enumerate(record.actors))),
        Section("Places", tuple(_place_card(n, p) for n, p in enumerate(record.places))),
    )
    return tuple(section for section in found if section.cards)


def _actor_card(number: int, actor: Actor) -> Card:
    kind = actor.kind.replace("_", " ")
    facts = [actor.name, kind, actor.country, actor.sector, _also(actor.aliases), actor.wikidata]
    return _named_card(f"a{number}", "actor", facts, actor.mentions)


def _place_card(number: int, place: Place) -> Card:
    where = None
    if place.latitude is not None and place.longitude is not None:
        where = f"{place.latitude:.2f}, {place.longitude:.2f} ({place.precision})"
    facts = [place.name, place.admin1, place.country, where, _also(place.aliases)]
    return _named_card(f"p{number}", "place", facts, place.mentions)


def _also(aliases: tuple[str, ...]) -> str | None:
    return f"also “{'”, “'.join(aliases)}”" if aliases else None


def _named_card(key: str, kind: str, facts: list[str | None], mentions: tuple[Span, ...]) -> Card:
    """Makes a card whose first fact leads to the first mention; the mentions themselves are counted."""
    shown = [one_line(fact) for fact in facts if fact]
    first = Value(shown[0], mentions[0] if mentions else None)
    counted = Value(count_of(len(mentions), "mention"))
    return Card(key, kind, ((first,), *((Value(fact),) for fact in shown[1:]), (counted,)), spans=mentions)
