"""The columns of `genrestream extract DIR --spec customary` by librosa, on one core: what the speeds are compared with.

    python librosa_extract.py DIR OUT.csv      (librosa 0.11, soundfile)

One STFT a track is shared by all features, as a careful user would have it. Frames are not centred, and the statistics
are numpy's and scipy's, as docs/librosa.md says.
"""

import csv
import os
import sys
import time
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"

import librosa  # noqa: E402
import numpy as np  # noqa: E402
from scipy import stats  # noqa: E402

RATE, WINDOW, HOP, BANDS, COEFFICIENTS = 22050, 2048, 512, 128, 20
STATISTICS = ("mean", "std", "min", "max", "median", "skew", "kurtosis")
NAMES = (
    [f"mfcc_{i}" for i in range(COEFFICIENTS)]
    + ["rms", "zero_crossing_rate", "centroid", "bandwidth", "rolloff", "flatness"]
    + [f"contrast_{i}" for i in range(7)]
    + [f"chroma_{i}" for i in range(12)]
)
ENDINGS = {".mp3", ".wav", ".flac", ".ogg"}


def features(samples):
    """[features][frames]"""
    magnitude = np.abs(librosa.stft(samples, n_fft=WINDOW, hop_length=HOP, center=False))
    power = magnitude**2
    mel = librosa.feature.melspectrogram(S=power, sr=RATE, n_mels=BANDS)
    shape = {"S": magnitude, "sr": RATE}
    return np.vstack(
        [
            librosa.feature.mfcc(S=librosa.power_to_db(mel, top_db=None), n_mfcc=COEFFICIENTS),
            librosa.feature.rms(y=samples, frame_length=WINDOW, hop_length=HOP, center=False),
            librosa.feature.zero_crossing_rate(samples, frame_length=WINDOW, hop_length=HOP, center=False),
            librosa.feature.spectral_centroid(**shape),
            librosa.feature.spectral_bandwidth(**shape),
            librosa.feature.spectral_rolloff(**shape),
            librosa.feature.spectral_flatness(S=magnitude),
            librosa.feature.spectral_contrast(**shape),
            librosa.feature.chroma_stft(S=power, sr=RATE, tuning=0),
        ]
    )


def statistics(values):
    """[features][statistics]"""
    return np.stack(
        [
            values.mean(axis=1),
            values.std(axis=1),
            values.min(axis=1),
            values.max(axis=1),
            np.median(values, axis=1),
            stats.skew(values, axis=1),
            stats.kurtosis(values, axis=1),
        ],
        axis=1,
    )


def main(folder, out):
    files = sorted(file for file in Path(folder).rglob("*") if file.suffix.lower() in ENDINGS)
    began, heard = time.perf_counter(), 0.0
    with open(out, "w", newline="") as text:
        rows = csv.writer(text)
        rows.writerow(["file"] + [f"{name}.{statistic}" for name in NAMES for statistic in STATISTICS])
        for file in files:
            samples, _ = librosa.load(file, sr=RATE, mono=True)
            heard += len(samples) / RATE
            rows.writerow([file] + statistics(features(samples)).ravel().tolist())
    times = os.times()
    cpu, wall = times.user + times.system + times.children_user + times.children_system, time.perf_counter() - began
    print(f"{len(files)} files, {heard:.0f} s of audio, {heard / wall:.0f} times real time", file=sys.stderr)
    print(f"librosa {librosa.__version__}: {cpu:.1f} s of processor time", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
