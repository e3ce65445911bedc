"""Weekly Goldstein sums between Israelis and Palestinians, 1979–2003: CRPS and ranges one week ahead.

    python benchmarks/israel_palestine.py FILE

FILE is `IsraelPalestineConflict.RData` (Brandt and Freeman, 2006), or a CSV with the columns i2p and p2i. The last 416
weeks are forecast, both directions, each from the weeks before; the conformal ranges learn from week 105 on.
"""

from __future__ import annotations

import csv
import gzip
import struct
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from polybius.analysis.conformal import AdaptiveRange
from polybius.analysis.outlook import Forecaster, fading_weeks, half_year, look_ahead

TEST, LEARN = 416, 104
REAL = 14


def read(path: Path) -> NDArray[np.float64]:
    """Returns weeks × directions."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return np.array([[float(row["i2p"]), float(row["p2i"])] for row in csv.DictReader(file)])
    return matrix(gzip.decompress(path.read_bytes()))


def matrix(raw: bytes) -> NDArray[np.float64]:
    """Finds the one matrix of an R workspace (XDR): a vector of doubles, its length before it, column by column."""
    for place in range(0, len(raw) - 8):
        flags, length = struct.unpack_from(">Ii", raw, place)
        if flags & 0xFF == REAL and flags < 0x400 and 1000 < length * 8 < len(raw) - place:
            return np.frombuffer(raw, ">f8", length, place + 8).reshape(2, -1).T.astype(np.float64)
    raise ValueError("no matrix of numbers in the file")


def by_past_rounds(values: NDArray[np.float64], week: int) -> float:
    return look_ahead(values[:week], fading_weeks, half_year).forecast.crps(float(values[week]))


def crps(values: NDArray[np.float64], forecaster: Forecaster) -> list[float]:
    return [forecaster(values[:w]).crps(float(values[w])) for w in range(len(values) - TEST, len(values))]


def coverage(values: NDArray[np.float64], forecaster: Forecaster, step: float) -> float:
    """Returns the share of the test weeks inside a range of 80 %; a step of 0 is the plain range."""
    kept, inside = AdaptiveRange(step=step), []
    for week in range(LEARN, len(values)):
        forecast, came = forecaster(values[:week]), float(values[week])
        low, high = kept.of(forecast)
        inside.append(low <= came <= high)
        kept = kept.after(forecast, came)
    return float(np.mean(inside[-TEST:]))


def main() -> None:
    values = read(Path(sys.argv[1]))
    directions = values.T
    print(f"{len(values):,} weeks, the last {TEST} forecast\n")
    print("| | CRPS | 80 % range covers | adaptive |\n|---|---:|---:|---:|")
    for name, forecaster in (("climatology: last 26 weeks", half_year), ("fading weeks", fading_weeks)):
        score = np.mean([crps(one, forecaster) for one in directions])
        plain, adaptive = (np.mean([coverage(one, forecaster, step) for one in directions]) for step in (0.0, 0.03))
        print(f"| {name} | {score:.2f} | {plain:.3f} | {adaptive:.3f} |")
    weeks = range(len(values) - TEST, len(values))
    chosen = np.mean([[by_past_rounds(one, week) for week in weeks] for one in directions])
    print(f"| the one that did better on past rounds | {chosen:.2f} | | |")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/israel_palestine.py FILE")
    main()
