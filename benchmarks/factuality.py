"""How factual each event is, by the learned reader's own head, against UW (Lee et al. 2015) on all its targets.

    python benchmarks/factuality.py FILE [--weights DIR]

FILE is one part of the set, JSON lines with `text` (words set apart by spaces) and `targets`, each with `span1` (first
and last word, exclusive) and `label`, -3 (certainly did not happen) to +3 (certainly did). Prints Pearson's r and the
mean absolute error over all targets, and beside it what "+3" for every target would have.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from polybius.language import Learned

sys.path.append(str(Path(__file__).parents[1] / "training"))
from facts import answers


def main() -> None:
    """Prints r and the mean absolute error."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--weights", type=Path)
    options = parser.parse_args()
    found = answers(options.file, Learned(options.weights) if options.weights else Learned())
    _, said, gold = np.array(list(found)).T
    error, always = np.abs(said - gold).mean(), np.abs(3 - gold).mean()
    print(f"{len(gold)} targets: r {np.corrcoef(said, gold)[0, 1]:.3f}, mae {error:.3f} (always +3: {always:.3f})")


if __name__ == "__main__":
    main()
