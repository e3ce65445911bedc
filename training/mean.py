"""The weights of two trainings that began at the same point -> their mean (Wortsman et al. 2022).

    python training/mean.py ONE OTHER EXAMPLES MODEL OUT

With other seeds two networks go to other places of one valley, between which there are no worse ones. Temperatures are
chosen anew.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import torch
from network import Network
from temper import temper

from examples import prepared, tokenizer_of


def main() -> int:
    """Writes network.pt and what stands beside it."""
    one, other, examples, model, out = map(Path, sys.argv[1:6])
    network = Network(one, json.loads((one / "features.json").read_text("utf-8")))
    first, second = (torch.load(folder / "network.pt") for folder in (one, other))
    network.load_state_dict({name: first[name].lerp(second[name], 0.5) for name in first})
    print("temperatures", temper(network, prepared(examples / "dev.jsonl", tokenizer_of(model))))
    out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), out / "network.pt")
    for name in ("config.json", "features.json", "sets.json", "untaught.json"):
        shutil.copy(one / name, out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
