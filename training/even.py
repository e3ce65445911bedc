"""A graph of float32 -> one whose numbers lose less when they are rounded to 8 bits: SmoothQuant (Xiao et al. 2023).

What goes into a product is rounded in steps of its largest number, and a few columns of an encoder hold numbers ten
times those of the rest. Each column is divided by a factor, and the weights that meet it are multiplied by the same,
which changes nothing but what rounding takes. The factors come from a few passages that the graph reads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper

TOWARDS_WEIGHTS = 0.8  # how much of a column's size goes over to the weights; chosen by what the heads lose on dev
Array = np.ndarray[Any, Any]


def evened(model: onnx.ModelProto, feeds: Iterable[dict[str, Array]]) -> onnx.ModelProto:
    """Returns the model with a division before each product of words and weights; feeds are inputs by name."""
    weights = {array.name: array for array in model.graph.initializer}
    products: dict[str, list[onnx.NodeProto]] = defaultdict(list)
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[1] in weights:
            products[node.input[0]].append(node)
    largest = _largest(model, sorted(products), feeds)
    factors = {}
    for name, nodes in products.items():
        own = [numpy_helper.to_array(weights[node.input[1]]) for node in nodes]
        met = np.max([np.abs(array).max(1) for array in own], axis=0)
        factor = np.maximum(largest[name], 1e-5) ** TOWARDS_WEIGHTS / np.maximum(met, 1e-5) ** (1 - TOWARDS_WEIGHTS)
        factors[name] = (factor / np.exp(np.log(factor).mean())).astype(np.float32)
        for node, array in zip(nodes, own, strict=True):
            told = numpy_helper.from_array((array * factors[name][:, None]).astype(np.float32), node.input[1])
            weights[node.input[1]].CopyFrom(told)
            node.input[0] = f"{name}.evened"
    nodes = list(model.graph.node)
    del model.graph.node[:]
    for node in nodes:
        model.graph.node.append(node)
        for name in node.output:
            if name in factors:
                model.graph.initializer.append(numpy_helper.from_array(1 / factors[name], f"{name}.factor"))
                model.graph.node.append(helper.make_node("Mul", [name, f"{name}.factor"], [f"{name}.evened"]))
    return model


def _largest(model: onnx.ModelProto, names: list[str], feeds: Iterable[dict[str, Array]]) -> dict[str, Array]:
    """Returns the largest absolute number of each column of what has these names in the graph."""
    told = onnx.ModelProto()
    told.CopyFrom(model)
    told.graph.output.extend(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in names)
    session = onnxruntime.InferenceSession(told.SerializeToString(), providers=["CPUExecutionProvider"])
    found = {name: np.zeros(1, np.float32) for name in names}
    for feed in feeds:
        for name, array in zip(names, session.run(names, feed), strict=True):
            found[name] = np.maximum(found[name], np.abs(array).reshape(-1, array.shape[-1]).max(0))
    return found
