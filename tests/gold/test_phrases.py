from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybius.gold.phrases import find_names, find_phrase, sentence_spans
from polybius.model import Span

TEXT = "The APC of the AP  was\nhit. The army, and the armies, hit the APC."


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("AP", Span(15, 17)),
        ("APC@2", Span(62, 65)),
        ("was hit", Span(19, 26)),
        ("hit@2", Span(54, 57)),
        ("army", Span(32, 36)),
        ("rmy", Span(33, 36)),
        ("tank", None),
        ("APC@3", None),
        ("  ", None),
    ],
)
def test_a_phrase_is_found_as_whole_words_first(phrase: str, found: Span | None) -> None:
    assert find_phrase(TEXT, phrase) == found


def test_a_name_inside_a_longer_one_belongs_to_the_longer() -> None:
    text = "The navy of North Vela met Vela's navy."
    found = find_names(text, {"north": ["North Vela"], "vela": ["Vela"], "navy": ["the navy", "navy"]})
    assert {id: [span.of(text) for span in spans] for id, spans in found.items()} == {
        "north": ["North Vela"],
        "vela": ["Vela"],
        "navy": ["The navy", "navy"],
    }


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Gen. Oru fled. He was hit.", ["Gen. Oru fled.", "He was hit."]),
        ("“Go,” he said. “Now!” They went.", ["“Go,” he said.", "“Now!”", "They went."]),
        ("A title\n\nIt rained.", ["A title", "It rained."]),
        ("Losses:\n- two boats\n- one jetty", ["Losses:", "- two boats", "- one jetty"]),
        ("J. Oru paid 2.5m. Nobody knew.", ["J. Oru paid 2.5m.", "Nobody knew."]),
    ],
)
def test_sentences_end_where_they_do(text: str, sentences: list[str]) -> None:
    assert [span.of(text) for span in sentence_spans(text)] == sentences


def test_a_title_is_a_sentence_of_its_own() -> None:
    text = "Port shelled\nThe army did it."
    assert [span.of(text) for span in sentence_spans(text, "Port shelled")] == ["Port shelled", "The army did it."]


@given(st.text(alphabet="Ab .!?\n“”-:1", max_size=60))
def test_sentences_hold_all_words_in_order(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
