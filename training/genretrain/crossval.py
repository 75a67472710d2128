"""Cross-validation grouped by artist: what a model is worth on artists that it has never heard."""

import hashlib
from collections import Counter
from dataclasses import dataclass

import numpy as np

from . import calibrate, dataset, measure

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


def load(paths):
    """Tracks to learn from: one without a genre is none, as most of FMA's are."""
    return dataset.with_genre(dataset.together([dataset.load(path) for path in paths]))


def run(tracks, out, seeds, learn, plan):
    """Trains what is not trained yet, and keeps what each network says of the tracks left out: seedS-foldF.npz.

    `learn(tracks, seed, result)` trains and gives something that has seconds and `said(frames)`. `plan` is all that it goes
    by besides, as a text: a folder of other data or another plan is refused, or old answers would pass for new ones.
    """
    labels = sorted(set(tracks.genres))
    fold_of = folds(tracks)
    out.mkdir(parents=True, exist_ok=True)
    _claim(out / "plan.txt", f"{dataset.digest(tracks)} {plan}\n")
    for seed in seeds:
        for fold in range(FOLDS):
            result = _result(out, seed, fold)
            if result.exists():
                continue
            learned = learn(tracks.at(np.flatnonzero(fold_of != fold)), seed, result)
            held_out = tracks.at(np.flatnonzero(fold_of == fold))
            logits, embeddings = learned.said(held_out.frames)
            accuracy = measure.accuracy(calibrate.softmax(logits).mean(axis=1), held_out.targets(labels))
            print(f"{out.name} {result.stem}: {accuracy:.3f} of the tracks left out", flush=True)
            partial = result.with_suffix(".partial.npz")
            np.savez(partial, logits=logits, embeddings=embeddings, seconds=learned.seconds)
            partial.rename(result)


def _claim(file, plan):
    if not file.exists():
        file.write_text(plan, encoding="utf-8")
    elif file.read_text(encoding="utf-8") != plan:
        raise SystemExit(f"{file.parent} holds networks of other data or settings: remove it, or give another --runs")


@dataclass(frozen=True)
class OutOfFold:
    """What networks said of tracks whose artists they had not heard."""

    logits: np.ndarray  # [seeds][tracks][windows][labels]
    embeddings: np.ndarray  # [seeds][tracks][windows][size]
    seconds: float  # of CPU, a fold's training in the mean


def out_of_fold(tracks, out, seeds):
    fold_of = folds(tracks)
    logits, embeddings, seconds = [], [], []
    for seed in seeds:
        parts = [np.load(_result(out, seed, fold)) for fold in range(FOLDS)]
        logits.append(_joined([part["logits"] for part in parts], fold_of))
        embeddings.append(_joined([part["embeddings"] for part in parts], fold_of))
        seconds += [float(part["seconds"]) for part in parts]
    return OutOfFold(np.stack(logits), np.stack(embeddings), float(np.mean(seconds)))


def checkpoint(out, seed, fold):
    return _result(out, seed, fold).with_suffix(".pt")


def _joined(parts, fold_of):
    whole = np.empty((len(fold_of), *parts[0].shape[1:]), dtype=parts[0].dtype)
    for fold, part in enumerate(parts):
        whole[fold_of == fold] = part
    return whole


def _result(out, seed, fold):
    return out / f"seed{seed}-fold{fold}.npz"
