"""Record -> discrepancies: where one report contradicts itself, each with a sentence that a person can check."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from itertools import combinations

from polybius.drafts import CASUALTIES
from polybius.model import Discrepancy, DiscrepancyKind, Event, EventType, Figure, Record, Span, Status

NEIGHBOURS = 40  # events
DONE = frozenset({Status.HAPPENED, Status.ONGOING})
# What one person says is no version of what another says.
SAID = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.THREATEN, EventType.SUPPORT})


def find_discrepancies(
    record: Record, dates: Sequence[tuple[tuple[str, ...], str, tuple[Span, ...]]]
) -> Iterator[Discrepancy]:
    """Yields every contradiction; `dates` are (event ids, explanation, words) of dates that cannot be right."""
    for events, words, spans in dict.fromkeys(dates):
        yield Discrepancy(DiscrepancyKind.CHRONOLOGY, words, events, spans)
    for event in record.events:
        yield from _figures(record, event)
    for one, other in _neighbours(record.events):
        yield from _outcome(record, one, other)
        yield from _actor(record, one, other)


def _neighbours(events: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """Pairs of one type, each with the NEIGHBOURS told before it, so that long reports cost in proportion."""
    by_type: dict[EventType, deque[Event]] = defaultdict(lambda: deque(maxlen=NEIGHBOURS))
    for event in events:
        for earlier in by_type[event.type]:
            yield earlier, event
        by_type[event.type].append(event)


def _figures(record: Record, event: Event) -> Iterator[Discrepancy]:
    """Counts of one thing that cannot all be right, each thing once."""
    tolls = [f for f in event.figures if f.what in CASUALTIES and f.text is not None and not _is_part(record, f.text)]
    for what in dict.fromkeys(f.what for f in tolls):
        apart = {n for pair in combinations([f for f in tolls if f.what == what], 2) if _disagree(*pair) for n in pair}
        texts = tuple(sorted((f.text for f in apart if f.text is not None), key=lambda span: span.start))
        if texts:
            first, *others = (f"“{text.of(record.text)}”" for text in texts)
            explanation = f"{what.capitalize()}: {first} in one place, {' and '.join(others)} in another."
            yield Discrepancy(DiscrepancyKind.FIGURE, explanation, (event.id,), texts)


def _disagree(one: Figure, other: Figure) -> bool:
    return (one.who == other.who or None in (one.who, other.who)) and not _meet(one, other)


def _is_part(record: Record, span: Span) -> bool:
    """Tells whether a count is of some among those counted before: "including two children"."""
    before = record.text[max(0, span.start - 14) : span.start].lower().rstrip()
    return before.endswith(("among them", "including", "of whom", "of them", "among whom"))


def _meet(one: Figure, other: Figure) -> bool:
    return _low(one) <= _high(other) and _low(other) <= _high(one)


def _low(figure: Figure) -> float:
    return figure.low if figure.low is not None else float("-inf")


def _high(figure: Figure) -> float:
    return figure.high if figure.high is not None else float("inf")


def _outcome(record: Record, one: Event, other: Event) -> Iterator[Discrepancy]:
    """One source says that it happened, another that it did not."""
    if (
        one.type is not other.type
        or one.type is EventType.REJECT
        or {one.status in DONE, other.status in DONE} != {True, False}
    ):
        return
    denied = one if one.status is Status.DENIED else other
    if denied.status is not Status.DENIED or one.claim == other.claim:
        return
    alike = one.trigger.of(record.text).lower() == other.trigger.of(record.text).lower()
    together = alike or set(one.initiators) & set(other.initiators) or set(one.targets) & set(other.targets)
    if one.type in SAID and one.initiators and other.initiators:
        together = set(one.initiators) & set(other.initiators)
    if together and (one.place is None or other.place is None or one.place == other.place):
        texts = (one.trigger, other.trigger)
        told, retold = one.trigger.of(record.text), other.trigger.of(record.text)
        explanation = f"“{told}” is said to have {_verb(one)}, “{retold}” to have {_verb(other)}."
        yield Discrepancy(DiscrepancyKind.OUTCOME, explanation, (one.id, other.id), texts)


def _actor(record: Record, one: Event, other: Event) -> Iterator[Discrepancy]:
    """Each side is said, by another source, to have done it to the other."""
    both = one.type is other.type is EventType.ASSAULT and {one.status, other.status} <= DONE
    crossed = set(one.initiators) & set(other.targets) and set(one.targets) & set(other.initiators)
    if both and crossed and one.claim != other.claim:
        texts = (one.trigger, other.trigger)
        told, retold = (t.of(record.text) for t in texts)
        explanation = f"“{told}” has one side as the doer, “{retold}” the other."
        yield Discrepancy(DiscrepancyKind.ACTOR, explanation, (one.id, other.id), texts)


def _verb(event: Event) -> str:
    return "not happened" if event.status is Status.DENIED else "happened"
