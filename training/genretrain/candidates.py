"""Whole trainings that `crossval` repeats by name: what was tried for the shipped model, and what others use."""

from dataclasses import dataclass, field

from .augment import Augmentation
from .train import Settings


@dataclass(frozen=True)
class Candidate:
    says: str
    settings: Settings = field(default_factory=Settings)
    # Frames of a window, where the network wants other ones than the shipped front end gives.
    frames: int | None = None


def _augmented(says, **changes):
    return Candidate(says, Settings(augmentation=Augmentation(**changes)))


def _classic(network, **changes):
    # Half the epochs: the small ones gain nothing from more, and most lose by as much noise as the shipped one gets.
    gentle = Augmentation(gain_db=10.0, noisy=0.2, band_limited=0.2, refilled=0.0)
    return Settings(network=network, epochs=30, augmentation=gentle, **changes)


SHIPPED = "shipped"
# What everybody reports and nobody should: windows are dealt out at random, so that pieces of a song are on both sides.
LEAKY = "leaky"

TRIED = {
    SHIPPED: Candidate("one of the networks that ship"),
    "clean": _augmented("no added noise, no bands cut off or refilled", noisy=0.0, band_limited=0.0, refilled=0.0),
    "still": _augmented("no transposition, no tempo", semitones=0.0, tempo=0.0),
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
