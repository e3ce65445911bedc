import io
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from polybius import cli
from polybius.cli.selecting import Lookup, select
from polybius.export.exchange import EXPORTERS
from polybius.incidents import Query, account_id
from polybius.model import Predicate, Relation
from polybius.store import Store
from tests.export.exchange.holdings import (
    GAZETTE_RECORD,
    IDENTITIES,
    LOCATIONS,
    RECORDS,
    SELECTION,
    SHELLING,
    THINGS,
    written,
)


@pytest.fixture
def store(where: str) -> str:
    """A store that holds the shelling, the march and the threat."""
    accounts = {account.id: account for case in SELECTION.cases for account in case.accounts}
    part = Relation("a1", Predicate.PRESENT_IN, "a2", GAZETTE_RECORD.actors[0].mentions[0])
    with Store.open(where) as opened, opened.writer("1.0") as writer, writer.transaction() as transaction:
        for record in RECORDS.values():
            transaction.add(record)
            transaction.begin_fusing(record.id)
            told = [account for account in accounts.values() if account.report == record.id]
            local = THINGS.get(record.id, {})
            things = {account_id(record.id, id): {**IDENTITIES, **LOCATIONS}[thing] for id, thing in local.items()}
            transaction.put_members(record.id, things)
            transaction.put_things([*IDENTITIES.values(), *LOCATIONS.values()])
            transaction.put_accounts(record.id, told)
            tied = replace(record, relations=(part,)) if record is GAZETTE_RECORD else record
            transaction.put_ties(tied, {"a1": "army", "a2": "docker"}, told)
        transaction.put_incidents([case.incident for case in SELECTION.cases], accounts)
    return where


def export(store: str, *arguments: str) -> int:
    return cli.main(["export", "--db", store, *arguments])


def features(capsys: pytest.CaptureFixture[str]) -> list[Any]:
    found: list[Any] = json.loads(capsys.readouterr().out)["features"]
    return found


def test_incidents_are_written_with_who_and_where_they_are_about(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(store, "--format", "geojson") == 0
    found = {feature["id"]: feature for feature in features(capsys)}
    assert set(found) == {case.incident.id for case in SELECTION.cases}
    assert found[SHELLING.incident.id]["properties"]["title"].startswith("ASSAULT by Northland's army on sailors")
    assert found[SHELLING.incident.id]["properties"]["accounts"][0]["url"] == "https://gazette.example/vela"


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (["--type", "assault"], {SHELLING.incident.id}),
        (["--actor", "students"], {"march"}),
        (["--disputed"], {SHELLING.incident.id}),
        (["--box", "30,20,40,30", "--publisher", "Harbour Gazette", "--type", "PROTEST"], {"march"}),
        (["--country", "FRA"], set()),
    ],
)
def test_filters_narrow_what_is_written(
    store: str, capsys: pytest.CaptureFixture[str], filters: list[str], ids: set[str]
) -> None:
    assert export(store, "--format", "geojson", *filters) == 0
    assert {feature["id"] for feature in features(capsys)} == ids


def test_how_many_were_written_is_said_apart(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    export(store, "--format", "plover", "--type", "ASSAULT")
    said = capsys.readouterr()
    assert said.err == "1 incident\n"
    assert len(said.out.splitlines()) == 1


def test_as_of_a_day_before_the_first_report_there_is_nothing(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(store, "--format", "geojson", "--as-of", "2020-01-01") == 0
    assert features(capsys) == []


def test_relations_come_along(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(store, "--format", "graphml", "--type", "ASSAULT") == 0
    assert ">present_in<" in capsys.readouterr().out


@pytest.mark.parametrize("form", EXPORTERS)
def test_every_format_is_written_out_of_a_store(store: str, tmp_path: Path, form: str) -> None:
    output = tmp_path / f"incidents{EXPORTERS[form].suffix}"
    assert export(store, "--output", str(output)) == 0
    with Store.open(store) as opened, opened.view() as view:
        assert output.read_bytes() == written(form, select(view, Query())[1])
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
    assert pq.read_table(io.BytesIO(capfdbinary.readouterr().out)).num_rows == 3


def test_what_is_looked_up_is_kept_and_what_is_not_there_is_asked_once() -> None:
    asked: list[list[str]] = []

    def find(ids: Any) -> dict[str, int]:
        asked.append(list(ids))
        return {id: len(id) for id in asked[-1] if id != "none"}

    lookup = Lookup(find)
    assert [lookup.get(id) for id in ("one", "none", "one", "none")] == [3, None, 3, None]
    assert asked == [["one"], ["none"]]
    assert (list(lookup), len(lookup)) == (["one"], 1)


def test_no_more_is_kept_than_is_allowed() -> None:
    lookup = Lookup(lambda ids: dict.fromkeys(ids, 1), kept=2)
    for id in "abc":
        assert lookup[id] == 1
    assert len(lookup) == 1
