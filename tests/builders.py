"""Small values of the model for tests: say what matters, the rest is filled in."""

from __future__ import annotations

import hashlib
from typing import Any

from polybius.model import (
    Actor,
    ActorKind,
    Claim,
    Event,
    EventType,
    Link,
    Place,
    Record,
    Span,
    Status,
)

SHELLING = "Northland's army shelled the port of Vela on Monday, a harbour official said. Three sailors were killed."


def span(text: str, words: str) -> Span:
    """The first place in the text where the words stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def actor(id: str = "a1", name: str = "Northland's army", **more: Any) -> Actor:
    return Actor(id=id, name=name, **({"kind": ActorKind.MILITARY} | more))


def place(id: str = "p1", name: str = "Vela", **more: Any) -> Place:
    return Place(id=id, name=name, **more)


def event(id: str = "e1", type: EventType = EventType.ASSAULT, trigger: Span | None = None, **more: Any) -> Event:
    parts: dict[str, Any] = {"status": Status.HAPPENED, "sentence": 0, "trigger": trigger or Span(17, 24)}
    return Event(id=id, type=type, **(parts | more))


def claim(id: str = "c1", *sources: str, **more: Any) -> Claim:
    return Claim(id=id, chain=tuple(Link(source, "said") for source in sources), **more)


def record(text: str = SHELLING, **more: Any) -> Record:
    """A record with an empty reading, unless parts are given."""
    return Record(id=hashlib.sha256(text.encode()).hexdigest(), text=text, **more)


def shelling(**more: Any) -> Record:
    """The shelling of a port, told by a harbour official."""
    parts: dict[str, Any] = {
        "title": "Port shelled",
        "publisher": "Harbour Gazette",
        "published": "2021-03-02",
        "sentences": (Span(0, 77), Span(78, len(SHELLING))),
        "actors": (
            actor(mentions=(span(SHELLING, "Northland's army"),)),
            actor("a2", "a harbour official", kind=ActorKind.UNNAMED, mentions=(span(SHELLING, "a harbour official"),)),
        ),
        "places": (place(mentions=(span(SHELLING, "Vela"),)),),
        "events": (event(initiators=("a1",), place="p1", claim="c1", trigger=span(SHELLING, "shelled")),),
        "claims": (claim("c1", "a2"),),
    }
    return record(SHELLING, **(parts | more))
