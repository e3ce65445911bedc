"""Known names in a sentence: the longest form, whatever its accents, hyphens and apostrophes."""

import pytest

from polybius import ActorKind
from polybius.annotated import Annotated
from polybius.extract.names import NameIndex, normal
from polybius.ontology import Entry
from tests.builders import annotated

ENTRIES = (
    Entry("Vela Front", "Vela Front", ActorKind.ARMED_GROUP, aliases=("VF", "the Front of Vela")),
    Entry("Vela Front Youth", "Vela Front Youth", ActorKind.ORGANISATION),
    Entry("Kata'ib al-Noor", "Kata'ib al-Noor", ActorKind.ARMED_GROUP),
    Entry(
        "NRL", "Norland", ActorKind.STATE, demonyms=("Norlander", "Norlanders"), metonyms=("Ravik",), capital="Ravik"
    ),
    Entry("Nordia Guard", "Guard", ActorKind.MILITARY, country="NRD"),
    Entry("Norland Guard", "Guard", ActorKind.MILITARY, country="NRL"),
)


def words(text: str) -> Annotated:
    first = text.split(maxsplit=1)[0]
    return annotated(" ".join(f"{word}/{'HYPH' if word == '-' else 'NNP'}/dep/{first}" for word in text.split()))


def found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    tokens = words(text).tokens
    matches = NameIndex(ENTRIES).find(tokens)
    return [(" ".join(t.text for t in tokens[m.first : m.last]), m.keys) for m in matches]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Vela Front fled", "Vela Front"),
        ("VF fighters fled", "VF"),
        ("the Front of Vela fled", "Front of Vela"),
        ("Kataib al - Noor fled", "Kataib al - Noor"),
        ("Kata’ib al Noor fled", "Kata’ib al Noor"),
        ("Kata‘ib al - Nóor fled", "Kata‘ib al - Nóor"),
        ("many Norlanders fled", "Norlanders"),
    ],
)
def test_a_name_is_found_in_any_spelling(text: str, name: str) -> None:
    assert [words for words, _ in found(text)] == [name]


def test_the_longest_form_wins() -> None:
    assert found("the Vela Front Youth marched") == [("Vela Front Youth", ("Vela Front Youth",))]


@pytest.mark.parametrize(
    "text",
    [
        "vf fled",
        "a vela front passed",
        "Vela fled",
        "front of the house",
        "the Gulf of Norland was calm",
        "the Ravik agreements hold",
    ],
)
def test_other_words_are_no_name(text: str) -> None:
    assert found(text) == []


def test_two_entries_may_share_a_form() -> None:
    assert found("the Guard fled") == [("Guard", ("Nordia Guard", "Norland Guard"))]


def test_a_form_is_a_name_a_demonym_or_a_metonym() -> None:
    index = NameIndex(ENTRIES)
    sorts = [index.find(words(text).tokens)[0].sort for text in ("Norland", "Norlander", "Ravik")]
    assert sorts == ["name", "demonym", "metonym"]


@pytest.mark.parametrize(
    ("word", "plain"), [("Kata’ib", "kataib"), ("U.S.", "us"), ("Nóor", "noor"), ("Re\u0301bel", "rebel"), ("", "")]
)
def test_a_word_is_compared_without_case_accents_and_apostrophes(word: str, plain: str) -> None:
    assert normal(word) == plain
