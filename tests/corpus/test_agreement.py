"""Agreement of two readers, on readings whose agreement can be worked out by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest
from agreement import Agreement, Overlap, compare, kappa, table

from polybius.gold import GoldReport, compile_report
from tests.gold.files import source


def reading(**changes: Any) -> GoldReport:
    return compile_report("port", source(**changes))


def measured(second: GoldReport) -> Agreement:
    total = Agreement()
    compare(reading(), second, total)
    return total


def test_a_reader_agrees_with_itself() -> None:
    total = measured(reading())
    assert {name: overlap.f1 for name, overlap in total.overlaps.items() if overlap.f1 < 1} == {}
    assert {name: kappa(pairs) for name, pairs in total.labels.items()} == {"type": 1.0, "status": 1.0}


def test_ids_may_differ_where_the_words_are_the_same() -> None:
    text = json.dumps(source(), default=str).replace('"army"', '"north"').replace('"e3"', '"e7"')
    total = measured(compile_report("port", json.loads(text)))
    assert {name for name, overlap in total.overlaps.items() if overlap.f1 < 1} == set()


def test_another_status_another_doer_and_a_missing_event_count() -> None:
    events = source()["events"][:1]
    events[0] |= {"status": "denied", "initiators": ["official"]}
    total = measured(reading(events=events, conditions=[]))
    assert total.labels["status"] == [("happened", "denied")]
    assert total.overlap("initiators").f1 == 0
    assert (total.overlap("events").agreed, total.overlap("events").first, total.overlap("events").second) == (1, 2, 1)


def test_what_only_one_has_and_calls_optional_is_left_out() -> None:
    total = measured(reading(events=[e for e in source()["events"] if e["id"] != "e2"]))
    assert total.overlap("events").f1 == 1


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], 1.0),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], 0.0),
    ],
)
def test_kappa_is_agreement_beyond_chance(pairs: list[tuple[str, str]], expected: float) -> None:
    assert kappa(pairs) == pytest.approx(expected)


def test_f1_counts_what_both_named() -> None:
    overlap = Overlap()
    overlap.add(["a", "b"], ["b", "c", "d"])
    assert overlap.f1 == pytest.approx(0.4)


def test_the_table_names_every_field() -> None:
    lines = table(measured(reading()))[2:]
    named = "events actors places type status initiators targets place when figures chain relations stances conditions"
    assert [line.removeprefix("| ").replace(",", " ").split()[0] for line in lines] == named.split()
