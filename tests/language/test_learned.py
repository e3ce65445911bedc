"""The learned reader: its weights are those that were meant, its chances are chances, and odd texts do no harm."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from polybius.annotated import Annotated
from polybius.language import Learned, Parser, passages
from polybius.language.answers import NAMED, ROLES, SAID, STATUSES, TIES, TYPES
from polybius.language.learned import AHEAD, FOLDER
from polybius.model import Document, EventType, Status

TEXT = (
    "Police fired tear gas at dockers in Vela on Monday, wounding nine.\n\nThe union will hold a march next week, its "
    "secretary said. It denied that its members had thrown stones."
)


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="module")
def learned() -> Learned:
    return Learned()


def read(parser: Parser, learned: Learned, *texts: str) -> list[Annotated]:
    return list(learned.annotate(parser.annotate(map(Document, texts))))


def test_the_weights_are_those_of_the_model_card() -> None:
    lines = (FOLDER / "SHA256SUMS").read_text("utf-8").splitlines()
    assert len(lines) == 4
    for line in lines:
        digest, name = line.split()
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest, name


def test_reading_and_training_mean_the_same_by_each_class() -> None:
    wanted = {"types": TYPES, "statuses": STATUSES, "roles": ROLES, "named": NAMED, "tied": TIES, "said": SAID}
    with np.load(FOLDER / "pairs.npz") as file:
        assert {name: tuple(file[name]) for name in wanted} == wanted


def test_what_is_said_more_surely_means_more() -> None:
    with np.load(FOLDER / "pairs.npz") as file:
        told, meant = file["fact.told"], file["fact.meant"]
    assert (np.diff(told) > 0).all()
    assert (np.diff(meant) >= 0).all()
    assert np.abs(meant).max() <= 3


def test_a_deed_is_more_of_a_fact_than_what_is_denied(parser: Parser, learned: Learned) -> None:
    [document] = parser.annotate([Document(TEXT)])
    facts = dict(zip((token.text for token in document.tokens), learned.facts(document), strict=True))
    assert -3 <= facts["thrown"] < facts["hold"] < facts["fired"] <= 3


def test_who_was_never_taught_what_a_saying_is_hears_none(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    taught, untaught = Learned(), Learned()
    monkeypatch.setattr(untaught._heads, "untaught", frozenset({"cue"}))
    assert read(parser, taught, TEXT)[0].sayings
    assert read(parser, untaught, TEXT)[0].sayings is None


def test_chances_are_chances(parser: Parser, learned: Learned) -> None:
    [document] = read(parser, learned, TEXT)
    assert document.hints
    for word, hint in document.hints.items():
        assert hint.word == word < len(document.tokens)
        assert hint.nothing + sum(hint.types.values()) == pytest.approx(1, abs=1e-3)
        assert sum(hint.statuses.values()) == pytest.approx(1, abs=1e-3)
        assert all(0 <= part.chance <= 1 and part.word < len(document.tokens) for part in hint.parts)


@pytest.mark.parametrize(
    ("word", "kind", "status"),
    [
        ("fired", EventType.ASSAULT, Status.HAPPENED),
        ("denied", EventType.REJECT, Status.HAPPENED),
        ("thrown", EventType.ASSAULT, Status.DENIED),
    ],
)
def test_plain_events_are_seen(parser: Parser, learned: Learned, word: str, kind: EventType, status: Status) -> None:
    [document] = read(parser, learned, TEXT)
    hints = document.hints or {}
    hint = hints[next(token.index for token in document.tokens if token.text == word)]
    assert hint.nothing < 0.5
    assert max(TYPES, key=lambda t: hint.types[t]) is kind
    assert max(STATUSES, key=lambda s: hint.statuses[s]) is status


def test_what_is_read_with_others_is_read_as_if_alone(parser: Parser, learned: Learned) -> None:
    together = read(parser, learned, TEXT, "It rained.", TEXT)
    assert together[0].hints == together[2].hints == read(parser, learned, TEXT)[0].hints


def test_documents_come_in_order_and_no_further_ahead_than_wanted(parser: Parser, learned: Learned) -> None:
    asked: list[str] = []

    def parsed() -> Iterator[Annotated]:
        for number in range(3 * AHEAD):
            asked.append(f"Rebels shelled Goma {number} times.")
            yield from parser.annotate([Document(asked[-1])])

    documents = learned.annotate(parsed())
    found = [next(documents).document.text for _ in range(AHEAD)]
    documents.close()
    assert found == asked[:AHEAD]
    assert len(asked) == 2 * AHEAD


@pytest.mark.parametrize(
    "text",
    ["x", "\u200b ﷽ 𓀀", "Guns " * 900, f"{'no ' * 700}end.", "a" * 5000],
    ids=["letter", "signs", "names", "long", "word"],
)
def test_odd_texts_do_no_harm(parser: Parser, learned: Learned, text: str) -> None:
    [document] = read(parser, learned, text)
    assert document.hints is not None
    assert all(word < len(document.tokens) for word in document.hints)


def test_passages_hold_every_word_once_and_whole_sentences(parser: Parser) -> None:
    [document] = parser.annotate([Document(f"{TEXT} " * 12)])
    found = list(passages(document))
    assert [word for first, last in found for word in range(first, last)] == list(range(len(document.tokens)))
    assert {first for first, _ in found} <= {sentence.first for sentence in document.sentences}
    assert len(found) > 1


def test_without_weights_nothing_is_hinted(parser: Parser, tmp_path: Path) -> None:
    [document] = read(parser, Learned(tmp_path), TEXT)
    assert document.hints is None


ARMY = "The Vela Liberation Army shelled Goma on Monday. "


def test_a_mention_looks_back_at_mentions_of_its_own_and_earlier_passages(parser: Parser, learned: Learned) -> None:
    [document] = read(parser, learned, f"{ARMY * 24}The army fled.")
    starts = [first for first, _ in passages(document)]
    assert len(starts) > 1
    last = max(word for word in document.namings if document.tokens[word].text == "army")
    same = document.namings[last].same
    assert {document.tokens[word].text for word in same} >= {"Army"}
    assert min(same) < starts[-1] < max(same) < last
    assert all(0 <= chance <= 1 for chance in same.values())


def test_no_mention_looks_ahead_or_at_places(parser: Parser, learned: Learned) -> None:
    [document] = read(parser, learned, ARMY + "Karl Dorn left Oslo. The minister threatened Kenya.")
    towns = {token.index for token in document.tokens if token.text in {"Goma", "Oslo"}}
    looked_at = [(word, other) for word, naming in document.namings.items() for other in naming.same]
    assert looked_at
    assert all(other < word and other not in towns for word, other in looked_at)
