"""Synthesised talk, and how far figures of a window tell it from music; docs/steady.md has what came of it.

    python talk.py FOLDER                             makes the talk, by espeak-ng
    python talk.py TALK.npz... --music MUSIC.npz...   prints the table, of windows by `extract` or labelled arrays of tracks
"""
import argparse
import pathlib
import subprocess
import wave

import numpy as np

RATE = 22050
MANNERS = (("+m3", 130), ("+f2", 155), ("+m3", 180), ("+f2", 200))
PLACES = {"clean": None, "noise-40": 40, "noise-30": 30, "noise-20": 20, "room-30": 30}


def placed(speech, place, rng):
    """The speech with pink noise so many dB under it, in the room also with an echo that falls by 60 dB in 0.4 s."""
    if place.startswith("room"):
        echo = rng.normal(size=int(0.4 * RATE)) * np.logspace(0, -3, int(0.4 * RATE)) / 40
        speech = np.convolve(speech, np.r_[1, echo[1:]])[: len(speech)]
    half = len(speech) // 2
    bins = (rng.normal(size=half + 1) + 1j * rng.normal(size=half + 1)) / np.sqrt(np.arange(1, half + 2))
    noise, speech = np.fft.irfft(bins, 2 * half), speech[: 2 * half]
    if PLACES[place]:
        speech = speech + noise * speech.std() / noise.std() * 10 ** (-PLACES[place] / 20)
    return speech * 0.9 / np.abs(speech).max()


def make(folder):
    rng = np.random.default_rng(1)
    for line in pathlib.Path(__file__).with_suffix(".tsv").read_text("utf-8").splitlines():
        voice, text = line.split("\t")
        for variant, words in MANNERS:
            command = ["espeak-ng", "-v", voice + variant, "-s", str(words), "--stdout", f"{text} {text}"]
            speech = np.frombuffer(subprocess.run(command, check=True, capture_output=True).stdout[44:], "<i2").astype(float)
            for place in PLACES:
                (folder / place).mkdir(parents=True, exist_ok=True)
                with wave.open(str(folder / place / f"{voice}{variant}-{words}.wav"), "wb") as out:
                    out.setparams((1, 2, RATE, 0, "NONE", ""))
                    out.writeframes((placed(speech, place, rng) * 32767).astype("<i2").tobytes())


def windows(path):
    values = np.load(path)["log_mel_db"].astype("float32")
    return np.concatenate([values[:, start : start + 34] for start in range(0, values.shape[1] - 33, 17)])


def figures(log_mel_db):
    power = 10 ** (log_mel_db / 10)
    level = 10 * np.log10(power.sum(2))
    heard = np.maximum(level, level.max(1, keepdims=True) - 40)
    beats = np.abs(np.fft.rfft(heard - heard.mean(1, keepdims=True))) ** 2
    return {
        "pauses": np.quantile(level, 0.9, axis=1) - np.quantile(level, 0.1, axis=1),
        "hiss": (level - 10 * np.log10(power[:, :, 70:].sum(2))).std(1),
        "syllables": np.sqrt(2 * beats[:, 8:18].sum(1)) / 34,  # 2.7 to 5.7 Hz
        "no bass": 10 * np.log10(power.sum((1, 2)) / power[:, :, :2].sum((1, 2))),
    }


def table(talk, music):
    music = np.concatenate([windows(path) for path in music])
    heard = [figures(part) for part in (music, music - 30 * (np.arange(96) < 4), *map(windows, talk))]
    rules = [((name, np.max(heard[0][name])),) for name in heard[0]]
    rules += [(("syllables", at), ("no bass", bass)) for at, bass in ((5, 20), (5.5, 12.5), (6, 23.9))]
    print("| flagged above |", *(f"{name} |" for name in ("music", "thin music", *(path.stem for path in talk))))
    for rule in rules:
        shares = (np.mean([part[name] > limit for name, limit in rule], axis=0) == 1 for part in heard)
        print("|", ", ".join(f"{name} {limit:.1f}" for name, limit in rule), "|", *(f"{share.mean():.2%} |" for share in shares))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("talk", nargs="+", type=pathlib.Path)
    parser.add_argument("--music", nargs="+")
    given = parser.parse_args()
    table(given.talk, given.music) if given.music else make(given.talk[0])
