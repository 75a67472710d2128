"""Writes trained networks as the graph of an ONNX file."""

import inspect
import io
import warnings

import numpy as np
import onnx
import torch

from . import contract


def graph(served, input_name, example):
    """An ONNX model that takes `example`'s shape, any number of them, and gives scores and embedding."""
    return exported(served.eval(), (example,), [input_name], ["scores", "embedding"])


def exported(module, examples, inputs, outputs):
    """The module as an ONNX model, whose first axis is as long as one likes."""
    names = [*inputs, *outputs]
    # The older of torch's two exporters is in torch 1.13 and today's alike and needs no other package.
    older = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            examples,
            file,
            input_names=inputs,
            output_names=outputs,
            dynamic_axes={name: {0: "batch"} for name in names},
            opset_version=contract.OPSET,
            **older,
        )
    model = onnx.load_from_string(file.getvalue())
    model.ir_version = contract.IR_VERSION
    return model


def sample_windows(frames, bands):
    """Two synthetic log-mel windows for the self-test: noise of plausible levels, and a slow sweep through the bands."""
    random = np.random.default_rng(2)
    level = np.linspace(-10, -60, bands)
    noise = level + 10 * random.standard_normal((frames, bands))
    position = np.arange(bands) - np.linspace(0, bands - 1, frames)[:, None]
    sweep = level - 10 + 30 * np.exp(-((position / 6) ** 2))
    return np.stack([noise, sweep]).astype(np.float32)
