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


def halves(groups):
    """Two halves of the tracks that share no artist: (mask, the other's)."""
    names = sorted(set(groups))
    np.random.default_rng(0).shuffle(names)
    first = np.isin(groups, names[: len(names) // 2])
    return (first, ~first), (~first, first)


def cross_fitted(logits, targets, groups, share, windows):
    """Distributions of the first `windows` windows and of the track by them, both calibrated on the other half of the artists."""
    alone = np.empty(logits.shape[1:])
    tracks = np.empty((len(targets), logits.shape[-1]))
    for here, there in halves(groups):
        temperature = calibrate.fit_temperature(logits[:, there], targets[there])
        exponent = calibrate.fit_exponent(calibrate.member_mean(logits[:, there], temperature), targets[there], share)
        alone[here] = calibrate.member_mean(logits[:, here], temperature)
        tracks[here] = calibrate.track_distribution(alone[here, :windows], exponent, share)
    return alone[:, :windows], tracks


def calibration_interval(scores, targets, groups, rounds=1000):
    """95 % bootstrap interval of the calibration error over artists. It is biased upwards: a perfect model has an error above 0 too."""
    names = sorted(set(groups))
    members = {name: np.flatnonzero(np.array(groups) == name) for name in names}
    random = np.random.default_rng(0)
    errors = []
    for _ in range(rounds):
        drawn = np.concatenate([members[names[i]] for i in random.integers(0, len(names), len(names))])
        errors.append(calibration_error(scores[drawn], targets[drawn]))
    return [float(edge) for edge in np.percentile(errors, [2.5, 97.5])]


def expected_of_a_perfect_model(scores, rounds=1000):
    """The calibration error that these confidences would show in the mean if each were exactly right."""
    random = np.random.default_rng(0)
    confidence = scores.max(axis=-1)
    best = scores.argmax(axis=-1)
    errors = [
        calibration_error(scores, np.where(random.random(len(confidence)) < confidence, best, -1)) for _ in range(rounds)
    ]
    return float(np.mean(errors))


def brier(scores, targets):
    """Mean squared distance of the distribution from the right answer, 0 to 2."""
    right = np.eye(scores.shape[-1])[targets]
    return float(((scores - right) ** 2).sum(axis=-1).mean())


def precision_at(embeddings, names, among, count):
    """How many of the `count` nearest by cosine bear the same name; [tracks][size]; only neighbours of the same `among`.

    Tracks whose name nobody else has cannot be answered and are not asked.
    """
    unit = embeddings / np.maximum(np.linalg.norm(embeddings, axis=1, keepdims=True), 1e-12)
    near = unit @ unit.T
    names, among = np.array(names), np.array(among)
    near[among[:, None] != among] = -np.inf
    np.fill_diagonal(near, -np.inf)
    shares = []
    for place, name in enumerate(names):
        alike = ((names == name) & (among == among[place])).sum() - 1
        if not name or not alike:
            continue
        nearest = np.argsort(-near[place])[:count]
        shares.append((names[nearest] == name).mean())
    return float(np.mean(shares)), len(shares)
