"""Public annotated sets, the parts of them that the learned reader did not learn from -> their scorers' figures.

    python benchmarks/public.py SETS SCORERS [--only plv polnear re3d uw places capitals tst1 tst2 muc] [--muc DIR]
        [--rules]

SETS holds the sets as their makers publish them, SCORERS the programs that compare records with them. Of PLV, PolNeAR
and re3d one text in so many was held out (`training/public_sets.py`); UW is its dev part; places are GeoWebNews'. MUC-4
is `tst1` in capitals, and `tst1`, `tst2` and both in the mixed case that `training/recase.py` writes into DIR
(build/muc4). With --rules the learned reader is left out. Prints each scorer's last line.

`python benchmarks/public.py --read FILE…` is what the scorers call: it prints the files' records.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from record import lines_of

from polybius import Document

ROOT = Path(__file__).parents[1]
HELD = {"plv": 7, "polnear": 20, "re3d": 5}  # one text in so many, as training/public_sets.py has it
Command = list[str | Path]
MIXED = {"tst1", "tst2", "muc"}  # which want MUC-4 in mixed case


def plv(sets: Path, scratch: Path) -> Path:
    """Writes every seventh sentence."""
    source = next(sets.rglob("PLV_train.tsv"))
    (scratch / "plv").mkdir()
    with (
        source.open(encoding="utf-8", newline="") as file,
        (scratch / "plv" / "PLV_test.tsv").open("w", encoding="utf-8", newline="") as out,
    ):
        rows = csv.DictReader(file, delimiter="\t")
        writer = csv.DictWriter(out, rows.fieldnames or (), delimiter="\t")
        writer.writeheader()
        writer.writerows(row for number, row in enumerate(rows) if number % HELD["plv"] == 0)
    return scratch


def polnear(sets: Path, scratch: Path) -> Path:
    """Writes every twentieth article."""
    part = next(path for path in sorted((sets / "polnear").rglob("train")) if (path / "attributions").is_dir())
    stems = list(dict.fromkeys(p.stem.rpartition("_")[0] for p in sorted((part / "attributions").glob("*.ann"))))
    for name in ("attributions", "text"):
        (scratch / "dev" / name).mkdir(parents=True)
    for stem in stems[:: HELD["polnear"]]:
        shutil.copy(part / "text" / f"{stem}.txt", scratch / "dev" / "text")
        for path in (part / "attributions").glob(f"{stem}_*.ann"):
            shutil.copy(path, scratch / "dev" / "attributions")
    return scratch


def re3d(sets: Path, scratch: Path) -> Path:
    """Writes every fifth document."""
    number = 0
    for path in sorted((sets / "re3d").rglob("documents.json")):
        folder = scratch / path.parent.name
        folder.mkdir()
        for name in ("entities.json", "relations.json"):
            shutil.copy(path.with_name(name), folder)
        kept = []
        for line in filter(str.strip, path.read_text("utf-8").splitlines()):
            kept += [line] if number % HELD["re3d"] == 0 else []
            number += 1
        (folder / "documents.json").write_text("\n".join(kept), "utf-8")
    return scratch


def whole(name: str) -> Callable[[Path, Path], Path]:
    """Returns what takes a set as it is."""
    return lambda sets, _: sets / name


def tasks(muc: Path) -> dict[str, tuple[str, Callable[[Path, Path], Path], list[str]]]:
    """Returns the scorer of each task, what yields its folder, and the scorer's options."""

    def mixed(_sets: Path, _scratch: Path) -> Path:
        return muc

    return {
        "plv": ("score_plover.py", plv, ["--set", "plv"]),
        "polnear": ("score_polnear.py", polnear, ["--split", "dev"]),
        "re3d": ("score_re3d.py", re3d, ["--folders", "all"]),
        "uw": ("score_factuality.py", whole("factuality"), ["--set", "UW", "--split", "dev"]),
        "places": ("score_places.py", whole("geoparsing"), ["--set", "GWN"]),
        "capitals": ("score_muc.py", whole("muc4"), ["--set", "tst1"]),
        "tst1": ("score_muc.py", mixed, ["--set", "tst1"]),
        "tst2": ("score_muc.py", mixed, ["--set", "tst2"]),
        "muc": ("score_muc.py", mixed, ["--set", "tst1", "tst2"]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", type=Path, nargs="+", metavar="SETS SCORERS")
    parser.add_argument("--only", nargs="+")
    parser.add_argument("--muc", type=Path, default=ROOT / "build" / "muc4")
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--read", action="store_true")
    options = parser.parse_args()
    if options.read:
        documents = [Document(path.read_text("utf-8")) for path in options.folders]
        print("\n".join(lines_of(documents, learned=not options.rules)))
        return
    known = tasks(options.muc)
    asked = options.only or list(known)
    if unknown := [name for name in asked if name not in known]:
        parser.error(f"--only {' '.join(unknown)}: no such set; allowed: {' '.join(known)}")
    if len(options.folders) != 2:
        parser.error(f"{len(options.folders)} folders given; wanted: SETS SCORERS")
    if MIXED & set(asked) and not (options.muc / "CORPORA").is_dir():
        parser.error(f"--muc {options.muc}: no folder with CORPORA; training/recase.py writes it")
    sets, scorers = options.folders
    own = [sys.executable, __file__, *(["--rules"] if options.rules else []), "--read", "{files}"]
    for name, (scorer, part, given) in known.items():
        if name in asked:
            with tempfile.TemporaryDirectory() as scratch:
                gold = part(sets, Path(scratch))
                call: Command = [sys.executable, scorers / scorer, "--gold", gold, *given, "--run", " ".join(own)]
                done = subprocess.run([*call, "--batch", "2000"], check=True, capture_output=True, text=True)
            print(f"{name}: {done.stdout.strip().splitlines()[-1]}", flush=True)


if __name__ == "__main__":
    main()
