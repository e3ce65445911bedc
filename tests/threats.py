"""Two reports for tests of foresight: a threat with a condition and a day, and one of its being carried out."""

from __future__ import annotations

from polybius.model import ActorKind, Condition, ConditionKind, EventType, Span, Status, TimeSpan
from tests.builders import actor, event, record, span

THREAT = "Northland will strike Southland's ports by Friday if the blockade holds."
DONE = "Northland struck Southland's ports on Thursday."
ACTORS = (
    actor("a1", "Northland", kind=ActorKind.STATE, country="NRL"),
    actor("a2", "Southland", kind=ActorKind.STATE, country="SUL"),
)
BLOCKADE = event(
    "e2",
    EventType.COERCE,
    span(THREAT, "blockade"),
    status=Status.HYPOTHETICAL,
    initiators=("a2",),
    targets=("a1",),
)
THREATENED = record(
    THREAT,
    title="A threat",
    publisher="Vela Post",
    published="2021-03-01",
    sentences=(Span(0, len(THREAT)),),
    actors=ACTORS,
    events=(
        event(
            "e1",
            EventType.ASSAULT,
            span(THREAT, "strike"),
            status=Status.THREATENED,
            initiators=("a1",),
            targets=("a2",),
            when=TimeSpan("2021-03-01", "2021-03-05"),
        ),
        BLOCKADE,
    ),
    conditions=(Condition(ConditionKind.THREAT, span(THREAT, "will strike"), if_="e2", then="e1"),),
)
CARRIED_OUT = record(
    DONE,
    title="A strike",
    publisher="Coast Gazette",
    published="2021-03-05",
    sentences=(Span(0, len(DONE)),),
    actors=ACTORS,
    events=(
        event(
            "e1",
            EventType.ASSAULT,
            span(DONE, "struck"),
            initiators=("a1",),
            targets=("a2",),
            when=TimeSpan("2021-03-04", "2021-03-04"),
        ),
    ),
)
