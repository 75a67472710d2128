"""Measures a model file on the validation part, through ONNX Runtime, and keeps the figures as JSON."""

import hashlib
import json
import time

import numpy as np

from . import calibrate, contract, dataset, measure
from .scoring import Scorer

THRESHOLDS = [0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8]
GAINS_DB = [-20, -10, -5, 5, 10, 20]


def evaluate(path, data, command, out):
    scorer = Scorer.of(path)
    labels, exponent = scorer.labels, scorer.calibration["track_exponent"]
    length, every, _ = contract.window_shape(scorer.properties["front_end"])
    train, valid = dataset.load(data / "train.npz"), dataset.load(data / "valid.npz")
    targets, groups = valid.targets(labels), valid.groups()
    windows = scorer.tracks(valid.frames, length, every).astype(np.float64)
    tracks = calibrate.track_distribution(windows, exponent)
    flat = windows.reshape(-1, len(labels))
    flat_targets = np.repeat(targets, windows.shape[1])
    fitted = measure.cross_fitted(windows, targets, groups)
    table = measure.confusion(tracks, targets, len(labels))
    precision, recall, f1 = measure.per_class(table)
    report = {
        "command": command,
        "name": scorer.properties["name"],
        "version": scorer.properties["version"],
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "bytes": path.stat().st_size,
        "front_end": scorer.properties["front_end"],
        "front_end_digest": scorer.properties["front_end_digest"],
        "labels": labels,
        "calibration": scorer.calibration,
        "training": json.loads(scorer.properties["training"]),
        "data": {"train": _described(train), "valid": _described(valid), "windows_per_track": windows.shape[1]},
        "window": {
            "accuracy": measure.accuracy(flat, flat_targets),
            "nll": calibrate.negative_log_likelihood(flat, flat_targets),
            "ece": measure.calibration_error(flat, flat_targets),
            "coverage": measure.coverage(flat, flat_targets, THRESHOLDS),
        },
        "track": {
            "accuracy": measure.accuracy(tracks, targets),
            "interval": measure.interval(tracks, targets, groups),
            "nll": calibrate.negative_log_likelihood(tracks, targets),
            "ece": measure.calibration_error(tracks, targets),
            "nll_cross_fitted": calibrate.negative_log_likelihood(fitted, targets),
            "ece_cross_fitted": measure.calibration_error(fitted, targets),
            "coverage": measure.coverage(tracks, targets, THRESHOLDS),
            "confusion": table.tolist(),
            "precision": precision.tolist(),
            "recall": recall.tolist(),
            "f1": f1.tolist(),
        },
        "gain": [[gain, _accuracy_at(scorer, valid, targets, length, every, gain)] for gain in GAINS_DB],
        "cost": _cost(scorer, valid.frames[0, :length]),
    }
    # The comparison with real audio is measured by another command and stays until that runs again.
    if out.exists():
        report |= {key: value for key, value in json.loads(out.read_text()).items() if key == "real_audio"}
    write(report, out)
    return report


def write(report, out):
    out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def _described(tracks):
    return {
        "tracks": len(tracks),
        "artists": len({artist for artist in tracks.artists if artist}),
        "without_artist": sum(not artist for artist in tracks.artists),
    }


def _accuracy_at(scorer, tracks, targets, length, every, gain):
    changed = np.maximum(tracks.frames + gain, contract.FLOOR_DB)
    return measure.accuracy(scorer.tracks(changed, length, every).mean(axis=1), targets)


def _cost(scorer, window, runs=1000):
    """CPU time of single windows, which neighbours on the machine distort less than wall time."""
    one = window[None]
    for _ in range(100):
        scorer.windows(one)
    times = []
    for _ in range(runs):
        began = time.thread_time()
        scorer.windows(one)
        times.append(1000 * (time.thread_time() - began))
    low, middle, high = np.percentile(times, [5, 50, 95])
    return {"runs": runs, "p5_ms": low, "median_ms": middle, "p95_ms": high}
