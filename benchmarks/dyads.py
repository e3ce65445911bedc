"""Material conflict in a dyad within 7 and 30 days: Brier score on ICEWS14, each forecast from what lay before it.

    python benchmarks/dyads.py DIR CODES

DIR holds the files that `icews14.py` reads and `relation2id.txt`; CODES is a CSV that gives CAMEO codes (`code`) by
name (`name`). Dyads are the directed pairs with at least 20 events in the first 180 days; forecasts are made every 7
days for 7 days, every 15 for 30, from day 300 on.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

import numpy as np

from polybius.analysis import scores
from polybius.analysis.conflict import ConflictModel, Panel, conflict_panel
from polybius.analysis.events import Deed, tabulate
from polybius.analysis.series import dyads

TEST, LAST = 300, 365
STEPS = {7: 7, 30: 15}


def plain(name: str) -> str:
    return re.sub(r"[\W_]+", "_", name).strip("_").lower()


def relation_codes(folder: Path, codes: Path) -> dict[int, str]:
    """Returns the CAMEO code of each relation, found by name; raises KeyError where a name has none."""
    with codes.open(encoding="utf-8", newline="") as file:
        known = {plain(row["name"]): row["code"] for row in reversed(list(csv.DictReader(file)))}
    lines = (folder / "relation2id.txt").read_text("utf-8").splitlines()
    pairs = [line.rsplit("\t", 1) for line in lines if "\t" in line]
    return {int(number): known[plain(name)] for name, number in pairs}


def deeds(folder: Path, codes: dict[int, str]) -> list[Deed]:
    """Reads all three parts; each fact keeps a place of its own, so that two relations of one code count as two."""
    rows = [row for part in ("train", "valid", "test") for row in np.loadtxt(folder / f"{part}.txt", dtype=int)]
    return [Deed(int(t), str(s), str(o), codes[int(r)], None, "", str(r)) for s, r, o, t, *_ in rows]


def panel_of(folder: Path, codes: Path) -> Panel:
    everything = deeds(folder, relation_codes(folder, codes))
    busy = dyads(tabulate(deed for deed in everything if deed.day <= 180))
    return conflict_panel(tabulate(everything), busy, first=0, last=LAST)


def main() -> None:
    panel = panel_of(Path(sys.argv[1]), Path(sys.argv[2]))
    print(f"{len(panel.pairs)} dyads\n")
    print("| days | forecasts | base rate | | Brier | log loss | ECE | share of the model |")
    print("|---:|---:|---:|---|---:|---:|---:|---:|")
    for horizon, step in STEPS.items():
        model = ConflictModel(panel, horizon)
        days = [day for day in range(120, LAST - horizon + 1, step) if day >= TEST]
        said = [model.forecast(day) for day in days]
        came = np.concatenate([model.outcomes(day) for day in days])
        share = f"{min(s.trust for s in said):.2f}–{max(s.trust for s in said):.2f}"
        for name, parts, trust in (
            ("climatology", [s.climatology for s in said], ""),
            ("polybius", [s.chances for s in said], share),
        ):
            chances = np.concatenate(parts)
            print(
                f"| {horizon} | {len(came):,} | {came.mean():.3f} | {name} | {scores.brier(chances, came):.4f} |"
                f" {scores.log_loss(chances, came):.4f} | {scores.calibration_error(chances, came):.3f} | {trust} |"
            )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python benchmarks/dyads.py DIR CODES")
    main()
