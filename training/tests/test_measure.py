import numpy as np
import pytest

from genretrain import measure

SCORES = np.array([[0.9, 0.1], [0.6, 0.4], [0.3, 0.7], [0.45, 0.55]])
TARGETS = np.array([0, 1, 1, 1])


def test_accuracy_and_confusion_agree():
    table = measure.confusion(SCORES, TARGETS, 2)
    assert table.tolist() == [[1, 0], [1, 2]]
    assert measure.accuracy(SCORES, TARGETS) == 0.75


def test_precision_recall_and_f1_by_hand():
    precision, recall, f1 = measure.per_class(np.array([[1, 0], [1, 2]]))
    assert precision.tolist() == [0.5, 1.0]
    assert recall == pytest.approx([1, 2 / 3])
    assert f1 == pytest.approx([2 / 3, 0.8])


def test_a_class_never_predicted_has_no_precision_and_no_error():
    precision, _, f1 = measure.per_class(np.array([[0, 3], [0, 2]]))
    assert precision[0] == 0 and f1[0] == 0


def test_coverage_falls_with_the_threshold():
    rows = measure.coverage(SCORES, TARGETS, [0.0, 0.65, 0.95])
    assert rows == [[0.0, 1.0, 0.75], [0.65, 0.5, 1.0], [0.95, 0.0, None]]


def test_an_interval_over_one_artist_has_no_width():
    assert measure.interval(SCORES, TARGETS, ["one"] * 4, rounds=50) == [0.75, 0.75]
    low, high = measure.interval(SCORES, TARGETS, list("abcd"), rounds=500)
    assert low < 0.75 < high


def test_the_brier_score_by_hand():
    assert measure.brier(np.array([[0.8, 0.2], [0.4, 0.6]]), np.array([0, 0])) == pytest.approx((0.08 + 0.72) / 2)


def test_a_perfect_model_shows_some_calibration_error_all_the_same():
    scores = np.tile([[0.7, 0.3]], (100, 1))
    assert 0.01 < measure.expected_of_a_perfect_model(scores) < 0.08
    low, high = measure.calibration_interval(SCORES, TARGETS, list("abcd"), rounds=50)
    assert low <= measure.calibration_error(SCORES, TARGETS) <= high


def test_neighbours_are_looked_for_among_their_own_kind_alone():
    places = np.array([[1, 0], [1, 0.1], [0, 1], [0.1, 1], [1, 0.05]])
    precision, asked = measure.precision_at(places, ["a", "a", "b", "b", "b"], [0, 0, 0, 0, 1], 1)
    # The fifth has nobody of its name beside it, and is nobody's neighbour.
    assert precision == 1 and asked == 4


def test_halves_share_no_artist():
    groups = ["a", "b", "a", "c", "d"]
    for here, there in measure.halves(groups):
        assert not set(np.array(groups)[here]) & set(np.array(groups)[there]) and (here | there).all()
