"""Tracks with their log-mel frames, and the windows cut out of them."""

from dataclasses import dataclass

import numpy as np


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
    with np.load(path) as file:
        return Tracks(
            file["log_mel_db"].astype(np.float32),
            [str(name) for name in file["track"]],
            [str(genre) for genre in file["genre"]],
            [str(artist) for artist in file["artist"]],
        )


def together(parts):
    """Several files' tracks as one, in their order."""
    return Tracks(
        np.concatenate([part.frames for part in parts]),
        [name for part in parts for name in part.names],
        [genre for part in parts for genre in part.genres],
        [artist for part in parts for artist in part.artists],
    )


def window_starts(frames, length, every):
    return range(0, frames - length + 1, every)


def windows(frames, length, every):
    """[frames][bands] to [windows][length][bands]: the whole windows that a stream would give."""
    starts = window_starts(len(frames), length, every)
    return np.stack([frames[start : start + length] for start in starts])
