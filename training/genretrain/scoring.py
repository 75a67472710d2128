"""Scores windows with ONNX Runtime, one thread, as the service does."""

import json

import numpy as np
import onnxruntime

from . import dataset


class Scorer:
    def __init__(self, model):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.properties = self.session.get_modelmeta().custom_metadata_map

    @classmethod
    def of(cls, path):
        return cls(path.read_bytes())

    @property
    def labels(self):
        return json.loads(self.properties["labels"])

    @property
    def calibration(self):
        return json.loads(self.properties["calibration"])

    def windows(self, windows):
        """[windows][frames][bands] to [windows][labels]."""
        return self.session.run(["scores"], {"log_mel_db": windows.astype(np.float32)})[0]

    def tracks(self, frames, length, every):
        """[tracks][frames][bands] to [tracks][windows][labels]."""
        return np.stack([self.windows(dataset.windows(track, length, every)) for track in frames])
