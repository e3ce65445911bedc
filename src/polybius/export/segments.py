"""A text and the cards on it -> runs of text that lie under the same cards, however their spans overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from polybius.export.cards import Card
from polybius.model import Span

DEEDS = frozenset({"event"})
NAMES = frozenset({"actor", "place"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that belongs to a card."""

    span: Span
    key: str
    kind: str
    status: str = ""

    @property
    def rank(self) -> tuple[bool, int]:
        """Events and names before details, then the shorter: the first by rank is what a segment leads to."""
        return self.kind not in DEEDS | NAMES, self.span.end - self.span.start


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters `start` to `end`; `keys` are the cards that they belong to, the one they lead to first.

    `kinds` says how they are drawn: a status, `actor`, `place`, `detail`, and `begins` where an event's words begin.
    `stop` tells whether they are the first of what they lead to, and so a stop of the keyboard.
    """

    start: int
    end: int
    keys: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    stop: bool = False


def marks_of(cards: Iterable[Card], length: int) -> Iterator[Mark]:
    """Yields what cards and the cards under them mark in a text of so many characters."""
    for card in cards:
        for span in dict.fromkeys(card.spans):
            if (within := _within(span, length)) is not None:
                yield Mark(within, card.key, card.kind, card.status)
        yield from marks_of(card.notes, length)


def cuts_of(cards: Iterable[Card]) -> Iterator[Span]:
    """Yields the spans of all values, at which the text is cut so that each can be jumped to."""
    for card in cards:
        for values in (*card.facts, card.words, card.chain or (), *(told.chain for told in card.told)):
            yield from (value.span for value in values if value.span is not None)
        yield from cuts_of(card.notes)


def segments(length: int, marks: Iterable[Mark], cuts: Iterable[Span]) -> Iterator[Segment]:
    """Splits a text at both ends of every mark and cut; the segments touch, and together are the text."""
    known = sorted(marks, key=lambda mark: mark.span)
    spans = (*(m.span for m in known), *(s for c in cuts if (s := _within(c, length)) is not None))
    ends = sorted({0, length, *(s.start for s in spans), *(s.end for s in spans)})
    active: list[Mark] = []
    position = 0
    for start, end in pairwise(ends):
        active = [mark for mark in active if mark.span.end > start]
        while position < len(known) and known[position].span.start <= start:
            active.append(known[position])
            position += 1
        yield _segment(start, end, active)


def _segment(start: int, end: int, active: list[Mark]) -> Segment:
    ranked = sorted(active, key=lambda mark: mark.rank)
    if not ranked:
        return Segment(start, end)
    stop = ranked[0].span.start == start
    return Segment(start, end, tuple(dict.fromkeys(m.key for m in ranked)), tuple(_kinds(start, ranked)), stop)


def _kinds(start: int, ranked: list[Mark]) -> Iterator[str]:
    """The innermost event gives the colour; names are underlined on top of it; the rest is a detail."""
    deed = next((mark for mark in ranked if mark.kind in DEEDS), None)
    if deed is not None:
        yield from ("deed", deed.status)
        if deed.span.start == start:
            yield "begins"
    named = next((mark.kind for mark in ranked if mark.kind in NAMES), None)
    if named or deed is None:
        yield named or "detail"


def _within(span: Span, length: int) -> Span | None:
    start, end = max(0, span.start), min(length, span.end)
    return Span(start, end) if start < end else None
