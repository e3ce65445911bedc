"""Writers killed at random moments, and several at once, on both kinds of store."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from polybius import questions
from polybius.incidents import Query
from polybius.store import Store

ROOT = Path(__file__).parents[2]
KILLS = 6  # here, to see that the program works; benchmarks/kills.py has two hundred
REPORTS = 8  # of each writer

WRITE = """
import sys
from benchmarks.collection import records
from polybius.recorder import Recorder
from polybius.store import Store
with Store.open(sys.argv[1]) as store, store.writer("1.0") as writer:
    for record in list(records(int(sys.argv[3]), seed=5))[int(sys.argv[2])::2]:
        Recorder(writer).record(record)
"""
READ = """
import sys, time
from polybius import questions
from polybius.incidents import Query
from polybius.store import Store
seen = 0
while seen < int(sys.argv[3]):
    with Store.open(sys.argv[1]) as store, store.view() as view:
        found = len(questions.reports(view))
        told = {account for incident in questions.incidents(view, Query()) for account in incident.accounts}
        assert len(told) == sum(line.events for line in questions.reports(view)), "a report half there"
        assert found >= seen, "a report gone"
    seen = found
    time.sleep(0.01)
"""


def run(program: str, *arguments: str) -> subprocess.Popen[str]:
    paths = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=paths, cwd=ROOT)


def test_what_was_acknowledged_survives_being_killed(where: str) -> None:
    more = ["--postgresql", where] if "://" in where else []
    command = [sys.executable, "benchmarks/kills.py", "--kills", str(KILLS), *more]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "faults: 0" in done.stdout


def test_two_writers_and_a_reader_at_once_lose_nothing_and_see_nothing_half_done(where: str) -> None:
    Store.open(where).close()
    running = [run(WRITE, where, "0", str(2 * REPORTS)), run(WRITE, where, "1", str(2 * REPORTS))]
    running.append(run(READ, where, "", str(2 * REPORTS)))
    assert [process.communicate()[1] for process in running] == ["", "", ""]
    with Store.open(where) as store, store.view() as view:
        reports = questions.reports(view)
        told = [account for incident in questions.incidents(view, Query()) for account in incident.accounts]
    assert len(reports) == 2 * REPORTS
    assert len(told) == len(set(told)) == sum(line.events for line in reports)


def test_the_order_of_writers_makes_no_difference_to_what_is_one(where: str, tmp_path: Path) -> None:
    alone = str(tmp_path / "alone.db")
    for part in ("0", "1"):
        assert run(WRITE, alone, part, str(REPORTS)).communicate()[1] == ""
    together = [run(WRITE, where, part, str(REPORTS)) for part in ("0", "1")]
    assert [process.communicate()[1] for process in together] == ["", ""]
    assert _groups(alone) == _groups(where)


def _groups(where: str) -> set[frozenset[str]]:
    with Store.open(where) as store, store.view() as view:
        return {frozenset(incident.accounts) for incident in questions.incidents(view, Query())}
