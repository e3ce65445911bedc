"""The checker finds what is planted, and nothing in a report that is right."""

from __future__ import annotations

from typing import Any

import check
import dates
import geography
import pytest
import wording

from polybius.gold import GoldReport, GoldSentence, compile_report
from polybius.model import Place, Precision, Span
from tests.gold.files import source

LYON = Place("p", "Lyon", country="FRA", latitude=45.75, longitude=4.85)
FILLER = " ".join(f"word{n}" for n in range(120))


def report(name: str = "port", **changes: Any) -> GoldReport:
    plain = source(**changes)
    return compile_report(name, plain | {"text": f"{plain['text']} {FILLER}"})


def bare(name: str, text: str, **more: Any) -> GoldReport:
    return compile_report(name, {"text": text, **more})


def paths(found: Any) -> list[str]:
    return [path for path, what in found if not what.startswith("look")]


def test_a_report_that_is_right_has_no_fault() -> None:
    assert [line for line in check.report_faults(report(), {}) if not line.startswith("look")] == []


def test_an_exception_with_its_reason_is_no_fault() -> None:
    events = [{"id": "e1", "type": "ASSAULT", "trigger": "shelled"}]
    broken = report(events=events, stances=[], conditions=[], discrepancies=[], claims=[])
    assert list(check.report_faults(broken, {})) == ["port: events/e1: neither doer nor target: 'shelled'"]
    assert list(check.report_faults(broken, {"port": {"events/e1": "nobody knows"}})) == []


def test_a_short_text_is_a_fault() -> None:
    assert paths(check.length_faults(bare("a", "Too short."))) == ["text"]


def test_an_alias_that_the_text_lacks_is_a_fault() -> None:
    navy = {"navy": {"name": "the navy", "aliases": ["the fleet"], "kind": "military"}}
    assert paths(check.alias_faults(bare("a", "The navy sailed.", actors=navy))) == ["actors/navy"]


def test_an_id_that_other_readers_take_for_a_truth_value_is_a_fault() -> None:
    officer = {"off": {"name": "an officer", "kind": "unnamed"}}
    assert paths(check.alias_faults(bare("a", "An officer spoke.", actors=officer))) == ["actors/off"]


# --- days


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("It was Tuesday, 2 March 2021.", False),
        ("It was Monday, 2 March 2021.", True),
        ("It was Tuesday, March 2.", False),
        ("It was Fri 2 March.", True),
        ("It was Thursday, December 31.", False),
        ("It was on Tuesday.", False),
    ],
)
def test_a_weekday_that_does_not_fit_its_date_is_a_fault(text: str, wrong: bool) -> None:
    assert bool(list(dates.weekday_faults(bare("a", text, published="2021-03-05")))) is wrong


def test_a_contradiction_that_the_record_names_is_no_fault() -> None:
    quarrel = {"kind": "chronology", "texts": ["Monday, 2 March"], "explanation": "2 March 2021 was a Tuesday."}
    there = bare("a", "It was Monday, 2 March.", published="2021-03-05", discrepancies=[quarrel])
    assert list(dates.weekday_faults(there)) == []


def test_a_deed_after_the_day_of_publication_is_a_fault() -> None:
    assert paths(dates.faults(report(published="2021-02-27"))) == ["events/e1"]


# --- places


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, False),
        ({"country": "ESP"}, True),
        ({"latitude": -45.75}, True),
        ({"country": "FRA", "latitude": 46.2, "longitude": 6.14}, False),
        ({"latitude": 46.2, "longitude": 7.9}, True),
    ],
    ids=["right", "other country", "other hemisphere", "just across the border", "deep across the border"],
)
def test_a_place_outside_its_country_is_a_fault(change: dict[str, Any], wrong: bool) -> None:
    fields = {"country": "FRA", "latitude": 45.75, "longitude": 4.85, "precision": Precision.EXACT} | change
    assert bool(geography.outside(Place("p", "Somewhere", **fields))) is wrong


def test_a_town_far_from_the_one_of_its_name_is_looked_at() -> None:
    moved = Place("p", "Lyon", country="FRA", latitude=48.85, longitude=2.35)
    assert geography.far_from_namesake(LYON) is None
    assert "from the place of its name" in (geography.far_from_namesake(moved) or "")


# --- wording


LONG = "one two three four five six seven eight nine ten eleven twelve thirteen"


def test_a_run_of_twelve_words_in_two_texts_is_a_fault_unless_one_is_a_copy() -> None:
    reports = [bare("a", f"Here: {LONG}."), bare("b", f"There: {LONG}!"), bare("c", LONG[:-20])]
    assert len(list(wording.repeated_runs(reports, [], []))) == 1
    assert list(wording.repeated_runs(reports, [], [{"a", "b"}])) == []


def test_a_copy_resembles_its_original() -> None:
    assert wording.resemblance(LONG, f"{LONG} and more") == 1
    assert wording.resemblance(LONG, FILLER) == 0


def test_a_frame_masks_who_did_what_where_and_when() -> None:
    text = "The guild denied on Friday that Ada Oru had fled to Mazabuka with 12 goats."
    marks = [(Span(0, 9), "who"), (Span(10, 16), "did"), (Span(text.index("Mazabuka"), text.index(" with")), "where")]
    assert wording.frame(text, marks) == "‹who› ‹did› on ‹day› that ‹name› had fled to ‹where› with ‹0› goats ."


def test_sentences_built_alike_are_a_fault_when_there_are_many() -> None:
    alike = [GoldSentence(f"a/{n}", f"Ada saw {n} boats on Monday.", nothing="state") for n in range(9)]
    assert list(wording.common_frames([], alike)) == [
        "9 of 9 sentences are built alike: 'ada saw ‹0› boats on ‹day› .'"
    ]
    others = [GoldSentence(f"b/{n}", f"It was {'very ' * n}late.", nothing="state") for n in range(1991)]
    assert list(wording.common_frames([], [*alike, *others])) == []


# --- the whole


def test_an_incident_must_lead_to_events_that_are_there() -> None:
    incidents = {
        "incidents": [
            {"id": "x", "accounts": [{"file": "port.yaml", "event": "e1"}, {"file": "port.yaml", "event": "e9"}]}
        ],
        "not_the_same": [],
        "copies": [{"copy": "port.yaml", "of": "quay.yaml"}],
    }
    found = list(check.incident_faults(incidents, {"port": report()}))
    assert found == [
        "incidents: port: no such report or event: 'e9'",
        "incidents: copies: no such report: ['port', 'quay']",
    ]


def test_reports_that_share_an_incident_are_one_group() -> None:
    link = [{"file": "a.yaml", "event": "e1"}, {"file": "b.yaml", "event": "e1"}]
    alike = [{"file": "b.yaml", "event": "e2"}, {"file": "c.yaml", "event": "e1"}]
    groups = check.group_reports({"incidents": [{"accounts": link}], "not_the_same": [{"events": alike}], "copies": []})
    assert groups == [{"a.yaml", "b.yaml", "c.yaml"}]
