"""Whole trainings that `crossval` repeats by name: what was tried for the shipped model, and what others use."""

from dataclasses import dataclass, field, replace

from .train import Settings


@dataclass(frozen=True)
class Candidate:
    says: str
    settings: Settings = field(default_factory=Settings)
    # Frames of a window, where the network wants other ones than the shipped front end gives.
    frames: int | None = None


def _shipped(says, augmentation=None, **changes):
    settings = Settings(**changes)
    return Candidate(says, replace(settings, augmentation=replace(settings.augmentation, **(augmentation or {}))))


def _classic(network, **changes):
    # Half the epochs: the small ones gain nothing from more.
    return Settings(network=network, epochs=30, **changes)


SHIPPED = "shipped"
# What everybody reports and nobody should: windows are dealt out at random, so that pieces of a song are on both sides.
LEAKY = "leaky"

TRIED = {
    SHIPPED: Candidate("one of the networks that ship"),
    "short": _shipped("20 epochs for 60", epochs=20),
    "clean": _shipped(
        "no added noise, no bands cut off or refilled", augmentation={"noisy": 0.0, "band_limited": 0.0, "refilled": 0.0}
    ),
    "still": _shipped("no transposition, no tempo", augmentation={"semitones": 0.0, "tempo": 0.0}),
}

CLASSICS = {
    "logistic": Candidate("logistic regression on MFCC statistics", _classic("Logistic")),
    "dense": Candidate("two dense layers on MFCC statistics", _classic("Dense")),
    "trees": Candidate("40 principal components of MFCC statistics, boosted trees"),
    "votes": Candidate("votes of single frames by their first 10 MFCC", _classic("FrameVotes")),
    "lstm": Candidate("LSTM over MFCC frames", _classic("Lstm")),
    "recurrent": Candidate(
        "convolutions within each frame, then a GRU over the frames", _classic("ConvolutionsThenRecurrent")
    ),
    "mel": Candidate(
        "three convolutions along a whole clip of 344 frames, bands as channels",
        _classic("MelConvolutions", windows_per_track=2),
        frames=344,
    ),
}

ALL = TRIED | CLASSICS | {
    LEAKY: Candidate("the shipped network on windows split at random", Settings(windows_per_track=1, epochs=20))
}
