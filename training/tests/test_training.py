import dataclasses
import json

import numpy as np
import pytest
import torch

from genretrain import audio, candidates, card, contract, dataset, report, train, work
from genretrain.augment import Augmentation
from genretrain.model import Shape
from genretrain.scoring import Scorer

from conftest import FRONT_END, LABELS, save, synthetic

WINDOWS = contract.FrontEnd(FRONT_END)
# The average is short and the rate high, because there are fifty steps and not five thousand. Genres that are high and low
# are told apart by the very bands that would be cut off.
SMALL = train.Settings(
    epochs=4,
    windows_per_track=8,
    batch=16,
    peak_rate=0.02,
    average_decay=0.8,
    augmentation=Augmentation(band_limited=0.0),
    shape=Shape(channels=(4, 4, 8), pooling=((2, 2), (2, 2), (1, 1)), embedding=8, dropout=0.1),
)


def _new_training(settings=SMALL):
    return train.Training(settings, synthetic(24, seed=1), LABELS, WINDOWS, torch.device("cpu"))


def _trained(checkpoint, epochs):
    """Trains up to some epoch of the whole plan, as an interrupted run does."""
    training = _new_training()
    if checkpoint.exists():
        training.resume(torch.load(checkpoint))
    while training.epoch < epochs:
        training.run_epoch()
    torch.save(training.state(), checkpoint)
    return training


def test_a_resumed_training_ends_where_an_uninterrupted_one_does(tmp_path):
    whole = _trained(tmp_path / "whole.pt", 2)
    _trained(tmp_path / "broken.pt", 1)
    resumed = _trained(tmp_path / "broken.pt", 2)
    for name, value in whole.average.state_dict().items():
        assert torch.equal(value, resumed.average.state_dict()[name]), name


def test_a_checkpoint_of_other_settings_is_refused(tmp_path):
    _trained(tmp_path / "some.pt", 0)
    with pytest.raises(SystemExit):
        train.fit(synthetic(24, seed=1), LABELS, tmp_path / "some.pt", train.Settings(seed=9), WINDOWS)


def test_genres_weigh_the_same_and_prolific_artists_less_than_their_tracks():
    artists = ["many"] * 4 + ["one"] + ["other"]
    genres = ["rock"] * 5 + ["jazz"]
    tracks = dataset.Tracks(np.zeros((6, 1, 1)), list("abcdef"), genres, artists)
    chances = train.chances(tracks, balance=0.5)
    assert chances[5] == pytest.approx(0.5) and chances[:5].sum() == pytest.approx(0.5)
    assert chances[:4].sum() == pytest.approx(2 * chances[4])


def test_a_network_does_not_hear_how_loud_the_music_is():
    training = _new_training()
    # Bands differ in how much they move, which must not turn a gain into another colour.
    assert training.deviation.std() > 0.1
    windows = -40 + 10 * torch.randn(2, 34, 96)
    with torch.no_grad():
        loud, quiet = (training.classifier()(windows + gain)[0] for gain in (0, -20))
    assert torch.allclose(loud, quiet, atol=1e-4)


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """A model of two small networks, trained over the folds and then on everything."""
    folder = tmp_path_factory.mktemp("shop")
    tracks = synthetic(40, seed=1)
    save(tracks, folder / "data.npz")
    shop = work.Workshop(tracks, FRONT_END, folder / "runs")
    shipped = candidates.TRIED[candidates.SHIPPED]
    candidates.TRIED[candidates.SHIPPED] = candidates.ALL[candidates.SHIPPED] = dataclasses.replace(shipped, settings=SMALL)
    try:
        work.train_model(shop, folder / "models" / "genre.onnx", 2, None, "small", "9.9.9", 0.3)
    finally:
        candidates.TRIED[candidates.SHIPPED] = candidates.ALL[candidates.SHIPPED] = shipped
    return shop


@pytest.fixture
def published(shop):
    return shop.runs.parent / "models" / "genre.onnx"


def test_the_file_scores_as_its_networks_do(published, shop):
    scorer = Scorer.of(published)
    temperature = json.loads(scorer.properties["training"])["window_temperature"]
    windows = shop.tracks.frames[:, :34]
    members = [train.classifier(shop.runs / "shipped" / f"seed{seed}.pt") for seed in (1, 2)]
    logits = np.stack([train.said(classifier, kind, windows)[0] for classifier, kind in members])
    expected = torch.softmax(torch.from_numpy(logits) / temperature, dim=2).mean(dim=0).numpy()
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
    assert np.isfinite(scorer.windows(np.full((1, *WINDOWS.shape), -1e9))).all()


def test_figures_and_a_card_come_of_the_folds(published, shop, tmp_path):
    figures = report.write(shop.tracks, published, shop.runs, shop.tracks)
    own = figures["rounds"][0]
    assert own["seeds"] == [1, 2] and own["track"]["accuracy"] > 0.8
    assert [row["windows"] for row in own["early"]] == [1, 2, 2, 2, 2]
    assert min(figures["tried"][0]["track"]) > 0.7

    save(synthetic(40, seed=1), tmp_path / "real.npz")
    audio.write(shop.tracks, published, shop.runs, {"as it is": tmp_path / "real.npz"})
    card.write(published.with_suffix(".json"))
    text = published.with_suffix(".md").read_text()
    assert "| as it is | 40 | " in text
    assert text.count("| one of the networks that ship | ") == 2
    assert published.with_name("genre-confusion.png").stat().st_size > 1000


def test_figures_of_another_model_do_not_stay(published, shop):
    path = published.with_suffix(".json")
    path.write_text('{"sha256": "another", "audio": {}}')
    assert "audio" not in report.write(shop.tracks, published, shop.runs, shop.tracks)


def test_scores_of_every_window_are_written(published, shop, tmp_path):
    audio.score(published, shop.runs.parent / "data.npz", tmp_path / "scores.json")
    scores = json.loads((tmp_path / "scores.json").read_text())
    assert list(scores)[:2] == ["track0", "track1"]
    assert np.array(scores["track0"]).shape == (2, 2)


@pytest.mark.parametrize("name", list(candidates.CLASSICS))
def test_every_classic_is_trained_and_written_as_a_model(name, tmp_path, monkeypatch):
    candidate = candidates.CLASSICS[name]
    short = dataclasses.replace(candidate.settings, epochs=1, windows_per_track=2, batch=8)
    shop = work.Workshop(synthetic(40, seed=1), FRONT_END, tmp_path)
    monkeypatch.setitem(candidates.ALL, name, dataclasses.replace(candidate, frames=candidate.frames and 51))
    monkeypatch.setitem(candidates.CLASSICS, name, candidates.ALL[name])
    work.crossvalidate(shop, name, [1], short)
    scorer = Scorer.of(tmp_path / name / "model.onnx")
    frames = contract.FrontEnd(scorer.properties["front_end"]).frames
    scores = scorer.windows(shop.tracks.frames[:3, :frames])
    assert scores.shape == (3, 2) and scores.sum(axis=1) == pytest.approx(1, abs=1e-5)
