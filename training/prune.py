"""Weights that have learned -> the same with fewer numbers between the two products of each layer.

    python training/prune.py WEIGHTS EXAMPLES MODEL OUT

Of each layer's inner numbers those go that move its result least over a few passages that were learned from; what they
gave is told from those that stay, by least squares (He et al. 2017). Two products of a layer take a third of the time
that the encoder takes. `train.py --gently` then lets the rest grow together.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import torch
from network import Layer, Network, read_network, write_network
from torch import Tensor, nn
from torch.nn import functional

from examples import batches, inputs, prepared, tokenizer_of

KEPT = 1152  # inner numbers of a layer that stay, of MiniLM's 1536
PASSAGES = 800  # read to see which move the result least
RIDGE = 1e-3  # of the mean variance


def prune(network: Network, batch: list[tuple[Tensor, Tensor, Tensor, Tensor]]) -> list[list[int]]:
    """Prunes each layer for what those below it give since they were pruned; returns what stays, by layer."""
    seen: list[Tensor] = []
    kept = []
    for layer in network.encoder.layers:
        hook = layer.up.register_forward_pre_hook(lambda _, told: seen.append(told[0]))
        for pieces, mask, pool, known in batch:
            network.read(pieces, mask, pool, known)
            seen[-1] = seen[-1][mask.bool()]
        hook.remove()
        kept.append(_pruned(layer, torch.cat(seen)))
        seen.clear()
    return kept


def _pruned(layer: Layer, told: Tensor) -> list[int]:
    """Prunes a layer for words that are told it, (words, width)."""
    inner, weight = functional.gelu(layer.up(told)), layer.down.weight
    moves = inner.std(0) * weight.norm(dim=0)
    order = moves.argsort(descending=True)
    stays, goes = order[:KEPT].sort().values, order[KEPT:]
    lost = inner[:, goes] @ weight[:, goes].T
    left = inner[:, stays]
    around, lost_around = (x.double() - x.double().mean(0) for x in (left, lost))
    square = around.T @ around
    square += torch.eye(len(stays), dtype=square.dtype) * square.diagonal().mean() * RIDGE
    instead = torch.linalg.solve(square, around.T @ lost_around).float()
    layer.down.weight = nn.Parameter(weight[:, stays] + instead.T)
    layer.down.bias = nn.Parameter(layer.down.bias + lost.mean(0) - left.mean(0) @ instead)
    layer.up.weight, layer.up.bias = nn.Parameter(layer.up.weight[stays]), nn.Parameter(layer.up.bias[stays])
    return stays.tolist()  # type: ignore[no-any-return]


@torch.no_grad()
def main() -> int:
    """Writes network.pt and what stands beside it."""
    weights, examples, model, out = map(Path, sys.argv[1:5])
    random.seed(1)
    network = read_network(weights)
    rows = random.sample(prepared(examples / "train.jsonl", tokenizer_of(model)), PASSAGES)
    kept = prune(network, [inputs(batch) for batch in batches(rows, shuffle=False)])
    write_network(network, out, beside=weights)
    config = json.loads((weights / "config.json").read_text("utf-8"))
    (out / "config.json").write_text(json.dumps(config | {"intermediate_size": KEPT, "kept": kept}), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
