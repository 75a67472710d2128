"""The two numbers fitted on the validation part: the window temperature and the track exponent."""

import numpy as np

# A grid of 1 % steps is finer than a few hundred tracks can tell apart.
GRID = np.exp(np.arange(np.log(0.2), np.log(5.0), 0.01))


def softmax(logits):
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


def track_distribution(window_scores, exponent):
    """The mean of the windows' distributions, its entries raised to a power and brought back to the sum one."""
    powered = window_scores.mean(axis=-2) ** exponent
    return powered / powered.sum(axis=-1, keepdims=True)


def negative_log_likelihood(scores, targets):
    chosen = np.take_along_axis(scores, np.expand_dims(targets, -1), axis=-1)
    return float(-np.log(np.maximum(chosen, 1e-12)).mean())


def fit_temperature(logits, targets):
    """logits [tracks][windows][labels]: the temperature under which single windows are calibrated best."""
    per_window = np.repeat(targets[:, None], logits.shape[1], axis=1)
    losses = [negative_log_likelihood(softmax(logits / temperature), per_window) for temperature in GRID]
    return round(float(GRID[int(np.argmin(losses))]), 3)


def fit_exponent(window_scores, targets):
    losses = [negative_log_likelihood(track_distribution(window_scores, a), targets) for a in GRID]
    return round(float(GRID[int(np.argmin(losses))]), 3)
