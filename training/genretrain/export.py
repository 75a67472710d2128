"""Writes a trained network as an ONNX file, node by node.

Torch's own exporter changed twice between 1.13 and today and names tensors as it likes. The graph is short, so
writing it here gives the same small file from every torch, with batch normalisation folded into the convolutions.
"""

import numpy as np
from onnx import helper

from . import contract


def network_model(weights, pooling, mean, deviation, temperature, window):
    """weights: the network's state as numpy arrays by name; window: (frames, bands)."""
    constants = {
        "floor": np.array(contract.FLOOR_DB),
        "ceiling": np.array(contract.CEILING_DB),
        "band_mean": mean,
        "band_scale": 1 / deviation,
        "picture_shape": np.array([-1, 1, *window]),
    }
    nodes = [
        helper.make_node("Clip", ["log_mel_db", "floor", "ceiling"], ["bounded"]),
        helper.make_node("Sub", ["bounded", "band_mean"], ["centred"]),
        helper.make_node("Mul", ["centred", "band_scale"], ["standardised"]),
        helper.make_node("Reshape", ["standardised", "picture_shape"], ["picture"]),
    ]
    last = "picture"
    for block, size in enumerate(pooling):
        kernel, bias = _folded(weights, block)
        constants[f"kernel{block}"], constants[f"bias{block}"] = kernel, bias
        nodes += [
            helper.make_node(
                "Conv", [last, f"kernel{block}", f"bias{block}"], [f"found{block}"], pads=[1, 1, 1, 1], kernel_shape=[3, 3]
            ),
            helper.make_node("Relu", [f"found{block}"], [f"active{block}"]),
        ]
        last = f"active{block}"
        if tuple(size) != (1, 1):
            nodes.append(helper.make_node("MaxPool", [last], [f"pooled{block}"], kernel_shape=size, strides=size))
            last = f"pooled{block}"
    constants |= {
        "embedding_weight": weights["embedding.weight"],
        "embedding_bias": weights["embedding.bias"],
        # softmax(logits / temperature): dividing the last layer costs nothing at run time
        "output_weight": weights["output.weight"] / temperature,
        "output_bias": weights["output.bias"] / temperature,
    }
    nodes += [
        helper.make_node("GlobalAveragePool", [last], ["mean"]),
        helper.make_node("GlobalMaxPool", [last], ["maximum"]),
        helper.make_node("Concat", ["mean", "maximum"], ["both"], axis=1),
        helper.make_node("Flatten", ["both"], ["flat"], axis=1),
        helper.make_node("Gemm", ["flat", "embedding_weight", "embedding_bias"], ["linear"], transB=1),
        helper.make_node("Relu", ["linear"], ["embedding"]),
        helper.make_node("Gemm", ["embedding", "output_weight", "output_bias"], ["logits"], transB=1),
        helper.make_node("Softmax", ["logits"], ["scores"], axis=1),
    ]
    outputs = {
        "scores": [len(weights["output.bias"])],
        "embedding": [len(weights["embedding.bias"])],
    }
    return contract.graph_model(nodes, {"log_mel_db": list(window)}, outputs, constants, "genre")


def _folded(weights, block):
    """A convolution that gives what convolution and batch normalisation give together."""
    norm = f"norms.{block}."
    scale = weights[norm + "weight"] / np.sqrt(weights[norm + "running_var"] + 1e-5)
    kernel = weights[f"convolutions.{block}.weight"] * scale[:, None, None, None]
    return kernel, weights[norm + "bias"] - weights[norm + "running_mean"] * scale


def sample_windows(mean, deviation, window):
    """Two synthetic windows for the self-test: noise of plausible levels, and a slow sweep through the bands."""
    random = np.random.default_rng(2)
    frames, bands = window
    noise = mean + deviation * random.standard_normal(window)
    position = np.arange(bands) - np.linspace(0, bands - 1, frames)[:, None]
    sweep = mean - 10 + 30 * np.exp(-((position / 6) ** 2))
    return np.stack([noise, sweep]).astype(np.float32)
