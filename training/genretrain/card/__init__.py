"""The model card: what was measured comes from the JSON file beside it."""

import json

from .. import pictures
from . import accuracy, confidence, model

SECTIONS = [
    model.head,
    model.use,
    model.data,
    model.training,
    accuracy.out_of_fold,
    accuracy.tried,
    accuracy.classes,
    confidence.calibration,
    confidence.early,
    accuracy.audio,
    accuracy.embeddings,
    accuracy.classics,
    model.cost,
    model.looks,
    model.limits,
    model.again,
]


def write(measurements):
    report = json.loads(measurements.read_text())
    pictures.draw_all(report, measurements)
    text = "\n\n".join(section(report).strip() for section in SECTIONS)
    measurements.with_suffix(".md").write_text(text + "\n", encoding="utf-8")
