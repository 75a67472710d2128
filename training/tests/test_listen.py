import re

import numpy as np
import torch

from genretrain import contract, listen, train

from conftest import FRONT_END, LABELS, synthetic
from test_training import SMALL


def test_a_page_plays_the_strongest_excerpts_one_of_a_file(tmp_path):
    tracks = synthetic(8, seed=1)
    training = train.Training(SMALL, tracks, LABELS, contract.FrontEnd(FRONT_END), torch.device("cpu"))
    torch.save(training.state(), tmp_path / "network.pt")
    np.savez(
        tmp_path / "windows.npz",
        log_mel_db=np.concatenate([tracks.frames[:, :34], tracks.frames[:, 17:51]]),
        track=np.array([f"/music/a song's {i}.mp3" for i in range(8)] * 2),
        start=np.repeat([0.0, 1.5], 8),
        end=np.repeat([3.0, 4.5], 8),
    )
    listen.write(tmp_path / "network.pt", tmp_path / "windows.npz", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text()
    rows = re.findall(r"<tr><th>(\d+)</th>(.*)</tr>", page)
    assert [int(number) for number, _ in rows] == list(range(8))
    for _, cells in rows:
        files = re.findall(r"file:///music/a%20song%27s%20(\d)\.mp3", cells)
        assert sorted(files) == [str(i) for i in range(8)]
        strengths = [float(s) for s in re.findall(r"</button> ([\d.]+)<", cells)]
        assert strengths == sorted(strengths, reverse=True)
