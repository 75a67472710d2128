import json

import numpy as np
import onnxruntime
import pytest

from genretrain import contract, testmodels
from genretrain.scoring import Scorer

from conftest import FRONT_END


@pytest.fixture
def folder(tmp_path):
    testmodels.write_all(tmp_path, FRONT_END)
    return tmp_path


def _self_test_error(path):
    session = onnxruntime.InferenceSession(str(path))
    entry = json.loads(session.get_modelmeta().custom_metadata_map["self_test"])
    inputs = {name: contract.unpacked(value) for name, value in entry["inputs"].items()}
    return np.abs(session.run(["scores"], inputs)[0] - np.array(entry["scores"])).max()


@pytest.mark.parametrize(
    "name",
    [
        "tiny",
        "tiny-mfcc",
        "tiny-sigmoid",
        "tiny-aggregate",
        "tiny-talk",
        "lstm-votes",
        "convolutions-gru",
        "foreign-embedding",
        "other-front-end",
        "wrong-shape",
    ],
)
def test_sound_models_pass_their_self_test(folder, name):
    assert _self_test_error(folder / f"{name}.onnx") < contract.TOLERANCE / 100


def test_swapped_labels_fail_theirs(folder):
    assert _self_test_error(folder / "swapped-labels.onnx") > 0.1


def test_the_wrong_ones_are_wrong_in_the_way_they_say(folder):
    assert Scorer.of(folder / "no-metadata.onnx").properties == {}
    other = Scorer.of(folder / "other-front-end.onnx").properties
    assert other["front_end_digest"] == contract.digest(other["front_end"]) != contract.digest(FRONT_END)
    assert Scorer.of(folder / "wrong-shape.onnx").session.get_inputs()[0].shape == ["batch", 34, 40]


def test_they_are_small(folder):
    assert max(path.stat().st_size for path in folder.glob("*.onnx")) < 51_200


def test_scores_of_a_sigmoid_need_not_sum_to_one(folder):
    scores = Scorer.of(folder / "tiny-sigmoid.onnx").windows(np.zeros((3, 34, 96)))
    assert scores.shape == (3, 3) and (np.abs(scores.sum(axis=1) - 1) > 0.1).all()


def test_each_of_the_right_ones_says_which_front_end_it_takes(folder):
    embedding = Scorer.of(folder / "foreign-embedding.onnx")
    assert contract.FrontEnd(embedding.properties["front_end"]).shape == (64, 128)
    assert embedding.session.get_inputs()[0].shape == ["batch", 64, 128]
    assert "mfcc=10" in Scorer.of(folder / "lstm-votes.onnx").properties["front_end"]
    aggregate = Scorer.of(folder / "tiny-aggregate.onnx")
    assert json.loads(aggregate.properties["aggregate_names"]) == testmodels.AGGREGATE_NAMES
    assert aggregate.session.get_inputs()[0].shape == ["batch", len(testmodels.AGGREGATE_NAMES)]
