"""The two numbers fitted on tracks that the networks have not heard: the window temperature and the track exponent."""

import numpy as np

# The disagreement of windows, in nats, at which a track's distribution is sharpened half as far as it can be.
HALF_DISAGREEMENT = 0.02

# A grid of 1 % steps is finer than a few hundred tracks can tell apart.
GRID = np.exp(np.arange(np.log(0.2), np.log(5.0), 0.01))


def softmax(logits):
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


def track_distribution(window_scores, exponent, share):
    """[tracks][windows][labels] to [tracks][labels]: the mean, sharpened as the services do.

    The mean of windows that disagree is more timid than it should be, so its entries are raised to a power and brought back
    to the sum one. The power grows from 1 towards `exponent` with the music heard, in whole windows of which each later one
    brings `share` that is new; and only as far as the windows disagree, so that a loop makes nobody surer.
    """
    mean = window_scores.mean(axis=-2)
    disagreement = np.maximum(entropy(mean) - entropy(window_scores).mean(axis=-1), 0)
    heard = 1 + (window_scores.shape[-2] - 1) * share
    power = 1 + (exponent - 1) * (1 - 1 / heard) * disagreement / (disagreement + HALF_DISAGREEMENT)
    powered = mean ** np.expand_dims(power, -1)
    return powered / powered.sum(axis=-1, keepdims=True)


def entropy(scores):
    """In nats."""
    return -(scores * np.log(np.maximum(scores, 1e-12))).sum(axis=-1)


def negative_log_likelihood(scores, targets):
    chosen = np.take_along_axis(scores, np.expand_dims(targets, -1), axis=-1)
    return float(-np.log(np.maximum(chosen, 1e-12)).mean())


def fit_temperature(logits, targets):
    """logits [members][tracks][windows][labels]: the temperature under which the members' mean is calibrated best."""
    per_window = np.repeat(targets[:, None], logits.shape[2], axis=1)
    losses = [negative_log_likelihood(member_mean(logits, temperature), per_window) for temperature in GRID]
    return round(float(GRID[int(np.argmin(losses))]), 3)


def member_mean(logits, temperature):
    """[members][...][labels] to distributions [...][labels]."""
    return softmax(logits / temperature).mean(axis=0)


def fit_exponent(window_scores, targets, share):
    losses = [negative_log_likelihood(track_distribution(window_scores, a, share), targets) for a in GRID]
    return round(float(GRID[int(np.argmin(losses))]), 3)
