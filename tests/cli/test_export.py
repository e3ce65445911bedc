import io
import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from polybius import cli, questions
from polybius.export.exchange import EXPORTERS, select
from polybius.incidents import Query
from polybius.model import ActorKind, EventType, Figure, Place, Predicate, Record, Relation, Span, TimeSpan
from polybius.recorder import Recorder
from polybius.store import Store
from tests.builders import actor, claim, event, record, span
from tests.export.exchange.holdings import GAZETTE, GAZETTE_RECORD, MONDAY, written

EXPORTS = Path(__file__).parents[2] / "docs" / "exports.md"
MARCH = "Students marched through Vela on 5 March 2021, the Harbour Gazette reported."
VELA = Place("p1", "Vela", country="GRC", latitude=37.95, longitude=23.64, geonames=123456)
SAILORS = actor("a3", "three sailors", kind=ActorKind.POPULATION, sector="CVL")


def told() -> Record:
    """The Gazette's report, with its one event, and a tie."""
    shelling = event(
        trigger=span(GAZETTE, "shelled"),
        initiators=("a1",),
        targets=("a3",),
        place="p1",
        when=MONDAY,
        figures=(Figure("killed", 3, 3),),
        claim="c1",
    )
    place = replace(VELA, mentions=(span(GAZETTE, "Vela"),))
    tie = Relation("a1", Predicate.PRESENT_IN, "p1", span(GAZETTE, "The army is part of Northland's armed forces"))
    actors = (*GAZETTE_RECORD.actors, replace(SAILORS, mentions=(span(GAZETTE, "three sailors"),)))
    parts = {"actors": actors, "places": (place,), "events": (shelling,), "claims": (claim("c1", "a2"),)}
    return replace(GAZETTE_RECORD, sentences=(Span(0, 111), Span(111, len(GAZETTE))), relations=(tie,), **parts)


def marched() -> Record:
    """A report of a march at the same place."""
    students = actor("a1", "Students", kind=ActorKind.POPULATION, mentions=(span(MARCH, "Students"),))
    march = event(
        type=EventType.PROTEST,
        trigger=span(MARCH, "marched"),
        initiators=("a1",),
        place="p1",
        mode="demo",
        when=TimeSpan("2021-03-05", "2021-03-05"),
    )
    parts = {"actors": (students,), "places": (replace(VELA, mentions=(span(MARCH, "Vela"),)),), "events": (march,)}
    return record(MARCH, publisher="Coast Wire", published="2021-03-06", sentences=(Span(0, len(MARCH)),), **parts)


@pytest.fixture
def store(where: str) -> str:
    """A store with a report of a shelling and one of a march."""
    with Store.open(where) as opened, opened.writer("1.0") as writer:
        recorder = Recorder(writer)
        for report in (told(), marched()):
            recorder.record(report)
    return where


def export(store: str, *arguments: str) -> int:
    return cli.main(["export", "--db", store, *arguments])


def features(capsys: pytest.CaptureFixture[str]) -> list[Any]:
    found: list[Any] = json.loads(capsys.readouterr().out)["features"]
    return found


def types(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [feature["properties"]["type"] for feature in features(capsys)]


def test_incidents_are_written_in_order_with_who_and_where(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(store, "--format", "geojson") == 0
    shelling, march = features(capsys)
    assert shelling["properties"]["title"] == "ASSAULT by Northland's army on three sailors (Vela, 2021-03-01)"
    assert shelling["geometry"]["coordinates"] == [23.64, 37.95]
    assert shelling["properties"]["killed_best"] == 3
    assert march["properties"]["initiators"] == ["Students"]


def test_an_account_leads_to_its_words_report_and_chain(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    export(store, "--format", "geojson", "--type", "ASSAULT")
    [account] = features(capsys)[0]["properties"]["accounts"]
    assert account["told_by"] == "Harbour Gazette ← a docker"
    assert account["url"] == "https://gazette.example/vela"
    assert GAZETTE[account["trigger"]["start"] : account["trigger"]["end"]] == "shelled"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (["--type", "assault"], ["ASSAULT"]),
        (["--actor", "Students"], ["PROTEST"]),
        (["--publisher", "Harbour Gazette"], ["ASSAULT"]),
        (["--since", "2021-03-03"], ["PROTEST"]),
        (["--box", "30,20,40,30", "--country", "GRC"], ["ASSAULT", "PROTEST"]),
        (["--limit", "1"], ["ASSAULT"]),
        (["--country", "FRA"], []),
        (["--disputed"], []),
    ],
)
def test_filters_narrow_what_is_written(
    store: str, capsys: pytest.CaptureFixture[str], filters: list[str], expected: list[str]
) -> None:
    assert export(store, "--format", "geojson", *filters) == 0
    assert types(capsys) == expected


def test_the_python_of_the_docs_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Store.open("polybius.db") as opened, opened.writer("1.0") as writer:
        Recorder(writer).record(told())
    [program] = re.findall(r"^```python\n(.*?)^```$", EXPORTS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    exec(compile(program, "exports.md", "exec"), {})
    written = json.loads((tmp_path / "assaults.geojson").read_text("utf-8"))
    assert [feature["properties"]["type"] for feature in written["features"]] == ["ASSAULT"]


def test_incidents_one_by_one_are_those_of_the_timeline(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polybius.store.happenings.AT_ONCE", 1)
    with Store.open(store) as opened, opened.view() as view:
        one_by_one = [(found, len(view.accounts(found.accounts))) for found in questions.each_incident(view, Query())]
        assert one_by_one == [(found, 1) for found in questions.timeline(view, Query())]
        assert len(one_by_one) == 2


def test_how_many_were_written_is_said_apart(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    export(store, "--format", "plover", "--type", "ASSAULT")
    said = capsys.readouterr()
    assert said.err == "1 incident\n"
    assert len(said.out.splitlines()) == 1


def test_as_of_a_day_before_the_first_report_there_is_nothing(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(store, "--format", "geojson", "--as-of", "2020-01-01") == 0
    assert features(capsys) == []


def test_relations_and_mentions_come_along(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    export(store, "--format", "graphml", "--type", "ASSAULT")
    assert ">present_in<" in capsys.readouterr().out
    export(store, "--format", "annotations", "--type", "ASSAULT")
    items = json.loads(capsys.readouterr().out)["first"]["items"]
    assert "Northland's army" in {item["target"]["selector"][1]["exact"] for item in items[1:]}


@pytest.mark.parametrize("form", EXPORTERS)
def test_every_format_is_written_out_of_a_store(store: str, tmp_path: Path, form: str) -> None:
    output = tmp_path / f"incidents{EXPORTERS[form].suffix}"
    assert export(store, "--output", str(output)) == 0
    with Store.open(store) as opened, opened.view() as view:
        assert output.read_bytes() == written(form, select(view, questions.timeline(view, Query())))
    assert output.stat().st_size > 500


def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = set(tmp_path.iterdir())
    assert export(store, "--output", str(tmp_path / "no" / "x.geojson")) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert set(tmp_path.iterdir()) == before


def test_a_failing_export_leaves_the_file_as_it_was(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "incidents.parquet"
    output.write_text("before")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert export(store, "--output", str(output)) == 2
    assert output.read_text() == "before"
    assert not (tmp_path / "incidents.parquet.part").exists()


def test_a_format_is_needed_and_must_be_known(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(store) == 2
    assert export(store, "--format", "shapefile") == 2
    needed, unknown = capsys.readouterr().err.splitlines()
    assert "--format is needed" in needed
    assert "No format 'shapefile'; known: csv, csv-accounts, parquet" in unknown


def test_parquet_goes_through_a_pipe(store: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert export(store, "--format", "parquet") == 0
    assert pq.read_table(io.BytesIO(capfdbinary.readouterr().out)).num_rows == 2
