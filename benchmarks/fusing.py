"""Fusing accounts whose truth is known: pairwise F1, seconds and memory, as the number of accounts grows.

`python benchmarks/fusing.py 10000 100000 1000000` makes that many accounts of invented incidents, each size in a
process of its own, and fuses them by `fuse_all`. Accounts err as reports do: a day off, another village, a province
for a town, other counts, unnamed or wrongly named doers, another word for the deed; a quarter are copies. Every fifth
incident repeats an earlier one at the same place, by the same hands, 9 to 40 days later.
"""

from __future__ import annotations

import gc
import multiprocessing
import re
import resource
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import comb
from pathlib import Path
from random import Random

from polybius.fuse.batch import fuse_all
from polybius.incidents import Account, Participant, Scene
from polybius.model import ActorKind, EventType, Figure, Precision, Span, Status, TimeSpan

FIRST_DAY = date(2010, 1, 1)
DAYS = 4000
TOWNS, REGIONS, GROUPS = 4000, 60, 400
PROCESSES = 2
DEEDS: dict[EventType, tuple[tuple[str, ...], ...]] = {
    EventType.ASSAULT: (
        ("bombed", "blew up", "set off a bomb in", "detonated explosives in"),
        ("shelled", "fired mortars at", "bombarded", "rocketed"),
        ("opened fire on", "shot at", "fired on", "attacked with rifles"),
        ("burned", "torched", "set ablaze", "set fire to"),
        ("stormed", "overran", "raided", "attacked"),
        ("abducted", "kidnapped", "took hostage", "carried off"),
    ),
    EventType.COERCE: (("arrested", "detained", "rounded up", "jailed"), ("closed", "blocked", "sealed", "shut")),
    EventType.PROTEST: (("marched through", "rallied in", "demonstrated in", "protested in"),),
    EventType.RETREAT: (
        ("withdrew from", "left", "pulled out of", "quit"),
        ("freed", "released", "let go", "set free"),
    ),
}
TARGETS = "villagers traders soldiers drivers students herders officers miners pilgrims nurses fishermen guards".split()
DETAILS = """
    near the river bridge
    close to the market
    at a checkpoint
    by the grain store
    behind the school
    on the ring road
    at the bus stand
    beside the clinic
    at the customs post
    under heavy rain
    before dawn
    after evening prayers
    as a convoy passed
    during a wedding
    while shops were open
    despite a truce
    for the second time
    without warning
    """.strip().split("\n    ")


@dataclass(frozen=True)
class Truth:
    """What happened: its accounts are made from it."""

    day: int
    town: Scene
    region: Scene
    type: EventType
    words: tuple[str, ...]
    doer: Participant
    target: Participant
    killed: int


def worlds(random: Random) -> tuple[list[tuple[Scene, Scene]], list[Participant]]:
    """Makes towns with their regions, and armed groups."""
    regions = []
    for number in range(REGIONS):
        latitude, longitude = random.uniform(-30, 45), random.uniform(-80, 110)
        region = Scene(f"r{number}", f"Province {number}", f"C{number:02}", None, latitude, longitude)
        regions.append(replace(region, precision=Precision.ADMIN1))
    towns = []
    for number in range(TOWNS):
        region = random.choice(regions)
        spot = ((region.latitude or 0) + random.gauss(0, 0.7), (region.longitude or 0) + random.gauss(0, 0.7))
        towns.append((Scene(f"t{number}", f"Town{number}", region.country, region.name, *spot), region))
    kind = ActorKind.ARMED_GROUP
    return towns, [Participant(f"g{n}", f"Brigade{n}", kind, f"C{n % REGIONS:02}") for n in range(GROUPS)]


def truths(random: Random) -> Iterator[Truth]:
    """Yields incidents without end; every fifth repeats an earlier one some weeks later."""
    towns, groups = worlds(random)
    past: list[Truth] = []
    while True:
        if past and random.random() < 0.2:
            told = random.choice(past[-1000:])
            truth = replace(told, day=told.day + random.randint(9, 40), killed=random.randint(0, 60))
        else:
            town, region = random.choice(towns)
            type = random.choices(list(DEEDS), (6, 2, 1, 1))[0]
            noun = random.choice(TARGETS)
            target = Participant(f"x{noun}{town.country}", noun, ActorKind.POPULATION, town.country)
            day, killed = random.randrange(DAYS), random.randint(0, 60)
            words = random.choice(DEEDS[type])
            truth = Truth(day, town, region, type, words, random.choice(groups), target, killed)
        past.append(truth)
        yield truth


def accounts_of(truth: Truth, number: int, random: Random) -> Iterator[Account]:
    """Yields the accounts of one incident: a few or dozens, a quarter of them copies."""
    told: list[Account] = []
    for n in range(1 + min(60, int(random.expovariate(1 / 4)))):
        report = f"{number:010x}{n:06x}"
        if told and random.random() < 0.25:
            first = random.choice(told)
            day = (date.fromisoformat(first.published or "") + timedelta(random.randint(0, 2))).isoformat()
            account = replace(first, id=f"{report}-e1", report=report, published=day, recorded_at=f"{day}T00:00:00")
        else:
            account = _account(truth, report, random)
        told.append(account)
        yield account


def _account(truth: Truth, report: str, random: Random) -> Account:
    day = FIRST_DAY + timedelta(truth.day)
    published = (day + timedelta(random.choice((0, 1, 1, 1, 2, 3, 6)))).isoformat()
    place, doer = _place(truth, random), _doer(truth, random)
    verb = random.choice(truth.words)
    killed = max(0, round(truth.killed * random.choice((1, 1, 1, 0.8, 1.3))))
    details = " ".join(random.sample(DETAILS, 2))
    said = (
        f"{doer.name} {verb} {truth.target.name} {details} in {place.name if place else 'the area'}, killing {killed}."
    )
    start = said.index(verb)
    return Account(
        id=f"{report}-e1",
        report=report,
        event="e1",
        type=truth.type,
        status=Status.HAPPENED,
        trigger=Span(start, start + len(verb)),
        sentence=Span(0, len(said)),
        words=verb,
        said=said,
        published=published,
        recorded_at=f"{published}T00:00:00",
        when=_when(day, random),
        place=place,
        initiators=(doer,),
        targets=(truth.target,),
        figures=(Figure("killed", killed, killed),) if killed and random.random() < 0.7 else (),
        origin=report,
    )


def _when(day: date, random: Random) -> TimeSpan | None:
    chance = random.random()
    if chance < 0.05:
        return None
    if chance < 0.12:
        monday = day - timedelta(day.weekday())
        return TimeSpan(monday.isoformat(), (monday + timedelta(6)).isoformat())
    told = day + timedelta(random.choice((-1, 1))) if chance < 0.22 else day
    return TimeSpan(told.isoformat(), told.isoformat())


def _place(truth: Truth, random: Random) -> Scene | None:
    chance = random.random()
    if chance < 0.05:
        return None
    if chance < 0.13:
        return truth.region
    if chance < 0.25:
        near = (truth.town.latitude or 0) + random.gauss(0, 0.05), (truth.town.longitude or 0) + random.gauss(0, 0.05)
        name = f"a village near {truth.town.name}"
        return replace(
            truth.town, id=f"{truth.town.id}n", name=name, latitude=near[0], longitude=near[1], precision=Precision.NEAR
        )
    return truth.town


def _doer(truth: Truth, random: Random) -> Participant:
    chance = random.random()
    if chance < 0.15:
        return Participant(f"u{random.random()}", "gunmen", ActorKind.UNNAMED, truth.doer.country)
    if chance < 0.2:
        number = random.randrange(GROUPS)
        return Participant(f"g{number}", f"Brigade{number}", ActorKind.ARMED_GROUP, f"C{number % REGIONS:02}")
    return truth.doer


def generate(size: int, seed: int = 7) -> list[Account]:
    """Makes `size` accounts; the first ten digits of a report's id tell the incident."""
    random = Random(seed)
    found: list[Account] = []
    for number, truth in enumerate(truths(random)):
        found += accounts_of(truth, number, random)
        if len(found) >= size:
            return found[:size]
    raise AssertionError


def pairwise(incidents: Sequence[Sequence[str]]) -> tuple[float, float, float]:
    """Returns precision, recall and F1 over pairs of accounts."""
    cells = Counter((id, account[:10]) for id, members in enumerate(incidents) for account in members)
    found, true = Counter[int](), Counter[str]()
    for (group, incident), count in cells.items():
        found[group] += count
        true[incident] += count
    right, told, there = (sum(comb(n, 2) for n in table.values()) for table in (cells, found, true))
    precision, recall = right / told, right / there
    return precision, recall, 2 * precision * recall / (precision + recall)


class Memory(threading.Thread):
    """Watches the megabytes that this process and its forks take, what they share counted once (Linux's PSS)."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0

    def run(self) -> None:
        """Looks every two seconds."""
        while True:
            tasks = list(Path("/proc/self/task").iterdir())
            children = [pid for task in tasks for pid in _told(task / "children").split()]
            self.peak = max(self.peak, sum(_share(pid) for pid in ("self", *children)) // 1024)
            time.sleep(2)


def _share(process: str) -> int:
    told = re.search(r"^Pss: +(\d+) kB", _told(Path(f"/proc/{process}/smaps_rollup")), re.M)
    return int(told[1]) if told else 0


def _told(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:  # the thread or process has ended
        return ""


def _spent() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def measure(size: int) -> None:
    """Prints a row of the table."""
    accounts = generate(size)
    gc.freeze()  # the accounts stay; looking through them for garbage again and again would be the benchmark's own cost
    memory = Memory()
    memory.start()
    start, spent = time.perf_counter(), _spent()
    incidents = [incident.accounts for incident in fuse_all(accounts, processes=PROCESSES)]
    seconds, spent = time.perf_counter() - start, _spent() - spent
    precision, recall, f1 = pairwise(incidents)
    cells = (f"{size:,}", f"{len(incidents):,}", f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}")
    cost = (f"{spent:.0f}", f"{seconds:.0f}", f"{spent / size * 1e6:.0f}", f"{memory.peak:,}")
    print("|", " | ".join((*cells, *cost)), "|", flush=True)


def main() -> None:
    """Prints the table, each size measured in a process of its own."""
    columns = (
        "accounts | incidents found | precision | recall | pairwise F1 | CPU s | clock s | CPU µs an account | peak MB"
    )
    print(f"| {columns} |\n|{'---:|' * 9}", flush=True)
    for size in map(int, sys.argv[1:] or ("10000", "100000")):
        process = multiprocessing.get_context("spawn").Process(target=measure, args=(size,))
        process.start()
        process.join()
        if process.exitcode:
            sys.exit(f"{size:,} accounts: the process ended with {process.exitcode}")


if __name__ == "__main__":
    main()
