"""Cross-validation grouped by artist: what a model is worth on artists that it has never heard."""

import hashlib
import json
from collections import Counter

import numpy as np

from . import calibrate, dataset, measure, train

FOLDS = 5


def folds(tracks, count=FOLDS):
    """The fold of each track: no artist in two, and genres spread as evenly as whole artists allow.

    The largest artists are placed first, each where its genre has the fewest tracks. The same for every seed, so that
    seeds differ by the training alone.
    """
    groups = {}
    for place, group in enumerate(tracks.groups()):
        groups.setdefault(group, []).append(place)
    # Among artists of one size the order is arbitrary, but must not be that of the names, which tell the genre.
    order = sorted(groups, key=lambda name: (-len(groups[name]), hashlib.sha256(name.encode()).digest()))
    genres = [Counter() for _ in range(count)]
    chosen = np.empty(len(tracks), dtype=int)
    for name in order:
        own = Counter(tracks.genres[place] for place in groups[name])
        costs = [(sum(genres[fold][genre] * n for genre, n in own.items()), genres[fold].total()) for fold in range(count)]
        fold = costs.index(min(costs))
        genres[fold].update(own)
        chosen[groups[name]] = fold
    return chosen


def load(data):
    return dataset.together([dataset.load(data / part) for part in ("train.npz", "valid.npz")])


def run(data, out, seeds, settings, window, every):
    """Trains what is not trained yet and writes the window logits of the tracks left out: seedS-foldF.npz."""
    tracks = load(data)
    labels = sorted(set(tracks.genres))
    fold_of = folds(tracks)
    out.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        for fold in range(FOLDS):
            result = _result(out, seed, fold)
            if result.exists():
                continue
            print(f"seed {seed} fold {fold}", flush=True)
            held_out = tracks.at(np.flatnonzero(fold_of == fold))
            training = train.fit(
                tracks.at(np.flatnonzero(fold_of != fold)),
                labels,
                result.with_suffix(".pt"),
                settings(seed),
                window,
                lambda state: train.accuracy_of(state, held_out, every),
            )
            partial = result.with_suffix(".partial.npz")
            np.savez(partial, logits=train.window_logits(training, held_out, every), seconds=training.seconds)
            partial.rename(result)


def measured(data, out, seeds):
    """Figures over all tracks, each scored by the model that has not heard its artist."""
    tracks = load(data)
    labels = sorted(set(tracks.genres))
    targets = tracks.targets(labels)
    groups = tracks.groups()
    fold_of = folds(tracks)
    logits = {seed: _out_of_fold(out, seed, fold_of) for seed in seeds}
    figures = {"seeds": list(seeds), "folds": FOLDS, "tracks": len(tracks), "artists": len(set(groups))}
    figures["by_seed"] = {
        seed: {
            "track_accuracy": measure.accuracy(_tracks(own), targets),
            "window_accuracy": measure.accuracy(own, np.repeat(targets[:, None], own.shape[1], axis=1)),
            "by_fold": [measure.accuracy(_tracks(own[fold_of == f]), targets[fold_of == f]) for f in range(FOLDS)],
            "interval": measure.interval(_tracks(own), targets, groups),
        }
        for seed, own in logits.items()
    }
    ensemble = np.mean([calibrate.softmax(own) for own in logits.values()], axis=0)
    fitted = measure.cross_fitted(ensemble, targets, groups)
    figures["ensemble"] = {
        "track_accuracy": measure.accuracy(ensemble.mean(axis=1), targets),
        "window_accuracy": measure.accuracy(ensemble, np.repeat(targets[:, None], ensemble.shape[1], axis=1)),
        "interval": measure.interval(ensemble.mean(axis=1), targets, groups),
        "nll": calibrate.negative_log_likelihood(fitted, targets),
        "ece": measure.calibration_error(fitted, targets),
    }
    return figures


def report(data, out, seeds):
    figures = measured(data, out, seeds)
    (out / "crossval.json").write_text(json.dumps(figures, indent=1) + "\n")
    accuracies = [seed["track_accuracy"] for seed in figures["by_seed"].values()]
    windows = [seed["window_accuracy"] for seed in figures["by_seed"].values()]
    for seed, own in figures["by_seed"].items():
        by_fold = " ".join(f"{value:.3f}" for value in own["by_fold"])
        low, high = own["interval"]
        print(f"seed {seed}: tracks {own['track_accuracy']:.3f} ({low:.3f}-{high:.3f}), windows "
              f"{own['window_accuracy']:.3f}; folds {by_fold}")
    print(f"mean of {len(accuracies)} seeds: tracks {np.mean(accuracies):.3f}, spread {np.std(accuracies):.3f}; "
          f"windows {np.mean(windows):.3f}")
    together = figures["ensemble"]
    low, high = together["interval"]
    print(f"their mean distribution: tracks {together['track_accuracy']:.3f} ({low:.3f}-{high:.3f}), windows "
          f"{together['window_accuracy']:.3f}, NLL {together['nll']:.2f}, ECE {together['ece']:.3f}")


def _tracks(logits):
    return calibrate.softmax(logits).mean(axis=1)


def _out_of_fold(out, seed, fold_of):
    parts = [np.load(_result(out, seed, fold))["logits"] for fold in range(FOLDS)]
    whole = np.empty((len(fold_of), *parts[0].shape[1:]), dtype=parts[0].dtype)
    for fold, part in enumerate(parts):
        whole[fold_of == fold] = part
    return whole


def _result(out, seed, fold):
    return out / f"seed{seed}-fold{fold}.npz"
