"""Principal components of the MFCC statistics, then gradient-boosted trees: scikit-learn's, written as ONNX by skl2onnx."""

import time

import numpy as np
import torch
from onnx import helper
from skl2onnx import to_onnx
from sklearn.decomposition import PCA
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from . import contract, dataset
from .inputs import Aggregate

COMPONENTS = 40
ROUNDS = 150


class Trees:
    """Learns from the windows as a stream gives them: what cannot be trained step by step gains nothing from augmentation."""

    def __init__(self, tracks, labels, front_end, seed):
        began = time.process_time()
        self.front_end = front_end
        self.input = Aggregate(front_end.bands)
        values = self._statistics(tracks.frames)
        targets = np.repeat(tracks.targets(labels), values.shape[1])
        self.pipeline = make_pipeline(
            StandardScaler(),
            PCA(COMPONENTS, random_state=seed),
            GradientBoostingClassifier(n_estimators=ROUNDS, subsample=0.5, max_features="sqrt", random_state=seed),
        ).fit(values.reshape(len(targets), -1), targets)
        self.seconds = time.process_time() - began

    def said(self, frames):
        """Log-probabilities [tracks][windows][labels] and components [tracks][windows][components]."""
        values = self._statistics(frames)
        flat = values.reshape(-1, values.shape[2])
        logits = np.log(np.maximum(self.pipeline.predict_proba(flat), 1e-12))
        components = self.pipeline[:-1].transform(flat)
        return logits.reshape(*values.shape[:2], -1), components.reshape(*values.shape[:2], -1)

    def graph(self):
        example = np.zeros((1, len(Aggregate.names())), dtype=np.float32)
        model = to_onnx(
            self.pipeline, example, options={"zipmap": False}, target_opset={"": contract.OPSET, "ai.onnx.ml": 3}
        )
        graph = model.graph
        taken, scores = graph.input[0].name, graph.output[1].name
        graph.node.insert(0, helper.make_node("Identity", ["aggregate"], [taken]))
        graph.node.append(helper.make_node("Identity", [scores], ["scores"]))
        graph.input[0].name = "aggregate"
        graph.output[1].name = "scores"
        del graph.output[0]
        for value in (graph.input[0], graph.output[0]):
            value.type.tensor_type.shape.dim[0].dim_param = "batch"
        model.ir_version = contract.IR_VERSION
        return model

    def _statistics(self, frames):
        """[tracks][frames][bands] to [tracks][windows][statistics]."""
        length, every = self.front_end.frames, self.front_end.every
        return np.stack([self.input(torch.from_numpy(dataset.windows(f, length, every))).numpy() for f in frames])
