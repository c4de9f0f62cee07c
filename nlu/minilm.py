"""Builds MiniLM as an ONNX graph from its weights, with the fused operators of onnxruntime, in 8-bit integers."""

import logging
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file

LAYERS, WIDTH, ATTENTION_HEADS, EPSILON = 6, 384, 12, 1e-12
MIDDLE = 3  # of the layers whose mean goes into `detail`
FUSED = "com.microsoft"  # the domain of onnxruntime's own operators
ON_8_BITS = ["MatMul", "Attention", "Gather"]


@dataclass
class _Graph:
    """Nodes and constants as they are put down. A node is named after what it makes."""

    weights: dict[str, np.ndarray]
    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def put(self, operator: str, given: list[str], makes: str, domain: str = "", **options: Any) -> str:
        self.nodes.append(helper.make_node(operator, given, [makes], name=makes, domain=domain, **options))
        return makes

    def weight(self, name: str, *, turned: bool = False) -> str:
        value = self.weights[name]
        return self.constant(name, value.T if turned else value)


def build(weights: Path, target: Path) -> None:
    """Write the encoder to `target`."""
    graph = _Graph(load_file(str(weights)))
    states = [_embeddings(graph)]
    for layer in range(LAYERS):
        states.append(_layer(graph, layer, states[-1]))
    _answers(graph, states)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["b", "t"]) for name in ("input_ids", "attention_mask")
    ]
    outputs = [
        helper.make_tensor_value_info("sentence", TensorProto.FLOAT, ["b", WIDTH]),
        helper.make_tensor_value_info("detail", TensorProto.FLOAT, ["b", 3 * WIDTH]),
    ]
    whole = helper.make_graph(graph.nodes, "minilm", inputs, outputs, graph.constants)
    versions = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    model = helper.make_model(whole, opset_imports=versions)
    model.ir_version = 8
    logging.getLogger().setLevel(logging.ERROR)  # it recommends steps that are for other graphs
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        onnx.save(model, str(exact))
        options = {"DefaultTensorType": TensorProto.FLOAT}
        quantize_dynamic(
            exact,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,  # without it, processors that lack VNNI overflow
            op_types_to_quantize=ON_8_BITS,
            extra_options=options,
        )


def _embeddings(graph: _Graph) -> str:
    """Word and place, added up and normalised; all tokens are of the first kind of sentence."""
    graph.put("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
    graph.put("Gather", [graph.weight("embeddings.word_embeddings.weight"), "input_ids"], "words")
    places = graph.weights["embeddings.position_embeddings.weight"]
    kind = graph.weights["embeddings.token_type_embeddings.weight"][0]
    graph.put("Shape", ["input_ids"], "length", start=1, end=2)
    start, axis = graph.constant("start", np.array([0], np.int64)), graph.constant("along", np.array([0], np.int64))
    graph.put("Slice", [graph.constant("all places", places + kind), start, "length", axis], "places")
    graph.put("Add", ["words", "places"], "both")
    norm = [graph.weight(f"embeddings.LayerNorm.{part}") for part in ("weight", "bias")]
    return graph.put("LayerNormalization", ["both", *norm], "state 0", axis=-1, epsilon=EPSILON)


def _layer(graph: _Graph, layer: int, state: str) -> str:
    own = f"encoder.layer.{layer}"
    attention = f"{own}.attention"
    inward = np.hstack([graph.weights[f"{attention}.self.{part}.weight"].T for part in ("query", "key", "value")])
    bias = np.hstack([graph.weights[f"{attention}.self.{part}.bias"] for part in ("query", "key", "value")])
    given = [state, graph.constant(f"{own} in", inward), graph.constant(f"{own} in bias", bias), "mask"]
    graph.put("Attention", given, f"{own} seen", FUSED, num_heads=ATTENTION_HEADS)
    after = _back(graph, f"{own} seen", state, f"{attention}.output", f"{own} attended")
    graph.put("MatMul", [after, graph.weight(f"{own}.intermediate.dense.weight", turned=True)], f"{own} wide")
    graph.put("BiasGelu", [f"{own} wide", graph.weight(f"{own}.intermediate.dense.bias")], f"{own} bent", FUSED)
    return _back(graph, f"{own} bent", after, f"{own}.output", f"state {layer + 1}")


def _back(graph: _Graph, given: str, beside: str, weights: str, makes: str) -> str:
    """A dense layer back to the usual width, added to what it started from, and normalised."""
    graph.put("MatMul", [given, graph.weight(f"{weights}.dense.weight", turned=True)], f"{makes} raw")
    norm = [graph.weight(f"{weights}.LayerNorm.{part}") for part in ("weight", "bias")]
    whole = [f"{makes} raw", beside, *norm, graph.weight(f"{weights}.dense.bias")]
    return graph.put("SkipLayerNormalization", whole, makes, FUSED, epsilon=EPSILON)


def _answers(graph: _Graph, states: list[str]) -> None:
    graph.put("Cast", ["attention_mask"], "share", to=TensorProto.FLOAT)
    last = graph.constant("last axis", np.array([-1], np.int64))
    graph.constant("tokens", np.array([1], np.int64))
    graph.put("Unsqueeze", ["share", last], "share of each")
    means = [_unit(graph, _mean(graph, states[at])) for at in (LAYERS, MIDDLE, 0)]
    one, depth = graph.constant("one", np.array(1, np.float32)), graph.constant("depth", np.array(1e4, np.float32))
    graph.put("Sub", ["share of each", one], "absence")
    graph.put("Mul", ["absence", depth], "sunk")  # padding is never the highest
    graph.put("Add", [states[LAYERS], "sunk"], "last without padding")
    graph.put("ReduceMax", ["last without padding"], "highest", axes=[1], keepdims=0)
    graph.put("Identity", [means[0]], "sentence")
    graph.put("Concat", [means[1], means[2], _unit(graph, "highest")], "detail", axis=1)


def _mean(graph: _Graph, state: str) -> str:
    graph.put("Mul", [state, "share of each"], f"{state} masked")
    return graph.put("ReduceSum", [f"{state} masked", "tokens"], f"{state} sum", keepdims=0)


def _unit(graph: _Graph, rows: str) -> str:
    return graph.put("LpNormalization", [rows], f"{rows} unit", axis=1, p=2)
