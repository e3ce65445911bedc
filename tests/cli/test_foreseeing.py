"""The commands on what is to come, on a store with a threat that is carried out and on a table of events."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from polybius import cli
from polybius.recorder import Recorder
from polybius.store import Store
from tests.threats import CARRIED_OUT, THREATENED

Run = Callable[..., list[str]]
START = date(2023, 1, 1)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a directory with a store, and returns the lines it printed."""
    monkeypatch.chdir(tmp_path)
    with Store.open("polybius.db") as store, store.writer("1.0") as writer:
        for record in (THREATENED, CARRIED_OUT):
            Recorder(writer).record(record)

    def command(*arguments: str, status: int = 0) -> list[str]:
        assert cli.main(arguments) == status
        printed = capsys.readouterr()
        return (printed.out if status == 0 else printed.err).splitlines()

    return command


@pytest.fixture
def events(tmp_path: Path) -> str:
    """Two years of a table: daily talk of others, attacks now and then, answered on the next day."""
    chance, rows = np.random.default_rng(1), []
    for n in range(730):
        day = (START + timedelta(n)).isoformat()
        rows.append((day, "Eastland", "Westland", "04", ("Vela Post", "Coast Gazette")[n % 2], "ERI"))
        if chance.random() < 0.15:
            rows.append((day, "Northland", "Southland", "190", ("Vela Post", "Coast Gazette")[n % 2], "SUL"))
            answer = (START + timedelta(n + 1)).isoformat()
            rows.append((answer, "Southland", "Northland", "190", ("Vela Post", "Coast Gazette")[n % 2], "NRL"))
    with (tmp_path / "events.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("day", "source", "target", "code", "publisher", "country"), *rows])
    return "events.csv"


def entry_of(run: Run) -> str:
    return run("ledger")[0].split()[0]


def test_the_ledger_says_what_became_of_a_threat_and_by_which_words(run: Run) -> None:
    first, state, evidence = run("ledger")
    assert "threat · Northland towards Southland: ASSAULT if “blockade” by 2021-03-05" in first
    assert (
        state == "    kept: condition not told to be met; it was done on 2021-03-04: same doer, same target, same day"
    )
    assert f"[{CARRIED_OUT.id[:12]}] Coast Gazette: “{CARRIED_OUT.text}”" in evidence


@pytest.mark.parametrize(
    ("options", "number"),
    [
        (["--kind", "threat", "--outcome", "kept"], 3),
        (["--outcome", "broken"], 1),
        (["--actor", "southland", "--source", "vela"], 3),
        (["--since", "2021-03-02"], 1),
        (["--today", "2021-03-03"], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_the_ledger_is_narrowed_by_options(run: Run, options: list[str], number: int) -> None:
    assert len(run("ledger", *options)) == number


def test_a_person_has_the_last_word_until_it_is_taken_back(run: Run) -> None:
    entry = entry_of(run)
    [line] = run("ledger", "confirm", entry[:6], "broken", "--who", "Ada Reyes")
    assert line == f"judgement 1: entry {entry} is broken, says Ada Reyes"
    assert "broken, confirmed by Ada Reyes (judgement 1): " in run("ledger")[1]
    run("undo", "1", "--who", "Ada Reyes")
    assert "    kept: " in run("ledger")[1]


def test_who_keeps_its_word_is_counted_with_an_interval(run: Run) -> None:
    assert run("ledger", "actors") == ["Northland: threat kept 1 of 1 (15–100 %); 0 open, 0 lapsed, 0 overtaken"]
    assert run("ledger", "sources")[0].startswith("Vela Post: threat kept 1 of 1")


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["ledger", "burn"], "deed 'burn'; allowed: list, actors, sources, confirm, forecasts"),
        (["ledger", "confirm", "zz"], "no entry of the ledger begin with 'zz'"),
        (["ledger", "--kind", "wish"], "--kind 'wish'; allowed: threat, promise"),
        (["forecast"], "Of whom? Allowed: SOURCE and TARGET"),
        (["forecast", "Northland", "--country", "ERI"], "--country and actors; allowed: one or the other"),
        (["forecast", "Northland", "--days", "soon"], "--days 'soon'; allowed: numbers from 1 to 366"),
        (["dynamics", "Northland", "anybody"], "ONE and OTHER must be actors"),
        (["dynamics", "Northland", "Atlantis"], "No actor 'Atlantis'"),
        (["backtest"], "No backtest of 30 days: 1 days are known"),
        (["scenario", "Northland", "WAR"], "'WAR'; allowed: AGREE"),
        (["scenario", "Northland", "ASSAULT", "--without", "0.7"], "--without 0.7: no branch '0.7' in the scenario"),
        (["scenario", "Northland", "ASSAULT", "--with", "0=x"], "--with '0=x'; allowed: BRANCH=WHO,TYPE,WHOM"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_answered_is_refused_in_one_line(run: Run, command: list[str], message: str) -> None:
    [line] = run(*command, status=2)
    assert message in line


def test_below_twenty_events_nothing_is_forecast_or_kept(run: Run) -> None:
    lines = run("forecast", "Northland", "Southland")
    assert lines[0] == "Northland → Southland, within 7 days: no forecast; 1 events are known of them; 20 are needed"
    assert run("ledger", "forecasts")[0].startswith("no forecasts")


def test_a_forecast_is_kept_and_resolves_itself_by_a_later_table(run: Run, events: str) -> None:
    [line] = run("forecast", "Northland", "Southland", "--table", events, "--today", "2024-06-01", "--days", "30")
    assert "material conflict within 30 days, by 2024-07-01: " in line
    assert "; past windows " in line and "busy pairs " in line and "2 sources" in line
    kept, *board = run("ledger", "forecasts", "--table", events, "--plot", "reliability.svg")
    assert "(events.csv, data " in kept and ": came true, " in kept
    assert board[0] == "1 forecast resolved, 0 open"
    assert Path("reliability.svg").read_text("utf-8").startswith("<?xml")


def test_a_country_is_forecast(run: Run, events: str) -> None:
    [line] = run(
        "forecast", "--country", "SUL", "--table", events, "--today", "2024-06-01", "--days", "7", "--no-store"
    )
    assert line.startswith("in SUL, material conflict within 7 days")
    assert run("ledger", "forecasts")[0].startswith("no forecasts")


def test_who_is_next_stands_with_the_deeds_behind_it(run: Run, events: str) -> None:
    lines = run("forecast", "Northland", "--next", "ASSAULT", "--table", events, "--limit", "1")
    assert lines[0].endswith("Southland")
    assert "CAMEO 190" in lines[-1]


def test_answers_that_follow_are_found_and_drawn(run: Run, events: str, tmp_path: Path) -> None:
    pictures = ["--plot", "lags.png", "--series-plot", "series.svg"]
    lines = run("dynamics", "Northland", "Southland", "--table", events, *pictures)
    assert any(line.startswith("acts of Southland follow those of Northland: supported") for line in lines)
    assert any("after 1 day, share " in line for line in lines)
    assert (tmp_path / "lags.png").read_bytes().startswith(b"\x89PNG")
    assert "<svg" in (tmp_path / "series.svg").read_text("utf-8")


def test_of_two_acts_nothing_can_be_said(run: Run) -> None:
    assert any("too little data" in line for line in run("dynamics", "Northland", "Southland"))
    assert run("dynamics") == ["no deeds on known days"]


def test_series_come_as_json(run: Run, events: str) -> None:
    found = json.loads(run("dynamics", "Northland", "Southland", "--table", events, "--json")[0])
    assert found["there"][0]["material conflict"] == 1
    assert found["reaction"]["verdict"] == "supported"


def test_past_rounds_are_scored(run: Run, events: str) -> None:
    lines = run("backtest", "Northland", "Southland", "--table", events, "--days", "30", "--plot", "past.svg")
    assert lines[0].startswith("1 pair, material conflict within 30 days, 19 rounds from ")
    assert any(line.startswith("Brier ") for line in lines)
    assert Path("past.svg").exists()


def test_a_picture_in_another_format_is_refused(run: Run, events: str) -> None:
    [line] = run("backtest", "--table", events, "--plot", "past.pdf", status=2)
    assert "past.pdf is no picture that can be drawn; allowed: .svg, .png" in line


def test_a_scenario_grows_from_conditions_and_is_edited(run: Run) -> None:
    mark, root, branch = run("scenario", "Southland", "COERCE", "Northland")
    assert mark == "[scenario, not forecast]"
    assert root == "0  Southland → Northland: COERCE  (assumed)"
    assert branch.startswith("  0.0  Northland → Southland: ASSAULT  (Vela Post: “Northland will strike")
    assert len(run("scenario", "Southland", "COERCE", "Northland", "--without", "0.0")) == 3
    lines = run("scenario", "Southland", "COERCE", "Northland", "--with", "0.0=Southland,AGREE,Northland")
    assert lines[-1] == "    0.0.0  Southland → Northland: AGREE  (by hand)"
