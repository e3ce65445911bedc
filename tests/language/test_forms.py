"""Forms: what is remembered of words is what the pipeline's ruler and lemmatiser would say of them."""

from __future__ import annotations

import pytest
import spacy

from polybius.language import Parser
from polybius.language.parser import MODEL
from polybius.model import Document

TEXTS = [
    "There is a truce. Let's go, he said; they're gonna leave.",
    "The army's patrols were being shelled, and its men ran.",
    "Leaves fell. The leaves fell. She leaves. Fell the tree!",
    "He has left; he has a left foot. They had had enough.",
    "A village, which was shelled, fell; a hundred men, that was all, held which village?",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_forms_are_those_of_the_whole_pipeline(text: str) -> None:
    whole = spacy.load(MODEL, exclude=["ner"])
    parser = Parser()
    for _ in range(2):  # at first, and once the words are known
        [document] = parser.annotate([Document(text)])
        wanted = [(t.text, t.pos_) for t in whole(text)]
        assert [(token.text, token.pos) for token in document.tokens] == wanted
    lemmas = [t.lemma_.lower() for t in whole(text) if t.pos_ != "PROPN"]
    assert [token.lemma for token in document.tokens if token.pos != "PROPN"] == lemmas
