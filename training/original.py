"""How near models/tags.onnx is to the network it was made of, which is run here by TensorFlow.

    python original.py DIR      (a virtual environment with tensorflow-cpu 2.15.1, librosa, onnxruntime and, by
                                 pip install --no-deps, musicnn 0.1.0)

Every ninth FLAC file of DIR, its first 20 s, in windows of 187 frames that half overlap; both get the same mel energies.
"""

import os
import sys
from pathlib import Path

os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import librosa  # noqa: E402
import musicnn  # noqa: E402
import numpy as np  # noqa: E402
import onnxruntime  # noqa: E402
import tensorflow as tf  # noqa: E402

tf.compat.v1.disable_eager_execution()
from musicnn import models  # noqa: E402

MODEL = Path(__file__).resolve().parent.parent / "models" / "tags.onnx"
FRAMES, EVERY, BANDS, TAGS = 187, 93, 96, 50


def windows(features):
    return np.stack([features[i : i + FRAMES] for i in range(0, len(features) - FRAMES + 1, EVERY)]).astype(np.float32)


def main(folder):
    ours = onnxruntime.InferenceSession(str(MODEL), providers=["CPUExecutionProvider"])
    given = tf.compat.v1.placeholder(tf.float32, [None, FRAMES, BANDS])
    layers = models.define_model(given, tf.constant(False), "MSD_musicnn", TAGS)
    theirs = [tf.nn.sigmoid(layers[0]), layers[-1]]
    worst = {"scores": 0.0, "embedding": 0.0, "scores, the original's input rounded as its own": 0.0}
    with tf.compat.v1.Session() as session:
        tf.compat.v1.train.Saver().restore(session, str(Path(musicnn.__file__).parent / "MSD_musicnn") + "/")
        for file in sorted(Path(folder).glob("*.flac"))[::9]:
            samples, rate = librosa.load(file, sr=16000, duration=20)
            mel = librosa.feature.melspectrogram(y=samples, sr=rate, hop_length=256, n_fft=512, n_mels=BANDS).T
            scores, embedding = ours.run(["scores", "embedding"], {"log_mel_db": windows(10 * np.log10(mel.astype(float) + 1e-4))})
            exact = session.run(theirs, {given: windows(np.log10(10000 * mel.astype(float) + 1))})
            rounded = session.run(theirs, {given: windows(np.log10(10000 * mel.astype(np.float16) + 1))})
            found = (exact[0] - scores, exact[1] - embedding, rounded[0] - scores)
            worst = {name: max(least, float(np.abs(new).max())) for (name, least), new in zip(worst.items(), found)}
    for name, value in worst.items():
        print(f"{name}: at most {value:.1e} apart")


main(*sys.argv[1:])
