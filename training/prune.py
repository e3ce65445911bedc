"""Weights that have learned -> a smaller network: fewer heads, fewer inner numbers, upper layers that read words.

    python training/prune.py WEIGHTS EXAMPLES MODEL OUT [--heads 12] [--inner 1152] [--by-piece 6]

Of each layer's heads and inner numbers those go that move its result least over a few passages that were learned from;
what they gave is told from those that stay, by least squares (He et al. 2017). `train.py --gently` then lets the rest
grow together. HEADS and INNER stay in each layer, layers above BY-PIECE read words (docs/decisions/043).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path

import torch
from network import Layer, Network, numbers_of, read_network, write_network
from torch import Tensor, nn
from torch.nn import functional

from examples import batches, inputs, prepared, tokenizer_of

HEADS = 12  # of a layer that stay: all of MiniLM's
INNER = 1152  # inner numbers of a layer that stay, of MiniLM's 1536
BY_PIECE = 6  # layers that read pieces of words: all; those above would read words, and not all
PASSAGES = 400  # read to see which move the result least
RIDGE = 1e-3  # of the mean variance
Told = tuple[Tensor, ...]


def prune(network: Network, batch: list[Told], most_heads: int, most_inner: int) -> None:
    """Prunes each layer for what those below it give since they were pruned."""
    encoder = network.encoder
    for n, layer in enumerate(encoder.layers):
        if n in {0, encoder.by_piece}:
            told = _heard(layer, network.read, batch)
        if layer.heads > most_heads:
            heads = _fewer_heads(layer, _words(layer.out, layer, told), most_heads)
            encoder.heads[n] = [encoder.heads[n][head] for head in heads]
        inner = _fewer_inner(layer, _words(layer.up, layer, told), most_inner)
        encoder.kept[n] = [encoder.kept[n][number] for number in inner]
        told = [(layer(x, mask), mask) for x, mask in told]


def _heard(part: nn.Module, whole: Callable[..., Tensor], told: list[Told]) -> list[Told]:
    """Returns what a part of something is told, where the whole is told this."""
    heard: list[Told] = []
    hook = part.register_forward_pre_hook(lambda _, own: heard.append(own))
    for one in told:
        whole(*one)
    hook.remove()
    return heard


def _words(part: nn.Linear, layer: Layer, told: list[Told]) -> Tensor:
    """Returns what a part of a layer is told of words, (words, numbers), where the layer is told this and its mask."""
    heard = _heard(part, layer, told)
    return torch.cat([own[mask[:, 0, 0] == 0] for (own,), (_, mask) in zip(heard, told, strict=True)])


def _fewer_heads(layer: Layer, told: Tensor, most: int) -> list[int]:
    """Prunes a layer, one head after the other, for what its heads tell of words; returns those that stay."""
    stays = list(range(layer.heads))
    square, weight = _square(told), layer.out.weight.double()
    while len(stays) > most:
        ways = [[head for head in stays if head != gone] for gone in stays]
        stays = min(ways, key=lambda way: _lost(square, weight, numbers_of(way, layer.size)))
    numbers = numbers_of(stays, layer.size)
    layer.out = _instead(layer.out, told, numbers)
    for name in ("query", "key", "value"):
        setattr(layer, name, _rows(getattr(layer, name), numbers))
    layer.heads = len(stays)
    return stays


def _fewer_inner(layer: Layer, told: Tensor, most: int) -> list[int]:
    """Prunes a layer for words that it is told between its halves; returns the inner numbers that stay."""
    inner = functional.gelu(layer.up(told))
    moves = inner.std(0) * layer.down.weight.norm(dim=0)
    stays = sorted(moves.argsort(descending=True)[:most].tolist())
    layer.down, layer.up = _instead(layer.down, inner, stays), _rows(layer.up, stays)
    return stays


def _square(told: Tensor) -> Tensor:
    """Returns the covariance of numbers, its diagonal raised a little."""
    around = told.double() - told.double().mean(0)
    square = around.T @ around / len(around)
    return square + torch.eye(len(square), dtype=square.dtype) * square.diagonal().mean() * RIDGE


def _lost(square: Tensor, weight: Tensor, stays: list[int]) -> float:
    """Returns how much of the variance of a product is lost where only some of its numbers are known."""
    goes = sorted(set(range(len(square))) - set(stays))
    known = torch.linalg.solve(square[stays][:, stays], square[stays][:, goes])
    left = square[goes][:, goes] - square[goes][:, stays] @ known
    return float(torch.trace(weight[:, goes] @ left @ weight[:, goes].T))


def _instead(product: nn.Linear, told: Tensor, stays: list[int]) -> nn.Linear:
    """Returns a product of the numbers that stay, which also tells from them what the others gave."""
    goes = sorted(set(range(product.in_features)) - set(stays))
    square, mean = _square(told), told.double().mean(0)
    weight, bias = product.weight.double(), product.bias.double()
    instead = weight[:, goes] @ torch.linalg.solve(square[stays][:, stays], square[stays][:, goes]).T
    bias = bias + weight[:, goes] @ mean[goes] - instead @ mean[stays]
    return _linear(weight[:, stays] + instead, bias)


def _rows(product: nn.Linear, stays: list[int]) -> nn.Linear:
    """Returns a product that gives only some of its numbers."""
    return _linear(product.weight[stays], product.bias[stays])


def _linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    found = nn.Linear(weight.shape[1], weight.shape[0])
    found.weight, found.bias = nn.Parameter(weight.float()), nn.Parameter(bias.float())
    return found


@torch.no_grad()
def main() -> int:
    """Writes network.pt and what stands beside it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for name in ("weights", "examples", "model", "out"):
        parser.add_argument(name, type=Path)
    for name, default in (("--heads", HEADS), ("--inner", INNER), ("--by-piece", BY_PIECE)):
        parser.add_argument(name, type=int, default=default)
    options = parser.parse_args()
    random.seed(1)
    network = read_network(options.weights)
    network.encoder.by_piece = options.by_piece
    rows = random.sample(prepared(options.examples / "train.jsonl", tokenizer_of(options.model)), PASSAGES)
    prune(network, [inputs(batch) for batch in batches(rows, shuffle=False)], options.heads, options.inner)
    write_network(network, options.out, beside=options.weights)
    config = json.loads((options.weights / "config.json").read_text("utf-8"))
    kept, heads = ([list(own) for own in all_] for all_ in (network.encoder.kept, network.encoder.heads))
    shape = {"kept": kept, "heads": heads, "by_piece": options.by_piece}
    (options.out / "config.json").write_text(json.dumps(config | shape), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
