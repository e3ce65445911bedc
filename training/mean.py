"""The weights of two trainings that began at the same point -> their mean (Wortsman et al. 2022).

    python training/mean.py ONE OTHER EXAMPLES MODEL OUT

With other seeds two networks go to other places of one valley, between which there are no worse ones. Temperatures are
chosen anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

from network import read_network, write_network
from temper import temper

from examples import prepared, tokenizer_of


def main() -> int:
    """Writes network.pt and what stands beside it."""
    one, other, examples, model, out = map(Path, sys.argv[1:6])
    network = read_network(one)
    second = read_network(other).state_dict()
    network.load_state_dict({name: own.lerp(second[name], 0.5) for name, own in network.state_dict().items()})
    print("temperatures", temper(network, prepared(examples / "dev.jsonl", tokenizer_of(model))))
    write_network(network, out, beside=one)
    return 0


if __name__ == "__main__":
    sys.exit(main())
