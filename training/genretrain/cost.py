"""What models cost a window, one thread, by turns in one run."""

import time

import numpy as np

from . import contract, export
from .scoring import Scorer

ROUNDS = 15
WINDOWS = 20


def table(paths):
    """Markdown: the median time of a window alone and in a batch (ms), and times the first model's."""
    models = [(path.name, Scorer.of(path)) for path in paths]
    samples = {name: _sample(scorer) for name, scorer in models}
    seen = {name: ([], []) for name, _ in models}
    for _ in range(ROUNDS):
        for name, scorer in models:
            single, batch = samples[name][:1], samples[name]
            seen[name][0].append(_milliseconds(scorer, single, WINDOWS))
            seen[name][1].append(_milliseconds(scorer, batch, 1))
    medians = {name: [float(np.median(times)) for times in columns] for name, columns in seen.items()}
    first = medians[models[0][0]][0]
    rows = [f"| {name} | {one:.2f} | {many:.2f} | {one / first:.1f} |" for name, (one, many) in medians.items()]
    heading = f"| model | a window (ms) | of {WINDOWS} at once (ms) | times |\n| --- | ---: | ---: | ---: |"
    return "\n".join([heading, *rows])


def _sample(scorer):
    pair = export.sample_windows(*contract.FrontEnd(scorer.properties["front_end"]).shape)
    return scorer.taken(np.concatenate([pair] * (WINDOWS // 2)))


def _milliseconds(scorer, sample, times):
    begun = time.process_time()
    for _ in range(times):
        scorer.scored(sample)
    return 1000 * (time.process_time() - begun) / (times * len(sample))
