"""The learned reader's weights -> what polybius reads with: an int8 ONNX graph of passages, a small one of pairs with
the matrices that it is given, the tokenizer.

    python training/export.py WEIGHTS EXAMPLES MODEL OUT

WEIGHTS is what `train.py` wrote from EXAMPLES, MODEL the folder of MiniLM's tokenizer. Weights are quantised
dynamically, a scale a channel, with a reduced range so that older processors do not overflow, once the columns of what
they are multiplied by have been made even (`even.py`).
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from even import evened
from network import ENTITIES, PAIR_WIDTH, PAIRED, ROLES, SAYING, SINGLE, STATUSES, TIES, TYPES, Network, read_network
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from examples import inputs, prepared, tokenizer_of

PASSAGES = 40  # read to see how large numbers become
INPUTS = ("pieces", "pool", "known", "on")  # one passage at a time, so that none needs a mask


class Ordered(nn.Module):
    """The network with its results as a tuple in a fixed order, as a graph needs them.

    What meets the words' vectors is one product for all heads: fifteen small ones take twice as long.
    """

    def __init__(self, network: Network, results: list[str]) -> None:
        super().__init__()
        self.network, self.results = network, results
        self.first = network.first_layers()
        self.joined = nn.Linear(network.encoder.width, sum(layer.out_features for layer in self.first.values()))
        with torch.no_grad():
            self.joined.weight.copy_(torch.cat([layer.weight for layer in self.first.values()]))
            self.joined.bias.copy_(torch.cat([layer.bias for layer in self.first.values()]))

    def forward(self, pieces: Tensor, pool: Tensor, known: Tensor, on: Tensor) -> tuple[Tensor, ...]:
        """Returns what `results` names."""
        told = self.joined(self.network.read(pieces, None, pool, known, on, None))
        parts = told.split([layer.out_features for layer in self.first.values()], -1)
        found = dict(zip(self.first, parts, strict=True))
        for name in SINGLE:
            if isinstance(head := getattr(self.network, name), nn.Sequential):
                found[name] = head[1:](found[name])
        return tuple(found[name] for name in self.results)


class Chances(nn.Module):
    """What heads on pairs answer, as `network.Pairs` does, for every two of words, with the head's matrices told.

    The runtime's tanh takes a third of numpy's time.
    """

    def forward(  # noqa: PLR0913, PLR0917 - each a matrix of its own
        self, one: Tensor, other: Tensor, way: Tensor, between: Tensor, weight: Tensor, bias: Tensor
    ) -> Tensor:
        """one: (ones, 192), other: (others, 192), way: (ones, others), rows of `between` (ways, 192); weight:
        (labels, 192), bias: (labels) -> chances (ones, others, labels).
        """
        ones = one[:, None]
        both = torch.tanh(ones + other + between[way]) + ones * other
        return (both @ weight.T + bias).softmax(-1)


def write_chances(path: Path) -> None:
    """Writes the graph of pairs, which holds no weights."""
    wide = [torch.rand(size, PAIR_WIDTH) for size in (2, 3, 5, 4)]
    example = (wide[0], wide[1], torch.ones(2, 3, dtype=torch.long), wide[2], wide[3], torch.rand(4))
    sizes = {"one": {0: "ones"}, "other": {0: "others"}, "way": {0: "ones", 1: "others"}, "between": {0: "ways"}}
    sizes |= {"weight": {0: "labels"}, "bias": {0: "labels"}, "chances": {0: "ones", 1: "others", 2: "labels"}}
    names = [name for name in sizes if name != "chances"]
    torch.onnx.export(
        Chances(), example, path, input_names=names, output_names=["chances"], dynamic_axes=sizes, opset_version=17,
        dynamo=False,
    )  # fmt: skip


def write_graph(network: Network, path: Path) -> None:
    """Writes the network as an ONNX graph of float32, for passages of any length, as many as are equally long."""
    features = len(network.known)
    whole = [torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9, features, dtype=torch.long)]
    example = (whole[0], torch.rand(2, 7, 9), whole[1], torch.tensor([[0, 1, 3, 5]] * 2))
    names = {name: {0: "passages", 1: "pieces"} for name in ("pieces", "known")}
    names |= {"pool": {0: "passages", 1: "rows", 2: "pieces"}, "on": {0: "passages", 1: "read"}}
    results = [*SINGLE, *(f"{name}.{end}" for name in PAIRED for end in ("one", "other"))]
    names |= {name: {0: "passages", 1: "words"} for name in results}
    torch.onnx.export(
        Ordered(network, results), example, path, input_names=list(INPUTS),
        output_names=results, dynamic_axes=names, opset_version=17, dynamo=False,
    )  # fmt: skip


def feeds(examples: Path, model: Path) -> list[dict[str, Any]]:
    """Returns the first passages learned from as a graph takes them."""
    rows = prepared(examples / "train.jsonl", tokenizer_of(model), most=PASSAGES)
    told = (inputs([row])._asdict() for row in rows)
    return [{name: read[name].numpy() for name in INPUTS} for read in told]


def main() -> int:
    """Writes reader.onnx, pairs.onnx, pairs.npz and tokenizer.json."""
    weights, examples, model, out = map(Path, sys.argv[1:5])
    out.mkdir(parents=True, exist_ok=True)
    features = json.loads((weights / "features.json").read_text("utf-8"))
    network = read_network(weights)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        write_graph(network, whole)
        onnx.save(evened(onnx.load(whole), feeds(examples, model)), whole)
        quantize_dynamic(whole, out / "reader.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    write_chances(out / "pairs.onnx")
    matrices = {
        f"{name}.{end}": getattr(getattr(network, name).out, end) for name in PAIRED for end in ("weight", "bias")
    }
    for name in PAIRED:
        head = getattr(network, name)
        matrices |= {f"{name}.way": head.way.weight, f"{name}.branch": head.branch.weight}
    arrays = {name: tensor.detach().numpy().astype(np.float32) for name, tensor in matrices.items()}
    names = {"types": TYPES, "statuses": STATUSES, "roles": ROLES, "named": ENTITIES, "tied": TIES, "said": SAYING}
    names["features"] = [name for names in features for name in names]
    names["untaught"] = json.loads((weights / "untaught.json").read_text("utf-8"))
    shape = network.encoder
    names |= {"kept": shape.kept, "heads": shape.heads, "by_piece": [shape.by_piece]}  # see prune.py
    np.savez(out / "pairs.npz", **arrays, **{name: np.array(labels) for name, labels in names.items()})
    shutil.copy(model / "tokenizer.json", out / "tokenizer.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
