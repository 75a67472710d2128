import numpy as np
import pytest

from genretrain import calibrate, measure


def _drawn(temperature, tracks=4000):
    """Logits whose softmax, at the temperature, tells the truth about the targets."""
    random = np.random.default_rng(1)
    logits = random.normal(0, 2, (tracks, 1, 4))
    truth = calibrate.softmax(logits[:, 0])
    targets = (truth.cumsum(axis=1) > random.random((tracks, 1))).argmax(axis=1)
    return logits * temperature, targets


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.5])
def test_the_temperature_that_was_put_in_is_found(temperature):
    logits, targets = _drawn(temperature)
    assert calibrate.fit_temperature(logits[None], targets) == pytest.approx(temperature, rel=0.1)


def test_an_exponent_keeps_the_verdict_and_the_sum():
    scores = calibrate.softmax(np.random.default_rng(2).normal(size=(5, 7, 3)))
    plain, sharp = (calibrate.track_distribution(scores, a, 0.5) for a in (1.0, 2.0))
    assert np.allclose(plain, scores.mean(axis=1)) and np.allclose(sharp.sum(axis=1), 1)
    assert (plain.argmax(axis=1) == sharp.argmax(axis=1)).all() and (sharp.max(axis=1) > plain.max(axis=1)).all()


def test_a_window_that_repeats_makes_nobody_surer():
    one = calibrate.softmax(np.random.default_rng(2).normal(size=(5, 1, 3)))
    assert np.allclose(calibrate.track_distribution(np.repeat(one, 20, axis=1), 2.0, 0.5), one[:, 0])


def test_the_services_sharpen_by_the_same_formula():
    # TrackScoreTest of the services has the same windows and the same answer.
    windows = np.array([[[0.8, 0.1, 0.1], [0.4, 0.5, 0.1]]])
    expected = [[0.71441, 0.24205, 0.04354]]
    assert calibrate.track_distribution(windows, 3.0, 0.5) == pytest.approx(np.array(expected), abs=1e-5)


def test_calibrated_answers_have_a_small_calibration_error():
    logits, targets = _drawn(1.0)
    good, bold = calibrate.softmax(logits[:, 0]), calibrate.softmax(3 * logits[:, 0])
    assert measure.calibration_error(good, targets) < 0.03 < 0.1 < measure.calibration_error(bold, targets)
