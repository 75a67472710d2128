"""The networks of the folds with eight-bit weights and activations, by ONNX Runtime's own quantisation."""

import logging
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import CalibrationDataReader, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from . import candidates, crossval, dataset, export, inputs, measure, report, train
from .model import Served
from .scoring import Scorer

CALIBRATION_WINDOWS = 200


class _Windows(CalibrationDataReader):
    def __init__(self, windows):
        self.windows = iter(windows)

    def get_next(self):
        window = next(self.windows, None)
        return None if window is None else {inputs.LogMel.name: window[None]}


def measured(tracks, runs, seed, front_end, labels):
    """Out of fold, the first member alone: accuracy and cost in both precisions. The ranges of activations are the training part's."""
    logging.getLogger().setLevel(logging.ERROR)
    fold_of = crossval.folds(tracks)
    targets = tracks.targets(labels)
    scores = {"float32": [None] * len(tracks), "int8": [None] * len(tracks)}
    for fold in range(crossval.FOLDS):
        classifier, _ = train.classifier(crossval.checkpoint(runs / candidates.SHIPPED, seed, fold))
        known, held_out = np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)
        files = {"float32": _graph(classifier, front_end)}
        files["int8"] = _quantised(files["float32"], _some_windows(tracks.frames[known], front_end))
        scorers = {precision: Scorer(file) for precision, file in files.items()}
        for precision, scorer in scorers.items():
            for place, own in zip(held_out, scorer.tracks(tracks.frames[held_out], front_end.frames, front_end.every)):
                scores[precision][place] = own
    return {
        precision: {
            "track": measure.accuracy(np.stack(own).mean(axis=1), targets),
            "bytes": len(files[precision]),
            "cost": report.cost(scorers[precision], tracks.frames[0, : front_end.frames]),
        }
        for precision, own in scores.items()
    }


def _graph(classifier, front_end):
    example = torch.from_numpy(export.sample_windows(*front_end.shape))
    return export.graph(Served([classifier], 1.0), inputs.LogMel.name, example).SerializeToString()


def _some_windows(frames, front_end):
    random = np.random.default_rng(0)
    for place in random.choice(len(frames), CALIBRATION_WINDOWS):
        windows = dataset.windows(frames[place], front_end.frames, front_end.every)
        yield windows[random.integers(len(windows))]


def _quantised(model, windows):
    with tempfile.TemporaryDirectory() as folder:
        plain, ready, done = (Path(folder) / name for name in ("plain.onnx", "ready.onnx", "int8.onnx"))
        plain.write_bytes(model)
        quant_pre_process(str(plain), str(ready))
        quantize_static(
            str(ready),
            str(done),
            _Windows(windows),
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["Conv", "Gemm"],
        )
        return done.read_bytes()
