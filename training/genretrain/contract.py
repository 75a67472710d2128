"""What a model file promises to the service that loads it: names, metadata, self-test."""

import base64
import hashlib
import json

import numpy as np
from onnx import TensorProto, checker, helper, save

FLOOR_DB = -100.0
CEILING_DB = 60.0
TOLERANCE = 1e-4

# Opset 17 and IR 8 are read by every ONNX Runtime since 1.12; nothing here needs more.
OPSET = 17
IR_VERSION = 8


def front_end_text(path):
    return path.read_text(encoding="utf-8").strip()


def digest(front_end):
    return hashlib.sha256(front_end.encode("utf-8")).hexdigest()[:16]


class FrontEnd:
    """What a front end's text says of its windows."""

    def __init__(self, text):
        fields = dict(part.split("=", 1) for part in text.split())
        self.frames, self.every, self.bands = (int(fields[name]) for name in ("frames", "every", "bands"))
        self.rate, self.hop, self.window = (int(fields[name]) for name in ("rate", "hop", "window"))

    @property
    def shape(self):
        return self.frames, self.bands

    def windows_within(self, seconds):
        """How many whole windows end within the first so many seconds; at least one."""
        room = seconds * self.rate - self.window - (self.frames - 1) * self.hop
        return 1 + max(0, int(room // (self.every * self.hop)))


def self_test(inputs, scores):
    return json.dumps(
        {
            "inputs": {name: _packed(value) for name, value in inputs.items()},
            "scores": [[float(f"{s:.9g}") for s in row] for row in scores],
            "tolerance": TOLERANCE,
        }
    )


def _packed(value):
    data = np.ascontiguousarray(value, dtype="<f4")
    return {"shape": list(data.shape), "data": base64.b64encode(data.tobytes()).decode("ascii")}


def unpacked(entry):
    data = np.frombuffer(base64.b64decode(entry["data"]), dtype="<f4")
    return data.reshape(entry["shape"])


def metadata(name, version, front_end, labels, activation, track_exponent, unknown_below, talk_from=None):
    calibration = {"track_exponent": track_exponent, "unknown_below": unknown_below}
    if talk_from is not None:
        calibration["talk_from"] = talk_from
    return {
        "name": name,
        "version": version,
        "front_end": front_end,
        "front_end_digest": digest(front_end),
        "labels": json.dumps(list(labels)),
        "activation": activation,
        "calibration": json.dumps(calibration),
    }


def graph_model(nodes, inputs, outputs, constants, title):
    """An ONNX model from nodes; inputs and outputs map a name to its shape behind the batch axis."""

    def described(shapes):
        return [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", *shape])
            for name, shape in shapes.items()
        ]

    initializers = [_constant(name, value) for name, value in constants.items()]
    graph = helper.make_graph(nodes, title, described(inputs), described(outputs), initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="genretrain")
    model.ir_version = IR_VERSION
    return model


def _constant(name, value):
    integers = value.dtype.kind == "i"
    kind, stored = (TensorProto.INT64, "<i8") if integers else (TensorProto.FLOAT, "<f4")
    return helper.make_tensor(name, kind, value.shape, value.astype(stored).tobytes(), raw=True)


def write(model, properties, path):
    del model.metadata_props[:]
    helper.set_model_props(model, properties)
    checker.check_model(model, full_check=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    save(model, str(path))
