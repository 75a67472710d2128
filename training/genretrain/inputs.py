"""What a model may be fed, made from windows of log-mel frames as the services make it."""

import math

import numpy as np
import torch
from torch import nn

from .contract import CEILING_DB, FLOOR_DB

MFCC = 20
STATISTICS = ("mean", "std", "min", "max", "median", "skew", "kurtosis")


class LogMel(nn.Module):
    """[batch][frames][bands] in dB, as it is."""

    name = "log_mel_db"

    def __init__(self, bands):
        super().__init__()

    def forward(self, windows):
        return windows.clamp(FLOOR_DB, CEILING_DB)


class Mfcc(nn.Module):
    """[batch][frames][coefficients]: the orthonormal DCT-II of each frame."""

    name = "mfcc"

    def __init__(self, bands):
        super().__init__()
        band = torch.arange(bands).view(-1, 1) + 0.5
        cosines = torch.cos(math.pi / bands * band * torch.arange(MFCC)) * math.sqrt(2 / bands)
        cosines[:, 0] /= math.sqrt(2)
        self.register_buffer("cosines", cosines)

    def forward(self, windows):
        return windows @ self.cosines


class Aggregate(nn.Module):
    """[batch][coefficients * statistics] of the MFCC over a window's frames, of the population, as names() says.

    What the services compute within 2e-3, which testwindows.py and a test of dsp/ hold: skew and kurtosis are 0 where a
    coefficient does not vary, as in silence, whatever rounding leaves of its deviation.
    """

    name = "aggregate"

    def __init__(self, bands):
        super().__init__()
        self.mfcc = Mfcc(bands)

    @staticmethod
    def names():
        return [f"mfcc_{i}.{statistic}" for i in range(MFCC) for statistic in STATISTICS]

    def forward(self, windows):
        rows = self.mfcc(windows)
        mean = rows.mean(dim=1, keepdim=True)
        centred = rows - mean
        deviation = (centred**2).mean(dim=1).sqrt()
        shape = centred / deviation.clamp(min=1e-6).unsqueeze(1)
        ordered = rows.sort(dim=1).values
        frames = rows.shape[1]
        median = (ordered[:, (frames - 1) // 2] + ordered[:, frames // 2]) / 2
        varies = ordered[:, 0] < ordered[:, -1]
        skew = torch.where(varies, (shape**3).mean(dim=1), torch.zeros_like(deviation))
        kurtosis = torch.where(varies, (shape**4).mean(dim=1) - 3, torch.zeros_like(deviation))
        columns = [mean[:, 0], deviation, ordered[:, 0], ordered[:, -1], median, skew, kurtosis]
        return torch.stack(columns, dim=2).flatten(1)


KINDS = {kind.name: kind for kind in (LogMel, Mfcc, Aggregate)}


def mean_mfcc(frames):
    """[tracks][frames][bands] to [tracks][coefficients]."""
    mfcc = Mfcc(frames.shape[2])
    return np.stack([mfcc(torch.from_numpy(track)).mean(dim=0).numpy() for track in frames])
