"""Tiny models for the tests of whoever loads models: one that is right, the others wrong in one way each."""

from pathlib import Path

import numpy as np
from onnx import helper
from onnx.reference import ReferenceEvaluator

from . import contract

LABELS = ["blues", "jazz", "rock"]
FRAMES, BANDS, COEFFICIENTS, EMBEDDING = 34, 96, 20, 4

# A test must be able to tell a wrong front end from the shipped one, so this text differs in its hop alone.
OTHER_HOP = ("hop=1920", "hop=512")


def write_all(out, front_end):
    out = Path(out)
    other = front_end.replace(*OTHER_HOP)
    _write(out / "tiny.onnx", front_end)
    _write(out / "tiny-mfcc.onnx", front_end, input_name="mfcc", width=COEFFICIENTS)
    _write(out / "tiny-sigmoid.onnx", front_end, activation="sigmoid")
    _write(out / "swapped-labels.onnx", front_end, swapped=True)
    _write(out / "other-front-end.onnx", other)
    _write(out / "wrong-shape.onnx", front_end, width=40)
    _write(out / "no-metadata.onnx", front_end, described=False)


def _write(path, front_end, input_name="log_mel_db", width=BANDS, activation="softmax", swapped=False, described=True):
    model = _network(input_name, width, activation)
    if not described:
        contract.write(model, {}, path)
        return
    sample = np.random.default_rng(7).uniform(-80, 10, (1, FRAMES, width)).astype(np.float32)
    scores = ReferenceEvaluator(model).run(["scores"], {input_name: sample})[0]
    if swapped:
        # What an export with its labels in another order looks like: same numbers, other places.
        scores = scores[:, ::-1]
    properties = contract.metadata(path.stem, "1.0.0", front_end, LABELS, activation, 1.5, 0.4)
    properties["self_test"] = contract.self_test({input_name: sample}, scores)
    contract.write(model, properties, path)


def _network(input_name, width, activation):
    random = np.random.default_rng(42)
    constants = {
        # 0.02 brings a mean level of tens of dB to the order of one.
        "to_embedding": random.normal(0, 0.02, (width, EMBEDDING)),
        "to_logits": random.normal(0, 0.1, (EMBEDDING, len(LABELS))),
    }
    last = {"softmax": ("Softmax", {"axis": 1}), "sigmoid": ("Sigmoid", {})}[activation]
    nodes = [
        helper.make_node("ReduceMean", [input_name], ["level"], axes=[1], keepdims=0),
        helper.make_node("MatMul", ["level", "to_embedding"], ["embedding"]),
        helper.make_node("MatMul", ["embedding", "to_logits"], ["logits"]),
        helper.make_node(last[0], ["logits"], ["scores"], **last[1]),
    ]
    outputs = {"scores": [len(LABELS)], "embedding": [EMBEDDING]}
    return contract.graph_model(nodes, {input_name: [FRAMES, width]}, outputs, constants, "tiny")
