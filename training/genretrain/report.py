"""The figures of the model card, from what cross-validation left behind: each track is judged by networks that have not heard its artist."""

import hashlib
import json
import re
import time

import numpy as np
import torch

from . import calibrate, candidates, contract, crossval, dataset, inputs, int8, measure
from .scoring import Scorer

THRESHOLDS = [0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
# Windows that end within so many seconds (3, 6, 9, 15, 30 of them heard) are what an early answer can use.
HEARD_SECONDS = [3, 6, 9, 15, 30]


def write(tracks, model, runs, known):
    """Replaces what this measures in the JSON file beside the model; what other commands measured stays.

    `known` are tracks of which it is kept what the file itself says.
    """
    path = model.with_suffix(".json")
    figures = json.loads(path.read_text()) if path.exists() else {}
    if figures.get("sha256") != _digest(model):
        # Figures of another model say nothing of this one.
        figures = {}
    figures |= measured(tracks, model, runs) | {"as_trained": _as_trained(known, Scorer.of(model))}
    save(figures, path)
    return figures


def renew(model):
    """Of a model whose file is another and whose scores are the same: the figures that are others."""
    path = model.with_suffix(".json")
    save(json.loads(path.read_text()) | _of_the_file(model, Scorer.of(model)), path)


def save(figures, path):
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def measured(tracks, model, runs):
    scorer = Scorer.of(model)
    front_end = contract.FrontEnd(scorer.properties["front_end"])
    labels = scorer.labels
    training = json.loads(scorer.properties["training"])
    members = len(training["seeds"])
    rounds = in_rounds(seeds(runs / candidates.SHIPPED), members)
    return _of_the_file(model, scorer) | {
        "training": training,
        "members": members,
        "folds": crossval.FOLDS,
        "data": _described(tracks, labels),
        "rounds": [_round(tracks, runs / candidates.SHIPPED, r, front_end, labels) for r in rounds],
        "tried": [_candidate(tracks, runs, name, labels) for name in candidates.TRIED if seeds(runs / name)],
        "classics": [_classic(tracks, runs, name, labels) for name in candidates.CLASSICS if seeds(runs / name)],
        "leaky": _leaky(tracks, runs, front_end, labels),
        "cost": cost(scorer, tracks.frames[0, : front_end.frames]),
        "int8": int8.measured(tracks, runs, rounds[0][0], front_end, labels),
        "looks": _looks(tracks, runs, rounds[0]),
    }


def _of_the_file(model, scorer):
    return {
        "name": scorer.properties["name"],
        "version": scorer.properties["version"],
        "sha256": _digest(model),
        "bytes": model.stat().st_size,
        "front_end": scorer.properties["front_end"],
        "front_end_digest": scorer.properties["front_end_digest"],
        "labels": scorer.labels,
        "calibration": scorer.calibration,
    }


def seeds(folder):
    """The seeds whose folds are all there."""
    found = {}
    for result in folder.glob("seed*-fold*.npz"):
        match = re.fullmatch(r"seed(\d+)-fold(\d+)", result.stem)
        if match:
            found.setdefault(int(match[1]), set()).add(match[2])
    return sorted(seed for seed, folds in found.items() if len(folds) == crossval.FOLDS)


def in_rounds(found, members):
    """Seeds in groups that make a model each."""
    return [found[start : start + members] for start in range(0, len(found) - members + 1, members)]


def _round(tracks, folder, own, front_end, labels):
    """A model as shipped, cross-validated once: its members' seeds were used for nothing else."""
    said = crossval.out_of_fold(tracks, folder, own)
    logits = said.logits.astype(np.float64)
    targets, groups = tracks.targets(labels), tracks.groups()
    share = front_end.every / front_end.frames
    early = []
    for seconds in HEARD_SECONDS:
        count = front_end.windows_within(seconds)
        alone, whole = measure.cross_fitted(logits, targets, groups, share, count)
        early.append({"seconds": seconds, "windows": alone.shape[1]} | _judged(whole, targets, groups))
    for row in early:
        # The last round's windows are all of them. A mean over every beginning is steadier than the one that the clips have.
        begins = range(alone.shape[1] - row["windows"] + 1)
        parts = [alone[:, first : first + row["windows"]].mean(axis=1) for first in begins]
        row["anywhere"] = float(np.mean([measure.accuracy(part, targets) for part in parts]))
    flat, flat_targets = alone.reshape(-1, len(labels)), np.repeat(targets, alone.shape[1])
    table = measure.confusion(whole, targets, len(labels))
    precision, recall, f1 = measure.per_class(table)
    embeddings = np.concatenate([member.mean(axis=1) for member in said.embeddings], axis=1)
    return {
        "seeds": list(own),
        "window": _judged(flat, flat_targets, np.repeat(groups, alone.shape[1])),
        "track": early[-1],
        "early": early,
        "coverage": measure.coverage(whole, targets, THRESHOLDS),
        "window_coverage": measure.coverage(flat, flat_targets, THRESHOLDS),
        "confusion": table.tolist(),
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "f1": f1.tolist(),
        "by_fold": _by_fold(whole, targets, tracks),
        "neighbours": _neighbours(tracks, embeddings),
    }


def _judged(scores, targets, groups):
    return {
        "accuracy": measure.accuracy(scores, targets),
        "interval": measure.interval(scores, targets, groups),
        "nll": calibrate.negative_log_likelihood(scores, targets),
        "brier": measure.brier(scores, targets),
        "ece": measure.calibration_error(scores, targets),
        "ece_interval": measure.calibration_interval(scores, targets, groups),
        "ece_of_a_perfect_model": measure.expected_of_a_perfect_model(scores),
    }


def _by_fold(scores, targets, tracks):
    fold_of = crossval.folds(tracks)
    return [measure.accuracy(scores[fold_of == fold], targets[fold_of == fold]) for fold in range(crossval.FOLDS)]


def _neighbours(tracks, embeddings):
    """Precision among the tracks of the same fold, all by artists that the network has not heard; against mean MFCC."""
    fold_of = crossval.folds(tracks)
    mfcc = inputs.mean_mfcc(tracks.frames)
    mfcc = (mfcc - mfcc.mean(axis=0)) / mfcc.std(axis=0)
    rows = []
    for what, names in (("genre", tracks.genres), ("artist", tracks.artists)):
        for count in (5, 10):
            ours, asked = measure.precision_at(embeddings, names, fold_of, count)
            theirs, _ = measure.precision_at(mfcc, names, fold_of, count)
            rows.append({"same": what, "count": count, "embedding": ours, "mean_mfcc": theirs, "tracks": asked})
    return rows


def _candidate(tracks, runs, name, labels):
    """One network alone, seed by seed, uncalibrated."""
    targets = tracks.targets(labels)
    rows = []
    own = seeds(runs / name)
    for seed in own:
        said = crossval.out_of_fold(tracks, runs / name, [seed])
        windows = calibrate.softmax(said.logits[0].astype(np.float64))
        whole = windows.mean(axis=1)
        rows.append(
            {
                "track": measure.accuracy(whole, targets),
                "window": measure.accuracy(windows, np.repeat(targets[:, None], windows.shape[1], axis=1)),
                "nll": calibrate.negative_log_likelihood(whole, targets),
                "by_fold": _by_fold(whole, targets, tracks),
                "seconds": said.seconds,
            }
        )
    return {
        "name": name,
        "says": candidates.ALL[name].says,
        "seeds": own,
        "track": [row["track"] for row in rows],
        "window": [row["window"] for row in rows],
        "nll": [row["nll"] for row in rows],
        "by_fold": [row["by_fold"] for row in rows],
        "seconds": float(np.mean([row["seconds"] for row in rows])),
    }


def _classic(tracks, runs, name, labels):
    """Also what a window costs in ONNX Runtime, of the network of the first fold."""
    scorer = Scorer.of(runs / name / "model.onnx")
    frames = contract.FrontEnd(scorer.properties["front_end"]).frames
    return _candidate(tracks, runs, name, labels) | {"cost": cost(scorer, tracks.frames[0, :frames])}


def _as_trained(tracks, scorer):
    """What the file says of tracks that it was trained on: no accuracy, but what every other implementation must say too."""
    front_end = contract.FrontEnd(scorer.properties["front_end"])
    targets = tracks.targets(scorer.labels)
    windows = scorer.tracks(tracks.frames, front_end.frames, front_end.every).astype(np.float64)
    exponent = scorer.calibration["track_exponent"]
    whole = calibrate.track_distribution(windows, exponent, front_end.every / front_end.frames)
    flat = windows.reshape(-1, len(scorer.labels))
    confusion = measure.confusion(whole, targets, len(scorer.labels)).tolist()
    return {
        "track": _judged(whole, targets, tracks.groups()) | {"confusion": confusion},
        "window": {"accuracy": measure.accuracy(flat, np.repeat(targets, windows.shape[1]))},
    }


def _leaky(tracks, runs, front_end, labels):
    """The accuracy that a random split of windows feigns."""
    folder = runs / candidates.LEAKY
    own = seeds(folder)
    if not own:
        return None
    windows = dataset.cut(tracks, front_end.frames)
    said = crossval.out_of_fold(windows, folder, own)
    return {
        "seeds": own,
        "epochs": candidates.ALL[candidates.LEAKY].settings.epochs,
        "window": measure.accuracy(said.logits[0, :, 0], windows.targets(labels)),
    }


def _looks(tracks, runs, own):
    """What the card draws besides accuracies."""
    states = [torch.load(runs / candidates.SHIPPED / f"seed{seed}.pt", map_location="cpu") for seed in own]
    mfcc = inputs.mean_mfcc(tracks.frames)
    return {
        "losses": [[round(loss, 4) for loss in state["losses"]] for state in states],
        "mfcc_correlation": np.corrcoef(mfcc.T).round(3).tolist(),
        "first_kernels": states[0]["average"]["convolutions.0.weight"][:, 0].numpy().round(4).tolist(),
    }


def _described(tracks, labels):
    return {
        "tracks": len(tracks),
        "artists": len({artist for artist in tracks.artists if artist}),
        "without_artist": sum(not artist for artist in tracks.artists),
        "by_label": {label: tracks.genres.count(label) for label in labels},
        "artists_by_label": {
            label: len({group for group, genre in zip(tracks.groups(), tracks.genres) if genre == label}) for label in labels
        },
    }


def cost(scorer, window, runs=1000):
    """CPU time of single windows, which neighbours on the machine distort less than wall time."""
    one = scorer.taken(window[None])
    for _ in range(100):
        scorer.scored(one)
    times = []
    for _ in range(runs):
        began = time.thread_time()
        scorer.scored(one)
        times.append(1000 * (time.thread_time() - began))
    low, middle, high = np.percentile(times, [5, 50, 95])
    return {"runs": runs, "p5_ms": low, "median_ms": middle, "p95_ms": high}


def _digest(model):
    return hashlib.sha256(model.read_bytes()).hexdigest()
