"""Features: what the parse, the shape and the ontology say of a word, in numbers."""

from __future__ import annotations

import numpy as np
import pytest

from polybius.language import Features, Parser
from polybius.language.features import NAMES
from polybius.language.learned import FOLDER
from polybius.model import Document
from polybius.ontology import load_ontology

TEXT = "Israel shelled two villages. NATO soldiers from the United Arab Emirates left."


@pytest.fixture(scope="module")
def told() -> dict[str, tuple[str, ...]]:
    """The names of what is told of each word, empty where nothing is."""
    [document] = Parser().annotate([Document(TEXT)])
    numbers = Features(load_ontology()).of(document)
    return {
        token.text: tuple(names[n - 1] if n else "" for names, n in zip(NAMES, own, strict=True))
        for token, own in zip(document.tokens, numbers, strict=True)
    }


def test_a_verb_of_the_lexicon_brings_its_type(told: dict[str, tuple[str, ...]]) -> None:
    assert told["shelled"] == ("VERB", "ROOT", "lower", "ASSAULT", "")


def test_a_name_of_several_words_is_known_as_a_whole(told: dict[str, tuple[str, ...]]) -> None:
    assert {told[word][4] for word in ("United", "Arab", "Emirates")} == {"state"}


def test_shapes_tell_the_first_word_from_a_name(told: dict[str, tuple[str, ...]]) -> None:
    shapes = [told[word][2] for word in ("Israel", "Emirates", "NATO", "two")]
    assert shapes == ["first", "capitalised", "capitals", "lower"]


def test_nouns_for_people_are_known(told: dict[str, tuple[str, ...]]) -> None:
    assert told["soldiers"][4] == "people"


def test_reading_and_training_mean_the_same_by_each_number() -> None:
    with np.load(FOLDER / "pairs.npz") as file:
        assert tuple(file["features"]) == tuple(name for names in NAMES for name in names)
