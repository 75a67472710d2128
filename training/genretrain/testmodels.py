"""Tiny models for the tests of whoever loads models: some that are right, of every kind, and some wrong in one way each."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

from . import contract

LABELS = ["blues", "jazz", "rock"]
FRAMES, BANDS, COEFFICIENTS, EMBEDDING = 34, 96, 20, 4

# Neither in the order of the table that has these columns, nor all of them.
AGGREGATE_NAMES = [
    "chroma_3.median",
    "mfcc_0.mean",
    "silent_fraction",
    "mfcc_1.std",
    "centroid.kurtosis",
    "mfcc_19.max",
    "loudness_db",
    "rms.skew",
]


@dataclass
class Network:
    """Nodes that lead from an input of this shape to logits, and their constants."""

    input_name: str
    shape: list
    nodes: list = field(default_factory=list)
    constants: dict = field(default_factory=dict)
    embedding: int = 0
    tells_talk: bool = False
    random: np.random.Generator = field(default_factory=lambda: np.random.default_rng(42))

    def add(self, kind, inputs, output, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [output] if isinstance(output, str) else output, **attributes))

    def weights(self, name, *shape, scale=0.1):
        self.constants[name] = self.random.normal(0, scale, shape)
        return name

    def integers(self, name, *values):
        self.constants[name] = np.array(values, dtype=np.int64)
        return name

    def model(self, activation):
        if activation == "softmax":
            self.add("Softmax", ["logits"], "scores", axis=1)
        elif activation == "sigmoid":
            self.add("Sigmoid", ["logits"], "scores")
        else:
            # Every frame has its say: [batch][frames][labels] to the mean of what they say.
            self.add("Softmax", ["logits"], "said", axis=2)
            self.add("ReduceMean", ["said"], "scores", axes=[1], keepdims=0)
        outputs = {"scores": [len(LABELS)]} | ({"embedding": [self.embedding]} if self.embedding else {})
        if self.tells_talk:
            outputs["talk"] = []
        return contract.graph_model(self.nodes, {self.input_name: self.shape}, outputs, self.constants, "tiny")


def write_all(out, front_end):
    out = Path(out)
    # A test must be able to tell a wrong front end from the shipped one, so this text differs in its hop alone.
    other = _with(front_end, hop=512)
    _write(out / "tiny.onnx", _dense(), front_end)
    _write(out / "tiny-mfcc.onnx", _dense("mfcc", COEFFICIENTS), front_end)
    _write(out / "tiny-sigmoid.onnx", _dense(), front_end, "sigmoid")
    _write(out / "tiny-aggregate.onnx", _of_an_aggregate(), front_end, aggregate_names=AGGREGATE_NAMES)
    _write(out / "tiny-talk.onnx", _dense_for_which_loud_is_talk(), front_end, talk_from=0.5)
    _write(out / "lstm-votes.onnx", _frames_that_vote(10), _with(front_end, mfcc=10), "votes")
    _write(out / "convolutions-gru.onnx", _the_same_for_every_frame(), front_end)
    _write(
        out / "foreign-embedding.onnx",
        _head_on_an_embedding(64, 128),
        _with(front_end, window=1024, fft=1024, hop=512, bands=128, frames=64, every=32),
    )
    # Its window alone takes 400 KB as text, so its self-test is made where it is needed.
    _write(out / "three-convolutions-bare.onnx", _three_convolutions(599, 128), None)

    # What an export with its labels in another order looks like: same numbers, other places.
    _write(out / "swapped-labels.onnx", _dense(), front_end, claimed=lambda scores: scores[:, ::-1])
    _write(out / "other-front-end.onnx", _dense(), other)
    _write(out / "wrong-shape.onnx", _dense(width=40), front_end)
    _write(out / "no-metadata.onnx", _dense(), None)
    _write(out / "unknown-input.onnx", _dense("spectrogram", COEFFICIENTS), front_end)
    _write(out / "unknown-output.onnx", _dense("mfcc", COEFFICIENTS), front_end, spoilt=_with_another_output)
    _write(out / "fixed-batch.onnx", _dense("mfcc", COEFFICIENTS), front_end, spoilt=_with_a_batch_of_eight)
    _write(out / "external-data.onnx", _dense("mfcc", COEFFICIENTS), front_end, spoilt=_with_weights_elsewhere)
    _write(out / "no-talk.onnx", _dense(), front_end, talk_from=0.5)
    _write(out / "no-number.onnx", _logarithm_of_what_may_be_negative(), front_end, claimed=np.nan_to_num)


def _with(front_end, **fields):
    pairs = dict(pair.split("=", 1) for pair in front_end.split()) | {key: str(value) for key, value in fields.items()}
    return " ".join("=".join(pair) for pair in pairs.items())


def _write(path, network, front_end, activation="softmax", aggregate_names=None, talk_from=None, claimed=None, spoilt=None):
    """claimed: the scores that the self-test says, of the true ones; spoilt: changes the file when all else is done."""
    model = network.model(activation)
    if front_end is None:
        contract.write(model, {}, path)
        return
    sample = np.random.default_rng(7).uniform(-80, 10, (1, *network.shape)).astype(np.float32)
    scores = ReferenceEvaluator(model).run(["scores"], {network.input_name: sample})[0]
    if claimed:
        scores = claimed(scores)
    meaning = "sigmoid" if activation == "sigmoid" else "softmax"
    properties = contract.metadata(path.stem, "1.0.0", front_end, LABELS, meaning, 1.5, 0.4, talk_from)
    if aggregate_names:
        properties["aggregate_names"] = json.dumps(aggregate_names)
    properties["self_test"] = contract.self_test({network.input_name: sample}, scores)
    contract.write(model, properties, path)
    if spoilt:
        spoilt(model)
        path.write_bytes(model.SerializeToString())


def _with_another_output(model):
    model.graph.node[-1].output[0] = model.graph.output[0].name = "probabilities"


def _with_a_batch_of_eight(model):
    for value in [*model.graph.input, *model.graph.output]:
        value.type.tensor_type.shape.dim[0].dim_value = 8


def _with_weights_elsewhere(model):
    weights = model.graph.initializer[0]
    weights.ClearField("raw_data")
    weights.data_location = TensorProto.EXTERNAL
    weights.external_data.add(key="location", value="weights.bin")


def _dense(input_name="log_mel_db", width=BANDS):
    network = Network(input_name, [FRAMES, width], embedding=EMBEDDING)
    network.add("ReduceMean", [input_name], "level", axes=[1], keepdims=0)
    # 0.02 brings a mean level of tens of dB to the order of one.
    network.add("MatMul", ["level", network.weights("to_embedding", width, EMBEDDING, scale=0.02)], "embedding")
    network.add("MatMul", ["embedding", network.weights("to_logits", EMBEDDING, len(LABELS))], "logits")
    return network


def _dense_for_which_loud_is_talk():
    network = _dense()
    network.tells_talk = True
    network.add("ReduceMean", ["log_mel_db"], "loudness", axes=[1, 2], keepdims=0)
    network.constants["limit_db"] = np.array([-20.0])
    network.add("Sub", ["loudness", "limit_db"], "above")
    network.add("Sigmoid", ["above"], "talk")
    return network


def _logarithm_of_what_may_be_negative():
    network = Network("mfcc", [FRAMES, COEFFICIENTS])
    network.add("ReduceMean", ["mfcc"], "level", axes=[1], keepdims=0)
    network.add("Log", ["level"], "logarithm")
    network.add("MatMul", ["logarithm", network.weights("to_logits", COEFFICIENTS, len(LABELS))], "logits")
    return network


def _of_an_aggregate():
    network = Network("aggregate", [len(AGGREGATE_NAMES)])
    # Hundreds of dB and shares of one stand side by side; tanh keeps either from deciding alone.
    network.add("MatMul", ["aggregate", network.weights("to_hidden", len(AGGREGATE_NAMES), 6, scale=0.02)], "sums")
    network.add("Tanh", ["sums"], "hidden")
    network.add("MatMul", ["hidden", network.weights("to_logits", 6, len(LABELS), scale=1)], "logits")
    return network


def _frames_that_vote(coefficients, hidden=8):
    network = Network("mfcc", [FRAMES, coefficients])
    _scaled(network, 0.02)
    network.add("Transpose", ["scaled"], "frames_first", perm=[1, 0, 2])
    weights = _recurrent(network, "LSTM", coefficients, hidden, gates=4)
    network.add("LSTM", ["frames_first", *weights], ["states", "", ""], hidden_size=hidden)
    network.add("Squeeze", ["states", network.integers("direction", 1)], "squeezed")
    network.add("Transpose", ["squeezed"], "batch_first", perm=[1, 0, 2])
    network.add("MatMul", ["batch_first", network.weights("to_logits", hidden, len(LABELS), scale=1)], "logits")
    return network


def _the_same_for_every_frame(channels=4, hidden=6):
    network = Network("log_mel_db", [FRAMES, BANDS])
    _scaled(network, 0.02)
    network.add("Reshape", ["scaled", network.integers("one_by_one", -1, 1, BANDS)], "frames")
    network.add("Conv", ["frames", network.weights("kernel", channels, 1, 8, scale=0.5)], "found", strides=[4])
    network.add("Relu", ["found"], "active")
    network.add("ReduceMax", ["active"], "strongest", axes=[2], keepdims=0)
    network.add("Reshape", ["strongest", network.integers("in_order", -1, FRAMES, channels)], "sequence")
    network.add("Transpose", ["sequence"], "frames_first", perm=[1, 0, 2])
    weights = _recurrent(network, "GRU", channels, hidden, gates=3)
    network.add("GRU", ["frames_first", *weights], ["", "last"], hidden_size=hidden)
    network.add("Squeeze", ["last", network.integers("direction", 0)], "state")
    network.add("MatMul", ["state", network.weights("to_logits", hidden, len(LABELS), scale=1)], "logits")
    return network


def _head_on_an_embedding(frames, bands, channels=6, embedding=12):
    """Somebody's network, frozen, that makes an embedding, and a layer of one's own on it."""
    network = Network("log_mel_db", [frames, bands], embedding=embedding)
    _scaled(network, 0.02)
    network.add("Unsqueeze", ["scaled", network.integers("channel", 1)], "picture")
    last = _convolution(network, "picture", 1, channels, strides=[2, 2])
    last = _convolution(network, last, channels, channels, strides=[2, 2])
    network.add("GlobalAveragePool", [last], "mean")
    network.add("Flatten", ["mean"], "flat", axis=1)
    network.add("MatMul", ["flat", network.weights("to_embedding", channels, embedding, scale=1)], "embedding")
    network.add("MatMul", ["embedding", network.weights("to_logits", embedding, len(LABELS), scale=1)], "logits")
    return network


def _three_convolutions(frames, bands, channels=4):
    network = Network("log_mel_db", [frames, bands])
    _scaled(network, 0.02)
    network.add("Unsqueeze", ["scaled", network.integers("channel", 1)], "picture")
    last, before = "picture", 1
    for block in range(3):
        last = _convolution(network, last, before, channels)
        network.add("MaxPool", [last], f"pooled{block}", kernel_shape=[4, 2], strides=[4, 2])
        last, before = f"pooled{block}", channels
    network.add("GlobalAveragePool", [last], "mean")
    network.add("Flatten", ["mean"], "flat", axis=1)
    network.add("MatMul", ["flat", network.weights("to_logits", channels, len(LABELS), scale=1)], "logits")
    return network


def _scaled(network, scale):
    network.constants["scale"] = np.array(scale)
    network.add("Mul", [network.input_name, "scale"], "scaled")


def _convolution(network, name, before, channels, **attributes):
    kernel = network.weights(f"{name}_kernel", channels, before, 3, 3, scale=0.5)
    network.add("Conv", [name, kernel], f"{name}_found", kernel_shape=[3, 3], **attributes)
    network.add("Relu", [f"{name}_found"], f"{name}_active")
    return f"{name}_active"


def _recurrent(network, kind, width, hidden, gates):
    return [
        network.weights(f"{kind}_of_input", 1, gates * hidden, width, scale=0.5),
        network.weights(f"{kind}_of_state", 1, gates * hidden, hidden, scale=0.5),
        network.weights(f"{kind}_bias", 1, 2 * gates * hidden, scale=0.1),
    ]
