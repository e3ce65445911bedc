from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from polybius.export.cards import Card
from polybius.export.segments import Mark, marks_of, segments
from polybius.model import Span

EVENT, ACTOR = Mark(Span(0, 10), "e0", "event", "happened"), Mark(Span(6, 14), "a0", "actor")
spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(min(pair), max(pair)))


def test_overlapping_spans_are_split_at_their_ends() -> None:
    found = list(segments(20, (EVENT, ACTOR), ()))
    assert [(s.start, s.end, s.keys) for s in found] == [
        (0, 6, ("e0",)),
        (6, 10, ("a0", "e0")),
        (10, 14, ("a0",)),
        (14, 20, ()),
    ]


def test_the_shared_part_is_drawn_as_both() -> None:
    shared = list(segments(20, (EVENT, ACTOR), ()))[1]
    assert shared.kinds == ("deed", "happened", "actor")


def test_only_the_beginning_of_what_it_leads_to_stops_the_keyboard() -> None:
    found = segments(20, (EVENT, ACTOR), (Span(2, 4),))
    assert [(s.start, s.stop) for s in found if s.keys] == [(0, True), (2, False), (4, False), (6, True), (10, False)]


def test_a_detail_never_hides_an_event() -> None:
    detail = Mark(Span(2, 4), "k0", "condition")
    found = next(s for s in segments(20, (EVENT, detail), ()) if s.start == 2)
    assert found.keys == ("e0", "k0")
    assert found.kinds == ("deed", "happened")


def test_the_inner_event_gives_the_colour() -> None:
    inner = Mark(Span(3, 5), "e1", "event", "denied")
    found = next(s for s in segments(20, (EVENT, inner), ()) if s.start == 3)
    assert found.kinds == ("deed", "denied", "begins")


def test_spans_outside_the_text_are_cut_or_left_out() -> None:
    card = Card("e0", "event", (), spans=(Span(-3, 2), Span(8, 99), Span(50, 60), Span(4, 4)))
    assert [mark.span for mark in marks_of([card], 10)] == [Span(0, 2), Span(8, 10)]


@given(st.lists(spans, max_size=12), st.lists(spans, max_size=6), st.integers(0, 40))
def test_segments_are_the_whole_text_and_know_every_mark(marked: list[Span], cuts: list[Span], length: int) -> None:
    card = [Card(f"e{n}", "event", (), spans=(s,)) for n, s in enumerate(marked)]
    marks = list(marks_of(card, length))
    found = list(segments(length, marks, cuts))
    assert [p for s in found for p in range(s.start, s.end)] == list(range(length))
    for segment in found:
        inside = {m.key for m in marks if m.span.overlaps(Span(segment.start, segment.end))}
        assert set(segment.keys) == inside
