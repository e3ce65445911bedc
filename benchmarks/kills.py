"""Kills a process with signal 9 at random moments while it migrates, records, fuses, corrects and judges.

usage: python benchmarks/kills.py [--kills 200] [--seed 1] [--postgresql URL-of-a-database-to-be-emptied]

After each kill the store is opened and checked: what the process had acknowledged is there, nothing is half-written
(`broken`). Ends with 1 and says what broke, else prints what was killed.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from sqlalchemy import Connection, insert, text

from polybius import questions
from polybius.incidents import Correction, Judgement, JudgementKind, Query, Subject
from polybius.model import Record
from polybius.recorder import Recorder
from polybius.store import Store, View
from polybius.store.backends import backend_of, step_forward
from polybius.store.schema import READING, REPORT
from polybius.store.transaction import _reading, _report

sys.path.insert(0, str(Path(__file__).parent))
from collection import records

MOST_DEEDS = 5  # that a life does before its last moments, so that a slow machine tests as much as a fast one
LONGEST_END = 0.5  # seconds from then on
LONGEST_IN_AN_OLDER_STORE = 0.4  # where bringing the schema forward takes a tenth of a second
RECORDED_BEFORE = 4  # reports of a store of schema 1, from which a life may start
READ_AT = "2011-12-31T10:00:00.000000+00:00"

# What must never be: each query counts rows that break a rule.
RULES = {
    "an edition without its reading": "SELECT count(*) FROM edition WHERE reading NOT IN (SELECT id FROM reading)",
    "a reading without an edition": "SELECT count(*) FROM reading WHERE id NOT IN (SELECT reading FROM edition)",
    "a fused report without its text": "SELECT count(*) FROM fused WHERE report NOT IN (SELECT report FROM document)",
    "a correction without its edition": "SELECT count(*) FROM judgement WHERE report IS NOT NULL"
    " AND id NOT IN (SELECT judgement FROM edition WHERE judgement IS NOT NULL)",
    "an account of no fused report": "SELECT count(*) FROM account WHERE report NOT IN (SELECT report FROM fused)",
    "an account in no incident, or in two": "SELECT count(*) FROM account a WHERE until IS NULL AND 1 <>"
    " (SELECT count(*) FROM membership m WHERE m.account = a.id AND m.until IS NULL)",
    "a member of an incident that is not": "SELECT count(*) FROM membership m WHERE until IS NULL AND"
    " (m.incident NOT IN (SELECT id FROM incident WHERE until IS NULL)"
    " OR m.account NOT IN (SELECT id FROM account WHERE until IS NULL))",
    "an incident that is there twice": "SELECT count(*) FROM (SELECT id FROM incident WHERE until IS NULL"
    " GROUP BY id HAVING count(*) > 1) AS twice",
    "a facet of no incident": "SELECT count(*) FROM facet WHERE incident NOT IN (SELECT number FROM incident)",
    "a member of no identity or location": "SELECT count(*) FROM member m WHERE until IS NULL AND thing NOT IN"
    " (SELECT id FROM thing WHERE until IS NULL UNION SELECT id FROM successor WHERE until IS NULL)",
}


def broken(view: View) -> list[str]:
    """Returns the rules that a store breaks, each with the number of rows."""
    counts = {rule: view._connection.execute(text(query)).scalar_one() for rule, query in RULES.items()}
    return [f"{rule}: {count}" for rule, count in counts.items() if count]


def live(where: str, seed: int, out: int) -> None:
    """Opens the store, and does one deed after another for ever; tells each that is done on `out`."""
    random = Random(seed)
    with Store.open(where) as store, store.writer("1.0") as writer:
        recorder = Recorder(writer)
        for report in recorder.catch_up():
            os.write(out, f"fused {report}\n".encode())
        new = records(1_000_000, seed)
        while True:
            for deed in deeds(store, recorder, next(new), random):
                os.write(out, f"{deed}\n".encode())


def deeds(store: Store, recorder: Recorder, record: Record, random: Random) -> Iterator[str]:
    """Records a report, then corrects, merges, splits or undoes something; yields what is done once it is."""
    recorder.record(record)
    yield f"recorded {record.id}"
    chosen = random.randrange(4)
    if chosen == 0:
        judgement = Judgement(0, JudgementKind.CHANGE, "Ada Reyes", "")
        yield f"judged {recorder.correct(Correction(judgement, record.id, 'events/e1/status', 'denied')).judgement.id}"
        recorder.record(_read_anew(record))
        yield f"recorded {record.id}"
    with store.view() as view:
        found = questions.incidents(view, Query(limit=20))
    one, other = random.sample(found, 2)
    if chosen == 1:
        yield f"judged {recorder.merge(Subject.INCIDENTS, one.id, other.id, 'Ada Reyes').id}"
    elif chosen == 2 and len(one.accounts) > 1:
        made = recorder.split(Subject.INCIDENTS, one.id, one.accounts[:1], "Ada Reyes")
        yield f"judged {made.id}"
        recorder.undo(made.id, "Ada Reyes")
        yield f"undone {made.id}"


def _read_anew(record: Record) -> Record:
    return replace(record, events=record.events[1:])


def missing(view: View, told: Iterable[str]) -> list[str]:
    """Returns what was acknowledged and is not there."""
    reports = {line.id for line in questions.reports(view)}
    fused = {row[0] for row in view._connection.execute(text("SELECT report FROM fused"))}
    judgements = {str(j.id): j for j in questions.judgements(view)}
    lost = []
    for deed, what in (line.split() for line in told):
        there = {
            "recorded": what in reports and what in fused,
            "fused": what in fused,
            "judged": what in judgements,
            "undone": what in judgements and judgements[what].undone_by is not None,
        }[deed]
        if not there:
            lost.append(f"lost: {deed} {what}")
    return lost


def kill_once(where: str, seed: int, random: Random, done: int, longest: float) -> list[str]:
    """Lets a process do so many deeds and live on for up to so many seconds, kills it; returns what it acknowledged."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        try:
            live(where, seed, theirs)
        finally:
            os._exit(3)
    os.close(theirs)
    with os.fdopen(ours, encoding="utf-8") as told:
        first = "".join(told.readline() for _ in range(done))
        time.sleep(random.uniform(0.0, longest))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        lines = (first + told.read()).split("\n")[:-1]  # the last one may be cut short
    if not os.WIFSIGNALED(status):
        raise SystemExit(f"the process ended by itself, with {status}, after {lines[-1:]}")
    return lines


def older_store(where: str) -> None:
    """Makes a store of schema 1 with a few reports, as polybius 0.1 left it, in the place of what is there."""
    backend = backend_of(where)
    engine = backend.engine()
    with engine.connect() as connection:
        _empty(connection)
        backend.prepare(connection)
        with connection.execution_options(writes=True).begin():
            step_forward(backend, connection, to=1)
            for record in records(RECORDED_BEFORE, seed=99):
                connection.execute(insert(REPORT), _report(record, READ_AT))
                connection.execute(insert(READING), _reading(record, "0.1", READ_AT))
    engine.dispose()


def _empty(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        for statement in ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public"):
            connection.exec_driver_sql(statement)
        connection.commit()


def warm_up() -> None:
    """Loads what fusing knows, so that lives are spent on deeds."""
    with Store.open("sqlite://") as store, store.writer("1.0") as writer:
        Recorder(writer).record(next(records(1)))


def main() -> None:
    """Kills as often as told, and checks after each time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgresql", help="the URL of a database, which is emptied, for all lives")
    given = parser.parse_args()
    random, deeds_done, faults = Random(given.seed), Counter[str](), list[str]()
    warm_up()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(given.kills):
            # Every fifth life starts in an older store, so that migrations are killed too.
            where = given.postgresql or str(Path(folder) / f"{number // 5}.db")
            done, longest = random.randint(0, MOST_DEEDS), LONGEST_END
            if number % 5 == 0:
                older_store(where)
                done, longest = 0, LONGEST_IN_AN_OLDER_STORE
            told = kill_once(where, given.seed * 10_000 + number, random, done, longest)
            deeds_done.update(line.split()[0] for line in told)
            with Store.open(where) as store, store.view() as view:
                faults += [f"kill {number}: {fault}" for fault in (*missing(view, told), *broken(view))]
    print(f"{given.kills} kills; acknowledged before them: {dict(deeds_done)}; faults: {len(faults)}")
    print("\n".join(faults[:20]))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
