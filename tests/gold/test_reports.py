from __future__ import annotations

from typing import Any

import pytest

from polybius.errors import GoldError
from polybius.gold import Also, compile_report
from polybius.model import Attitude, ClaimKind, EventType, Precision, Record, Span, Status, TimeSpan
from tests.builders import faults
from tests.gold.files import TEXT, source


@pytest.fixture(scope="module")
def record() -> Record:
    return compile_report("port", source()).record


def words(*spans: Span | None) -> list[str]:
    return [span.of(TEXT) for span in spans if span]


def test_a_record_keeps_its_own_rules(record: Record) -> None:
    assert faults(record) == []
    assert (record.title, record.publisher, record.published) == ("Port shelled", "Harbour Gazette", "2021-03-02")


def test_names_and_aliases_are_found_in_the_text(record: Record) -> None:
    assert [words(*actor.mentions) for actor in record.actors] == [
        ["Northland's army", "The army"],
        ["a harbour official", "the official"],
    ]
    assert record.places[0].precision is Precision.EXACT


def test_an_event_has_its_words_its_sentence_and_its_day(record: Record) -> None:
    event = record.events[0]
    assert words(event.trigger, *event.mentions) == ["shelled", "Port shelled", "the shelling"]
    assert record.sentences[event.sentence].of(TEXT).startswith("Northland's army shelled")
    assert event.when == TimeSpan("2021-03-01", "2021-03-01")
    assert [(figure.what, figure.low, figure.high) for figure in event.figures] == [
        ("rounds", 12, None),
        ("killed", 3, 3),
    ]


def test_one_chain_is_one_claim_and_second_voices_stand_beside_it(record: Record) -> None:
    [chain, denial] = record.claims
    assert [link.source for link in chain.chain] == ["official"]
    assert (denial.kind, words(denial.content)) == (ClaimKind.DENIAL, ["denied it"])
    assert record.events[0].claims == (chain.id, denial.id)
    assert record.events[1].claim is None


def test_a_condition_spans_its_ends(record: Record) -> None:
    [condition] = record.conditions
    assert (condition.then, words(condition.if_text)) == ("e3", ["the shelling goes on"])
    assert words(condition.text) == ["the shelling goes on, Vela will be evacuated"]


def test_what_else_is_right_and_what_is_optional_stand_beside_the_record() -> None:
    report = compile_report("port", source())
    assert report.optional == {"events/e1/figures/1", "events/e2", "relations/0"}
    assert report.also == {
        "events/e1": Also(types=(EventType.COERCE,), slack=1),
        "events/e3": Also(statuses=(Status.PLANNED,), chains=((),)),
        "stances/0": Also(attitudes=(Attitude.OPPOSES,)),
    }


BROKEN = {
    "a phrase that is not there": (
        {"events": [{"id": "e1", "type": "AID", "trigger": "bombed"}]},
        "not in text: 'bombed'",
    ),
    "an unknown type": (
        {"events": [{"id": "e1", "type": "WAR", "trigger": "shelled"}]},
        "unknown value; allowed: AGREE",
    ),
    "an unknown key": (
        {"events": [{"id": "e1", "type": "AID", "trigger": "it", "who": "x"}]},
        "unknown key; allowed: also",
    ),
    "a missing key": ({"events": [{"id": "e1", "type": "AID"}]}, "events/e1: has no trigger"),
    "a dangling id": (
        {"events": [{"id": "e1", "type": "AID", "trigger": "it", "targets": ["navy"]}]},
        "events/e1.targets: no such id among the actors: 'navy'",
    ),
    "a day that is none": (
        {"events": [{"id": "e1", "type": "AID", "trigger": "it", "when": ["2021-02-30", None]}]},
        "not a day (YYYY-MM-DD): '2021-02-30'",
    ),
    "an interval back to front": (
        {"events": [{"id": "e1", "type": "AID", "trigger": "it", "when": ["2021-02-03", "2021-02-01"]}]},
        "ends before it starts",
    ),
    "a relation too short": (
        {"relations": [["army", "opposes"]]},
        "relations/0: should be [subject, predicate, object]",
    ),
    "a condition without ends": ({"conditions": [{"kind": "threat"}]}, "conditions/0: has neither if nor then"),
    "an id twice": ({"places": {"army": {"name": "Vela"}}}, "id given twice: 'army'"),
    "no country": (
        {"actors": {"army": {"name": "x", "kind": "military", "country": "Northland"}}},
        "not an ISO 3166-1",
    ),
    "a relation with words behind it": (
        {"relations": [["army", "opposes", "official", "optional"]]},
        "relations/0: should be",
    ),
    "a list for an id": (
        {"events": [{"id": "e1", "type": "AID", "trigger": "it", "targets": [["army"]]}]},
        "no such id among the actors: ['army']",
    ),
    "a list for a sector": (
        {"actors": {"army": {"name": "x", "kind": "military", "sector": ["MIL"]}}},
        "unknown sector",
    ),
    "a number for a list": ({"events": 5, "actors": 5}, "events: should be a list: 5"),
    "no text": ({"text": ""}, "file: has no text"),
    "no list": ({"events": {}, "stances": {"a": 1}}, "stances: should be a list"),
}


@pytest.mark.parametrize(("changes", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_refused_with_its_name_and_the_place(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(GoldError) as error:
        compile_report("port", source(**changes))
    assert message in str(error.value)
    assert all(line.startswith("port: ") for line in str(error.value).splitlines())


def test_all_faults_of_a_file_are_told_at_once() -> None:
    events = [{"id": "e1", "type": "WAR", "trigger": "bombed"}]
    with pytest.raises(GoldError) as error:
        compile_report("port", source(events=events, stances=[], conditions=[], claims=[], discrepancies=[]))
    assert len(str(error.value).splitlines()) == 2
