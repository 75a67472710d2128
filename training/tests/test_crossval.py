import dataclasses

import numpy as np
import pytest

from genretrain import crossval

from conftest import save, synthetic


class Learned:
    """Sure of the right answer, which it was told; and it counts how often one like it was made."""

    made = 0
    seconds = 1.0

    def __init__(self, tracks, seed, result):
        type(self).made += 1
        self.heard = set(tracks.artists)

    def said(self, frames):
        upper = frames[:, :, 48:].mean(axis=(1, 2)) > frames[:, :, :48].mean(axis=(1, 2))
        logits = np.where(upper[:, None, None], [[[5.0, 0.0]]], [[[0.0, 5.0]]])
        return logits, np.zeros((len(frames), 1, 3))


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


def test_tracks_without_a_genre_are_left_out_and_counted(tmp_path, capsys):
    tracks = synthetic(6, seed=3)
    save(dataclasses.replace(tracks, genres=["high", "", "high", "low", "", "low"]), tmp_path / "some.npz")
    loaded = crossval.load([tmp_path / "some.npz"])
    assert loaded.names == ["track0", "track2", "track3", "track5"] and set(loaded.genres) == {"high", "low"}
    assert len(loaded.frames) == 4 and loaded.artists == ["artist0", "artist1", "artist1", "artist2"]
    assert "2 of 6 tracks have no genre and are left out" in capsys.readouterr().out

    save(dataclasses.replace(tracks, genres=[""] * 6), tmp_path / "none.npz")
    with pytest.raises(SystemExit, match="none of the tracks has a genre"):
        crossval.load([tmp_path / "none.npz"])


def test_it_goes_on_where_it_stopped_and_answers_for_every_track_once(tmp_path):
    tracks = synthetic(36, seed=1)
    Learned.made = 0
    crossval.run(tracks, tmp_path, [1], Learned, "a plan")
    crossval.run(tracks, tmp_path, [1, 2], Learned, "a plan")
    assert Learned.made == 2 * crossval.FOLDS

    said = crossval.out_of_fold(tracks, tmp_path, [1, 2])
    assert said.logits.shape == (2, 36, 1, 2) and said.embeddings.shape == (2, 36, 1, 3) and said.seconds == 1
    assert (said.logits[0, :, 0].argmax(axis=1) == tracks.targets(["high", "low"])).all()


def test_nothing_is_learned_from_an_artist_that_is_judged(tmp_path):
    tracks = synthetic(36, seed=1)
    heard = []

    def learn(some, seed, result):
        heard.append(set(some.artists))
        return Learned(some, seed, result)

    crossval.run(tracks, tmp_path, [1], learn, "a plan")
    fold_of = crossval.folds(tracks)
    for fold, artists in enumerate(heard):
        assert artists.isdisjoint(artist for own, artist in zip(fold_of, tracks.artists) if own == fold)


def test_what_is_not_trained_is_not_reported(tmp_path):
    with pytest.raises(FileNotFoundError):
        crossval.out_of_fold(synthetic(12, seed=1), tmp_path, [1])


@pytest.mark.parametrize("seed, plan", [(2, "a plan"), (1, "another plan")])
def test_answers_about_other_data_or_by_another_plan_are_not_taken_for_new_ones(seed, plan, tmp_path):
    crossval.run(synthetic(36, seed=1), tmp_path, [1], Learned, "a plan")
    with pytest.raises(SystemExit, match="--runs"):
        crossval.run(synthetic(36, seed), tmp_path, [1], Learned, plan)
