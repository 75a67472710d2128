import numpy as np

from genretrain import dataset

from conftest import save, synthetic


def test_windows_are_the_whole_ones_alone():
    frames = np.arange(70 * 2, dtype=np.float32).reshape(70, 2)
    cut = dataset.windows(frames, length=34, every=17)
    assert cut.shape == (3, 34, 2)
    assert cut[2, 0, 0] == frames[34, 0]


def test_a_file_gives_back_what_was_saved(tmp_path):
    tracks = synthetic(4, seed=3)
    save(tracks, tmp_path / "some.npz")
    loaded = dataset.load(tmp_path / "some.npz")
    assert loaded.names == tracks.names and loaded.genres == tracks.genres
    assert np.abs(loaded.frames - tracks.frames).max() < 0.05
    assert loaded.targets(["high", "low"]).tolist() == [0, 1, 0, 1]


def test_tracks_without_artist_are_groups_of_their_own():
    tracks = dataset.Tracks(np.zeros((3, 1, 1)), ["a", "b", "c"], ["x"] * 3, ["", "", "someone"])
    assert tracks.groups() == ["a", "b", "someone"]


def test_only_keeps_the_order_asked_for():
    chosen = synthetic(4, seed=3).only(["track2", "track1"])
    assert chosen.names == ["track2", "track1"] and chosen.genres == ["high", "low"]
