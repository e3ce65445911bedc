"""How often "B follows A" is called where nothing, or a reaction, was planted: false alarms and power.

    python benchmarks/reactions.py [RUNS]

Four years of daily counts, 150 runs of each kind by default. Beside polybius's verdict stand two naive tests at 5 %:
Granger's F test with five lags, and the correlation of B with A's acts of the last five days against 199 permutations
of the days. With OPENBLAS_NUM_THREADS=1 it runs several times as fast.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter
from scipy.stats import f as fisher

from polybius.analysis.excitation import lagged
from polybius.analysis.reaction import ReactionVerdict, find_reaction

Numbers = NDArray[np.float64]
Pair = tuple[Numbers, Numbers]
Chance = np.random.Generator
DAYS, SIZE = 1460, 2.0


def excite(chance: Chance, base: Numbers, own: float, other: Numbers | float = 0.0) -> Numbers:
    """Plants negative-binomial counts that excite themselves (`own` acts an act, fading in three days)."""
    fade, level, counts = np.exp(-1 / 3), 0.0, np.zeros(DAYS)
    expected = base + other
    for day in range(DAYS):
        mean = expected[day] + own * (1 - fade) * level
        counts[day] = chance.poisson(chance.gamma(SIZE, mean / SIZE))
        level = level * fade + counts[day]
    return counts


def bursts(chance: Chance) -> Pair:
    base = np.full(DAYS, 0.15)
    return excite(chance, base, 0.6), excite(chance, base, 0.6)


def crisis(chance: Chance, days: float, lag: int = 3) -> Pair:
    """A level that swells and ebbs over some days drives A, and B three days later."""
    keep = np.exp(-1 / days)
    wave = 0.8 * lfilter([np.sqrt(1 - keep**2)], [1, -keep], chance.normal(size=DAYS + lag + 500))[500:]
    level = 0.25 * np.exp(wave - 0.32)
    return excite(chance, level[lag:], 0.2), excite(chance, level[:DAYS], 0.2)


def trend(chance: Chance) -> Pair:
    base = np.linspace(0.05, 0.8, DAYS)
    return excite(chance, base, 0.2), excite(chance, base, 0.2)


def reaction(chance: Chance, size: float, base: Pair | None = None) -> Pair:
    """Each act of A is followed by some acts of B, half of them within a day and a half."""
    one, other = base or (np.full(DAYS, 0.2), np.full(DAYS, 0.2))
    acts = excite(chance, one, 0.3)
    fade = np.exp(-1 / 2)
    return acts, excite(chance, other, 0.3, size * lfilter([0, 1 - fade], [1, -fade], acts))


KINDS: dict[str, tuple[Callable[[Chance], Pair], str]] = {
    "independent bursts": (bursts, "≤ 7 %"),
    "common driver, 50 days, lag 3": (lambda chance: crisis(chance, 50), "≤ 10 %"),
    "common trend": (trend, "≤ 10 %"),
    "reaction of 0.5 acts": (lambda chance: reaction(chance, 0.5), "≥ 80 %"),
    "reaction of 0.3 acts": (lambda chance: reaction(chance, 0.3), ""),
    "reaction of 0.2 acts": (lambda chance: reaction(chance, 0.2), ""),
    "common driver, 30 days, lag 3": (lambda chance: crisis(chance, 30), ""),
    "common driver, 20 days, lag 3": (lambda chance: crisis(chance, 20), ""),
    "common driver, 5 days, lag 3": (lambda chance: crisis(chance, 5), ""),
}


def granger(acts: Numbers, answers: Numbers, lags: int = 5) -> float:
    rows = np.arange(lags, DAYS)
    own, other = (np.stack([x[rows - lag] for lag in range(1, lags + 1)], axis=1) for x in (answers, acts))
    small = np.column_stack([np.ones(len(rows)), own])
    rest = [np.linalg.lstsq(x, answers[rows], rcond=None)[1][0] for x in (small, np.column_stack([small, other]))]
    free = len(rows) - 2 * lags - 1
    return float(fisher.sf((rest[0] - rest[1]) / lags / (rest[1] / free), lags, free))


def permutation(acts: Numbers, answers: Numbers, chance: Chance) -> float:
    recent = lagged(acts, 1, 5) - lagged(acts, 1, 5).mean()
    found = recent @ answers
    return float((1 + sum(chance.permutation(recent) @ answers >= found for _ in range(199))) / 200)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    print("| planted | must be | polybius | Granger | permutation |\n|---|---:|---:|---:|---:|")
    for number, (name, (plant, bar)) in enumerate(KINDS.items()):
        called = np.zeros(3)
        for run in range(runs):
            chance = np.random.default_rng([number, run])
            acts, answers = plant(chance)
            verdict = find_reaction(acts, answers).verdict
            naive = granger(acts, answers) < 0.05, permutation(acts, answers, chance) < 0.05
            called += np.array([verdict is ReactionVerdict.SUPPORTED, *naive])
        shares = " | ".join(f"{100 * count / runs:.0f} %" for count in called)
        print(f"| {name} | {bar} | {shares} |", flush=True)


if __name__ == "__main__":
    main()
