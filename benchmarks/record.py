"""Gold reports -> their records as JSON lines, for a program that compares the two.

    python benchmarks/record.py DIR [--only LIST] [--out records.jsonl] [--scorer PROGRAM] [--rules]

DIR holds gold YAML: a mapping with `text`, and perhaps `title`, `publisher` and `published`, which the reader is told,
and the right answers, which it is not. Without --out the lines go to standard output. A scorer is a Python program
that is called as `PROGRAM --gold DIR --records FILE` and prints its own tables. LIST names reports of DIR, one a
line. With --rules the learned reader is left out.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reports import documents_of

from polybius import Document, Reader, record_to_dict


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as scratch:
        folder = _chosen(options.folder, options.only, Path(scratch)) if options.only else options.folder
        lines = read_all(folder, learned=not options.rules)
        if not options.out and not options.scorer:
            print("\n".join(lines))
            return 0
        target: Path = options.out or Path(scratch) / "records.jsonl"
        target.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        return score(options.scorer, folder, target) if options.scorer else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--rules", action="store_true")
    return parser.parse_args()


def _chosen(folder: Path, names: Path, scratch: Path) -> Path:
    gold = scratch / "gold"
    gold.mkdir()
    for name in names.read_text("utf-8").split():
        if "/" not in name:  # single sentences are no reports
            shutil.copy(folder / f"{name}.yaml", gold)
    return gold


def read_all(folder: Path, *, learned: bool = True) -> list[str]:
    """Returns the records of a folder's reports as JSON lines, and says on stderr what reading took."""
    documents = [document for _, document in documents_of(folder)]
    began = time.perf_counter()
    lines = lines_of(documents, learned=learned)
    words = sum(len(document.text.split()) for document in documents)
    print(f"{len(lines)} reports, {words:,} words, {time.perf_counter() - began:.1f} s", file=sys.stderr)
    return lines


def lines_of(documents: list[Document], *, learned: bool) -> list[str]:
    """Returns the records of documents as JSON lines."""
    read = Reader(learned=learned).read_documents(documents)
    return [json.dumps(record_to_dict(record), ensure_ascii=False) for record in read]


def score(scorer: Path, folder: Path, records: Path) -> int:
    """Runs the scorer and returns its exit status."""
    return subprocess.run([sys.executable, scorer, "--gold", folder, "--records", records], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
