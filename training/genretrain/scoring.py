"""Scores windows with ONNX Runtime, one thread, as the service does."""

import json

import numpy as np
import onnxruntime
import torch

from . import dataset, inputs


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
        """Log-mel [windows][frames][bands] to [windows][labels]."""
        return self.scored(self.taken(windows))

    def taken(self, windows):
        """The input that the model takes, of log-mel windows."""
        kind = inputs.KINDS[self.session.get_inputs()[0].name](windows.shape[2])
        return kind(torch.from_numpy(windows.astype(np.float32))).numpy()

    def scored(self, values):
        """The model's own input to [windows][labels]."""
        return self._said("scores", values)

    def embeddings(self, windows):
        """Log-mel [windows][frames][bands] to [windows][size]."""
        return self._said("embedding", self.taken(windows))

    def talk(self, windows):
        """Log-mel [windows][frames][bands] to the probability of talk, [windows]."""
        return self._said("talk", self.taken(windows))

    def tracks(self, frames, length, every):
        """[tracks][frames][bands] to [tracks][windows][labels]."""
        return np.stack([self.windows(dataset.windows(track, length, every)) for track in frames])

    def _said(self, output, values):
        return self.session.run([output], {self.session.get_inputs()[0].name: values})[0]
