"""Writes golden values of FMA's 518 features: its published definition, worked out with librosa 0.11.

    dsp/golden/.venv/bin/python dsp/golden/make_fma.py        # the environment of make_golden.py

The definition is that of "FMA: A Dataset for Music Analysis" (arXiv 1612.01840) and of the dataset's features.py: 74
descriptors of centred frames (2048 samples every 512) over a whole clip, seven statistics each, the columns sorted by
feature, statistic, number. Told apart from what those calls would give under today's defaults:
  - the constant-Q transform has 12 bins an octave, and so does the merge into pitch classes (today's default is 36)
  - rmse is called rms today
  - in double, where the dataset was made in float32
  - skew and kurtosis are 0 where a descriptor does not vary (today's scipy has NaN)

Files (src/test/resources/golden/fma), little-endian:
  <signal>.s16    samples at 22,050 Hz; music and sweep are those of make_golden.py
  <signal>.f64    518 values
  columns.txt     feature, statistic and number of each value
"""

from pathlib import Path

import librosa
import numpy as np
from scipy import stats

RATE = 22050
HOP = 512
FFT = 2048
GOLDEN = Path(__file__).parent.parent / "src/test/resources/golden"
OUT = GOLDEN / "fma"
STATISTICS = {
    "kurtosis": lambda rows: varying(rows, stats.kurtosis),
    "max": lambda rows: rows.max(axis=1),
    "mean": lambda rows: rows.mean(axis=1),
    "median": lambda rows: np.median(rows, axis=1),
    "min": lambda rows: rows.min(axis=1),
    "skew": lambda rows: varying(rows, stats.skew),
    "std": lambda rows: rows.std(axis=1),
}


def varying(rows, statistic):
    return np.array([statistic(row) if row.min() < row.max() else 0.0 for row in rows])


def signals():
    """Samples as int16 of what make_golden.py has not: whole clips with chords, clicks, noise and silence."""
    noise = np.random.Generator(np.random.PCG64(518))
    length = 4 * RATE + 137  # odd, and no multiple of a hop
    t = np.arange(length) / RATE
    # A = 446 Hz: 0.23 of a semitone above the usual, so that the tuning has something to find.
    chords = np.zeros(length)
    for number, notes in enumerate(((48, 55, 64, 72), (45, 60, 64, 69), (41, 57, 65, 72), (31, 59, 62, 67))):
        on = (t >= number) & (t < number + 0.95)
        since = t[on] - number
        for note in notes:
            pitch = 446 * 2 ** ((note - 69) / 12)
            for partial in range(1, 7):
                if pitch * partial < 10000:
                    decay = np.exp(-since * (0.5 + 0.4 * partial))
                    chords[on] += decay / partial**1.2 * np.sin(2 * np.pi * pitch * partial * since + note * partial)
    clicks = np.zeros(2 * RATE)
    clicks[2000:36000] = 0.01 * noise.standard_normal(34000)
    clicks[3000:36000:4410] = 0.9
    return {
        "chords": np.round(0.7 * 32768 * chords / np.abs(chords).max()).astype("<i2"),
        "clicks": np.clip(np.round(clicks * 32768), -32768, 32767).astype("<i2"),
    }


def descriptors(pcm):
    """Feature name to (rows, frames), in the order of FMA's columns."""
    y = pcm / 32768.0
    spectrum = np.abs(librosa.stft(y, n_fft=FFT, hop_length=HOP))
    power = spectrum**2
    pitches = np.abs(librosa.cqt(y, sr=RATE, hop_length=HOP, n_bins=84, bins_per_octave=12, tuning=None))
    classes = {"n_chroma": 12, "n_octaves": 7, "bins_per_octave": 12}
    mel = librosa.feature.melspectrogram(S=power, sr=RATE)
    cens = librosa.feature.chroma_cens(C=pitches, **classes)
    return {
        "chroma_cens": cens,
        "chroma_cqt": librosa.feature.chroma_cqt(C=pitches, **classes),
        "chroma_stft": librosa.feature.chroma_stft(S=power, sr=RATE, n_chroma=12),
        "mfcc": librosa.feature.mfcc(S=librosa.power_to_db(mel), n_mfcc=20),
        "rmse": librosa.feature.rms(S=spectrum, frame_length=FFT),
        "spectral_bandwidth": librosa.feature.spectral_bandwidth(S=spectrum, sr=RATE),
        "spectral_centroid": librosa.feature.spectral_centroid(S=spectrum, sr=RATE),
        "spectral_contrast": librosa.feature.spectral_contrast(S=spectrum, sr=RATE, n_bands=6),
        "spectral_rolloff": librosa.feature.spectral_rolloff(S=spectrum, sr=RATE),
        "tonnetz": librosa.feature.tonnetz(chroma=cens),
        "zcr": librosa.feature.zero_crossing_rate(y, frame_length=FFT, hop_length=HOP),
    }


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    clips = {name: np.fromfile(GOLDEN / f"{name}.s16", "<i2") for name in ("music", "sweep")}
    for name, pcm in signals().items():
        pcm.tofile(OUT / f"{name}.s16")
        clips[name] = pcm
    for name, pcm in clips.items():
        found = descriptors(pcm)
        values = [statistic(rows) for rows in found.values() for statistic in STATISTICS.values()]
        np.concatenate(values).astype("<f8").tofile(OUT / f"{name}.f64")
        print(name, len(pcm), "samples")
    columns = [
        f"{feature} {statistic} {number:02d}\n"
        for feature, rows in found.items()
        for statistic in STATISTICS
        for number in range(1, len(rows) + 1)
    ]
    (OUT / "columns.txt").write_text("".join(columns))
    print(len(columns), "columns")


if __name__ == "__main__":
    main()
