from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from polybius.gold import Corpus, compile_report, corpus, find_phrase, gold_yaml
from polybius.gold.writing import quoted
from polybius.model import Predicate, Relation, Span
from tests.builders import SHELLING, shelling, span

HOME = Path(__file__).parents[2] / "corpus"


@cache
def dev() -> Corpus:
    return corpus("dev", HOME)


def test_right_answers_survive_being_written_and_read() -> None:
    for report in dev().reports[:12]:
        paths = {f"events/{event.id}" for event in report.record.events}
        again = compile_report(report.name, yaml.safe_load(gold_yaml(report.record, paths))).record
        for part in ("text", "events", "claims"):
            assert getattr(again, part) == getattr(report.record, part)
        assert [_ends(relation) for relation in again.relations] == [_ends(r) for r in report.record.relations]


def test_what_nobody_looked_at_is_optional() -> None:
    record = shelling(relations=(Relation("a1", Predicate.OPPOSES, "a2"),))
    report = compile_report("report", yaml.safe_load(gold_yaml(record, {"events/e1"})))
    assert report.optional == {"relations/0"}
    report = compile_report("report", yaml.safe_load(gold_yaml(record, {"relations/0"})))
    assert report.optional == {"events/e1", "actors/a1", "actors/a2", "places/p1"}


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        (SHELLING, span(SHELLING, "shelled"), "shelled"),
        ("the attack, the attacks, the attack", Span(25, 35), "the attack@2"),
        ("the attacks", Span(0, 10), "the attack"),
        ("mail a@2 and a@2", Span(5, 8), "a@2@1"),
        ("two\n  lines", Span(0, 11), "two lines"),
        ("a blast  ", Span(0, 9), "a blast"),
        ("nothing", Span(0, 0), None),
    ],
    ids=repr,
)
def test_a_span_is_named_by_its_words_and_which_occurrence(text: str, where: Span, words: str | None) -> None:
    assert quoted(text, where) == words
    assert words is None or find_phrase(text, words) == where.trimmed(text)


def _ends(relation: Relation) -> tuple[str, str, str]:
    return relation.subject, relation.predicate, relation.object
