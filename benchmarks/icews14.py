"""Who does what to whom next: how high the true object and subject rank on ICEWS14, by rules of recurrence.

    python benchmarks/icews14.py DIR

DIR holds `train.txt`, `valid.txt` and `test.txt` of the split of 74,845 / 8,514 / 7,371 facts (subject, relation,
object, day a line). Single-step: all facts of the days before are known, none of the day itself. Time-aware filter:
other objects that are true on the same day are left out; ties share their mean rank. The rules' weights are fitted on a
sample of deeds of the 60 days before the part that is measured; what the rules count, they count in all days before.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from polybius.analysis.ranking import Choice, choice, fit_weights, mean_rank
from polybius.analysis.recurrency import RULES, Asked, Facts, Numbers, Recurrency

SAMPLE = 100
"""Deeds a day that weights are fitted on."""
FITTED = 60
"""Days before the measured part from which they come."""

Query = tuple[int, int, list[int]]


def read(folder: Path) -> list[Facts]:
    return [np.loadtxt(folder / f"{name}.txt", dtype=np.int64)[:, :4] for name in ("train", "valid", "test")]


def queries(facts: Facts, relations: int) -> Iterator[Query]:
    """Yields subject, relation and all true objects, for both directions."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for subject, relation, other, _ in facts.tolist():
        found[subject, relation].append(other)
        found[other, relation + relations].append(subject)
    yield from ((subject, relation, objects) for (subject, relation), objects in found.items())


def sample(past: Recurrency, facts: Facts, chance: np.random.Generator) -> Iterator[Choice]:
    day = int(facts[0, 3])
    cases = [(s, r, o, objects) for s, r, objects in queries(facts, past.relations) for o in objects]
    for number in chance.permutation(len(cases))[:SAMPLE]:
        subject, relation, answer, objects = cases[number]
        yield choice(past.supports(Asked(subject, relation, day)), answer, [o for o in objects if o != answer])


def ranks(past: Recurrency, facts: Facts, weights: Numbers) -> Iterator[float]:
    for subject, relation, objects in queries(facts, past.relations):
        scores = past.supports(Asked(subject, relation, int(facts[0, 3]))) @ weights
        yield from (mean_rank(scores, answer, [o for o in objects if o != answer]) for answer in objects)


def measure(known: Facts, asked: Facts) -> tuple[Numbers, list[float]]:
    """Returns the weights fitted on the last known days, and the ranks of what was asked."""
    everything = np.concatenate([known, asked])
    past = Recurrency(int(everything[:, [0, 2]].max()) + 1, int(everything[:, 1].max()) + 1)
    first, chance = int(asked[:, 3].min()), np.random.default_rng(14)
    choices: list[Choice] = []
    weights, found = np.zeros(len(RULES)), list[float]()
    for day in np.unique(everything[:, 3]):
        facts = everything[everything[:, 3] == day]
        if day == first:
            weights = fit_weights(choices)
        if day >= first:
            found += ranks(past, facts, weights)
        elif day >= first - FITTED:
            choices += sample(past, facts, chance)
        past.observe(facts)
    return weights, found


def interval(reciprocal: Numbers) -> tuple[float, float]:
    """The 95 % interval of a mean by 1,000 resamplings."""
    chance = np.random.default_rng(14)
    means = [chance.choice(reciprocal, len(reciprocal)).mean() for _ in range(1000)]
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))


def main() -> None:
    train, valid, test = read(Path(sys.argv[1]))
    print("| part | queries | MRR | 95 % | H@1 | H@3 | H@10 | s |\n|---|---:|---:|---:|---:|---:|---:|---:|")
    parts = {"valid": (train, valid), "test": (np.concatenate([train, valid]), test)}
    for name, (known, asked) in parts.items():
        start = time.perf_counter()
        weights, found = measure(known, asked)
        place, seconds = np.array(found), time.perf_counter() - start
        low, high = interval(1 / place)
        hits = " | ".join(f"{100 * (place <= k).mean():.1f}" for k in (1, 3, 10))
        print(
            f"| {name} | {len(place):,} | {100 * (1 / place).mean():.2f} | {100 * low:.1f}–{100 * high:.1f} | {hits} |"
            f" {seconds:.0f} |",
            flush=True,
        )
    print("\n| rule | weight |\n|---|---:|")
    for rule, weight in zip(RULES, weights, strict=True):
        print(f"| {rule.name} | {weight:.2f} |")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/icews14.py DIR")
    main()
