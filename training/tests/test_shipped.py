"""The files in models/ belong together."""

import hashlib
import json
from pathlib import Path

import numpy as np

from genretrain import contract, tagger
from genretrain.scoring import Scorer

MODELS = Path(__file__).resolve().parents[2] / "models"
MODEL = MODELS / "genre.onnx"


def test_the_model_passes_its_self_test_and_names_the_shipped_front_end():
    scorer = Scorer.of(MODEL)
    assert scorer.properties["front_end"] == contract.front_end_text(MODELS / "front-end.txt")
    assert scorer.properties["front_end_digest"] == contract.digest(scorer.properties["front_end"])
    entry = json.loads(scorer.properties["self_test"])
    sample = contract.unpacked(entry["inputs"]["log_mel_db"])
    assert np.abs(scorer.windows(sample) - np.array(entry["scores"])).max() < entry["tolerance"]


def test_the_card_is_about_this_file():
    fingerprint = hashlib.sha256(MODEL.read_bytes()).hexdigest()
    assert json.loads((MODELS / "genre.json").read_text())["sha256"] == fingerprint
    assert fingerprint in (MODELS / "genre.md").read_text()


def test_a_window_scores_alike_alone_and_in_a_batch():
    scorer = Scorer.of(MODEL)
    windows = np.random.default_rng(3).uniform(-80, 20, (5, 34, 96)).astype(np.float32)
    alone = np.concatenate([scorer.windows(window[None]) for window in windows])
    assert np.abs(scorer.windows(windows) - alone).max() < 1e-6
    assert np.abs(alone.sum(axis=1) - 1).max() < 1e-6


def test_silence_and_nonsense_give_a_distribution():
    scorer = Scorer.of(MODEL)
    for level in (-100, -1e30, 1e30):
        window = np.full((1, 34, 96), level, dtype=np.float32)
        assert np.isfinite(scorer.windows(window)).all() and np.isfinite(scorer.talk(window)).all()


def test_the_tagger_passes_its_self_test():
    scorer = Scorer.of(MODELS / "tags.onnx")
    assert scorer.properties["front_end"] == tagger.FRONT_END
    assert scorer.properties["activation"] == "sigmoid"
    assert tuple(scorer.labels) == tagger.TAGS
    entry = json.loads(scorer.properties["self_test"])
    sample = contract.unpacked(entry["inputs"]["log_mel_db"])
    assert np.abs(scorer.windows(sample) - np.array(entry["scores"])).max() < entry["tolerance"]


def test_a_window_is_tagged_alike_alone_and_in_a_batch():
    scorer = Scorer.of(MODELS / "tags.onnx")
    windows = np.random.default_rng(3).uniform(-40, 20, (3, 187, 96)).astype(np.float32)
    alone = np.concatenate([scorer.windows(window[None]) for window in windows])
    assert np.abs(scorer.windows(windows) - alone).max() < 1e-5
