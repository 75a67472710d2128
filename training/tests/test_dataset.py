import numpy as np

from genretrain import dataset

from conftest import FRONT_END, save, synthetic


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


def test_windows_are_put_together_to_the_tracks_they_were_cut_from(tmp_path):
    # Whole windows alone, a rest of one, and less than one.
    lengths = [34 + 17, 34 + 17 + 5, 20]
    tracks = [frames[:length] for frames, length in zip(synthetic(3, seed=5).frames, lengths)]
    cut = [_cut(track) for track in tracks]
    np.savez(
        tmp_path / "windows.npz",
        log_mel_db=np.concatenate([windows for windows, _ in cut]),
        heard_frames=np.concatenate([heard for _, heard in cut]),
        window=np.concatenate([np.arange(len(heard)) for _, heard in cut]),
        track=np.repeat(["a", "b", "c"], [len(heard) for _, heard in cut]),
        genre=np.repeat(["high", "low", "high"], [len(heard) for _, heard in cut]),
        artist=np.repeat(["x", "", "y"], [len(heard) for _, heard in cut]),
        front_end=np.array(FRONT_END),
    )
    loaded = dataset.load(tmp_path / "windows.npz")
    assert loaded.names == ["a", "b", "c"] and loaded.genres == ["high", "low", "high"] and loaded.artists == ["x", "", "y"]
    assert loaded.frames.shape == (3, 56, 96) and loaded.frames.dtype == np.float32
    for frames, track in zip(loaded.frames, tracks):
        assert np.array_equal(frames[: len(track)], track)
        assert np.array_equal(frames[len(track) :], np.concatenate([track] * 3)[: 56 - len(track)])


def _cut(track):
    """As the front end cuts it: what no whole window covers is a last one, filled by repetition."""
    starts = [0] + [start for start in range(17, len(track), 17) if start - 17 + 34 < len(track)]
    heard = [min(34, len(track) - start) for start in starts]
    windows = [np.resize(track[start : start + 34], (34, track.shape[1])) for start in starts]
    return np.stack(windows), np.array(heard)


def test_tracks_without_artist_are_groups_of_their_own():
    tracks = dataset.Tracks(np.zeros((3, 1, 1)), ["a", "b", "c"], ["x"] * 3, ["", "", "someone"])
    assert tracks.groups() == ["a", "b", "someone"]


def test_only_keeps_the_order_asked_for():
    chosen = synthetic(4, seed=3).only(["track2", "track1"])
    assert chosen.names == ["track2", "track1"] and chosen.genres == ["high", "low"]
