"""Generated incidents -> what each format of exchange takes to write: seconds, megabytes written, peak memory.

    python benchmarks/exports.py [--incidents N] [--formats NAME …]

Each format is written in a process of its own, to nowhere. An incident has three accounts of what one of two thousand
actors did to another at one of five hundred places; a third of them dispute who it was.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import time
from collections.abc import Iterator
from dataclasses import replace

from polybius.export.exchange import EXPORTERS, Case, Selection
from polybius.incidents import Account, Field, FigureVersion, Identity, Incident, Location, Participant, Tally, Version
from polybius.model import ActorKind, EventType, Figure, Span, Status, TimeSpan

ACTORS = {f"a{n}": Identity(f"a{n}", f"Group {n}", ActorKind.ARMED_GROUP, country="NLD") for n in range(2_000)}
PLACES = {f"p{n}": Location(f"p{n}", f"Town {n}", country="NLD", latitude=n / 10, longitude=n / 5) for n in range(500)}
SAID = "Men of one group shelled positions of another on the edge of the town, killing several, an official said."


def main() -> None:
    """Prints a table with a line for each format."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--formats", nargs="+", choices=EXPORTERS, default=list(EXPORTERS))
    options = parser.parse_args()
    print("| format | CPU s | incidents/CPU s | MB written | peak MB |\n|---|---:|---:|---:|---:|")
    for form in options.formats:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            seconds, written, peak = pool.apply(measure, (form, options.incidents))
        print(
            f"| {form} | {seconds:.1f} | {options.incidents / seconds:,.0f} | {written:,.0f} | {peak:,.0f} |",
            flush=True,
        )


def measure(form: str, number: int) -> tuple[float, float, float]:
    """Returns CPU seconds, megabytes written and the peak memory in megabytes of writing so many incidents."""
    start = time.process_time()
    pieces = EXPORTERS[form].write(Selection(cases(number), ACTORS, PLACES))
    written = sum(len(piece if isinstance(piece, bytes) else piece.encode("utf-8")) for piece in pieces)
    seconds = time.process_time() - start
    return seconds, written / 1e6, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def cases(number: int) -> Iterator[Case]:
    """Yields generated incidents."""
    chance = random.Random(1)
    for n in range(number):
        doer, target = chance.sample(list(ACTORS.values()), 2)
        yield case(n, (doer, target), chance.choice(list(PLACES)), chance.randrange(3) == 0)


def case(number: int, actors: tuple[Identity, Identity], place: str, disputed: bool) -> Case:
    """Returns one generated incident with three accounts."""
    first = _account(number, actors)
    accounts = tuple(replace(first, id=f"{number:016x}-e{n}", report=f"{3 * number + n:064x}") for n in range(3))
    ids = tuple(account.id for account in accounts)
    day = first.when.start if first.when else ""
    agreed = {"type": "ASSAULT", "status": "happened", "mode": "heavy-weapons", "when": f"{day}/{day}", "place": place}
    fields = [Field(name, (Version((value,), ids, 3),)) for name, value in agreed.items()]
    for name, who in zip(("initiators", "targets"), actors, strict=True):
        versions = (Version((who.id,), ids[:2], 2), Version((actors[0].id,), ids[2:]))
        fields.append(Field(name, versions if disputed else versions[:1], disputed))
    tally = Tally("killed", 3, 3, 5, (FigureVersion(3, 5, ids, 3),))
    return Case(Incident(ids[0], ids, tuple(fields), (tally,), 3, day, day), accounts)


def _account(number: int, actors: tuple[Identity, Identity]) -> Account:
    doer, target = (Participant(who.id, who.name, who.kind, who.country) for who in actors)
    day = f"20{number % 20:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return Account(
        id="",
        report="",
        event="e1",
        type=EventType.ASSAULT,
        status=Status.HAPPENED,
        trigger=Span(17, 24),
        sentence=Span(0, len(SAID)),
        words="shelled",
        said=SAID,
        publisher=f"Gazette {number % 100}",
        published=day,
        recorded_at=f"{day}T12:00:00+00:00",
        mode="heavy-weapons",
        when=TimeSpan(day, day),
        initiators=(doer,),
        targets=(target,),
        figures=(Figure("killed", 3, 5),),
        chain=(doer,),
    )


if __name__ == "__main__":
    main()
