"""What polybius reads with -> weights that `train.py --start` goes on from; the reverse of `export.py`.

    python training/restore.py WEIGHTS EXAMPLES MODEL OUT

WEIGHTS is the folder of reader.onnx, EXAMPLES that of features.json, MODEL that of MiniLM's weights. The int8 numbers
are multiplied out again, so that what rounding took is lost; the embeddings, which are never trained, come from MODEL.
Which array of the graph is which parameter, or which columns of one are, is found by writing a graph of a network whose
parameters all differ.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from export import write_graph
from network import PAIRED, Network

Array = np.ndarray[Any, Any]
Arrays = dict[str, Array]


def arrays_of(graph: onnx.GraphProto) -> Arrays:
    """Returns the arrays of a graph by name, those of its constants included."""
    found = {array.name: onnx.numpy_helper.to_array(array) for array in graph.initializer}
    constants = [node for node in graph.node if node.op_type == "Constant"]
    return found | {node.output[0]: onnx.numpy_helper.to_array(node.attribute[0].t) for node in constants}


def names_of(network: Network) -> tuple[dict[str, tuple[str, slice, bool]], dict[str, str]]:
    """Returns for each parameter the array of the graph that holds it, in which of its columns, and whether it lies
    there transposed; and what each array is multiplied with.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "whole.onnx"
        write_graph(network, path)
        graph = onnx.load(path).graph
    arrays = arrays_of(graph)
    products = {node.input[1]: node.input[0] for node in graph.node if node.op_type == "MatMul"}
    found = {}
    for name, parameter in network.state_dict().items():
        own = parameter.numpy()
        for other, array in arrays.items():
            for transposed in (False, True):
                if (columns := _columns(array, own.T if transposed else own)) is not None:
                    found[name] = (other, columns, transposed)
    return found, products


def _columns(array: Array, own: Array) -> slice | None:
    """Returns which columns of an array are those of another, None where it has not got them."""
    if array.ndim != own.ndim or not own.size or array.shape[:-1] != own.shape[:-1]:
        return None
    first, wide = (0,) * (own.ndim - 1), own.shape[-1]
    for start in np.flatnonzero(array[first] == own[(*first, 0)]).tolist():
        if np.array_equal(array[..., start : start + wide], own):
            return slice(start, start + wide)
    return None


def multiplied_out(arrays: Arrays, name: str) -> Array:
    """Returns an array of a quantised graph as float32."""
    if name in arrays:
        return arrays[name]
    numbers, zero, scale = (
        arrays[f"{name}_{part}"].astype(np.float32) for part in ("quantized", "zero_point", "scale")
    )
    return (numbers - zero) * scale


def main() -> int:
    """Writes network.pt, features.json, untaught.json and config.json."""
    weights, examples, model, out = map(Path, sys.argv[1:5])
    features = json.loads((examples / "features.json").read_text("utf-8"))
    with np.load(weights / "pairs.npz") as file:
        matrices = dict(file)
    if list(matrices["features"]) != [name for names in features for name in names]:
        print(f"{weights}: these weights know other features than {examples}/features.json", file=sys.stderr)
        return 1
    out.mkdir(parents=True, exist_ok=True)
    config = json.loads((model / "config.json").read_text("utf-8"))
    config |= {name: matrices[name].tolist() for name in ("kept", "heads") if name in matrices}  # see prune.py
    config |= {"by_piece": matrices["by_piece"].item()} if "by_piece" in matrices else {}
    (out / "config.json").write_text(json.dumps(config), "utf-8")
    network = Network(out, features).eval()
    for parameter in network.parameters():
        torch.nn.init.normal_(parameter)
    (names, products), arrays = names_of(network), arrays_of(onnx.load(weights / "reader.onnx").graph)
    state = {}
    for name, (other, columns, transposed) in names.items():
        array = multiplied_out(arrays, other)
        if (factor := arrays.get(f"{products.get(other)}.factor")) is not None:  # see even.py
            array = array * factor[:, None]
        array = array[..., columns].copy()
        state[name] = torch.tensor(array.T.copy() if transposed else array)
    for head in PAIRED:
        state |= {f"{head}.out.{end}": torch.tensor(matrices[f"{head}.{end}"]) for end in ("weight", "bias")}
        state |= {f"{head}.{end}.weight": torch.tensor(matrices[f"{head}.{end}"]) for end in ("way", "branch")}
    network.encoder.load(model)
    embeddings = ("encoder.words.weight", "encoder.positions.weight", "encoder.kinds.weight")
    state |= {name: network.state_dict()[name] for name in embeddings}
    network.load_state_dict(state)
    torch.save(network.state_dict(), out / "network.pt")
    (out / "features.json").write_text(json.dumps(features), "utf-8")
    (out / "untaught.json").write_text(json.dumps(list(map(str, matrices.get("untaught", ())))), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
