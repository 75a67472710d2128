"""Writes the golden vectors of the front end: what librosa 0.11 makes of a few synthetic signals.

    python3 -m venv dsp/golden/.venv
    dsp/golden/.venv/bin/pip install -r dsp/golden/requirements.txt
    dsp/golden/.venv/bin/python dsp/golden/make_golden.py

Files (src/test/resources/golden), all little-endian:
  specs.txt               a name and the canonical text of a front end a line
  <signal>.s16            samples at 22,050 Hz
  <signal>.<spec>.f32     a row a frame: mel bands | MFCC | descriptors, in the columns' order of FrontEnd
  <signal>.<spec>.delta   the MFCC's deltas, a row a frame
  <signal>.<spec>.stats   numpy's and scipy's statistics of the MFCC and descriptors of the .f32, in double, a row a column:
                          mean, std, min, max, median, skew, kurtosis
"""

from pathlib import Path

import librosa
import numpy as np
from scipy import stats

RATE = 22050
OUT = Path(__file__).parent.parent / "src/test/resources/golden"
SPECS = {
    "shipped": "rate=22050 window=2048 fft=2048 hop=1920 taper=hann power=2.0 bands=96 mel=slaney norm=slaney fmin=0.0"
    " fmax=11025.0 log=db floor=1.0E-10 offset=0.0 mfcc=20 dct=ortho frames=34 every=17 decoder=ffmpeg-8.0-swr-s16",
    "customary": "rate=22050 window=2048 fft=2048 hop=512 taper=hann power=2.0 bands=128 mel=slaney norm=slaney fmin=0.0"
    " fmax=11025.0 log=db floor=1.0E-10 offset=0.0 mfcc=20 dct=ortho frames=130 every=65 decoder=ffmpeg-8.0-swr-s16",
    # Everything that the two leave out: a hop over the window, a window under the transform, magnitude, HTK, ln, offset.
    "unusual": "rate=22050 window=1200 fft=2048 hop=1500 taper=hamming power=1.0 bands=40 mel=htk norm=none fmin=50.0"
    " fmax=8000.0 log=ln floor=1.0E-10 offset=1.0E-6 mfcc=13 dct=none frames=20 every=10 decoder=none",
}


def signals():
    """Samples as int16: rounded once, so that both sides start from the same numbers."""
    noise = np.random.Generator(np.random.PCG64(22050))
    t = np.arange(2 * RATE) / RATE
    music = np.zeros_like(t)
    for start, root in ((0.0, 220.0), (0.5, 277.18), (1.0, 164.81), (1.5, 329.63)):
        on = t >= start
        since = t[on] - start
        for partial in range(1, 9):
            vibrato = 0.002 * np.sin(2 * np.pi * 5 * since) / (2 * np.pi * 5)
            phase = 2 * np.pi * root * partial * (since + vibrato)
            music[on] += np.exp(-since * (1 + partial)) / partial * np.sin(phase)
        hit = on & (t < start + 0.06)
        music[hit] += 0.5 * np.exp(-(t[hit] - start) * 60) * noise.standard_normal(hit.sum())
    s = t[:RATE]
    sweep = np.sin(2 * np.pi * 40 * (250**s - 1) / np.log(250))
    quiet = np.concatenate([noise.standard_normal(RATE // 2) * 1.5 / 32768, np.zeros(RATE // 4)])
    square = np.sign(np.sin(2 * np.pi * 441.7 * s[: RATE // 2] + 0.1))
    return {
        name: np.clip(np.round(x * 32768), -32768, 32767).astype("<i2")
        for name, x in (
            ("music", 0.6 * music / np.abs(music).max()),
            ("sweep", 0.9 * sweep),
            ("quiet", quiet),
            ("square", square),
        )
    }


def parse(text):
    pairs = dict(pair.split("=") for pair in text.split())
    for key in ("rate", "window", "fft", "hop", "bands", "mfcc"):
        pairs[key] = int(pairs[key])
    for key in ("power", "fmin", "fmax", "floor", "offset"):
        pairs[key] = float(pairs[key])
    return pairs


def features(pcm, spec):
    """(columns, frames) in double, without centring and without any statistic of the whole clip."""
    window, fft, hop = spec["window"], spec["fft"], spec["hop"]
    y = pcm / 32768.0
    y = y[: (len(y) - window) // hop * hop + window]
    # librosa centres a short window in the transform: zeros before and after put each frame where ours starts.
    margin = (fft - window) // 2
    padded = np.pad(y, (margin, fft - window - margin))
    stft = librosa.stft(padded, n_fft=fft, win_length=window, hop_length=hop, window=spec["taper"], center=False)
    magnitude = np.abs(stft)
    mel = librosa.feature.melspectrogram(
        S=magnitude ** spec["power"],
        sr=RATE,
        n_fft=fft,
        n_mels=spec["bands"],
        fmin=spec["fmin"],
        fmax=spec["fmax"],
        htk=spec["mel"] == "htk",
        norm=None if spec["norm"] == "none" else spec["norm"],
        dtype=np.float64,
    )
    energy = mel + spec["offset"]
    if spec["log"] == "db":
        log = librosa.power_to_db(energy, amin=spec["floor"], top_db=None)
    else:
        log = np.log(np.maximum(energy, spec["floor"]))
    norm = None if spec["dct"] == "none" else spec["dct"]
    mfcc = librosa.feature.mfcc(S=log, n_mfcc=spec["mfcc"], norm=norm)
    return np.vstack([log, mfcc, *descriptors(y, magnitude, spec)]), mfcc


def descriptors(y, magnitude, spec):
    grid = {"frame_length": spec["window"], "hop_length": spec["hop"], "center": False}
    yield librosa.feature.rms(y=y, **grid)
    yield librosa.feature.zero_crossing_rate(y, **grid)
    yield librosa.feature.spectral_centroid(S=magnitude, sr=RATE)
    yield librosa.feature.spectral_bandwidth(S=magnitude, sr=RATE)
    yield librosa.feature.spectral_rolloff(S=magnitude, sr=RATE)
    yield librosa.feature.spectral_flatness(S=magnitude)
    yield contrast(magnitude)
    yield librosa.feature.chroma_stft(S=magnitude**2, sr=RATE, tuning=0.0, n_fft=spec["fft"])


def statistics(row):
    """Skew and kurtosis are 0 where nothing varies: scipy has NaN there."""
    moments = (stats.skew(row), stats.kurtosis(row)) if row.min() < row.max() else (0, 0)
    return [row.mean(), row.std(), row.min(), row.max(), np.median(row), *moments]


def contrast(magnitude):
    """Frame by frame: librosa clips the dB of the whole clip at 80 under its loudest, which no stream can know."""
    from librosa.feature import spectral

    whole = spectral.power_to_db
    spectral.power_to_db = lambda s: whole(s, top_db=None)
    try:
        return librosa.feature.spectral_contrast(S=magnitude, sr=RATE)
    finally:
        spectral.power_to_db = whole


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "specs.txt").write_text("".join(f"{name} {text}\n" for name, text in SPECS.items()))
    for signal, pcm in signals().items():
        pcm.tofile(OUT / f"{signal}.s16")
        for name, text in SPECS.items():
            spec = parse(text)
            columns, mfcc = features(pcm, spec)
            columns = columns.astype("<f4")
            columns.T.tofile(OUT / f"{signal}.{name}.f32")
            # Of the rounded columns, so that both sides start from the same numbers.
            aggregate = [statistics(row) for row in columns[spec["bands"] :].astype("<f8")]
            np.array(aggregate).tofile(OUT / f"{signal}.{name}.stats")
            if mfcc.shape[1] >= 9:
                librosa.feature.delta(mfcc, width=9).T.astype("<f4").tofile(OUT / f"{signal}.{name}.delta")
    for path in sorted(OUT.glob("*.*")):
        print(f"{path.stat().st_size:8d} {path.name}")


if __name__ == "__main__":
    main()
