"""Figures of merit, from distributions and the right answers."""

import numpy as np

from . import calibrate


def accuracy(scores, targets):
    return float((scores.argmax(axis=-1) == targets).mean())


def interval(scores, targets, groups, rounds=10_000):
    """95 % bootstrap interval of the accuracy. Artists are drawn, not tracks: one artist's tracks rise and fall together."""
    right = scores.argmax(axis=-1) == targets
    names = sorted(set(groups))
    places = {name: place for place, name in enumerate(names)}
    group = np.array([places[name] for name in groups])
    hits = np.bincount(group, weights=right, minlength=len(names))
    sizes = np.bincount(group, minlength=len(names))
    drawn = np.random.default_rng(0).integers(0, len(names), (rounds, len(names)))
    accuracies = hits[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    return [float(edge) for edge in np.percentile(accuracies, [2.5, 97.5])]


def calibration_error(scores, targets, bins=10):
    """Expected calibration error: how far confidence and accuracy are apart, over bins of equal width."""
    confidence = scores.max(axis=-1)
    right = scores.argmax(axis=-1) == targets
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(confidence[place == b].mean() - right[place == b].mean()) * (place == b).mean()
        for b in range(bins)
        if (place == b).any()
    ]
    return float(sum(gaps))


def confusion(scores, targets, count):
    table = np.zeros((count, count), dtype=int)
    np.add.at(table, (targets, scores.argmax(axis=-1)), 1)
    return table


def per_class(table):
    """(precision, recall, F1) of each row's class; 0 where nothing was predicted."""
    right = np.diag(table).astype(float)
    precision = right / np.maximum(table.sum(axis=0), 1)
    recall = right / np.maximum(table.sum(axis=1), 1)
    both = precision + recall
    return precision, recall, np.where(both > 0, 2 * precision * recall / np.maximum(both, 1e-12), 0)


def coverage(scores, targets, thresholds):
    """For each threshold: the share of answers that stay, and how many of those are right."""
    confidence = scores.max(axis=-1)
    right = scores.argmax(axis=-1) == targets
    rows = []
    for threshold in thresholds:
        kept = confidence >= threshold
        rows.append([threshold, float(kept.mean()), float(right[kept].mean()) if kept.any() else None])
    return rows


def cross_fitted(window_scores, targets, groups):
    """Track distributions whose temperature and exponent were fitted on the other half of the artists."""
    names = sorted(set(groups))
    np.random.default_rng(0).shuffle(names)
    first = np.isin(groups, names[: len(names) // 2])
    logits = np.log(np.maximum(window_scores, 1e-30))
    fitted = np.empty((len(targets), logits.shape[-1]))
    for here, there in ((first, ~first), (~first, first)):
        temperature = calibrate.fit_temperature(logits[there], targets[there])
        exponent = calibrate.fit_exponent(calibrate.softmax(logits[there] / temperature), targets[there])
        fitted[here] = calibrate.track_distribution(calibrate.softmax(logits[here] / temperature), exponent)
    return fitted
