"""What a card says of confidences and of early answers."""

import numpy as np

from .tables import interval, share, spread, table


def calibration(r):
    own = r["rounds"][0]
    calibration = [
        [
            f"{row['seconds']} s",
            f"{row['accuracy']:.3f}",
            f"{row['nll']:.3f}",
            f"{row['brier']:.3f}",
            f"{row['ece']:.3f} ({interval(row['ece_interval'])})",
            f"{row['ece_of_a_perfect_model']:.3f}",
        ]
        for row in own["early"]
    ]
    coverage = [
        [f"{t[0]:.2f}", share(t[1]), share(t[2]), share(w[1]), share(w[2])]
        for t, w in zip(own["coverage"], own["window_coverage"])
    ]
    return f"""
## What a confidence is worth

Temperature and exponent of each half of the artists were fitted on the other half, so nothing here is in-sample. The
expected calibration error has ten bins; the last column is what a model would show whose confidences are exactly right.

{table(["heard", "accuracy", "NLL", "Brier", "calibration error (95 %)", "of a perfect model"], calibration)}

Answers under `unknown_below` become UNKNOWN. {_dropped(r)}
A recommender that acts on single answers wants a higher threshold.

{table(["unknown_below", "tracks answered", "of these right", "windows answered", "of these right"], coverage)}
"""


def _dropped(r):
    threshold = r["calibration"]["unknown_below"]
    rows = {row[0]: row for row in r["rounds"][0]["coverage"]}
    if threshold not in rows:
        return ""
    _, kept, right = rows[threshold]
    if kept in (0, 1):
        return f"The shipped {threshold} drops {share(1 - kept)} of the tracks."
    lost = (r["rounds"][0]["track"]["accuracy"] - kept * right) / (1 - kept)
    return f"The shipped {threshold} drops {share(1 - kept)} of the tracks, of which the model had {share(lost)} right."


def early(r):
    rounds = [own["early"] for own in r["rounds"]]
    rows = []
    for place, first in enumerate(rounds[0]):
        cells = [f"{first['seconds']} s", first["windows"]]
        for which in ("accuracy", "anywhere"):
            heard = [own[place][which] for own in rounds]
            cells += [spread(heard), share(np.mean([now / own[-1][which] for now, own in zip(heard, rounds)]))]
        rows.append(cells)
    return f"""
## How soon

{table(["heard", "windows", "from the start", "of what 30 s give", "from anywhere", "of what 30 s give"], rows)}

*From anywhere* is the mean over every beginning that leaves so many windows, and steadier: the start is one of them.

![Accuracy by seconds heard](genre-early.png)
"""
