"""How long questions take, and how long it takes to record and fuse one more report, on a store of many.

usage: python benchmarks/store.py [--reports 100000] [--more 100] [--db FILE-or-URL] [--rounds 15] [--as-of DAY]

Fills an empty store with invented reports (`collection.py`, `filling.py`), asks every question several times, each of a
view opened anew (now, or as of a day), prints medians, and then records and fuses some more reports one by one.

Steps are those of SQLite's own machine, in thousands, some fifty of which take a millisecond: what grows with the store
shows in them, whatever else the computer does.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import Connection

from polybius import questions
from polybius.incidents import Identity, Query
from polybius.model import EventType, Status
from polybius.recorder import Recorder
from polybius.store import Store, View

sys.path.insert(0, str(Path(__file__).parent))
from collection import COUNTRIES, records
from filling import fill

LIMIT = 100
STEPS = 100  # of SQLite's at a time


class Chosen(NamedTuple):
    """What a question is asked about; `since` and `until` are a month in the midst of the data."""

    actor: str
    place: str
    incident: str
    publisher: str
    since: str
    until: str


def some(random: Random, view: View) -> Chosen:
    """Draws what to ask about from the latest incidents."""
    found = questions.incidents(view, Query(limit=200))
    accounts = [view.accounts(incident.accounts[:1])[0] for incident in random.sample(found, 20)]
    account = next(account for account in accounts if account.place and account.initiators)
    first, last = (date.fromisoformat(day) for day in view.days() if day)
    since = first + (last - first) // 2
    days = since.isoformat(), (since + timedelta(days=30)).isoformat()
    assert account.place is not None
    return Chosen(account.initiators[0].id, account.place.id, account.id, account.publisher or "", *days)


def questions_to_ask() -> dict[str, Callable[[View, Chosen, Random], object]]:
    """Returns every question, each with what it needs of `some`."""
    return {
        "timeline, a month": lambda v, it, r: questions.timeline(v, Query(since=it.since, until=it.until, limit=LIMIT)),
        "incidents, the latest": lambda view, it, r: questions.incidents(view, Query(limit=LIMIT)),
        "incidents, of an actor": lambda view, it, r: questions.incidents(view, Query(actor=it.actor, limit=LIMIT)),
        "incidents, of a type": lambda v, it, r: questions.incidents(v, Query(type=EventType.ASSAULT, limit=LIMIT)),
        "incidents, in a country": lambda v, it, r: questions.incidents(
            v, Query(country=r.choice(COUNTRIES), limit=LIMIT)
        ),
        "incidents, at a place": lambda view, it, r: questions.incidents(view, Query(place=it.place, limit=LIMIT)),
        "incidents, by a publisher": lambda v, it, r: questions.incidents(
            v, Query(publisher=it.publisher, limit=LIMIT)
        ),
        "incidents, in a box": lambda view, it, r: questions.incidents(view, Query(box=_box(r), limit=LIMIT)),
        "incidents, denied": lambda view, it, r: questions.incidents(view, Query(status=Status.DENIED, limit=LIMIT)),
        "incidents, three origins": lambda view, it, r: questions.incidents(view, Query(origins=3, limit=LIMIT)),
        "incidents, disputed": lambda view, it, r: questions.incidents(view, Query(disputed=True, limit=LIMIT)),
        "incidents, actor and type and month": lambda view, it, r: questions.incidents(
            view, Query(actor=it.actor, type=EventType.AID, since=it.since, until=it.until, limit=LIMIT)
        ),
        "incident": lambda view, it, r: questions.incident(view, it.incident),
        "actor": lambda view, it, r: questions.actor(view, it.actor),
        "network": lambda view, it, r: questions.network(view, limit=LIMIT),
        "network, by a publisher": lambda view, it, r: questions.network(view, it.publisher, LIMIT),
        "places": lambda view, it, r: questions.places(view, LIMIT),
        "sources": lambda view, it, r: questions.sources(view, LIMIT),
        "discrepancies": lambda view, it, r: questions.discrepancies(view, Query(limit=LIMIT)),
        "discrepancies, of an actor": lambda v, it, r: questions.discrepancies(v, Query(actor=it.actor, limit=LIMIT)),
        "discrepancies, in a country, a month": lambda v, it, r: questions.discrepancies(
            v, Query(country=r.choice(COUNTRIES), since=it.since, until=it.until, limit=LIMIT)
        ),
        "suggestions": lambda view, it, r: questions.suggestions(view, limit=LIMIT),
        "search, a name": lambda view, it, r: questions.search(view, _named(view, it).name),
        "search, an alias": lambda view, it, r: questions.search(view, _named(view, it).aliases[0]),
        "search, a name with a slip": lambda view, it, r: questions.names_like(view, _slip(_named(view, it).name)),
        "search, two words": lambda view, it, r: questions.search(view, "shelled detained"),
        "report": lambda view, it, r: questions.report(view, it.incident[:16]),
    }


def _named(view: View, it: Chosen) -> Identity:
    return view.identities([it.actor])[it.actor]


def _slip(name: str) -> str:
    return name[:2] + name[3:]


def _box(random: Random) -> tuple[float, float, float, float]:
    south, west = random.uniform(-30, 50), random.uniform(-110, 130)
    return south, west, south + 4, west + 6


def record_more(store: Store, more: int) -> None:
    """Records and fuses so many reports of the days after those that are there, and prints how long one takes."""
    with store.view() as view:
        last = date.fromisoformat(view.days()[1] or "")
    with store.writer("1.0") as writer:
        recorder = Recorder(writer)
        new = records(more, first=last + timedelta(days=1))
        taken = [_timed(writer._connection, partial(recorder.record, record)) for record in new]
    print(_row("record and fuse a report", taken))


def ask(store: Store, rounds: int, as_of: date | None) -> None:
    """Asks every question so many times and prints the median and the longest answer in ms."""
    random = Random(1)
    for name, question in questions_to_ask().items():
        taken = []
        for _ in range(rounds):
            with store.view(as_of=as_of) as view:
                it = some(random, view)
                taken.append(_timed(view._connection, partial(question, view, it, random)))
        print(_row(name, taken), flush=True)


def _timed(connection: Connection, deed: Callable[[], object]) -> tuple[float, float, float]:
    """Returns milliseconds by the clock, of this process's processor time, and thousands of SQLite's steps."""
    with _steps(connection) as steps:
        clock, processor = time.perf_counter(), time.process_time()
        deed()
        taken = (time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000
    return *taken, next(steps) * STEPS / 1000


@contextmanager
def _steps(connection: Connection) -> Iterator[Iterator[int]]:
    """Counts by STEPS in a counter that a database other than SQLite leaves at nought."""
    counter = count()
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name != "sqlite":
        yield counter
        return
    driver.set_progress_handler(lambda: next(counter) < 0, STEPS)
    yield counter
    driver.set_progress_handler(None, 0)


def _row(name: str, taken: Sequence[tuple[float, float, float]]) -> str:
    clock, processor, steps = (sorted(each) for each in zip(*taken, strict=True))
    middle, high = len(taken) // 2, int(0.95 * (len(taken) - 1))
    return f"| {name} | {clock[middle]:.0f} | {clock[high]:.0f} | {processor[middle]:.0f} | {steps[middle]:.1f} |"


def main() -> None:
    """Fills, asks, and adds some more."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--more", type=int, default=100, help="reports recorded and fused one by one at the end")
    parser.add_argument("--db", default="build/store.db")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--as-of", type=date.fromisoformat, help="a day, as of which the questions are asked")
    given = parser.parse_args()
    with Store.open(given.db) as store:
        with store.view() as view:
            empty = not view.counts()["reports"]
        if empty:
            fill(store, given.reports)
        print("| question | median ms | 95th centile | median CPU ms | thousand steps |\n|---|---:|---:|---:|---:|")
        ask(store, given.rounds, given.as_of)
        if given.more:
            record_more(store, given.more)


if __name__ == "__main__":
    main()
