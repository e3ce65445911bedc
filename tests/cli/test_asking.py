"""The commands that ask and judge the record of many, on a store of two reports of one shelling."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from polybius import cli
from polybius.gold import compile_report
from polybius.recorder import Recorder
from polybius.store import Store
from tests.test_recorder import LATER, MAYBE, ONE, TWO

Run = Callable[..., list[str]]
INCIDENT = f"{ONE.id[:16]}-e1"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a directory with a store, and returns the lines it printed."""
    monkeypatch.chdir(tmp_path)
    with Store.open("polybius.db") as store, store.writer("1.0") as writer:
        for record in (ONE, TWO, LATER):
            Recorder(writer).record(record)

    def command(*arguments: str, status: int = 0) -> list[str]:
        assert cli.main(arguments) == status
        printed = capsys.readouterr()
        return (printed.out if status == 0 else printed.err).splitlines()

    return command


def test_a_timeline_has_a_line_for_each_incident_in_order(run: Run) -> None:
    first, second = run("timeline")
    assert first.startswith(
        "2021-03-01  ASSAULT happened  Vela  Northland Army -> Vela Harbour Guard  killed 3–5 (best "
    )
    assert first.endswith(f"2 accounts, 2 origins  disputed: killed  {INCIDENT}")
    assert second.startswith("2021-04-01")


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        (["--actor", "northland army", "--type", "assault"], 2),
        (["--disputed"], 1),
        (["--origins", "2", "--country", "eri"], 1),
        (["--box", "15,39,16,40", "--since", "2021-03-15"], 1),
        (["--status", "denied"], 1),
        (["--limit", "1"], 1),
        (["--as-of", "2001-01-01"], 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_incidents_are_chosen_by_options(run: Run, options: list[str], lines: int) -> None:
    assert len(run("incidents", *options)) == lines


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--type", "WAR"], "--type 'WAR'; allowed: AGREE, "),
        (["--box", "1,2,3"], "--box '1,2,3'; allowed: south,west,north,east in degrees"),
        (["--country", "Eritrea"], "--country 'Eritrea'; allowed: a code of three letters"),
        (["--since", "2021-03-02", "--until", "2021-03-01"], "--since 2021-03-02 comes after --until 2021-03-01"),
        (["--as-of", "Monday"], "--as-of 'Monday'; allowed: a day such as"),
        (["--actor", "Southland"], "No actor 'Southland' in polybius.db; allowed: a name, alias or id"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_choice_that_cannot_be_made_is_refused_in_one_line(run: Run, options: list[str], message: str) -> None:
    [line] = run("incidents", *options, status=2)
    assert message in line


def test_json_says_what_its_ids_are_called(run: Run) -> None:
    first = json.loads(run("timeline", "--json")[0])
    assert first["id"] == INCIDENT
    assert set(first["names"].values()) == {"Northland Army", "Vela Harbour Guard", "Vela"}


def test_an_incident_shows_who_holds_what(run: Run) -> None:
    lines = run("incident", INCIDENT)
    assert "  3: Harbour Gazette (1 origin)" in lines
    assert "  5: Red Sea Wire (1 origin)" in lines
    assert f"    “{ONE.text}”" in lines
    assert any(line.startswith("  update (figure): ") for line in lines)


def test_an_actor_is_shown_with_its_deeds(run: Run) -> None:
    lines = run("actor", "Northland Army")
    assert "in 3 reports" in lines
    assert any("Northland Army ASSAULT Vela Harbour Guard  3 reports" in line for line in lines)


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (["network", "--source", "Red Sea Wire"], "Northland Army ASSAULT Vela Harbour Guard  1 report 2021-03-02"),
        (["places"], "Vela  ERI  15.6000,39.4000 exact  2 incidents"),
        (["sources"], "Harbour Gazette  publisher  2 accounts, 1 corroborated, 1 contradicted"),
        (["discrepancies"], "update  figure  "),
        (["search", "NORTHLAND", "guns"], "2021-03-02  "),
        (["suggestions"], "no suggestions"),
        (["judgements"], "no judgements"),
        (["changes", ONE.id], "nothing changed"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_each_question_is_answered_in_lines(run: Run, command: list[str], line: str) -> None:
    assert any(line in printed for printed in run(*command))


@pytest.mark.parametrize("command", ["network", "places", "sources", "discrepancies", "incidents"])
def test_each_question_is_answered_in_json(run: Run, command: str) -> None:
    assert all(isinstance(json.loads(line), dict) for line in run(command, "--json"))


def test_a_correction_shows_in_the_incident_and_is_undone(run: Run) -> None:
    [made] = run("correct", ONE.id[:8], "change", "events/e1/status", "denied", "--who", "Ada Reyes")
    assert made == f"correction 1: change events/e1/status of {ONE.id[:12]} by Ada Reyes"
    assert "status: disputed" in run("incident", INCIDENT)
    assert run("changes", ONE.id) == ['events/e1/status: "happened" -> "denied"']
    assert "undone by 2" in run("undo", "1", "--who", "Ada Reyes")[0]
    assert "status: happened" in run("incident", INCIDENT)


def test_quoted_words_stand_for_their_place(run: Run) -> None:
    run("correct", ONE.id, "change", "events/e1/trigger", '@"guns shelled"')
    assert json.loads(run("show", ONE.id)[0])["events"][0]["trigger"] == {"start": 15, "end": 27}
    [line] = run("correct", ONE.id, "change", "events/e1/trigger", '@"mortars"', status=2)
    assert '"mortars" does not stand in the report' in line


def test_corrected_reports_are_written_as_right_answers(run: Run, tmp_path: Path) -> None:
    run("correct", ONE.id, "change", "events/e1/status", "denied")
    assert run("corrections", "export") == ["1 report written to gold"]
    [file] = (tmp_path / "gold").glob("*.yaml")
    report = compile_report(file.stem, yaml.safe_load(file.read_text("utf-8")))
    assert [(event.id, event.status) for event in report.record.events] == [("e1", "denied")]
    assert "events/e1" not in report.optional


def test_incidents_are_merged_and_split_by_hand(run: Run) -> None:
    later = f"{LATER.id[:16]}-e1"
    run("merge", "incidents", INCIDENT, later, "--who", "Ada Reyes", "--note", "one siege")
    assert len(run("timeline")) == 1
    run("split", "incidents", INCIDENT, later, "--who", "Ada Reyes")
    assert len(run("timeline")) == 2
    assert [line.split("  ")[3] for line in run("judgements")] == ["merge incidents", "split incidents"]


def test_a_suggestion_shows_both_accounts_and_is_decided_by_their_ids(run: Run) -> None:
    with Store.open("polybius.db") as store, store.writer("1.0") as writer:
        Recorder(writer).record(MAYBE)
    head, one, other, *_ = run("suggestions", "--kind", "incidents", "--limit", "1")
    ids = head.split("  ")[2].split()
    assert {one[:30], other[:30]} == {"  2021-03-01  ASSAULT happened", "  2021-03-03  ASSAULT happened"}
    run("apart", "incidents", *ids, "--who", "Ada Reyes")
    assert head not in run("suggestions", "--kind", "incidents")


def test_a_name_with_a_slip_is_answered_with_names_like_it(run: Run) -> None:
    [line] = run("actor", "Nortland Armie", status=2)
    assert line.endswith("in polybius.db; names like it: Northland Army, military, NRL")
    [line] = run("search", "Nortland Armie")
    assert line == "no report has all of these words; names like these: Northland Army"
