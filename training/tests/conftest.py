import numpy as np
import pytest
import torch

from genretrain.dataset import Tracks

# The tensors are too small for threads to pay.
torch.set_num_threads(1)

FRONT_END = "rate=22050 window=2048 hop=1920 bands=96 frames=34 every=17"
LABELS = ["high", "low"]
BANDS = 96


def synthetic(tracks, seed):
    """Half of the tracks are loud in the upper bands, half in the lower ones: any network can tell them apart."""
    random = np.random.default_rng(seed)
    genres = [LABELS[i % 2] for i in range(tracks)]
    frames = random.normal(-30, 5, (tracks, 60, BANDS)).astype(np.float32)
    for track, genre in zip(frames, genres):
        track[:, BANDS // 2 :] += 20 if genre == "high" else -20
    return Tracks(frames, [f"track{i}" for i in range(tracks)], genres, [f"artist{i // 2}" for i in range(tracks)])


def save(tracks, path):
    np.savez(
        path,
        log_mel_db=tracks.frames.astype(np.float16),
        track=np.array(tracks.names),
        genre=np.array(tracks.genres),
        artist=np.array(tracks.artists),
    )


@pytest.fixture
def front_end(tmp_path):
    path = tmp_path / "front-end.txt"
    path.write_text(FRONT_END + "\n")
    return path
