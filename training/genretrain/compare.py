"""The arrays the model was trained on against features of the same tracks from the real decoder and front end."""

import json

import numpy as np

from . import contract, dataset, evaluate, measure
from .scoring import Scorer


def compare(path, data, features, command, out):
    """Valid tracks alone count: on train tracks the model has seen the answers."""
    scorer = Scorer.of(path)
    length, every, _ = contract.window_shape(scorer.properties["front_end"])
    valid, real = dataset.load(data / "valid.npz"), dataset.load(features)
    names = sorted(set(valid.names) & set(real.names))
    if not names:
        raise SystemExit(f"{features} holds no track of valid.npz")
    valid, real = valid.only(names), real.only(names)
    frames = min(valid.frames.shape[1], real.frames.shape[1])
    arrays, heard = valid.frames[:, :frames], real.frames[:, :frames]
    targets = valid.targets(scorer.labels)
    from_arrays = scorer.tracks(arrays, length, every)
    from_audio = scorer.tracks(heard, length, every)
    track_arrays, track_audio = from_arrays.mean(axis=1), from_audio.mean(axis=1)
    difference = np.abs(track_arrays - track_audio).max(axis=1)
    per_track = np.sqrt(((arrays - heard) ** 2).mean(axis=(1, 2)))
    result = {
        "command": command,
        "tracks": len(names),
        "rmse_db_median": float(np.median(per_track)),
        "rmse_db_worst": float(per_track.max()),
        "bias_db": float((heard - arrays).mean()),
        "accuracy_arrays": measure.accuracy(track_arrays, targets),
        "accuracy_audio": measure.accuracy(track_audio, targets),
        "same_verdict": measure.accuracy(track_audio, track_arrays.argmax(axis=1)),
        "score_difference_median": float(np.median(difference)),
        "score_difference_worst": float(difference.max()),
        "worst_track": names[int(difference.argmax())],
    }
    report = json.loads(out.read_text())
    report["real_audio"] = result
    evaluate.write(report, out)
    return result


def score(path, features, out):
    """Every window's scores by track, for another implementation to be compared with."""
    scorer = Scorer.of(path)
    length, every, _ = contract.window_shape(scorer.properties["front_end"])
    tracks = dataset.load(features)
    scores = scorer.tracks(tracks.frames, length, every)
    out.write_text(json.dumps({name: s.tolist() for name, s in zip(tracks.names, scores)}) + "\n", encoding="utf-8")
