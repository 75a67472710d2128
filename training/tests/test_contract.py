import json
from pathlib import Path

import numpy as np

from genretrain import contract

SHIPPED = Path(__file__).resolve().parents[2] / "models" / "front-end.txt"


def test_the_shipped_front_end_has_the_digest_that_the_services_compute():
    text = contract.front_end_text(SHIPPED)
    assert contract.digest(text) == "b258ea0a2c54ed53"
    front_end = contract.FrontEnd(text)
    assert (front_end.shape, front_end.every) == ((34, 96), 17)
    assert [front_end.windows_within(seconds) for seconds in (1, 3, 6, 9, 15, 30)] == [1, 1, 3, 5, 9, 19]


def test_a_self_test_gives_back_its_input():
    value = np.random.default_rng(1).normal(size=(2, 3, 4)).astype(np.float32)
    entry = json.loads(contract.self_test({"x": value}, [[0.25, 0.75]]))
    assert np.array_equal(contract.unpacked(entry["inputs"]["x"]), value)
    assert entry["scores"] == [[0.25, 0.75]] and entry["tolerance"] == 1e-4
