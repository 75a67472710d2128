"""Figures of merit of random answers, by scikit-learn 1.9 and numpy: `python figures.py` writes the files of EvaluationTest."""

import pathlib

import numpy as np
from sklearn import metrics

LABELS, TRACKS = 5, 60
OUT = pathlib.Path(__file__).parent.parent / "src/test/resources/evaluation"

random = np.random.default_rng(7)
targets = random.integers(0, LABELS - 1, TRACKS)  # the last label has no track
logits = random.normal(0, 1.5, (TRACKS, LABELS))
logits[np.arange(TRACKS), targets] += 1
scores = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
scores = scores.astype(np.float32).astype(np.float64)
best = scores.argmax(axis=1)
told = scores.max(axis=1) >= 0.5
present = sorted(set(targets))


def calibration_error(bins=10):
    confidence, right = scores.max(axis=1), best == targets
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    return sum(abs(confidence[place == b].sum() - right[place == b].sum()) for b in range(bins)) / TRACKS


macro = metrics.precision_recall_fscore_support(targets, best, labels=present, average="macro", zero_division=0)
single = metrics.precision_recall_fscore_support(targets, best, labels=range(LABELS), zero_division=0)
figures = {
    "accuracy": metrics.accuracy_score(targets, best),
    "coverage": told.mean(),
    "toldAccuracy": metrics.accuracy_score(targets[told], best[told]),
    "macroPrecision": macro[0],
    "macroRecall": macro[1],
    "macroF1": macro[2],
    "nll": metrics.log_loss(targets, scores, labels=range(LABELS)),
    "brier": metrics.brier_score_loss(np.eye(LABELS)[targets], scores, scale_by_half=False),
    "ece": calibration_error(),
    **{f"precision.{i}": single[0][i] for i in range(LABELS)},
    **{f"recall.{i}": single[1][i] for i in range(LABELS)},
    **{f"f1.{i}": single[2][i] for i in range(LABELS)},
}
rows = [f"{t},{int(k)}," + ",".join(repr(float(p)) for p in s) for t, k, s in zip(targets, told, scores)]
(OUT / "answers.csv").write_text("\n".join(rows) + "\n")
(OUT / "figures.properties").write_text("".join(f"{name}={float(value)!r}\n" for name, value in figures.items()))
