"""What `genrestream classify DIR` does, by librosa and ONNX Runtime on one core: what its speed is compared with.

    python librosa_classify.py MODEL.onnx DIR OUT.csv      (librosa 0.11, soundfile, onnxruntime)

The same log-mel windows go through the same model, a track's in one batch; a track's scores are the mean of its windows'.
"""

import csv
import json
import os
import sys
import time
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"

import librosa  # noqa: E402
import numpy as np  # noqa: E402
import onnxruntime  # noqa: E402

ENDINGS = {".mp3", ".wav", ".flac", ".ogg"}


def log_mel(samples, spec):
    """[frames][bands] in dB, as the model's description of its front end says"""
    power = np.abs(librosa.stft(samples, n_fft=int(spec["fft"]), hop_length=int(spec["hop"]), center=False)) ** 2
    mel = librosa.feature.melspectrogram(
        S=power,
        sr=int(spec["rate"]),
        n_mels=int(spec["bands"]),
        fmin=float(spec["fmin"]),
        fmax=float(spec["fmax"]),
    )
    return librosa.power_to_db(mel + float(spec["offset"]), amin=float(spec["floor"]), top_db=None).T.astype(np.float32)


def windows(frames, length, every):
    """[windows][length][bands]; a track that is shorter than one window is repeated"""
    if len(frames) < length:
        frames = np.tile(frames, (-(-length // len(frames)), 1))[:length]
    return np.stack([frames[i : i + length] for i in range(0, len(frames) - length + 1, every)])


def main(model, folder, out):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    described = session.get_modelmeta().custom_metadata_map
    spec = dict(word.split("=", 1) for word in described["front_end"].split())
    labels = json.loads(described["labels"])
    files = sorted(file for file in Path(folder).rglob("*") if file.suffix.lower() in ENDINGS)
    began, heard = time.perf_counter(), 0.0
    with open(out, "w", newline="") as text:
        rows = csv.writer(text)
        rows.writerow(["file", "label", "score"])
        for file in files:
            samples, _ = librosa.load(file, sr=int(spec["rate"]), mono=True)
            heard += len(samples) / int(spec["rate"])
            batch = windows(log_mel(samples, spec), int(spec["frames"]), int(spec["every"]))
            scores = session.run(["scores"], {"log_mel_db": batch})[0].mean(axis=0)
            rows.writerow([file, labels[scores.argmax()], f"{scores.max():.4f}"])
    times = os.times()
    cpu, wall = times.user + times.system + times.children_user + times.children_system, time.perf_counter() - began
    print(f"{len(files)} files, {heard:.0f} s of audio, {heard / wall:.0f} times real time", file=sys.stderr)
    print(f"librosa {librosa.__version__}: {cpu:.1f} s of processor time", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
