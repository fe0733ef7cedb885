"""Export the trained network as ONNX graphs with 8-bit weights, which need no training framework.

The graphs are written operator by operator: linear maps with 7-bit weights, one scale an output, and 8-bit
activations, one scale a window (which goes through the network alone) or one a row; embeddings as 8-bit tables with one
scale a row. ONNX files hold arrays and operators and cannot execute code.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from analysis.quotes.training._model import REACH, Shape

Arrays = dict[str, NDArray[np.float32]]

#: Bits of a weight, in bytes of their own. With 7 the sum of two products of a weight and an activation stays within
#: the 16 bits that processors without special instructions have for it, so that all processors agree.
BITS = 7

#: Values of 256 for what the GELU lets through below zero, which is little.
GELU_ZERO = 40


class Graph:
    """An ONNX graph under construction: each method adds operators and returns the name of their output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def add(self, operator: str, *inputs: str, domain: str = "", **attributes: object) -> str:
        """Add one operator and return the name of its output."""
        name = f"{operator}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def constant(self, array: NDArray[np.generic] | Sequence[int] | float) -> str:
        """Keep an array (numbers become 64-bit integers or 32-bit floats) and return its name."""
        values = np.asarray(array)
        if not isinstance(array, np.ndarray):
            values = values.astype(np.float32 if values.dtype.kind == "f" else np.int64)
        name = f"constant_{len(self.constants)}"
        self.constants[name] = numpy_helper.from_array(np.array(values, order="C"), name)
        return name

    def linear(self, x: str, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        """Multiply by a weight of shape (outputs, inputs), kept in `BITS` bits, and add the bias.

        The activations are rounded to 8 bits with one scale for all.
        """
        values, scales = _rounded(weight)
        return self.add(
            "DynamicQuantizeMatMul", x, self.constant(values), self.constant(scales), "",
            self.constant(bias.astype(np.float32)), domain="com.microsoft",
        )  # fmt: skip

    def linear_by_row(
        self, x: str, weight: NDArray[np.float32], bias: NDArray[np.float32], *, zero: int
    ) -> str:
        """Multiply as `linear` does, with one scale a row; `zero` of the 256 values are for negative activations.

        Takes half as long again as one scale for all, and pays where some rows are much larger than others: with it
        in the feed-forward parts the logits of words are off by .04 in the mean, and by .12 without.
        """
        values, scales = _rounded(weight)
        one, middle = self.constant(np.array(1, np.float32)), self.constant(np.array(zero, np.uint8))
        largest = self.add("ReduceMax", self.add("Abs", x), self.constant([-1]), keepdims=1)
        scale = self.add(
            "Max", self.add("Mul", largest, self.constant(1 / (255 - zero))), self.constant(1e-9)
        )
        rounded = self.add("QuantizeLinear", self.add("Div", x, scale), one, middle)
        product = self.add(
            "MatMulIntegerToFloat", rounded, self.constant(values), one, self.constant(scales), middle,
            domain="com.microsoft",
        )  # fmt: skip
        return self.add("Add", self.add("Mul", product, scale), self.constant(bias.astype(np.float32)))

    def plain_linear(self, x: str, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        """Multiply by a small weight, kept in full."""
        out = self.add("MatMul", x, self.constant(weight.T.astype(np.float32)))
        return self.add("Add", out, self.constant(bias.astype(np.float32)))

    def small_table(self, table: NDArray[np.float32], rows: str) -> str:
        """Look rows up in a table kept in full."""
        return self.add("Gather", self.constant(table.astype(np.float32)), rows, axis=0)

    def table(self, table: NDArray[np.float32], rows: str) -> str:
        """Look rows up in a table kept in 8 bits, with one scale a row."""
        scales = np.maximum(np.abs(table).max(1, keepdims=True) / 127, 1e-12).astype(np.float32)
        values = np.rint(table / scales).astype(np.int8)
        looked_up = self.add("Gather", self.constant(values), rows, axis=0)
        looked_up = self.add("Cast", looked_up, to=TensorProto.FLOAT)
        return self.add("Mul", looked_up, self.add("Gather", self.constant(scales), rows, axis=0))

    def norm(self, x: str, arrays: Arrays, name: str, epsilon: float = 1e-12) -> str:
        """Normalise each row."""
        scale, shift = self.constant(arrays[f"{name}.weight"]), self.constant(arrays[f"{name}.bias"])
        return self.add("LayerNormalization", x, scale, shift, axis=-1, epsilon=epsilon)

    def layer(self, x: str, arrays: Arrays, prefix: str, heads: int, mask: str | None) -> str:
        """Add one transformer layer over (batch, length, width); `mask` is added to the attention's scores."""
        qkv_weight, qkv_bias = arrays[f"{prefix}.qkv.weight"].copy(), arrays[f"{prefix}.qkv.bias"].copy()
        width = qkv_weight.shape[1]
        scale = (width // heads) ** -0.5  # of the queries, put into their weights
        qkv_weight[:width] *= scale
        qkv_bias[:width] *= scale
        shape = self.constant([0, -1, 3, heads, width // heads])
        split = self.add("Reshape", self.linear(x, qkv_weight, qkv_bias), shape)
        split = self.add("Transpose", split, perm=[2, 0, 3, 1, 4])
        q, k, v = (self.add("Gather", split, self.constant(i), axis=0) for i in range(3))
        scores = self.add("MatMul", q, self.add("Transpose", k, perm=[0, 1, 3, 2]))
        if mask:
            scores = self.add("Add", scores, mask)
        attended = self.add("MatMul", self.add("Softmax", scores, axis=-1), v)
        attended = self.add("Transpose", attended, perm=[0, 2, 1, 3])
        attended = self.add("Reshape", attended, self.constant([0, -1, width]))
        out = self.linear(attended, arrays[f"{prefix}.out.weight"], arrays[f"{prefix}.out.bias"])
        x = self.norm(self.add("Add", x, out), arrays, f"{prefix}.norm1")
        up = self.linear_by_row(x, arrays[f"{prefix}.up.weight"], arrays[f"{prefix}.up.bias"], zero=128)
        down_weight, down_bias = arrays[f"{prefix}.down.weight"], arrays[f"{prefix}.down.bias"]
        down = self.linear_by_row(self.add("Gelu", up), down_weight, down_bias, zero=GELU_ZERO)
        return self.norm(self.add("Add", x, down), arrays, f"{prefix}.norm2")

    def save(self, path: Path, inputs: dict[str, tuple[int, list[str]]], outputs: dict[str, str]) -> None:
        """Write the graph; `inputs` map names to a type and a shape of named lengths, `outputs` to operators."""
        for name, source in outputs.items():
            self.nodes.append(helper.make_node("Identity", [source], [name]))
        graph = helper.make_graph(
            self.nodes,
            path.stem,
            [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in inputs.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
            list(self.constants.values()),
        )
        opsets = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="dateline")
        path.write_bytes(model.SerializeToString(deterministic=True))


def _rounded(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return a weight of shape (outputs, inputs) as integers of shape (inputs, outputs), and a scale an output."""
    scales = np.maximum(np.abs(weight).max(1) / (2 ** (BITS - 1) - 1), 1e-12).astype(np.float32)
    return np.rint(weight / scales[:, None]).astype(np.int8).T, scales


def export_encoder(arrays: Arrays, shape: Shape, path: Path) -> None:
    """Write the encoder: one window's pieces in, its words' vectors and logits out."""
    graph = Graph()
    x = graph.add("Add", graph.table(arrays["encoder.word.weight"], "pieces"),
                  graph.small_table(arrays["encoder.position.weight"], "places"))  # fmt: skip
    for name in ("case", "state"):
        x = graph.add("Add", x, graph.small_table(arrays[f"encoder.{name}.weight"], f"{name}s"))
    x = graph.norm(x, arrays, "encoder.norm")
    x = graph.add("Unsqueeze", x, graph.constant([0]))
    for i in range(shape.layers):
        x = graph.layer(x, arrays, f"encoder.layers.{i}", shape.heads, None)
    x = graph.add("Squeeze", x, graph.constant([0]))
    vectors = graph.add("Gather", x, "words", axis=0)
    logits = graph.plain_linear(vectors, arrays["encoder.outputs.weight"], arrays["encoder.outputs.bias"])
    ints = TensorProto.INT64
    inputs = {name: (ints, ["pieces"]) for name in ("pieces", "places", "cases", "states")}
    graph.save(path, inputs | {"words": (ints, ["words"])}, {"vectors": vectors, "logits": logits})


def export_reader(arrays: Arrays, shape: Shape, path: Path) -> None:
    """Write the reader of cues; its inputs are those of `CueReader.forward`."""
    graph = Graph()

    def project(name: str) -> str:
        return graph.linear("vectors", arrays[f"reader.{name}.weight"], arrays[f"reader.{name}.bias"])

    def around(name: str) -> str:
        return graph.add("Unsqueeze", graph.add("Gather", project(name), "cue", axis=0), graph.constant([1]))

    own = graph.add("Add", project("own"), graph.small_table(arrays["reader.state.weight"], "states"))
    x = graph.add("Add", graph.add("Gather", own, "region", axis=0), around("cue"))
    product = graph.add("Mul", graph.add("Gather", project("left"), "region", axis=0), around("right"))
    steps = graph.add("Clip", "offset", graph.constant(-REACH), graph.constant(REACH))
    steps = graph.add("Add", steps, graph.constant(REACH))
    x = graph.add(
        "Add", graph.add("Add", x, product), graph.small_table(arrays["reader.distance.weight"], steps)
    )
    x = graph.norm(x, arrays, "reader.norm", epsilon=1e-5)
    blocked = graph.add("Mul", graph.add("Sub", graph.constant(1.0), "mask"), graph.constant(-1e4))
    blocked = graph.add("Unsqueeze", blocked, graph.constant([1, 2]))
    for i in range(shape.cue_layers):
        x = graph.layer(x, arrays, f"reader.layers.{i}", shape.cue_heads, blocked)
    roles = graph.plain_linear(x, arrays["reader.roles.weight"], arrays["reader.roles.bias"])
    here = graph.add("Cast", graph.add("Equal", "offset", graph.constant(0)), to=TensorProto.FLOAT)
    total = graph.add("ReduceSum", "mask", graph.constant([1]), keepdims=1)
    pooled = []
    for weights in (graph.add("Mul", here, "mask"), graph.add("Div", "mask", total)):
        row = graph.add("Unsqueeze", weights, graph.constant([1]))
        pooled.append(graph.add("Squeeze", graph.add("MatMul", row, x), graph.constant([1])))
    both = graph.add("Concat", *pooled, axis=-1)
    valid = graph.plain_linear(both, arrays["reader.valid.weight"], arrays["reader.valid.bias"])
    valid = graph.add("Squeeze", valid, graph.constant([1]))
    ints, floats = TensorProto.INT64, TensorProto.FLOAT
    inputs: dict[str, tuple[int, list[str]]] = {
        "vectors": (floats, ["words", "width"]),
        "states": (ints, ["words"]),
        "region": (ints, ["cues", "length"]),
        "mask": (floats, ["cues", "length"]),
        "cue": (ints, ["cues"]),
        "offset": (ints, ["cues", "length"]),
    }
    graph.save(path, inputs, {"roles": roles, "valid": valid})
