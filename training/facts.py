"""How factual the learned reader finds an event -> how factual people found it, as a line of knots beside its weights.

    python training/facts.py SETS WEIGHTS

SETS holds `factuality/UW/dev.jsonl` (Lee et al. 2015), WEIGHTS is what `export.py` wrote. The head learns to be near
what people say, and stays short of the ends of the scale, where most answers lie. So what it says is cut into
quantiles; the median answer of each, made to rise with it (isotonic regression), is what it is then taken to mean.
Printed is the error without it, and with knots of the other four fifths of the sentences on each fifth.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from marked import head_in, valued
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression

from polybius.language import Learned, Parser
from polybius.model import Document

KNOTS = 25
FOLDS = 5
Numbers = NDArray[np.float64]


def answers(path: Path, learned: Learned) -> Iterator[tuple[int, float, float]]:
    """Yields for each target the number of its sentence, what the head says at its word and what people said."""
    told = list(valued(path))
    read = Parser().annotate(Document(text) for text, _ in told)
    for number, (document, (_, targets)) in enumerate(zip(read, told, strict=True)):
        said = learned.facts(document)
        for start, end, label in targets:
            [word] = head_in(document, start, end, 0, len(document.tokens))
            yield number, said[word], label


def knots(said: Numbers, people: Numbers) -> tuple[Numbers, Numbers]:
    """Returns what the head says, quantile by quantile, and what that means."""
    edges = np.quantile(said, np.linspace(0, 1, KNOTS + 1))
    part = np.clip(np.searchsorted(edges, said, side="left") - 1, 0, KNOTS - 1)
    filled = [n for n in range(KNOTS) if (part == n).any()]
    told = np.array([said[part == n].mean() for n in filled])
    median = np.array([np.median(people[part == n]) for n in filled])
    weight = np.array([(part == n).sum() for n in filled])
    return told, isotonic_regression(median, weights=weight).x


def main() -> int:
    """Writes the knots into pairs.npz."""
    sets, weights = map(Path, sys.argv[1:3])
    path = weights / "pairs.npz"
    with np.load(path) as file:
        arrays = {name: array for name, array in file.items() if not name.startswith("fact.")}
    np.savez(path, **arrays)
    found = np.array(list(answers(sets / "factuality" / "UW" / "dev.jsonl", Learned(weights))))
    fold, said, people = found[:, 0] % FOLDS, found[:, 1], found[:, 2]
    meant = np.empty_like(said)
    for n in range(FOLDS):
        meant[fold == n] = np.interp(said[fold == n], *knots(said[fold != n], people[fold != n]))
    for name, values in (("as it is", said), ("by knots of other sentences", meant)):
        error, r = np.abs(values - people).mean(), np.corrcoef(values, people)[0, 1]
        print(f"{name}: mean absolute error {error:.3f}, r {r:.3f}")
    arrays["fact.told"], arrays["fact.meant"] = (knot.astype(np.float32) for knot in knots(said, people))
    np.savez(path, **arrays)
    return 0


if __name__ == "__main__":
    sys.exit(main())
