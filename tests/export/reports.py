"""Records with a bit of everything, for looking at what exporters make of them."""

from __future__ import annotations

from typing import Any

from polybius.model import (
    Attitude,
    Claim,
    ClaimKind,
    Condition,
    ConditionKind,
    Discrepancy,
    DiscrepancyKind,
    Event,
    EventType,
    Figure,
    Link,
    Predicate,
    Record,
    Relation,
    Span,
    Stance,
    Status,
    TimeSpan,
)
from tests.builders import actor, event, place, record, span

TEXT = (
    "Northland's army shelled the port of Vela on Monday, the Harbour Gazette quoted a docker as saying. "
    "Three sailors were killed. The army denied that it had shelled the port. "
    "If the shelling goes on, Southland will close the strait. Southland fears a blockade. "
    "Northland has never acknowledged the raid of May."
)
SENTENCES = tuple(span(TEXT, s) for s in (
    "Northland's army shelled the port of Vela on Monday, the Harbour Gazette quoted a docker as saying.",
    "Three sailors were killed.",
    "The army denied that it had shelled the port.",
    "If the shelling goes on, Southland will close the strait.",
    "Southland fears a blockade.",
    "Northland has never acknowledged the raid of May.",
))  # fmt: skip
ACTORS = (
    actor("army", "Northland's army", mentions=(span(TEXT, "Northland's army"), span(TEXT, "The army"))),
    actor("gazette", "Harbour Gazette", mentions=(span(TEXT, "Harbour Gazette"),)),
    actor("docker", "a docker", mentions=(span(TEXT, "a docker"),)),
    actor("south", "Southland", mentions=(span(TEXT, "Southland"), span(TEXT, "Southland fears"))),
    actor("north", "Northland", mentions=(span(TEXT, "Northland has"),)),
)
CLAIMS = (
    Claim("c1", (Link("gazette", "quoted", span(TEXT, "quoted")), Link("docker", "saying", span(TEXT, "saying")))),
    Claim("c2", (Link("army", "denied", span(TEXT, "denied")),), kind=ClaimKind.DENIAL),
    Claim("c3", (Link("north"),), content=span(TEXT, "the raid of May"), kind=ClaimKind.NON_ACKNOWLEDGEMENT),
)


def events() -> tuple[Event, ...]:
    """A closure that is threatened, a deed, its denial, and what would bring the closure on."""
    monday = TimeSpan("2021-03-01", "2021-03-01", span(TEXT, "on Monday"))
    killed = Figure("killed", 3, 3, text=span(TEXT, "Three sailors"))
    closure, denied = span(TEXT, "close the strait"), span(TEXT, "had shelled the port")
    return (
        event("e0", EventType.COERCE, closure, status=Status.THREATENED, sentence=3, initiators=("south",)),
        event("e1", trigger=span(TEXT, "shelled"), initiators=("army",), targets=("south",), place="p1", when=monday,
              figures=(killed,), claim="c1"),
        event("e2", trigger=denied, status=Status.DENIED, sentence=2, initiators=("army",), claim="c2"),
        event("e3", trigger=span(TEXT, "the shelling goes on"), status=Status.HYPOTHETICAL, sentence=3),
    )  # fmt: skip


def full_record(**more: Any) -> Record:
    """A record in which every section has something to say."""
    parts: dict[str, Any] = {
        "title": "Port shelled",
        "publisher": "Northern Post",
        "published": "2021-03-02",
        "sentences": SENTENCES,
        "actors": ACTORS,
        "places": (place(mentions=(span(TEXT, "Vela"),)),),
        "events": events(),
        "claims": CLAIMS,
        "relations": (Relation("army", Predicate.PART_OF, "north", span(TEXT, "Northland's army")),),
        "stances": (Stance("south", Attitude.FEARS, span(TEXT, "a blockade")),),
        "conditions": (
            Condition(ConditionKind.THREAT, SENTENCES[3], if_="e3", then="e0", if_text=Span(173, 197), by="south"),
        ),
        "discrepancies": (
            Discrepancy(DiscrepancyKind.OUTCOME, "One says that it happened, one that it did not.", ("e1", "e2"),
                        (span(TEXT, "shelled the port of Vela"), span(TEXT, "denied that it had shelled"))),
        ),
        "problems": ("paragraph 9: cut off",),
    }  # fmt: skip
    return record(TEXT, **(parts | more))
