"""Small reports on two invented states, with what they say is to come, for tests of the ledger."""

from __future__ import annotations

from typing import Any

from polybius.model import (
    ActorKind,
    Condition,
    ConditionKind,
    Event,
    EventType,
    Record,
    Span,
    Status,
    TimeSpan,
)
from tests.builders import actor, claim, event, record, span

THREAT = "Northland will strike Southland's ports by Friday if the blockade holds, its minister said."
ACTORS = (
    actor("a1", "Northland", kind=ActorKind.STATE, country="NOR"),
    actor("a2", "Southland", kind=ActorKind.STATE, country="SOU"),
    actor("a3", "the minister", kind=ActorKind.PERSON),
)
ARMY = actor("a4", "Northland's army", kind=ActorKind.MILITARY, country="NOR")
CLAIM = claim("c1", "a3")


def day(iso: str) -> TimeSpan:
    return TimeSpan(iso, iso)


def strike(status: Status = Status.THREATENED, **more: Any) -> Event:
    """Northland's strike on Southland."""
    parts = {"initiators": ("a1",), "targets": ("a2",), "claim": "c1", "trigger": span(THREAT, "strike")} | more
    return event("e1", EventType.ASSAULT, status=status, **parts)


def blockade(status: Status = Status.HYPOTHETICAL, **more: Any) -> Event:
    """Southland's blockade of Northland."""
    parts = {"initiators": ("a2",), "targets": ("a1",), "trigger": span(THREAT, "blockade")} | more
    return event("e2", EventType.COERCE, status=status, **parts)


def report(published: str | None, *events: Event, conditions: tuple[Condition, ...] = (), **more: Any) -> Record:
    parts = {"publisher": "Vela Post", "actors": (*ACTORS, ARMY), "claims": (CLAIM,)} | more
    text = f"{THREAT} {published}"
    return record(text, published=published, events=events, conditions=conditions,
                  sentences=(Span(0, len(THREAT)),), **parts)  # fmt: skip


def conditional(kind: ConditionKind = ConditionKind.THREAT, **more: Any) -> Condition:
    parts = {"if_": "e2", "then": "e1", "by": "a3"} | more
    return Condition(kind, span(THREAT, "will strike"), **parts)
