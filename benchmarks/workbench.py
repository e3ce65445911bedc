"""How fast the workbench answers: readers and writers at one time, against a server of its own on this computer.

    python benchmarks/workbench.py --reports 300 --readers 50 --writers 5 --seconds 120

Readers ask for lists, incidents, points, the network and searches, and think for a second in between; writers correct a
field of a report, each its own, every two seconds. Printed are the requests, those that failed and the 50th and 95th
percentile of how long they took.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from polybius.model import Actor, ActorKind, Event, EventType, Figure, Place, Record, Span, Status, TimeSpan
from polybius.recorder import Recorder
from polybius.store import Store

READS = (
    "/api/overview",
    "/api/reports",
    "/api/incidents?limit=50",
    "/api/points",
    "/api/points?disputed=true",
    "/api/network",
    "/api/review",
    "/api/names?q=northlan",
    "/api/search?q=shelled",
)
THINKING = (0.5, 1.5)  # seconds
WRITING = (1.0, 3.0)
VALUES = ("denied", "happened", "ongoing")
TOWNS = ("Vela", "Orin", "Tamsk", "Ulmar", "Sefra", "Dorn", "Kest", "Palu")


@dataclass(slots=True)
class Times:
    """Seconds that requests took, by what they were, and the statuses of those that failed."""

    taken: dict[str, list[float]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)


def invented(number: int) -> Record:
    """A report of a shelling; every other one tells of the same as the one before, with another count."""
    town, day = TOWNS[number // 2 % len(TOWNS)], f"2021-{number // 2 % 12 + 1:02}-{number // 24 % 28 + 1:02}"
    text = f"Northland shelled {town} on {day}, report {number} said; {number % 7 + 1} people were killed."
    at = Span(text.index("shelled"), text.index("shelled") + 7)
    event = Event(
        "e1",
        EventType.ASSAULT,
        Status.HAPPENED,
        at,
        0,
        initiators=("a1",),
        targets=("a2",),
        place="p1",
        when=TimeSpan(day, day),
        figures=(Figure("killed", number % 7 + 1, number % 7 + 1),),
    )
    actors = (
        Actor("a1", "Northland Army", kind=ActorKind.MILITARY, country="NRL", mentions=(Span(0, 9),)),
        Actor("a2", f"{town} Guard", kind=ActorKind.MILITARY, country="ERI"),
    )
    where = Place("p1", town, country="ERI", latitude=15 + number // 2 % 8, longitude=39.0)
    told = {"publisher": f"Gazette {number % 40}", "published": day, "sentences": (Span(0, len(text)),)}
    ident = hashlib.sha256(text.encode()).hexdigest()
    return Record(ident, text, actors=actors, places=(where,), events=(event,), **told)  # type: ignore[arg-type]


@contextmanager
def serving(where: Path) -> Iterator[str]:
    """Starts a server on a store and yields its address once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    program = "import sys; from polybius.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", program, "serve", "--port", str(port), "--db", str(where)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        server.stderr.readline()
        address = f"http://127.0.0.1:{port}"
        try:
            httpx.get(f"{address}/api/session")
            yield address
        finally:
            server.terminate()


async def ask(client: httpx.AsyncClient, times: Times, what: str, method: str, path: str, **sent: object) -> None:
    """Asks once and notes how long it took."""
    start = time.perf_counter()
    answer = await client.request(method, path, **sent)  # type: ignore[arg-type]
    times.taken.setdefault(what, []).append(time.perf_counter() - start)
    if answer.status_code >= 400:
        times.failed.append(f"{answer.status_code} {method} {path}")


async def read(client: httpx.AsyncClient, times: Times, until: float) -> None:
    """Reads as one person does until a time."""
    while time.perf_counter() < until:
        await ask(client, times, "reads", "GET", random.choice(READS))
        await asyncio.sleep(random.uniform(*THINKING))


async def write(client: httpx.AsyncClient, times: Times, until: float, report: str) -> None:
    """Corrects one report over and over until a time."""
    edition = 1
    while time.perf_counter() < until:
        sent = {"edition": edition, "kind": "change", "path": "events/e1/status", "value": VALUES[edition % 3]}
        await ask(client, times, "writes", "POST", f"/api/reports/{report}/corrections", json=sent)
        edition += 1
        await asyncio.sleep(random.uniform(*WRITING))


async def load(where: str, asked: argparse.Namespace) -> Times:
    """Lets everybody work at one time."""
    times, until = Times(), time.perf_counter() + asked.seconds
    limits = httpx.Limits(max_connections=asked.readers + asked.writers)
    async with httpx.AsyncClient(base_url=where, limits=limits, timeout=60) as client:
        client.headers["X-Polybius-CSRF"] = (await client.get("/api/session")).json()["csrf"]
        await asyncio.gather(
            *(read(client, times, until) for _ in range(asked.readers)),
            *(write(client, times, until, invented(number * 2).id) for number in range(asked.writers)),
        )
    return times


def row(what: str, taken: list[float], failed: int) -> str:
    """Returns a line of the table."""
    parts = [1000 * part for part in statistics.quantiles(taken, n=20)]
    return f"| {what} | {len(taken)} | {failed} | {parts[9]:.0f} | {parts[18]:.0f} |"


def main() -> None:
    """Fills a store, serves it, and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("reports", 300), ("readers", 50), ("writers", 5), ("seconds", 120)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    random.seed(1)
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "polybius.db"
        with Store.open(where) as store, store.writer("0") as writer:
            for number in range(asked.reports):
                Recorder(writer).record(invented(number))
        with serving(where) as address:
            times = asyncio.run(load(address, asked))
    print("| what | requests | failed | 50th percentile ms | 95th percentile ms |\n|---|---:|---:|---:|---:|")
    for what, taken in times.taken.items():
        print(row(what, taken, sum(("GET" in one) == (what == "reads") for one in times.failed)))
    print(row("all", [part for taken in times.taken.values() for part in taken], len(times.failed)))


if __name__ == "__main__":
    main()
