"""What a file of right answers becomes: a record, and beside it what else would have been right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from polybius.model import Attitude, Certainty, Event, EventType, Record, Span, Status


@dataclass(frozen=True, slots=True)
class Also:
    """What a fair coder could have written instead; `slack` is in days at each end of `when`.

    Chains are ids of actors in a report, words in a single sentence.
    """

    types: tuple[EventType, ...] = ()
    statuses: tuple[Status, ...] = ()
    places: tuple[str, ...] = ()
    chains: tuple[tuple[str, ...], ...] = ()
    attitudes: tuple[Attitude, ...] = ()
    slack: int = 0


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One report with its right answers.

    `also` and `optional` are keyed by the path of an entry: `events/e4`, `relations/0`, `events/e1/figures/2`,
    `actors/police`. What is optional is neither rewarded nor punished.
    """

    name: str
    record: Record
    also: Mapping[str, Also] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SentenceEvent:
    """An event of a single sentence; participants, sources and places are words of it, `content` indexes its events."""

    type: EventType
    status: Status
    trigger: Span
    initiators: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    chain: tuple[Span, ...] = ()
    place: Span | None = None
    certainty: Certainty = Certainty.CERTAIN
    content: tuple[int, ...] = ()
    also: Also = Also()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """One sentence with its events, or with the reason why it holds none (`nothing`)."""

    id: str
    text: str
    events: tuple[SentenceEvent, ...] = ()
    nothing: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One report's account of an incident: the name of the report and the id of its event."""

    report: str
    event: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """The accounts of one thing that happened, and the fields about which they disagree."""

    id: str
    accounts: tuple[Told, ...]
    disputed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """A part of the corpus; `copies` pairs a near-copy with its original, `lookalikes` events that are two things."""

    reports: tuple[GoldReport, ...]
    sentences: tuple[GoldSentence, ...]
    incidents: tuple[Incident, ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    lookalikes: tuple[tuple[Told, ...], ...] = ()


def chain_of(record: Record, event: Event) -> tuple[str, ...]:
    """Returns the actors who tell an event, outermost first; none where the report says it in its own voice."""
    claim = next((claim for claim in record.claims if claim.id == event.claim), None)
    return tuple(link.source for link in claim.chain) if claim else ()
