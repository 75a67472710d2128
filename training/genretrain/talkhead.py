"""A small layer that tells talk from music, on what is computed of a window anyway: docs/steady.md has what it is worth."""

import json
import math

import numpy as np
import onnx
import torch
from onnx import compose
from torch import nn

from . import contract, export, inputs

INPUT, EMBEDDING, OUTPUT = inputs.LogMel.name, "embedding", "talk"
PREFIX = "talk/"

PARTS = 12  # of the bands, each a mean of power
RATES = (1, 3, 6, 9, 12, 15)  # first of three bins of a window's spectrum over time
QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9)
REGIONS = ((0, 1 / 6), (1 / 6, 1 / 3), (1 / 3, 7 / 12), (7 / 12, 1))  # shares of the bands, low to high
LAGS = (1, 2, 4, 8)
PAIRS = ((0, 6), (1, 8), (2, 10), (1, 4), (4, 8), (6, 11))  # parts of the bands that may move alike
SYLLABLES = range(3, 17)  # frames


class Figures(nn.Module):
    """[batch][frames][bands] in dB to figures that gain does not change: levels, movement at each rate, peaks that stay, pauses.

    Sums over frames are products with matrices, for a window has to cost little and each operation of a graph costs.
    """

    def __init__(self, frames, bands):
        super().__init__()
        self.frames, self.bands = frames, bands
        angles = 2 * np.pi * np.outer(np.arange(frames), np.arange(frames // 2 + 1)) / frames
        hann = np.hanning(frames)[:, None] / np.sqrt(frames)
        self._constant("cosines", hann * np.cos(angles))
        self._constant("sines", hann * np.sin(angles))
        self._constant("three", np.stack([np.eye(frames // 2 + 1)[:, at : at + 3].mean(1) for at in RATES], 1))
        self._constant("ranks", np.stack([_rank(frames, quantile) for quantile in QUANTILES], 1))
        self._constant("lags", _lags(frames, (0, *LAGS)))
        self._constant("syllables", _lags(frames, (0, *SYLLABLES)))

    def _constant(self, name, value):
        self.register_buffer(name, torch.from_numpy(value.astype(np.float32)))

    def forward(self, windows):
        windows = windows.clamp(contract.FLOOR_DB, contract.CEILING_DB)
        power = torch.exp(windows * (math.log(10) / 10))
        part = _decibels(power.reshape(-1, self.frames, PARTS, self.bands // PARTS).mean(3), 60)
        level = _decibels(power.sum(2, keepdim=True), 45)
        middle = part.mean(1)
        moving, level = part - middle.unsqueeze(1), level - level.mean(1, keepdim=True)
        squared = moving * moving
        spread = squared.mean(1).sqrt()
        skew = (squared * moving).mean(1) / (spread * spread * spread + 1)
        steps = (moving[:, 1:] - moving[:, :-1]).abs().mean(1)
        rates = self._rates(torch.cat([moving, level], 2))
        ranks = level[:, :, 0].sort(dim=1)[0] @ self.ranks
        alike = moving / (spread.unsqueeze(1) + 1)
        low, high = (list(places) for places in zip(*PAIRS))
        pairs = (alike[:, :, low] * alike[:, :, high]).mean(1)
        found = [middle - middle.mean(1, keepdim=True), spread, steps, skew, rates, ranks, pairs]
        found += self._peaks(torch.maximum(windows, windows.amax((1, 2), keepdim=True) - 60))
        return torch.cat([*found, _lagged(level, self.syllables, 0.5)], 1)

    def _rates(self, values):
        """How strongly [batch][frames][n] move at each rate, ln of dB squared."""
        turned = values.transpose(1, 2)
        strength = (turned @ self.cosines).pow(2) + (turned @ self.sines).pow(2)
        return torch.log(strength @ self.three + 0.1).flatten(1)

    def _peaks(self, windows):
        """How far bands stand out of those beside them, dB, and how alike these peaks are some frames later."""
        edges = torch.cat([windows[:, :, :1]] * 3 + [windows] + [windows[:, :, -1:]] * 3, 2)
        peaks = windows - (edges[:, :, :-6] + edges[:, :, 6:]) / 2
        found = []
        for low, high in REGIONS:
            some = peaks[:, :, round(low * self.bands) : round(high * self.bands)]
            found += [some.pow(2).mean((1, 2)).sqrt().unsqueeze(1), _lagged(some, self.lags, 0.1)]
        return found


def _decibels(power, range_db):
    """In dB, nothing counting as softer than `range_db` under the loudest of the window."""
    level = torch.log(power + 1e-10) * (10 / math.log(10))
    return torch.maximum(level, level.amax((1, 2), keepdim=True) - range_db)


def _lagged(values, lags, floor):
    """How alike [batch][frames][n] are to themselves some frames later, of their own power and a floor, dB squared."""
    products = (values @ values.transpose(1, 2)).flatten(1) @ lags / values.shape[2]
    return products[:, 1:] / (products[:, :1] + floor)


def _lags(frames, lags):
    """[frames * frames][lags]: products of frames, the mean of those that lie so far apart."""
    return np.stack([np.eye(frames, k=lag).ravel() / (frames - lag) for lag in lags], 1)


def _rank(frames, quantile):
    """What each of the sorted frames has of a quantile, by linear interpolation."""
    return np.array([np.interp(quantile * (frames - 1), np.arange(frames), one) for one in np.eye(frames)])


class Layers(nn.Module):
    """[batch][figures] to how sure it is of talk, [batch], as logits; with the standardisation of what it has learnt from."""

    def __init__(self, mean, spread, hidden=32):
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("spread", spread)
        self.network = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(len(mean), hidden), nn.ReLU(), nn.Dropout(0.3), nn.Linear(hidden, 1)
        )

    def forward(self, values):
        return self.network(((values - self.mean) / self.spread).clamp(-6, 6))[:, 0]


def fit(values, talk, weights, steps=1500, batch=256):
    """Layers that have learnt which of `values` [n][figures] are talk, each drawn as often as its weight says."""
    torch.manual_seed(1)
    torch.set_num_threads(1)
    values, talk, weights = (torch.from_numpy(np.asarray(given, np.float32)) for given in (values, talk, weights))
    layers = Layers(values.mean(0), values.std(0) + 1e-3)
    optimizer = torch.optim.AdamW(layers.parameters(), weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 5e-3, total_steps=steps, pct_start=0.2)
    for _ in range(steps):
        drawn = torch.multinomial(weights, batch, replacement=True)
        said = layers(values[drawn] + 0.1 * layers.spread * torch.randn(batch, values.shape[1]))
        loss = nn.functional.binary_cross_entropy_with_logits(said, 0.01 + 0.98 * talk[drawn])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    return layers.eval()


class Talk(nn.Module):
    """Log-mel windows and what a network makes of them to the probability of talk, [batch]."""

    def __init__(self, figures, layers, embedding):
        super().__init__()
        self.figures, self.layers, self.embedding = figures, layers, embedding

    def forward(self, windows, embedding):
        # Of several networks the first: the layers have learnt on one.
        values = torch.cat([self.figures(windows), embedding[:, : self.embedding]], 1)
        return torch.sigmoid(self.layers(values))


def add(path, talk, talk_from, version):
    """Gives the model in the file the output `talk`, instead of one that it may have; its scores stay as they are."""
    model = onnx.load(path)
    properties = {prop.key: prop.value for prop in model.metadata_props} | {"version": version}
    properties["calibration"] = json.dumps(json.loads(properties["calibration"]) | {"talk_from": talk_from})
    _remove(model.graph)
    part = _exported(talk, *contract.FrontEnd(properties["front_end"]).shape).graph
    model.graph.node.extend(part.node)
    model.graph.initializer.extend(part.initializer)
    model.graph.output.extend(part.output)
    contract.write(model, properties, path)


def _remove(graph):
    for parts in (graph.node, graph.initializer, graph.output):
        kept = [part for part in parts if not part.name.startswith(PREFIX) and part.name != OUTPUT]
        del parts[:]
        parts.extend(kept)


def _exported(talk, frames, bands):
    """The head's graph, whose inputs are names of the genre model and whose own names all begin alike."""
    examples = (torch.from_numpy(export.sample_windows(frames, bands)), torch.zeros(2, talk.embedding))
    model = compose.add_prefix(export.exported(talk.eval(), examples, [INPUT, EMBEDDING], [OUTPUT]), PREFIX)
    shared = {PREFIX + name: name for name in (INPUT, EMBEDDING, OUTPUT)}
    for node in model.graph.node:
        for names in (node.input, node.output):
            names[:] = [shared.get(name, name) for name in names]
    model.graph.output[0].name = OUTPUT
    return model
