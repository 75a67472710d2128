"""From trained networks to the model file: the graph, its metadata and its self-test."""

import json

import torch

from . import contract, export, train
from .model import Served
from .scoring import Scorer


def publish(checkpoints, calibration, front_end, name, version, path):
    """The networks of all checkpoints become one model, whose scores are the mean of theirs."""
    states = [torch.load(checkpoint, map_location="cpu") for checkpoint in checkpoints]
    members, kinds = zip(*(train.classifier(checkpoint) for checkpoint in checkpoints))
    first = states[0]
    example = kinds[0](torch.from_numpy(export.sample_windows(*contract.FrontEnd(front_end).shape)))
    model = export.graph(Served(members, calibration["temperature"]), kinds[0].name, example)
    training = {
        "settings": first["settings"],
        "seeds": [state["settings"]["seed"] for state in states],
        "seconds": round(sum(state["seconds"] for state in states)),
        "torch": first["torch"],
        "device": first["device"],
        "parameters": sum(p.numel() for member in members for p in member.parameters()),
        "window_temperature": calibration["temperature"],
    }
    write(model, kinds[0], first["labels"], calibration, front_end, name, version, training, path)


def write(model, kind, labels, calibration, front_end, name, version, training, path):
    properties = contract.metadata(
        name, version, front_end, labels, "softmax", calibration["track_exponent"], calibration["unknown_below"]
    )
    if kind.name == "aggregate":
        properties["aggregate_names"] = json.dumps(kind.names())
    scorer = Scorer(model.SerializeToString())
    sample = scorer.taken(export.sample_windows(*contract.FrontEnd(front_end).shape))
    properties["self_test"] = contract.self_test({kind.name: sample}, scorer.scored(sample))
    properties["training"] = json.dumps(training)
    contract.write(model, properties, path)
    print(f"{path}: {path.stat().st_size:,} bytes, {calibration}")
