from pathlib import Path

import numpy as np
import pytest

from genretrain import testwindows
from genretrain.inputs import Aggregate

GOLDEN = Path(__file__).parents[2] / "dsp/src/test/resources/golden/windows"
NAMES = list(testwindows.windows())


def _golden(name):
    window = np.fromfile(GOLDEN / f"{name}.log_mel", "<f4").reshape(-1, testwindows.BANDS)
    return window, np.fromfile(GOLDEN / f"{name}.aggregate", "<f4")


@pytest.mark.parametrize("name", NAMES)
def test_statistics_are_those_that_the_java_tests_agree_with(name):
    window, expected = _golden(name)
    # Another PyTorch adds up in another order: c0 is about -1000, in float32.
    assert np.abs(testwindows.aggregate(window) - expected).max() < 5e-4


def test_names_are_those_of_the_golden_files():
    assert (GOLDEN / "names.txt").read_text().split() == Aggregate.names()


@pytest.mark.parametrize("name", ["still", "silence"])
def test_what_does_not_vary_has_no_shape(name):
    values = dict(zip(Aggregate.names(), testwindows.aggregate(_golden(name)[0])))
    assert all(value == 0 for key, value in values.items() if key.endswith((".skew", ".kurtosis")))
