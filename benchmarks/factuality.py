"""How factual each event is, by the learned reader's own head, against UW (Lee et al. 2015) on all its targets.

    python benchmarks/factuality.py FILE [--weights DIR]

FILE is one part of the set, JSON lines with `text` (words set apart by spaces) and `targets`, each with `span1` (first
and last word, exclusive) and `label`, -3 (certainly did not happen) to +3 (certainly did). Prints Pearson's r and the
mean absolute error over all targets, and beside it what "+3" for every target would have.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from polybius.annotated import Annotated
from polybius.language import Learned, Parser
from polybius.model import Document

Target = tuple[int, int, float]


def sentences(path: Path) -> Iterator[tuple[str, list[Target]]]:
    """Yields each sentence with its targets: start, end (characters) and value."""
    for line in path.read_text("utf-8").splitlines():
        entry = json.loads(line)
        edges, at = [], 0
        for word in entry["text"].split(" "):
            edges.append((at, at + len(word)))
            at += len(word) + 1
        spans = [(*target["span1"], target["label"]) for target in entry["targets"]]
        yield entry["text"], [(edges[first][0], edges[last - 1][1], label) for first, last, label in spans]


def head(annotated: Annotated, start: int, end: int) -> int:
    """Returns the word of a target that the others of it hang on."""
    inside = [token for token in annotated.tokens if token.start < end and token.end > start]
    words = {token.index for token in inside}
    return next((t.index for t in inside if t.head not in words or t.head == t.index), inside[0].index)


def main() -> None:
    """Prints r and the mean absolute error."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--weights", type=Path)
    options = parser.parse_args()
    learned = Learned(options.weights) if options.weights else Learned()
    pairs = list(sentences(options.file))
    said, gold = [], []
    for annotated, (_, targets) in zip(Parser().annotate(Document(text) for text, _ in pairs), pairs, strict=True):
        values = learned.facts(annotated)
        for start, end, label in targets:
            said.append(values[head(annotated, start, end)])
            gold.append(label)
    error = np.abs(np.array(said) - np.array(gold)).mean()
    always = np.abs(3 - np.array(gold)).mean()
    print(f"{len(gold)} targets: r {np.corrcoef(said, gold)[0, 1]:.3f}, mae {error:.3f} (always +3: {always:.3f})")


if __name__ == "__main__":
    main()
