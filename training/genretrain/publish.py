"""From a checkpoint to the model file: calibration, the ONNX graph, its metadata and self-test."""

import json

import numpy as np
import torch

from . import calibrate, contract, dataset, export
from .scoring import Scorer

NAME = "genrestream-cnn"


def publish(checkpoint, data, front_end, version, unknown_below, path):
    state = torch.load(checkpoint, map_location="cpu")
    weights = {name: value.numpy().astype(np.float64) for name, value in state["average"].items()}
    mean, deviation = state["mean"].numpy(), state["deviation"].numpy()
    frames, every, bands = contract.window_shape(front_end)

    def model(temperature):
        return export.network_model(
            weights, state["settings"]["shape"]["pooling"], mean, deviation, temperature, (frames, bands)
        )

    valid = dataset.load(data / "valid.npz")
    targets = valid.targets(state["labels"])
    raw = Scorer(model(1.0).SerializeToString()).tracks(valid.frames, frames, every)
    temperature = calibrate.fit_temperature(np.log(np.maximum(raw, 1e-30)), targets)
    calibrated = model(temperature)
    scorer = Scorer(calibrated.SerializeToString())
    exponent = calibrate.fit_exponent(scorer.tracks(valid.frames, frames, every), targets)

    properties = contract.metadata(NAME, version, front_end, state["labels"], "softmax", exponent, unknown_below)
    sample = export.sample_windows(mean, deviation, (frames, bands))
    properties["self_test"] = contract.self_test({"log_mel_db": sample}, scorer.windows(sample))
    properties["training"] = json.dumps(
        {
            "settings": state["settings"],
            "epochs_done": state["epoch"],
            "seconds": round(state["seconds"]),
            "torch": state["torch"],
            "device": state["device"],
            "parameters": _parameters(state["average"]),
            "window_temperature": temperature,
        }
    )
    contract.write(calibrated, properties, path)
    print(f"{path}: temperature {temperature}, track exponent {exponent}, {path.stat().st_size} bytes")


def _parameters(state):
    """What training moved: all but the statistics that batch normalisation counts by itself."""
    return sum(value.numel() for name, value in state.items() if "running_" not in name and "num_batches" not in name)
