"""What the gazetteer costs: time to open, resident memory, and time a lookup.

python benchmarks/gazetteer.py
"""

from __future__ import annotations

import sys
import time
import timeit
from collections.abc import Callable
from pathlib import Path

import marisa_trie  # noqa: F401 - loaded first, so that its own cost is not counted as opening

from polybius.resolve.gazetteer import INDEX, Gazetteer

WORDS = {"known": "Mosul", "known, two words": "Deir ez-Zor", "other spelling": "Al Qai’im", "unknown": "Quarterly"}
ROUNDS = 20_000


def main() -> None:
    """Prints sizes, the time to open and the time of each kind of lookup."""
    before = resident_megabytes()
    started = time.perf_counter()
    gazetteer = Gazetteer()
    opened = time.perf_counter() - started
    print(f"index      {sum(f.stat().st_size for f in INDEX.iterdir()) / 1e6:8.1f} MB on disk")
    print(f"open       {opened * 1e3:8.2f} ms")
    lookups: dict[str, Callable[[str], object]] = {
        "knows": gazetteer.knows,
        "prominence": gazetteer.prominence,
        "find": gazetteer.find,
    }
    for name, function in lookups.items():
        for kind, word in WORDS.items():
            print(f"{name:10} {microseconds(function, word):8.1f} µs  {kind}: {word}")
    print(f"memory     {resident_megabytes() - before:8.1f} MB more than before")


def microseconds(function: Callable[[str], object], word: str) -> float:
    """Returns the mean time of one call."""
    return timeit.timeit(lambda: function(word), number=ROUNDS) / ROUNDS * 1e6


def resident_megabytes() -> float:
    """Returns this process's resident memory; Linux only."""
    status = Path("/proc/self/status")
    if not status.exists():
        sys.exit("resident memory is read from /proc/self/status, which only Linux has")
    return int(status.read_text().split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
