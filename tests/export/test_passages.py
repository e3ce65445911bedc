from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybius.export.passages import nearest, passage, sentence_at, trim, with_ellipses
from polybius.model import Span
from tests.builders import span


@pytest.mark.parametrize(
    ("sentence", "trigger", "width", "expected"),
    [
        ("On Monday, jets bombed a convoy near Vela, officials said.", "bombed", 90, "jets bombed a convoy near Vela"),
        ("Two died, he said.", "died", 90, "Two died, he said."),
        ("The army killed 1,200 rebels in a single week of fighting.", "1,200", 30, "killed 1,200 rebels in a"),
        ("He said: “We shall bomb the bridges of the river.”", "bomb", 36, "We shall bomb the bridges of the"),
        ("Troops\nleft the old town of Vela on foot.", "left", 90, "Troops\nleft the old town of Vela on foot."),
    ],
    ids=["clause", "short clause is widened", "number is no clause end", "half a quotation", "line break is no end"],
)  # fmt: skip
def test_a_passage_is_the_clause_around_its_words(sentence: str, trigger: str, width: int, expected: str) -> None:
    found = passage(sentence, span(sentence, trigger), Span(0, len(sentence)), width)
    assert found.of(sentence) == expected


@given(st.text("ab, ;“”.\n–", min_size=1), st.data())
def test_a_passage_keeps_its_words_and_stays_in_its_sentence(text: str, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    sentence, words = Span(ends[0], ends[3]), Span(ends[1], ends[2])
    found = passage(text, words, sentence, data.draw(st.integers(1, 30)))
    assert sentence.contains(found)
    assert found.contains(words)


def test_words_outside_their_sentence_are_quoted_all_the_same() -> None:
    assert passage("one two three", Span(4, 7), Span(8, 13), 20).contains(Span(4, 7))


def test_ellipses_mark_what_was_cut_off() -> None:
    text = "Jets bombed a convoy near Vela. They left."
    whole = Span(0, 31)
    assert with_ellipses(text, span(text, "bombed a convoy"), whole) == "…bombed a convoy…"
    assert with_ellipses(text, whole, whole) == "Jets bombed a convoy near Vela."


def test_trimming_spares_the_words_themselves() -> None:
    assert trim("-- ab, ", Span(0, 7), Span(0, 7)) == Span(0, 7)
    assert trim("-- ab, ", Span(0, 7), Span(3, 5)) == Span(3, 5)


def test_the_nearest_mention_is_chosen() -> None:
    assert nearest((Span(0, 4), Span(30, 34), Span(90, 94)), Span(40, 45)) == Span(30, 34)
    assert nearest((), Span(40, 45)) is None


def test_a_span_outside_all_sentences_is_its_own() -> None:
    assert sentence_at((Span(0, 5), Span(6, 9)), Span(7, 8)) == Span(6, 9)
    assert sentence_at((), Span(7, 8)) == Span(7, 8)
