"""How far the learned reader's chances can be taken at their word: a reliability table on the dev part of the corpus.

    python benchmarks/calibration.py

For each band of chance: how many words or pairs of words fell into it, the mean chance given, and how often it came
true. ECE is the expected calibration error (Naeini et al. 2015): the mean gap, weighted by the counts. Chances asked:
that a word tells an event; that an event told by a word is of the likeliest type, and stands as is likeliest; that a
word has a part in an event. Words of optional events are left out.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

from labels import ReportExamples

from polybius import Document, corpus
from polybius.language import Learned, Parser, passages

BANDS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
Outcome = tuple[str, float, bool]


def main() -> None:
    """Prints a table for each kind of chance."""
    if not Learned().is_there:
        raise SystemExit("the learned reader is not installed")
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for kind, chance, true in outcomes():
        found[kind].append((chance, true))
    for kind, pairs in found.items():
        bands = list(banded(pairs))
        gap = sum(abs(given - came) * count for _, count, given, came in bands) / len(pairs)
        print(f"\n{kind}: {len(pairs)}, ECE {gap:.3f}\n")
        print("| chance | count | mean chance | came true |\n|---|---:|---:|---:|")
        for band, count, given, came in bands:
            print(f"| {band} | {count} | {given:.2f} | {came:.2f} |")


def banded(pairs: list[tuple[float, bool]]) -> Iterator[tuple[str, int, float, float]]:
    """Yields each band with its count, mean chance and share that came true."""
    for low, high in pairwise(BANDS):
        inside = [(chance, true) for chance, true in pairs if low <= chance < high or chance == high == 1.0]
        if inside:
            chances, truths = zip(*inside, strict=True)
            yield f"{low:.2f}–{high:.2f}", len(inside), sum(chances) / len(inside), sum(truths) / len(inside)


def outcomes() -> Iterator[Outcome]:
    """Yields what was given as a chance, and whether it came true."""
    reports = corpus("dev").reports
    parsed = Parser().annotate(Document(r.record.text, r.record.title) for r in reports)
    for report, annotated in zip(reports, Learned().annotate(parsed), strict=True):
        hints = annotated.hints or {}
        rows = ReportExamples(report, annotated).rows()
        for (first, _), row in zip(passages(annotated), rows, strict=True):
            gold = {event["word"]: event for event in row["events"]}
            for word in range(len(row["words"])):
                hint, event = hints.get(first + word), gold.get(word)
                if event is not None and event["optional"]:
                    continue
                yield "a word tells an event", hint.event if hint else 0.02, event is not None
                if hint is None or event is None:
                    continue
                share = hint.types[hint.type] / hint.event
                yield "of the likeliest type", share, hint.type in (event["type"], *event["also"])
                stands = hint.status in (event["status"], *event["also_status"])
                yield "of the likeliest status", hint.statuses[hint.status], stands
                named = {(first + w, role) for w, role in event["roles"]}
                for part in hint.parts:
                    yield "a word has a part", part.chance, (part.word, part.role) in named


if __name__ == "__main__":
    main()
