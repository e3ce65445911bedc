"""Events -> cards: when, what, who to whom, where and how many, told first what weighs most."""

from __future__ import annotations

from collections.abc import Iterable

from polybius.export.cards import Card, Index, Value
from polybius.export.wording import one_line, write_count, write_days
from polybius.model import Certainty, Event, EventType, Figure, Status

DONE = frozenset({Status.HAPPENED, Status.ONGOING})
AHEAD = (Status.THREATENED, Status.PLANNED, Status.EXPECTED, Status.DEMANDED, Status.HYPOTHETICAL)
"""What has not happened, in the order in which it is shown."""

BY_WEIGHT = (
    EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.MOBILIZE, EventType.THREATEN, EventType.PROTEST,
    EventType.RETREAT, EventType.CONCEDE, EventType.AGREE, EventType.AID, EventType.COOPERATE, EventType.SUPPORT,
    EventType.CONSULT, EventType.REJECT, EventType.ACCUSE, EventType.REQUEST,
)  # fmt: skip
"""Event types as a reader in haste wants them where tolls are equal: deeds against somebody, then deeds, then words."""

TOLLS = (frozenset({"killed"}), frozenset({"wounded", "missing", "abducted"}), frozenset({"detained", "displaced"}))
"""Counts of people, worst first; they are compared one after the other."""


def by_weight(events: Iterable[Event]) -> list[Event]:
    """Orders events by toll, then by type, then as the report tells them."""
    return sorted(events, key=lambda e: (*_toll(e), BY_WEIGHT.index(e.type), e.trigger.start))


def _toll(event: Event) -> tuple[float, ...]:
    return tuple(-max((_least(f) for f in event.figures if f.what in counted), default=0.0) for counted in TOLLS)


def _least(figure: Figure) -> float:
    return figure.low if figure.low is not None else figure.high or 0.0


def event_card(index: Index, event: Event, notes: tuple[Card, ...] = ()) -> Card:
    """Writes an event as a card."""
    facts = (
        _when(index, event),
        (Value(_what(event), event.trigger),),
        _who(index, event),
        _where(index, event),
        _figures(index, event),
        _content(index, event),
    )
    return Card(
        key=index.keys[event.id],
        kind="event",
        facts=tuple(filter(None, facts)),
        words=(index.quote(event.trigger),),
        told=index.told(event.claim, *event.claims),
        status=event.status,
        spans=(event.trigger, *event.mentions),
        notes=notes,
    )


def _when(index: Index, event: Event) -> tuple[Value, ...]:
    if event.when is None or not (days := write_days(event.when)):
        return ()
    return (Value(days, event.when.text),)


def _what(event: Event) -> str:
    more = [one_line(event.mode)] if event.mode else []
    if event.status is Status.ONGOING:
        more.append("ongoing")
    if event.certainty is not Certainty.CERTAIN:
        more.append(event.certainty)
    return f"{event.type} ({', '.join(more)})" if more else event.type.value


def _who(index: Index, event: Event) -> tuple[Value, ...]:
    doers, targets = index.names(event.initiators, event.trigger), index.names(event.targets, event.trigger)
    if not targets:
        return doers
    return (*(doers or (Value("?"),)), Value(" → "), *targets)


def _where(index: Index, event: Event) -> tuple[Value, ...]:
    place = event.place if event.place not in (event.origin, event.destination) else None
    parts: list[Value] = [index.name(place, event.trigger)] if place else []
    for word, place in (("from", event.origin), ("to", event.destination)):
        if place is not None:
            comma = ", " if parts and word == "from" else " " if parts else ""
            parts += [Value(f"{comma}{word} "), index.name(place, event.trigger)]
    return tuple(parts)


def _figures(index: Index, event: Event) -> tuple[Value, ...]:
    values: list[Value] = []
    for figure in event.figures:
        if values:
            values.append(Value(", "))
        who = f" ({index.name(figure.who).text})" if figure.who and (figure.who,) != event.targets else ""
        values.append(Value(f"{one_line(figure.what)}: {write_count(figure)}{who}", figure.text))
    return tuple(values)


def _content(index: Index, event: Event) -> tuple[Value, ...]:
    values: list[Value] = []
    for other in (index.events[id] for id in event.content if id in index.events):
        values += [Value(", " if values else "about "), Value(f"“{index.words(other.trigger).text}”", other.trigger)]
    return tuple(values)
