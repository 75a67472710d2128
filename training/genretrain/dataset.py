"""Tracks with their log-mel frames, and the windows cut out of them."""

import hashlib
import json
from dataclasses import dataclass

import numpy as np

from . import contract


@dataclass(frozen=True)
class Tracks:
    frames: np.ndarray  # float32 [tracks][frames][bands] in dB
    names: list
    genres: list
    artists: list

    def __len__(self):
        return len(self.names)

    def targets(self, labels):
        places = {label: place for place, label in enumerate(labels)}
        return np.array([places[genre] for genre in self.genres], dtype=np.int64)

    def groups(self):
        """One group an artist; a track of an unknown artist is a group of its own."""
        return [artist or name for artist, name in zip(self.artists, self.names)]

    def only(self, names):
        places = {name: place for place, name in enumerate(self.names)}
        return self.at([places[name] for name in names])

    def at(self, chosen):
        return Tracks(
            self.frames[chosen],
            [self.names[i] for i in chosen],
            [self.genres[i] for i in chosen],
            [self.artists[i] for i in chosen],
        )


def load(path):
    """A file of whole tracks, or one of their windows as `genrestream extract --per window --columns log_mel` writes it."""
    with np.load(path) as file:
        one_row_each = np.flatnonzero(file["window"] == 0) if "window" in file else slice(None)
        return Tracks(
            _joined(file) if "window" in file else file["log_mel_db"].astype(np.float32),
            *([str(text) for text in file[name][one_row_each]] for name in ("track", "genre", "artist")),
        )


def _joined(file):
    """The tracks that windows were cut from. The shorter ones begin again until they are as long as the longest."""
    front_end = contract.FrontEnd(str(file["front_end"]))
    windows, heard = file["log_mel_db"], file["heard_frames"]
    lasts = [*np.flatnonzero(file["window"] == 0)[1:] - 1, len(windows) - 1]
    tracks, first = [], 0
    for last in lasts:
        # A window has the next one's frames behind its own; the last one of a track may be filled by repeating its own.
        own = windows[first:last, : front_end.every].reshape(-1, front_end.bands)
        tracks.append(np.concatenate([own, windows[last, : heard[last]]]))
        first = last + 1
    longest = max(map(len, tracks))
    return np.stack([np.resize(track, (longest, front_end.bands)) for track in tracks])


def digest(tracks):
    """The same for the same tracks in the same order, and for no others."""
    content = hashlib.sha256(np.ascontiguousarray(tracks.frames).tobytes())
    content.update(json.dumps([tracks.names, tracks.genres, tracks.artists]).encode("utf-8"))
    return content.hexdigest()[:16]


def together(parts):
    """Several files' tracks as one, in their order."""
    return Tracks(
        np.concatenate([part.frames for part in parts]),
        [name for part in parts for name in part.names],
        [genre for part in parts for genre in part.genres],
        [artist for part in parts for artist in part.artists],
    )


def with_genre(tracks):
    """Those whose genre is known. It says how many are not."""
    known = [place for place, genre in enumerate(tracks.genres) if genre]
    if not known:
        raise SystemExit("none of the tracks has a genre")
    if len(known) == len(tracks):
        return tracks
    print(f"{len(tracks) - len(known)} of {len(tracks)} tracks have no genre and are left out", flush=True)
    return tracks.at(known)


def cut(tracks, length):
    """Every window that begins where another ends, as a track of its own, by nobody."""
    pieces = np.stack([windows(frames, length, length) for frames in tracks.frames])
    count = pieces.shape[1]
    return Tracks(
        pieces.reshape(-1, *pieces.shape[2:]),
        [f"{name}.{i}" for name in tracks.names for i in range(count)],
        [genre for genre in tracks.genres for _ in range(count)],
        [""] * (len(tracks) * count),
    )


def window_starts(frames, length, every):
    return range(0, frames - length + 1, every)


def windows(frames, length, every):
    """[frames][bands] to [windows][length][bands]: the whole windows that a stream would give."""
    starts = window_starts(len(frames), length, every)
    return np.stack([frames[start : start + length] for start in starts])
