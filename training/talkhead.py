"""Whether a small layer on what is computed of a window anyway tells talk from music; docs/steady.md has what came of it.

    python talkhead.py make SPEECH MUSIC OUT      writes talk in noise and in a room, and talk over music, to folders in OUT
    python talkhead.py measure OUT --arrays LABELLED.npz... --music MUSIC.npz... [--runs runs/shipped]
    python talkhead.py publish OUT --arrays LABELLED.npz... --music MUSIC.npz... --talk-from LIMIT --model-version 2.2.0

`measure` wants in OUT what `extract` made of each folder: speech.npz, noise-30.npz, …, and the networks of `genretrain crossval
--seeds 1`. Every window is judged by a layer that has heard neither its speaker nor its artist, on the embedding of a network that
has not heard its artist either. A window counts as talk where it and those before it, one, three or five in all, are above a limit:
the one that a thousandth of all windows of music exceeds, or the highest that leaves nine tenths of speech.
`publish` lets the layer learn from all and gives it to the model, whose scores stay as they are.
"""
import argparse
import hashlib
import re
import subprocess
import wave
from pathlib import Path

import numpy as np
import onnx
import torch
from genretrain import card, crossval, dataset, report, train
from genretrain import talkhead as head
from genretrain.model import Shape
from genretrain.scoring import Scorer
from talk import RATE, placed

FOLDS = crossval.FOLDS
WINDOW, EVERY = 34, 17  # frames, as the shipped front end has them
NOISES = ("noise-30", "noise-20", "room-30")
OVER = {"over-music--6": -6, "over-music-0": 0, "over-music-+6": 6}
# How often each kind is drawn to learn from, as shares; the rest is not learnt from.
TALK = {"speech": 0.25, "noise-30": 0.08, "noise-20": 0.08, "room-30": 0.08}
MUSIC = {"arrays": 0.33, "real tracks": 0.15, "other music": 0.07}
MIXED = {"over-music--6": 0.03, "over-music-0": 0.04, "over-music-+6": 0.03}
# What the head of the model has learnt.
LEARNT = TALK | MUSIC | MIXED


def group(name):
    """Recordings that differ by a number have one speaker, or one band."""
    return re.sub(r"\d*$", "", Path(name).stem.split("+")[0])


def fold(group):
    return int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % FOLDS


def make(speech, music, out):
    rng = np.random.default_rng(1)
    songs = {path: _samples(path) for path in sorted(music.glob("*.flac"))}
    for path in sorted(speech.glob("*.flac")):
        talk = _samples(path)
        for place in NOISES:
            _write(out / place / f"{path.stem}.wav", placed(talk, place, rng))
        # Of the same fold, so that nobody who judges the two has heard one of them.
        fitting = [song for song in songs if fold(group(song)) == fold(group(path))]
        for name, louder in OVER.items():
            song = fitting[rng.integers(len(fitting))]
            length = min(len(talk), len(songs[song]))
            both = talk[:length] / talk.std() * 10 ** (louder / 20) + songs[song][:length] / songs[song].std()
            _write(out / name / f"{path.stem}+{song.stem}.wav", 0.9 * both / np.abs(both).max())


def _samples(path):
    command = ["ffmpeg", "-nostdin", "-v", "error", "-i", path, "-ac", "1", "-ar", str(RATE), "-f", "s16le", "-"]
    return np.frombuffer(subprocess.run(command, check=True, capture_output=True).stdout, "<i2") / 32768


def _write(path, samples):
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((samples * 32767).astype("<i2").tobytes())


def figures(windows):
    """[windows][34][96] in dB to [windows][figures]."""
    made = head.Figures(*windows.shape[1:])
    with torch.no_grad():
        return np.concatenate([made(torch.from_numpy(windows[at : at + 64])).numpy() for at in range(0, len(windows), 64)])


class Heard:
    """Windows [n][34][96] of one kind, with what each was cut from and the fold that its group is in."""

    def __init__(self, windows, kind, genres, tracks, folds):
        self.windows, self.kind, self.genres, self.tracks, self.folds = windows, kind, genres, tracks, folds


def extracted(path, kind, group_of=group):
    with np.load(path) as file:
        tracks = np.array([Path(str(track)).stem for track in file["track"]])
        windows = file["log_mel_db"].astype(np.float32)
        return Heard(windows, kind, tracks, tracks, np.array([fold(group_of(track)) for track in tracks]))


def arrays(tracks):
    """The labelled arrays, each track in the fold whose network has not heard its artist."""
    windows = [dataset.windows(frames, WINDOW, EVERY) for frames in tracks.frames]
    counts = [len(own) for own in windows]
    names, genres = np.array(tracks.names), np.array(tracks.genres)
    return Heard(
        np.concatenate(windows), "arrays", *(np.repeat(each, counts) for each in (genres, names, crossval.folds(tracks)))
    )


def one_layer(values, talking, weights):
    from sklearn.linear_model import LogisticRegression

    mean, spread = values.mean(0), values.std(0) + 1e-3
    layer = LogisticRegression(C=0.05, max_iter=150).fit((values - mean) / spread, talking, sample_weight=weights)
    return lambda values: layer.decision_function((values - mean) / spread)


def two_layers(values, talking, weights):
    layers = head.fit(values, talking, weights)

    def sure(values):
        with torch.no_grad():
            return layers(torch.from_numpy(values)).numpy()

    return sure


def weighted(kind, kinds):
    """How often each window is drawn to learn from, 0 for kinds that are not learnt."""
    weights = np.zeros(len(kind))
    for name, share in kinds.items():
        weights[kind == name] = share / (kind == name).sum()
    return weights


def judged(values, parts, kinds, layers):
    """
    How sure layers are of talk, for each window by that of its fold, which has learnt from the others.

    `values` has what each fold's network makes of every window, so that a layer and what it judges are of one network.
    """
    kind, folds = joined(parts, "kind"), joined(parts, "folds")
    weights, talking, sure = weighted(kind, kinds), np.isin(kind, list(TALK)), np.zeros(len(kind))
    for left_out in range(FOLDS):
        learn, own = (weights > 0) & (folds != left_out), folds == left_out
        known = weights[learn]
        layer = layers(values[left_out][learn], talking[learn], known * learn.sum() / known.sum())
        sure[own] = layer(values[left_out][own])
    return sure


def joined(parts, name):
    return np.concatenate([np.broadcast_to(getattr(part, name), len(part.windows)) for part in parts])


def lowest(sure, tracks, count):
    """Of each window and of those before it in its track, `count` in all where there are so many."""
    least = sure.copy()
    for back in range(1, count):
        same = tracks[back:] == tracks[:-back]
        least[back:] = np.where(same, np.minimum(least[back:], sure[:-back]), least[back:])
    return least


def collected(folder, labelled, music_files):
    group_of = dict(zip(labelled.names, labelled.groups()))
    fold_of = dict(zip(labelled.groups(), crossval.folds(labelled)))
    parts = [arrays(labelled)]
    for file in music_files:
        real = extracted(file, "real tracks")
        known = np.array([track in group_of for track in real.tracks])
        if known.all():
            real.folds = np.array([fold_of[group_of[track]] for track in real.tracks])
            real.genres = np.array([track.split(".")[0] for track in real.tracks])
        else:
            real.kind, real.genres = "other music", np.full(len(known), "other music")
        parts.append(real)
    parts += [extracted(folder / f"{name}.npz", name) for name in (*TALK, *MIXED)]
    return parts + [extracted(path, path.stem) for path in sorted(folder.glob("other.npz"))]


def measure(folder, array_files, music_files, runs):
    parts = collected(folder, crossval.load(array_files), music_files)
    windows = np.concatenate([part.windows for part in parts])
    kind, genres, tracks = (joined(parts, name) for name in ("kind", "genres", "tracks"))
    music = np.isin(kind, list(MUSIC))
    found = figures(windows)
    networks = [train.classifier(crossval.checkpoint(runs, 1, fold)) for fold in range(FOLDS)]
    embeddings = [
        np.concatenate([train.said(*network, windows[at : at + 64])[1] for at in range(0, len(windows), 64)])
        for network in networks
    ]
    both = [np.concatenate([found, embedding], 1) for embedding in embeddings]
    heads = {
        "figures": ([found] * FOLDS, one_layer),
        "embedding": (embeddings, one_layer),
        "both": (both, one_layer),
        "figures, 32 units": ([found] * FOLDS, two_layers),
        "both, 32 units": (both, two_layers),
    }
    learnt = {
        "as recorded": {"speech": 0.5} | MUSIC,
        "in noise too": TALK | MUSIC,
        "over music too": LEARNT,
        "over music, much": LEARNT | {name: 2.5 * share for name, share in MIXED.items()},
    }
    columns = ["hiphop", *MUSIC, "speech", *NOISES, *MIXED]
    print("| head on | learns talk | windows | limit for | limit | music |", *(f"{name} |" for name in columns))
    print("|", " --- |" * (6 + len(columns)))
    for name, (values, layers) in heads.items():
        for what, kinds in learnt.items():
            alone = judged(values, parts, kinds, layers)
            for count in (1, 3, 5):
                sure = lowest(alone, tracks, count)
                limits = {
                    "0.1 % of music": np.sort(sure[music])[::-1][int(music.sum() / 1000)],
                    "90 % of speech": np.quantile(sure[kind == "speech"], 0.1, method="lower") - 1e-9,
                }
                for of, limit in limits.items():
                    flagged = sure > limit
                    shares = [flagged[music].mean(), flagged[music & (genres == "hiphop")].mean()]
                    shares += [flagged[kind == column].mean() for column in columns[1:]]
                    print(f"| {name} | {what} | {count} | {of} | {1 / (1 + np.exp(-limit)):.4f} |", *(f"{share:.2%} |" for share in shares), flush=True)
            details(alone > np.sort(alone[music])[::-1][int(music.sum() / 1000)], kind, genres, music)
    print({name: int((kind == name).sum()) for name in dict.fromkeys(kind)})


def publish(folder, array_files, music_files, path, talk_from, version):
    """Gives the model in `path` a head that has learnt from all, on the embedding of its first network."""
    parts = collected(folder, crossval.load(array_files), music_files)
    windows, kind = np.concatenate([part.windows for part in parts]), joined(parts, "kind")
    learn = weighted(kind, LEARNT) > 0
    windows, kind = windows[learn], kind[learn]
    embedding = Scorer.of(path).embeddings(windows)[:, : Shape.embedding]
    values = np.concatenate([figures(windows), embedding], 1)
    weights = weighted(kind, LEARNT)
    layers = head.fit(values, np.isin(kind, list(TALK)), weights * len(weights) / weights.sum())
    head.add(path, head.Talk(head.Figures(*windows.shape[1:]), layers, embedding.shape[1]), talk_from, version)
    report.renew(path)
    card.write(path.with_suffix(".json"))


def details(flagged, kind, genres, music):
    """Of which genres the music is that is flagged, and which speech and other sounds are."""
    names, counts = np.unique(genres[music & flagged], return_counts=True)
    print("   music flagged:", *(f"{one} {count}," for one, count in zip(names, counts)))
    for what in ("speech", "other"):
        own = {one: flagged[(kind == what) & (genres == one)].mean() for one in np.unique(genres[kind == what])}
        print(f"   {what}:", *(f"{one} {share:.0%}," for one, share in own.items() if what == "other" or share < 0.9))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    for name in ("speech", "music", "out"):
        making.add_argument(name, type=Path)
    measuring = commands.add_parser("measure")
    measuring.add_argument("--runs", type=Path, default=Path("runs/shipped"))
    publishing = commands.add_parser("publish")
    publishing.add_argument("--model", type=Path, default=Path("../models/genre.onnx"))
    publishing.add_argument("--model-version", required=True)
    publishing.add_argument("--talk-from", type=float, required=True)
    for command in (measuring, publishing):
        command.add_argument("folder", type=Path)
        command.add_argument("--arrays", nargs="+", required=True)
        command.add_argument("--music", nargs="+", required=True)
    given = parser.parse_args()
    if given.command == "make":
        make(given.speech, given.music, given.out)
    elif given.command == "measure":
        measure(given.folder, given.arrays, given.music, given.runs)
    else:
        publish(given.folder, given.arrays, given.music, given.model, given.talk_from, given.model_version)
