"""The tagger of the package musicnn (J. Pons and X. Serra, "musicnn: pre-trained convolutional neural networks for music audio
tagging", 2019) as a model of ours: its weights, the same computation, our metadata.

Its input is log10(1 + 10,000 mel) of 187 frames at 16 kHz. Our front end gives 10 log10(mel + 1e-4), from which the graph makes it.
"""

import json

import numpy as np
from onnx import helper

from . import checkpoint, contract, export
from .scoring import Scorer

FRONT_END = (
    "rate=16000 window=512 fft=512 hop=256 taper=hann power=2.0 bands=96 mel=slaney norm=slaney fmin=0.0 fmax=8000.0"
    " log=db floor=1.0E-10 offset=1.0E-4 mfcc=20 dct=ortho frames=187 every=93 decoder=ffmpeg-8.0-swr-s16"
)

# In the order of the scores, as the Million Song Dataset's listeners at last.fm wrote them.
TAGS = (
    "rock", "pop", "alternative", "indie", "electronic", "female vocalists", "dance", "00s", "alternative rock", "jazz",
    "beautiful", "metal", "chillout", "male vocalists", "classic rock", "soul", "indie rock", "Mellow", "electronica", "80s",
    "folk", "90s", "chill", "instrumental", "punk", "oldies", "blues", "hard rock", "ambient", "acoustic",
    "experimental", "female vocalist", "guitar", "Hip-Hop", "70s", "party", "country", "easy listening", "sexy", "catchy",
    "funk", "electro", "heavy metal", "Progressive rock", "60s", "rnb", "indie pop", "sad", "House", "happy",
)  # fmt: skip

# What TensorFlow's layers add to a variance.
EPSILON = 1e-3


class Network:
    """Collects the nodes and constants of the graph; tensors are [batch, channels, time] or [batch, 1, time, bands]."""

    def __init__(self, weights):
        self.weights = weights
        self.nodes = []
        self.constants = {}

    def add(self, kind, inputs, **attributes):
        name = f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def constant(self, value):
        name = f"constant_{len(self.constants)}"
        self.constants[name] = np.asarray(value)
        return name

    def normalisation(self, number):
        """Factor and term of a batch normalisation that has been trained, for each channel."""
        name = "batch_normalization" + (f"_{number}" if number else "")
        gamma, beta, mean, variance = (
            self.weights[f"{name}/{part}"].astype(np.float64)
            for part in ("gamma", "beta", "moving_mean", "moving_variance")
        )
        factor = gamma / np.sqrt(variance + EPSILON)
        return factor, beta - mean * factor

    def scaled(self, tensor, factor, term):
        product = self.add("Mul", [tensor, self.constant(np.float32(factor))])
        return self.add("Add", [product, self.constant(np.float32(term))])

    def convolved(self, tensor, number, weight, pads):
        """A convolution, what is above 0 of it, and its normalisation, which comes right after it in number."""
        bias = self.constant(self.weights[f"conv2d{_suffix(number)}/bias"])
        convolution = self.add("Conv", [tensor, self.constant(np.ascontiguousarray(weight)), bias], pads=pads)
        factor, term = self.normalisation(number + 1)
        around = (1, -1) + (1,) * (len(pads) // 2)
        return self.scaled(self.add("Relu", [convolution]), factor.reshape(around), term.reshape(around))

    def over_bands(self, tensor, number, pads):
        """Filters over time and bands; of the bands the strongest is kept."""
        weight = self.weights[f"conv2d{_suffix(number)}/kernel"].transpose(3, 2, 0, 1)
        return self.add("ReduceMax", [self.convolved(tensor, number, weight, pads)], axes=[3], keepdims=0)

    def over_time(self, tensor, number):
        """Filters over time and all channels."""
        weight = self.weights[f"conv2d{_suffix(number)}/kernel"][:, :, 0, :].transpose(2, 1, 0)
        return self.convolved(tensor, number, weight, [3, 3])

    def dense(self, tensor, name):
        weights = [self.constant(self.weights[f"{name}/{part}"]) for part in ("kernel", "bias")]
        return self.add("Gemm", [tensor, *weights])


def _suffix(number):
    return f"_{number}" if number else ""


def graph(weights):
    network = Network(weights)
    factor, term = (value.item() for value in network.normalisation(0))
    # log10(1 + 10,000 mel) = 4 + (10 log10(mel + 1e-4)) / 10
    levels = network.scaled("log_mel_db", factor / 10, term + 4 * factor)
    picture = network.add("Unsqueeze", [levels, network.constant(np.array([1]))])
    timbre = [network.over_bands(picture, number, [3, 0, 3, 0]) for number in (0, 1)]
    # TensorFlow pads an even length by one more at its end.
    rhythm = [
        network.over_bands(picture, number, [length // 2 - 1, 0, length // 2, 0])
        for number, length in ((2, 128), (3, 64), (4, 32))
    ]
    front = network.add("Concat", [*timbre, *rhythm], axis=1)
    first = network.over_time(front, 5)
    second = network.add("Add", [network.over_time(first, 6), first])
    third = network.add("Add", [network.over_time(second, 7), second])
    everything = network.add("Concat", [front, first, second, third], axis=1)
    most = network.add("ReduceMax", [everything], axes=[2], keepdims=0)
    mean = network.add("ReduceMean", [everything], axes=[2], keepdims=0)
    # Each channel's largest value and its mean stand beside each other.
    pairs = [network.add("Unsqueeze", [tensor, network.constant(np.array([2]))]) for tensor in (most, mean)]
    pooled = network.add("Flatten", [network.add("Concat", pairs, axis=2)])
    hidden = network.dense(network.scaled(pooled, *network.normalisation(9)), "dense")
    factor, term = network.normalisation(10)
    embedding = network.scaled(network.add("Relu", [hidden]), factor, term)
    scores = network.add("Sigmoid", [network.dense(embedding, "dense_1")])
    network.nodes += [
        helper.make_node("Identity", [embedding], ["embedding"]),
        helper.make_node("Identity", [scores], ["scores"]),
    ]
    front_end = contract.FrontEnd(FRONT_END)
    return contract.graph_model(
        network.nodes,
        {"log_mel_db": front_end.shape},
        {"scores": [len(TAGS)], "embedding": [weights["dense/bias"].size]},
        network.constants,
        "tags",
    )


def write(folder, version, path):
    """Writes the model that the weights in `folder` make, with a self-test."""
    model = graph(checkpoint.read(folder))
    properties = contract.metadata("musicnn-msd", version, FRONT_END, TAGS, "sigmoid", track_exponent=1, unknown_below=0.1)
    sample = export.sample_windows(*contract.FrontEnd(FRONT_END).shape)
    properties["self_test"] = contract.self_test({"log_mel_db": sample}, Scorer(model.SerializeToString()).scored(sample))
    properties["training"] = json.dumps({"weights": "musicnn 0.1.0, MSD_musicnn", "licence": "ISC"})
    contract.write(model, properties, path)
    print(f"{path}: {path.stat().st_size:,} bytes")
