import dataclasses
import json

import numpy as np
import pytest

from genretrain import crossval

from conftest import synthetic
from test_training import EVERY, SMALL, WINDOW


def test_no_artist_is_in_two_folds_and_every_genre_in_each():
    tracks = synthetic(60, seed=3)
    fold_of = crossval.folds(tracks)
    for artist in set(tracks.artists):
        assert len({fold for fold, own in zip(fold_of, tracks.artists) if own == artist}) == 1
    for fold in range(crossval.FOLDS):
        genres = [genre for own, genre in zip(fold_of, tracks.genres) if own == fold]
        assert genres.count("high") == genres.count("low") == 6


def test_an_artist_who_fills_a_fold_is_kept_together():
    tracks = dataclasses.replace(synthetic(20, seed=3), artists=["many"] * 12 + [""] * 8)
    fold_of = crossval.folds(tracks)
    assert len(set(fold_of[:12])) == 1
    assert set(fold_of[12:]) == set(range(crossval.FOLDS)) - {fold_of[0]}


def test_it_goes_on_where_it_stopped_and_measures_every_track_once(data, tmp_path, capsys):
    def settings(seed):
        return dataclasses.replace(SMALL, seed=seed)

    crossval.run(data, tmp_path / "cv", [1], settings, WINDOW, EVERY)
    first = (tmp_path / "cv" / "seed1-fold0.npz").stat().st_mtime_ns
    crossval.run(data, tmp_path / "cv", [1, 2], settings, WINDOW, EVERY)
    crossval.report(data, tmp_path / "cv", [1, 2])

    assert (tmp_path / "cv" / "seed1-fold0.npz").stat().st_mtime_ns == first
    figures = json.loads((tmp_path / "cv" / "crossval.json").read_text())
    assert figures["tracks"] == 36
    # The genres are as different as can be: chance is 0.5.
    assert figures["by_seed"]["1"]["track_accuracy"] > 0.9
    assert figures["ensemble"]["track_accuracy"] > 0.9
    assert "mean of 2 seeds" in capsys.readouterr().out


def test_the_report_asks_for_what_is_not_trained(data, tmp_path):
    with pytest.raises(FileNotFoundError):
        crossval.report(data, tmp_path, [1])
