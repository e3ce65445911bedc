"""How long questions take, and how long it takes to record and fuse one more report, on a store of many.

usage: python benchmarks/store.py [--reports 100000] [--more 100] [--db FILE-or-URL] [--rounds 15]

Fills an empty store with invented reports (`collection.py`, `filling.py`), asks every question several times, each of a
view opened anew, prints medians, and then records and fuses some more reports one by one.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random

from polybius import questions
from polybius.incidents import Query
from polybius.model import EventType, Status
from polybius.recorder import Recorder
from polybius.store import Store, View

sys.path.insert(0, str(Path(__file__).parent))
from collection import COUNTRIES, records
from filling import fill

LIMIT = 100


def some(random: Random, view: View) -> tuple[str, str, str, str]:
    """Returns an actor, a place, an incident and a publisher, drawn from the latest incidents."""
    incident = random.choice(questions.incidents(view, Query(limit=200)))
    account = view.accounts(incident.accounts[:1])[0]
    assert account.place is not None
    return account.initiators[0].id, account.place.id, incident.id, account.publisher or ""


def questions_to_ask() -> dict[str, Callable[[View, tuple[str, str, str, str], Random], object]]:
    """Returns every question, each with what it needs of `some`."""
    return {
        "timeline, a year": lambda view, it, r: questions.timeline(view, Query(since="2018-01-01", limit=LIMIT)),
        "incidents, the latest": lambda view, it, r: questions.incidents(view, Query(limit=LIMIT)),
        "incidents, of an actor": lambda view, it, r: questions.incidents(view, Query(actor=it[0], limit=LIMIT)),
        "incidents, of a type": lambda v, it, r: questions.incidents(v, Query(type=EventType.ASSAULT, limit=LIMIT)),
        "incidents, in a country": lambda v, it, r: questions.incidents(
            v, Query(country=r.choice(COUNTRIES), limit=LIMIT)
        ),
        "incidents, at a place": lambda view, it, r: questions.incidents(view, Query(place=it[1], limit=LIMIT)),
        "incidents, in a box": lambda view, it, r: questions.incidents(view, Query(box=_box(r), limit=LIMIT)),
        "incidents, denied": lambda view, it, r: questions.incidents(view, Query(status=Status.DENIED, limit=LIMIT)),
        "incidents, three origins": lambda view, it, r: questions.incidents(view, Query(origins=3, limit=LIMIT)),
        "incidents, disputed": lambda view, it, r: questions.incidents(view, Query(disputed=True, limit=LIMIT)),
        "incidents, actor and type and period": lambda view, it, r: questions.incidents(
            view, Query(actor=it[0], type=EventType.AID, since="2016-06-01", until="2017-06-01", limit=LIMIT)
        ),
        "incident": lambda view, it, r: questions.incident(view, it[2]),
        "actor": lambda view, it, r: questions.actor(view, it[0]),
        "network": lambda view, it, r: questions.network(view, limit=LIMIT),
        "network, by a publisher": lambda view, it, r: questions.network(view, it[3], LIMIT),
        "places": lambda view, it, r: questions.places(view, LIMIT),
        "sources": lambda view, it, r: questions.sources(view, LIMIT),
        "discrepancies": lambda view, it, r: questions.discrepancies(view, Query(limit=LIMIT)),
        "search, a name": lambda view, it, r: questions.search(view, view.identities([it[0]])[it[0]].name),
        "search, two words": lambda view, it, r: questions.search(view, "shelled detained"),
        "report": lambda view, it, r: questions.report(view, it[2][:16]),
    }


def _box(random: Random) -> tuple[float, float, float, float]:
    south, west = random.uniform(-30, 50), random.uniform(-110, 130)
    return south, west, south + 4, west + 6


def record_more(store: Store, there: int, more: int) -> None:
    """Records and fuses so many reports besides those that are there, and prints how long one takes."""
    taken = []
    with store.writer("1.0") as writer:
        recorder = Recorder(writer)
        for record in islice(records(there + more), there, None):
            taken.append(_timed(partial(recorder.record, record)))
    print(_row("record and fuse a report", taken))


def ask(store: Store, rounds: int) -> None:
    """Asks every question so many times and prints the median and the longest answer in ms."""
    random = Random(1)
    for name, question in questions_to_ask().items():
        taken = []
        for _ in range(rounds):
            with store.view() as view:
                it = some(random, view)
                taken.append(_timed(partial(question, view, it, random)))
        print(_row(name, taken), flush=True)


def _timed(deed: Callable[[], object]) -> tuple[float, float]:
    """Returns the milliseconds by the clock and of this process's processor time."""
    clock, processor = time.perf_counter(), time.process_time()
    deed()
    return (time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000


def _row(name: str, taken: Sequence[tuple[float, float]]) -> str:
    clock, processor = (sorted(each) for each in zip(*taken, strict=True))
    middle, high = len(taken) // 2, int(0.95 * (len(taken) - 1))
    return f"| {name} | {clock[middle]:.0f} | {clock[high]:.0f} | {processor[middle]:.0f} |"


def main() -> None:
    """Fills, asks, and adds some more."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--more", type=int, default=100, help="reports recorded and fused one by one at the end")
    parser.add_argument("--db", default="build/store.db")
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    with Store.open(given.db) as store:
        with store.view() as view:
            empty = not questions.reports(view)
        if empty:
            fill(store, given.reports)
        print("| question | median ms | 95th centile | median CPU ms |\n|---|---:|---:|---:|")
        ask(store, given.rounds)
        record_more(store, given.reports, given.more)


if __name__ == "__main__":
    main()
