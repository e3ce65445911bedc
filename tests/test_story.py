"""The whole way: five small reports on one episode -> records, a store, a brief, a page, JSON lines.

The reports are those of `examples/`: a wire copy, a local paper that disagrees, a communiqué of the accused, a
bulletin by mail, an analyst's table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from polybius import Actor, Condition, Event, EventType, Record, Span, Status, cli, record_from_dict, record_to_dict
from polybius.model import to_dict

ROOT = Path(__file__).parents[1]
FILES = sorted(map(str, (ROOT / "examples").glob("0*")))
WIRE, PAPER, COMMUNIQUE, MINISTRY, MONITOR = range(5)

Run = Callable[..., str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the five reports have been read once, into a store and into a file of records."""
    there = tmp_path_factory.mktemp("story")
    status = cli.main(["read", *FILES, "--db", str(there / "x.db"), "--output", str(there / "records.jsonl")])
    assert status == 0
    return there


@pytest.fixture(scope="module")
def records(folder: Path) -> list[Record]:
    lines = (folder / "records.jsonl").read_text("utf-8").splitlines()
    return [record_from_dict(json.loads(line)) for line in lines]


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on the store and returns what it prints."""

    def running(*arguments: str) -> str:
        assert cli.main([*arguments, "--db", str(folder / "x.db")]) == 0
        return capsys.readouterr().out

    return running


def words(record: Record, span: Span | None) -> str:
    return "" if span is None else " ".join(span.of(record.text).split())


def actors(record: Record, ids: tuple[str, ...]) -> list[Actor]:
    return [actor for id in ids for actor in record.actors if actor.id == id]


def events(record: Record, type: EventType, status: Status = Status.HAPPENED) -> list[Event]:
    return [event for event in record.events if event.type == type and event.status == status]


def chain_of(record: Record, event: Event) -> list[list[str]]:
    claims = [claim for claim in record.claims if claim.id in (event.claim, *event.claims)]
    return [[actors(record, (link.source,))[0].name for link in claim.chain] for claim in claims]


def tolls(record: Record) -> set[tuple[float | None, float | None]]:
    return {(f.low, f.high) for event in record.events for f in event.figures if f.what == "killed"}


# --- what is read


def test_five_reports_are_read_with_who_published_them_and_when(records: list[Record]) -> None:
    assert [(record.publisher, record.published) for record in records] == [
        ("Altiplano Wire", "2024-06-12"),
        ("Iquique Courier", "2024-06-13"),
        ("Puna Front", "2024-06-14"),
        ("Andean Diplomatic Bulletin", "2024-06-16"),
        ("Plateau Monitor", "2024-06-18"),
    ]
    assert [record.problems for record in records] == [()] * 5


def spans(plain: Any) -> Iterator[tuple[int, int]]:
    if isinstance(plain, dict) and set(plain) == {"start", "end"} and isinstance(plain["start"], int):
        yield plain["start"], plain["end"]
    elif isinstance(plain, dict | list):
        for inner in plain.values() if isinstance(plain, dict) else plain:
            yield from spans(inner)


def test_every_span_lies_in_its_text_and_begins_and_ends_with_a_word(records: list[Record]) -> None:
    for record in records:
        found = list(spans(to_dict(record)))
        assert len(found) > 50
        bad = [s for s in found if not 0 <= s[0] < s[1] <= len(record.text) or record.text[s[0] : s[1]].strip() == ""]
        assert bad == []


def test_every_id_that_is_named_is_there(records: list[Record]) -> None:
    for record in records:
        known = {thing.id for part in (record.actors, record.places, record.events, record.claims) for thing in part}
        named = {id for e in record.events for id in (*e.initiators, *e.targets, *e.content, *e.claims)}
        named |= {id for e in record.events for id in (e.place, e.origin, e.destination, e.claim) if id}
        named |= {link.source for claim in record.claims for link in claim.chain}
        assert named - known == set()


def test_the_attack_is_found_with_its_day_and_its_place(records: list[Record]) -> None:
    attack = next(e for e in events(records[PAPER], EventType.ASSAULT) if words(records[PAPER], e.trigger) == "attack")
    assert attack.when is not None
    assert (attack.when.start, attack.when.end) == ("2024-06-11", "2024-06-11")
    place = next(p for p in records[PAPER].places if p.id == attack.place)
    assert (place.name, place.country) == ("Colchane", "CHL")
    assert place.latitude == pytest.approx(-19.28, abs=0.05)
    assert place.longitude == pytest.approx(-68.64, abs=0.05)


def test_the_attackers_did_it_and_the_officers_suffered_it(records: list[Record]) -> None:
    wire = records[WIRE]
    killing = next(e for e in events(wire, EventType.ASSAULT) if any(f.what == "killed" for f in e.figures))
    assert [actor.name.lower() for actor in actors(wire, killing.initiators)] == ["gunmen"]
    assert "officers" in [actor.name for actor in actors(wire, killing.targets)]


def test_two_reports_give_two_tolls(records: list[Record]) -> None:
    assert (2, 2) in tolls(records[WIRE])
    assert (4, 4) not in tolls(records[WIRE])
    assert (4, 4) in tolls(records[PAPER])


def test_the_accused_denies_it(records: list[Record]) -> None:
    communique = records[COMMUNIQUE]
    denied = [
        e for e in events(communique, EventType.ASSAULT, Status.DENIED) if words(communique, e.trigger) == "attack"
    ]
    assert [actor.name for event in denied for actor in actors(communique, event.initiators)] == ["Puna Front"]
    assert all(event.place for event in denied)


def threat_of(communique: Record) -> Condition:
    return next(c for c in communique.conditions if words(communique, c.text).startswith("If the shepherds"))


def test_a_threat_has_its_condition(records: list[Record]) -> None:
    communique = records[COMMUNIQUE]
    threat = threat_of(communique)
    by_id = {event.id: event for event in communique.events}
    assert threat.if_ and threat.then
    assert by_id[threat.if_].type is EventType.RETREAT
    assert by_id[threat.if_].status in {Status.HYPOTHETICAL, Status.DEMANDED}
    assert by_id[threat.then].type is EventType.COERCE
    assert by_id[threat.then].status in {Status.THREATENED, Status.PLANNED}


def test_a_foreseen_spark_is_a_condition(records: list[Record]) -> None:
    found = [words(records[MONITOR], c.text) for c in records[MONITOR].conditions]
    assert any("could spark a new round of violence" in text for text in found)


def test_what_the_police_say_is_told_on_their_word(records: list[Record]) -> None:
    wire = records[WIRE]
    killing = next(e for e in wire.events if any(f.what == "killed" for f in e.figures))
    assert ["regional police"] in chain_of(wire, killing)


def test_a_diplomat_is_quoted_by_another_source(records: list[Record]) -> None:
    ministry = records[MINISTRY]
    feared = next(e for e in events(ministry, EventType.ASSAULT, Status.EXPECTED))
    [chain] = chain_of(ministry, feared)
    assert len(chain) == 2
    assert chain[1].endswith("Western diplomat")


def test_a_demand_has_what_is_demanded(records: list[Record]) -> None:
    ministry = records[MINISTRY]
    demand = next(e for e in events(ministry, EventType.REQUEST) if words(ministry, e.trigger) == "demanded")
    assert [actor.name for actor in actors(ministry, demand.initiators)] == ["Bolivia"]
    [release] = [e for e in ministry.events if e.id in demand.content]
    assert (release.type, release.status) == (EventType.RETREAT, Status.DEMANDED)
    assert [actor.name for actor in actors(ministry, release.initiators)] == ["Chile"]


def test_a_leader_and_a_base_are_relations(records: list[Record]) -> None:
    monitor = records[MONITOR]
    names = {thing.id: thing.name for part in (monitor.actors, monitor.places) for thing in part}
    found = {(names[r.subject], r.predicate.value, names[r.object]) for r in monitor.relations}
    assert ("Teodoro Salar", "leads", "Salar brothers' gang") in found
    assert ("Salar brothers' gang", "based_in", "Pisiga") in found


# --- what is kept and shown


def test_the_store_lists_all_five_by_day(run: Run, records: list[Record]) -> None:
    header, *lines = run("list").splitlines()
    assert header.startswith("id\tpublished\tpublisher")
    assert [line.split("\t")[0] for line in lines] == [record.id for record in records]


def test_reading_again_adds_nothing(
    run: Run, folder: Path, records: list[Record], capsys: pytest.CaptureFixture[str]
) -> None:
    before = run("list")
    output = folder / "again.jsonl"
    assert cli.main(["read", *FILES, "--db", str(folder / "x.db"), "--output", str(output)]) == 0
    assert capsys.readouterr().err.count("already known") == len(records)
    assert run("list") == before
    assert output.read_bytes() == (folder / "records.jsonl").read_bytes()


def test_the_store_shows_what_was_read(run: Run, records: list[Record]) -> None:
    for record in records:
        assert json.loads(run("show", record.id[:12], "--format", "jsonl")) == record_to_dict(record)


def test_the_brief_tells_what_happened_and_on_whose_word(run: Run, records: list[Record]) -> None:
    brief = run("brief", records[WIRE].id)
    assert brief.splitlines()[0] == records[WIRE].title
    flat = " ".join(brief.split())
    assert "killed: 2" in flat
    assert re.search(r"\(said by [^()]*regional police", flat)
    assert "11 Jun 2024" in flat


def test_every_word_that_a_brief_quotes_stands_in_the_report(run: Run, records: list[Record]) -> None:
    for record in records:
        text = " ".join(record.text.split())
        quoted = re.findall(r'"([^"]+)"', " ".join(run("brief", record.id).split()))
        assert len(quoted) > 5
        assert [words for words in quoted if words.strip("… ") not in text] == []


def test_one_page_shows_all_five_and_needs_nothing_else(
    folder: Path, records: list[Record], capsys: pytest.CaptureFixture[str]
) -> None:
    page = folder / "page.html"
    assert cli.main(["read", *FILES, "--no-store", "--output", str(page)]) == 0
    html = page.read_text("utf-8")
    assert html.count("</html>") == 1
    assert all(record.publisher in html for record in records if record.publisher)
    assert re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)\s*=", html) == []
    assert not re.search(r"@import|url\(", html)
    assert capsys.readouterr().out == ""
