"""The long work behind the commands: folds, then the networks that ship. All of it goes on where it stopped."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from . import calibrate, candidates, contract, crossval, dataset, measure, publish, train

TREES = "trees"


@dataclass(frozen=True)
class Workshop:
    tracks: object
    front_end: str
    runs: Path

    def front_end_of(self, candidate):
        """The shipped front end, but with the candidate's own windows where it wants some: half of each is new."""
        own = contract.FrontEnd(self.front_end)
        if candidate.frames is None:
            return self.front_end
        return self.front_end.replace(
            f"frames={own.frames} every={own.every}", f"frames={candidate.frames} every={candidate.frames // 2}"
        )


def crossvalidate(shop, name, seeds, settings=None):
    candidate = candidates.ALL[name]
    front_end = contract.FrontEnd(shop.front_end_of(candidate))
    labels = sorted(set(shop.tracks.genres))
    settings = settings or candidate.settings

    def learn(tracks, seed, result):
        if name == TREES:
            from . import trees

            return trees.Trees(tracks, labels, front_end, seed)
        return train.fit(tracks, labels, result.with_suffix(".pt"), replace(settings, seed=seed), front_end)

    tracks = dataset.cut(shop.tracks, front_end.frames) if name == candidates.LEAKY else shop.tracks
    plan = f"{settings} {shop.front_end_of(candidate)}"
    crossval.run(tracks, shop.runs / name, seeds, learn, plan)
    if name in candidates.CLASSICS:
        _publish_classic(shop, name, seeds[0])


def train_model(shop, out, members, epochs, name, version, unknown_below):
    """A network of each seed over the folds, which gives calibration and honest figures, then one on all tracks, which ships."""
    settings = candidates.TRIED[candidates.SHIPPED].settings
    if epochs:
        settings = replace(settings, epochs=epochs)
    seeds = list(range(1, members + 1))
    crossvalidate(shop, candidates.SHIPPED, seeds, settings)
    labels = sorted(set(shop.tracks.genres))
    checkpoints = [shop.runs / candidates.SHIPPED / f"seed{seed}.pt" for seed in seeds]
    for seed, checkpoint in zip(seeds, checkpoints):
        train.fit(shop.tracks, labels, checkpoint, replace(settings, seed=seed), contract.FrontEnd(shop.front_end))
    calibration = calibrated(shop, seeds) | {"unknown_below": unknown_below}
    publish.publish(checkpoints, calibration, shop.front_end, name, version, out)


def calibrated(shop, seeds):
    """The two numbers, fitted on what the folds' networks said of tracks that they had not heard."""
    front_end = contract.FrontEnd(shop.front_end)
    targets = shop.tracks.targets(sorted(set(shop.tracks.genres)))
    logits = crossval.out_of_fold(shop.tracks, shop.runs / candidates.SHIPPED, seeds).logits.astype(np.float64)
    temperature = calibrate.fit_temperature(logits, targets)
    windows = calibrate.member_mean(logits, temperature)
    print(f"out of fold: {measure.accuracy(windows.mean(axis=1), targets):.3f} of the tracks are right")
    exponent = calibrate.fit_exponent(windows, targets, front_end.every / front_end.frames)
    return {"temperature": temperature, "track_exponent": exponent}


def _publish_classic(shop, name, seed):
    """A network as a model file: what it costs, and that services can serve it, is seen on it."""
    path = shop.runs / name / "model.onnx"
    candidate = candidates.ALL[name]
    front_end = shop.front_end_of(candidate)
    labels = sorted(set(shop.tracks.genres))
    calibration = {"temperature": 1.0, "track_exponent": 1.0, "unknown_below": 0.3}
    if name == TREES:
        from . import trees

        learned = trees.Trees(shop.tracks, labels, contract.FrontEnd(front_end), seed)
        publish.write(learned.graph(), learned.input, labels, calibration, front_end, name, "1.0.0", {}, path)
        return
    checkpoint = crossval.checkpoint(shop.runs / name, seed, 0)
    publish.publish([checkpoint], calibration, front_end, name, "1.0.0", path)
