"""Whether a small layer on what is computed of a window anyway tells talk from music; docs/steady.md has what came of it.

    python talkhead.py make SPEECH MUSIC OUT      writes talk in noise and in a room, and talk over music, to folders in OUT
    python talkhead.py measure OUT --arrays LABELLED.npz... --music MUSIC.npz... [--runs runs/shipped]

`measure` wants in OUT what `extract` made of each folder: speech.npz, noise-30.npz, …, and the networks of `genretrain crossval
--seeds 1`. Every window is judged by a layer that has heard neither its speaker nor its artist, on the embedding of a network that
has not heard its artist either. A window counts as talk where it and those before it, one, three or five in all, are above a limit:
the one that a thousandth of all windows of music exceeds, or the highest that leaves nine tenths of speech.
"""
import argparse
import hashlib
import re
import subprocess
import wave
from pathlib import Path

import numpy as np
from genretrain import crossval, dataset, train
from talk import RATE, placed

FOLDS = crossval.FOLDS
WINDOW, EVERY = 34, 17  # frames, as the shipped front end has them
NOISES = ("noise-30", "noise-20", "room-30")
OVER = {"over-music--6": -6, "over-music-0": 0, "over-music-+6": 6}
# How often each kind is drawn to learn from, as shares; the rest is not learnt from.
TALK = {"speech": 0.25, "noise-30": 0.08, "noise-20": 0.08, "room-30": 0.08}
MUSIC = {"arrays": 0.33, "real tracks": 0.15, "other music": 0.07}
MIXED = {"over-music--6": 0.03, "over-music-0": 0.04, "over-music-+6": 0.03}


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


def figures(log_mel_db):
    """[windows][34][96] in dB to figures that gain does not change: levels, movement at each rate, peaks that stay, pauses."""
    count, frames, bands = log_mel_db.shape
    power = 10 ** (log_mel_db / 10)
    part = 10 * np.log10(power.reshape(count, frames, 12, bands // 12).mean(3) + 1e-10)
    part = np.maximum(part, part.max((1, 2), keepdims=True) - 60)
    level = 10 * np.log10(power.sum(2))
    level = np.maximum(level, level.max(1, keepdims=True) - 45)
    moving, level = part - part.mean(1, keepdims=True), level - level.mean(1, keepdims=True)
    spread = moving.std(1)
    found = [part.mean(1) - part.mean((1, 2))[:, None], spread, np.abs(np.diff(moving, axis=1)).mean(1)]
    found.append((moving**3).mean(1) / (spread**3 + 1))
    for values in (moving, level[:, :, None]):
        rates = np.abs(np.fft.rfft(values * np.hanning(frames)[None, :, None], axis=1)) ** 2 / frames
        found += [np.log(rates[:, at : at + 3].mean(1) + 0.1) for at in (1, 3, 6, 9, 12, 15)]
    found.append(np.quantile(level, [0.05, 0.1, 0.25, 0.5, 0.75, 0.9], axis=1).T)
    heard = np.maximum(log_mel_db, log_mel_db.max((1, 2), keepdims=True) - 60)
    beside = np.pad(heard, ((0, 0), (0, 0), (3, 3)), mode="edge")
    peaks = heard - (beside[:, :, :-6] + beside[:, :, 6:]) / 2
    for low, high in ((0, 16), (16, 32), (32, 56), (56, 96)):
        some = peaks[:, :, low:high]
        energy = (some**2).mean((1, 2))
        stay = [(some[:, lag:] * some[:, :-lag]).mean((1, 2)) / (energy + 0.1) for lag in (1, 2, 4, 8)]
        found.append(np.stack([np.sqrt(energy), *stay], 1))
    alike = moving / (spread[:, None] + 1)
    found += [(alike[:, :, [low]] * alike[:, :, [high]]).mean(1) for low, high in ((0, 6), (1, 8), (2, 10), (1, 4), (4, 8), (6, 11))]
    own = (level**2).mean(1) + 0.5
    found.append(np.stack([(level[:, lag:] * level[:, :-lag]).mean(1) / own for lag in range(3, 17)], 1))
    return np.concatenate(found, 1)


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


def one_layer(values, talk, weights):
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=0.05, max_iter=150).fit(values, talk, sample_weight=weights).decision_function


def two_layers(values, talk, weights, hidden=32, steps=1500, batch=256):
    import torch
    from torch import nn

    torch.manual_seed(1)
    torch.set_num_threads(1)
    network = nn.Sequential(
        nn.Dropout(0.1), nn.Linear(values.shape[1], hidden), nn.ReLU(), nn.Dropout(0.3), nn.Linear(hidden, 1)
    )
    values, talk, weights = (torch.from_numpy(np.asarray(given, np.float32)) for given in (values, talk, weights))
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 5e-3, total_steps=steps, pct_start=0.2)
    for _ in range(steps):
        drawn = torch.multinomial(weights, batch, replacement=True)
        said = network(values[drawn] + 0.1 * torch.randn(batch, values.shape[1]))[:, 0]
        loss = nn.functional.binary_cross_entropy_with_logits(said, 0.01 + 0.98 * talk[drawn])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    network.eval()

    def sure(values):
        with torch.no_grad():
            return network(torch.from_numpy(np.clip(values, -6, 6).astype(np.float32)))[:, 0].numpy()

    return sure


def judged(values, parts, kinds, layers):
    """
    How sure layers are of talk, for each window by that of its fold, which has learnt from the others.

    `values` has what each fold's network makes of every window, so that a layer and what it judges are of one network.
    """
    kind, folds = joined(parts, "kind"), joined(parts, "folds")
    weights = np.zeros(len(kind))
    for name, share in kinds.items():
        weights[kind == name] = share / (kind == name).sum()
    talk, sure = np.isin(kind, list(TALK)), np.zeros(len(kind))
    for left_out in range(FOLDS):
        learn, own = (weights > 0) & (folds != left_out), folds == left_out
        known = values[left_out][learn]
        mean, spread = known.mean(0), known.std(0) + 1e-3
        layer = layers((known - mean) / spread, talk[learn], weights[learn] * learn.sum() / weights[learn].sum())
        sure[own] = layer((values[left_out][own] - mean) / spread)
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
    found = np.concatenate([figures(windows[at : at + 64]) for at in range(0, len(windows), 64)])
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
    much = {name: 2.5 * share for name, share in MIXED.items()}
    learnt = {
        "as recorded": {"speech": 0.5} | MUSIC,
        "in noise too": TALK | MUSIC,
        "over music too": TALK | MUSIC | MIXED,
        "over music, much": TALK | MUSIC | much,
    }
    columns = ["hiphop", *MUSIC, "speech", *NOISES, *MIXED]
    print("| head on | learns talk | windows | limit for | music |", *(f"{name} |" for name in columns))
    print("|", " --- |" * (5 + len(columns)))
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
                    print(f"| {name} | {what} | {count} | {of} |", *(f"{share:.2%} |" for share in shares), flush=True)
            details(alone > np.sort(alone[music])[::-1][int(music.sum() / 1000)], kind, genres, music)
    print({name: int((kind == name).sum()) for name in dict.fromkeys(kind)})


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
    measuring.add_argument("folder", type=Path)
    measuring.add_argument("--arrays", nargs="+", required=True)
    measuring.add_argument("--music", nargs="+", required=True)
    measuring.add_argument("--runs", type=Path, default=Path("runs/shipped"))
    given = parser.parse_args()
    if given.command == "make":
        make(given.speech, given.music, given.out)
    else:
        measure(given.folder, given.arrays, given.music, given.runs)
