import json

import numpy as np
import pytest
import torch

from genretrain import card, compare, contract, dataset, evaluate, publish, train
from genretrain.model import Shape
from genretrain.scoring import Scorer

from conftest import FRONT_END, LABELS, save, synthetic

WINDOW, EVERY = (34, 96), 17
# The average is short and the rate high, because there are fifty steps and not five thousand.
SMALL = train.Settings(
    epochs=4,
    windows_per_track=8,
    batch=16,
    peak_rate=0.02,
    average_decay=0.8,
    shape=Shape(channels=(4, 4, 8), pooling=((2, 2), (2, 2), (1, 1)), embedding=8, dropout=0.1),
)


def _new_training(data):
    return train.Training(SMALL, dataset.load(data / "train.npz"), LABELS, WINDOW, torch.device("cpu"))


def _trained(data, checkpoint, epochs):
    """Trains up to some epoch of the whole plan, as an interrupted run does."""
    training = _new_training(data)
    if checkpoint.exists():
        training.resume(torch.load(checkpoint))
    while training.epoch < epochs:
        training.run_epoch()
    torch.save(training.state(), checkpoint)
    return training


def test_a_resumed_training_ends_where_an_uninterrupted_one_does(data, tmp_path):
    whole = _trained(data, tmp_path / "whole.pt", 2)
    _trained(data, tmp_path / "broken.pt", 1)
    resumed = _trained(data, tmp_path / "broken.pt", 2)
    for name, value in whole.average.state_dict().items():
        assert torch.equal(value, resumed.average.state_dict()[name]), name


def test_a_checkpoint_of_other_settings_is_refused(data, tmp_path):
    _trained(data, tmp_path / "some.pt", 0)
    other = train.Settings(seed=9)
    with pytest.raises(SystemExit):
        train.train(data, tmp_path / "some.pt", other, WINDOW, EVERY)


def test_genres_weigh_the_same_and_prolific_artists_less_than_their_tracks():
    artists = ["many"] * 4 + ["one"] + ["other"]
    genres = ["rock"] * 5 + ["jazz"]
    tracks = dataset.Tracks(np.zeros((6, 1, 1)), list("abcdef"), genres, artists)
    chances = train.chances(tracks, balance=0.5)
    assert chances[5] == pytest.approx(0.5) and chances[:5].sum() == pytest.approx(0.5)
    assert chances[:4].sum() == pytest.approx(2 * chances[4])


@pytest.fixture
def published(data, tmp_path):
    train.train(data, tmp_path / "runs" / "small.pt", SMALL, WINDOW, EVERY)
    path = tmp_path / "models" / "genre.onnx"
    publish.publish(tmp_path / "runs" / "small.pt", data, FRONT_END, "9.9.9", 0.3, path)
    return path


def test_the_file_scores_as_the_network_does(published, data, tmp_path):
    training = _new_training(data)
    training.resume(torch.load(tmp_path / "runs" / "small.pt"))
    scorer = Scorer.of(published)
    temperature = json.loads(scorer.properties["training"])["window_temperature"]
    windows = dataset.load(data / "valid.npz").frames[:, :34]
    with torch.no_grad():
        logits = training.average((torch.from_numpy(windows) - training.mean) / training.deviation)
    expected = torch.softmax(logits / temperature, dim=1).numpy()
    assert np.abs(scorer.windows(windows) - expected).max() < 1e-5


def test_the_file_keeps_the_contract(published):
    scorer = Scorer.of(published)
    p = scorer.properties
    assert scorer.labels == LABELS and p["activation"] == "softmax" and p["version"] == "9.9.9"
    assert p["front_end"] == FRONT_END and p["front_end_digest"] == contract.digest(FRONT_END)
    entry = json.loads(p["self_test"])
    sample = contract.unpacked(entry["inputs"]["log_mel_db"])
    assert np.abs(scorer.windows(sample) - np.array(entry["scores"])).max() < 1e-6
    assert [o.name for o in scorer.session.get_outputs()] == ["scores", "embedding"]
    assert np.isfinite(scorer.windows(np.full((1, *WINDOW), -1e9))).all()


def test_measuring_writes_figures_and_a_card(published, data, tmp_path):
    figures = published.with_suffix(".json")
    report = evaluate.evaluate(published, data, "a command", figures)
    assert report["track"]["accuracy"] == 1.0
    save(synthetic(12, seed=2), tmp_path / "real.npz")
    same = compare.compare(published, data, tmp_path / "real.npz", "another command", figures)
    assert same["rmse_db_worst"] == 0 and same["score_difference_worst"] == 0 and same["tracks"] == 12
    card.write(figures)
    text = published.with_suffix(".md").read_text()
    assert "| track accuracy | 1.000 | 1.000 |" in text
    assert published.with_name("genre-confusion.png").stat().st_size > 1000


def test_measuring_again_keeps_the_comparison(published, data):
    figures = published.with_suffix(".json")
    figures.write_text('{"real_audio": {"tracks": 1}}')
    assert evaluate.evaluate(published, data, "a command", figures)["real_audio"] == {"tracks": 1}


def test_scores_of_every_window_are_written(published, data, tmp_path):
    compare.score(published, data / "valid.npz", tmp_path / "scores.json")
    scores = json.loads((tmp_path / "scores.json").read_text())
    assert list(scores)[:2] == ["track0", "track1"]
    assert np.array(scores["track0"]).shape == (2, 2)
