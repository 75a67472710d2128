"""Windows of every kind and their statistics as the classics take them, for the Java tests to agree with.

    python -m genretrain testwindows --out ../dsp/src/test/resources/golden/windows

Files, little-endian float32 where not text:
  <window>.log_mel     a row of mel bands a frame, in dB
  <window>.aggregate   a value for each line of names.txt
  names.txt            which statistic of which MFCC
"""

import numpy as np
import torch

from .contract import FLOOR_DB
from .inputs import Aggregate

FRAMES, SHORT, BANDS = 34, 11, 96


def windows():
    """Name to [frames][bands] in dB, float32."""
    random = np.random.default_rng(34)
    slope = np.linspace(-20, -70, BANDS)
    noise = slope + random.normal(0, 8, (FRAMES, BANDS))
    silence = np.full((FRAMES, BANDS), FLOOR_DB)
    made = {
        "noise": noise,
        "still": np.tile(slope + random.normal(0, 8, BANDS), (FRAMES, 1)),
        "silence": silence,
        "late": np.vstack([silence[:20], noise[20:]]),
        "short": slope + random.normal(0, 8, (SHORT, BANDS)),
    }
    return {name: values.astype("<f4") for name, values in made.items()}


def aggregate(window):
    """[frames][bands] to a value for each of Aggregate.names()."""
    return Aggregate(window.shape[1])(torch.from_numpy(window)[None])[0].numpy()


def write_all(out):
    out.mkdir(parents=True, exist_ok=True)
    (out / "names.txt").write_text("".join(f"{name}\n" for name in Aggregate.names()))
    for name, window in windows().items():
        window.tofile(out / f"{name}.log_mel")
        aggregate(window).astype("<f4").tofile(out / f"{name}.aggregate")
