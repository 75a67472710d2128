"""Real audio, decoded and analysed by the product itself, as it is and after what happens to music in the field."""

import json
from pathlib import Path

import numpy as np

from . import calibrate, candidates, contract, crossval, dataset, measure, report, train
from .scoring import Scorer


def write(tracks, model, runs, features):
    """Each track is judged by the networks that have not heard its artist. The first of `features` is what others fall from."""
    path = model.with_suffix(".json")
    figures = json.loads(path.read_text())
    front_end = contract.FrontEnd(figures["front_end"])
    networks = Networks(runs / candidates.SHIPPED, figures["rounds"][0]["seeds"], figures["training"]["window_temperature"])
    # Of each design one network, of the first seed: what the training did for them is seen side by side.
    alone = {row["says"]: Networks(runs / row["name"], row["seeds"][:1], temperature=1.0) for row in figures["tried"]}
    rows, first = [], None
    for name, file in features.items():
        heard = _named_alike(dataset.load(file), tracks)
        known = tracks.only(heard.names)
        targets = known.targets(figures["labels"])
        judged = {says: own.judge(heard, tracks, front_end) for says, own in alone.items()}
        windows = networks.judge(heard, tracks, front_end)
        first = windows if first is None else first
        rows.append(
            {
                "name": name,
                "tracks": len(heard),
                "track": measure.accuracy(windows.mean(axis=1), targets),
                "window": measure.accuracy(windows, targets[:, None]),
                "interval": measure.interval(windows.mean(axis=1), targets, known.groups()),
                "same_verdict": measure.accuracy(windows.mean(axis=1), first.mean(axis=1).argmax(axis=1)),
                "tried": {says: measure.accuracy(scores, targets[:, None]) for says, scores in judged.items()},
            }
        )
        if len(rows) == 1:
            arrays = networks.judge(known, tracks, front_end)
            figures["arrays"] = _distance(known, heard, arrays, windows, targets)
    figures["audio"] = rows
    report.save(figures, path)


class Networks:
    """The cross-validation's networks, for tracks that need not be the very arrays they were validated on."""

    def __init__(self, folder, seeds, temperature):
        self.folder, self.seeds, self.temperature = folder, seeds, temperature

    def judge(self, heard, tracks, front_end):
        """Distributions [tracks][windows][labels], of each track by the networks of the fold that it was left out of."""
        fold_of = dict(zip(tracks.names, crossval.folds(tracks)))
        own = np.array([fold_of[name] for name in heard.names])
        answers = [None] * len(heard)
        for fold in sorted(set(own)):
            members = [train.classifier(crossval.checkpoint(self.folder, seed, fold)) for seed in self.seeds]
            for place in np.flatnonzero(own == fold):
                windows = dataset.windows(heard.frames[place], front_end.frames, front_end.every)
                logits = np.stack([train.said(classifier, kind, windows)[0] for classifier, kind in members])
                answers[place] = calibrate.member_mean(logits, self.temperature)
        return np.stack(answers)


def score(model, features, out):
    """Every window's scores by track, for another implementation to be compared with."""
    scorer = Scorer.of(model)
    front_end = contract.FrontEnd(scorer.properties["front_end"])
    tracks = dataset.load(features)
    scores = scorer.tracks(tracks.frames, front_end.frames, front_end.every)
    out.write_text(json.dumps({name: s.tolist() for name, s in zip(tracks.names, scores)}) + "\n", encoding="utf-8")


def _named_alike(heard, tracks):
    """`extract` names tracks by their files; those that the arrays know stay, in the files' order."""
    stems = [Path(name).stem for name in heard.names]
    known = [place for place, stem in enumerate(stems) if stem in set(tracks.names)]
    if not known:
        raise SystemExit("none of the files is named as a track of the data is")
    chosen = heard.at(known)
    return dataset.Tracks(chosen.frames, [stems[place] for place in known], chosen.genres, chosen.artists)


def _distance(known, heard, arrays, windows, targets):
    frames = min(known.frames.shape[1], heard.frames.shape[1])
    gap = heard.frames[:, :frames] - known.frames[:, :frames]
    per_track = np.sqrt((gap**2).mean(axis=(1, 2)))
    difference = np.abs(arrays.mean(axis=1) - windows.mean(axis=1)).max(axis=1)
    return {
        "tracks": len(known),
        "rmse_db_median": float(np.median(per_track)),
        "rmse_db_worst": float(per_track.max()),
        "bias_db": float(gap.mean()),
        "accuracy_arrays": measure.accuracy(arrays.mean(axis=1), targets),
        "accuracy_audio": measure.accuracy(windows.mean(axis=1), targets),
        "same_verdict": measure.accuracy(windows.mean(axis=1), arrays.mean(axis=1).argmax(axis=1)),
        "score_difference_median": float(np.median(difference)),
        "score_difference_worst": float(difference.max()),
        "worst_track": known.names[int(difference.argmax())],
    }
