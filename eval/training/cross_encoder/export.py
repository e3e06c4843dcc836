"""The trained cross-encoder as an ONNX file of int8 weights, built from its tensors node by node.

Built by hand because nothing else is needed: torch's exporter brings a gigabyte of packages and writes graphs that the
quantiser reads badly. Weights of every linear layer and the embeddings are int8, one scale for each output channel (a
scale for each tensor loses a tenth of the accuracy); activations are quantised as they come.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from eval.training.encoder import N_HEADS, N_LAYERS, WIDTH

OPSET = 17
Arrays = Mapping[str, np.ndarray[Any, Any]]


class _Graph:
    """Nodes and constants as they are added; every method returns the name of what it made."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, values: np.ndarray[Any, Any], name: str = "") -> str:
        name = name or f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, kind: str, *inputs: str, **attributes: object) -> str:
        name = f"n{len(self.nodes)}"
        domain = "com.microsoft" if kind in ("Gelu",) else ""
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, domain=domain, **attributes))
        return name

    def linear(self, hidden: str, weight: np.ndarray[Any, Any], bias: np.ndarray[Any, Any]) -> str:
        product = self.add("MatMul", hidden, self.constant(weight.T.astype(np.float32)))
        return self.add("Add", product, self.constant(bias.astype(np.float32)))

    def norm(self, hidden: str, weights: Arrays, name: str) -> str:
        scale, bias = self.constant(weights[f"{name}.weight"]), self.constant(weights[f"{name}.bias"])
        return self.add("LayerNormalization", hidden, scale, bias, axis=-1, epsilon=1e-12)


def build(weights: Arrays) -> onnx.ModelProto:
    """The network of `network.CrossEncoder` for one pair: ids, types (1, length) → logits (1, 3), in float32."""
    graph = _Graph()
    ints = {name: graph.constant(np.array(shape, dtype=np.int64)) for name, shape in {
        "apart": [1, -1, N_HEADS, WIDTH // N_HEADS], "together": [1, -1, WIDTH], "zero": [0], "one": [1],
        "thrice": [WIDTH, WIDTH, WIDTH], "first": [0], "axis": [1],
    }.items()}  # fmt: skip
    words = graph.add("Gather", graph.constant(weights["words.weight"], "words"), "ids")
    types = graph.add("Gather", graph.constant(weights["types.weight"], "types_table"), "types")
    length = graph.add("Slice", graph.add("Shape", "ids"), ints["one"], graph.constant(np.array([2])), ints["zero"])
    places = graph.add("Slice", graph.constant(weights["places.weight"]), ints["zero"], length, ints["zero"])
    hidden = graph.norm(graph.add("Add", graph.add("Add", words, places), types), weights, "norm")
    scale = graph.constant(np.array(1 / np.sqrt(WIDTH // N_HEADS), dtype=np.float32))
    for i in range(N_LAYERS):
        name = f"layers.{i}"
        parts = [
            graph.linear(
                hidden,
                weights[f"{name}.joined.weight"][part * WIDTH : (part + 1) * WIDTH],
                weights[f"{name}.joined.bias"][part * WIDTH : (part + 1) * WIDTH],
            )
            for part in range(3)
        ]
        query, key, value = (graph.add("Reshape", part, ints["apart"]) for part in parts)
        query = graph.add("Transpose", query, perm=[0, 2, 1, 3])
        key = graph.add("Transpose", key, perm=[0, 2, 3, 1])
        value = graph.add("Transpose", value, perm=[0, 2, 1, 3])
        scores = graph.add("Softmax", graph.add("Mul", graph.add("MatMul", query, key), scale), axis=-1)
        mixed = graph.add("Transpose", graph.add("MatMul", scores, value), perm=[0, 2, 1, 3])
        mixed = graph.add("Reshape", mixed, ints["together"])
        attended = graph.linear(mixed, weights[f"{name}.attended.weight"], weights[f"{name}.attended.bias"])
        hidden = graph.norm(graph.add("Add", hidden, attended), weights, f"{name}.norm")
        inner = graph.add("Gelu", graph.linear(hidden, weights[f"{name}.inner.weight"], weights[f"{name}.inner.bias"]))
        outer = graph.linear(inner, weights[f"{name}.outer.weight"], weights[f"{name}.outer.bias"])
        hidden = graph.norm(graph.add("Add", hidden, outer), weights, f"{name}.last_norm")
    first = graph.add("Squeeze", graph.add("Slice", hidden, ints["zero"], ints["one"], ints["axis"]), ints["axis"])
    mean = graph.add("ReduceMean", hidden, axes=[1], keepdims=0)
    both = graph.add("Concat", first, mean, axis=1)
    pooled = graph.add("Gelu", graph.linear(both, weights["pooled.weight"], weights["pooled.bias"]))
    logits = graph.linear(pooled, weights["head.weight"], weights["head.bias"])
    graph.nodes[-1].output[0] = "logits"
    del logits
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "length"]) for name in ("ids", "types")]
    output = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, 3])
    made = helper.make_graph(graph.nodes, "cross_encoder", inputs, [output], graph.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=9, producer_name="summarizer")


def export(weights: Arrays, out: Path) -> None:
    """Write the int8 model of a trained network's tensors; the file is new or the old one, never half."""
    with tempfile.TemporaryDirectory() as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
        onnx.save(build(weights), full)
        quantize_dynamic(
            full,
            small,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            reduce_range=True,  # seven bits: without VNNI, products of eight overflow the sixteen they are added in
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT, "MatMulConstBOnly": True},
        )
        new = out.with_suffix(".new")
        new.write_bytes(small.read_bytes())
        new.replace(out)
