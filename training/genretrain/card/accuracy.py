"""What a card says of how often the model is right, and of what others are."""

import numpy as np

from .tables import interval, listed, share, spread, table


def out_of_fold(r):
    rounds = r["rounds"]
    rows = [
        [
            listed(own["seeds"]),
            f"**{own['track']['accuracy']:.3f}** ({interval(own['track']['interval'])})",
            f"{own['window']['accuracy']:.3f} ({interval(own['window']['interval'])})",
            " ".join(f"{a:.3f}" for a in own["by_fold"]),
        ]
        for own in rounds
    ]
    alone = next(row for row in r["tried"] if row["name"] == "shipped")
    leaky = ""
    if r.get("leaky"):
        leaky = f"""
For comparison, **not an accuracy**: dealing the windows out at random, so that pieces of each song are on both sides, as
most published figures for this data do, gives the same network {r["leaky"]["window"]:.3f} of the windows after
{r["leaky"]["epochs"]} epochs.
"""
    return f"""
## Accuracy, out of fold

{r["folds"]} folds over the {r["data"]["tracks"]} tracks, no artist in two of them, genres spread evenly. Every track is judged by
networks that heard nothing of its artist, trained as the shipped ones are.

{table([f"seeds of the {r['members']} networks", "tracks (30 s)", "windows (3 s)", "tracks, fold by fold"], rows)}

One network alone: tracks {spread(alone["track"])}, windows {spread(alone["window"])} (mean and standard deviation of
{len(alone["seeds"])} seeds: {", ".join(f"{a:.3f}" for a in alone["track"])}). In brackets 95 % by a bootstrap over artists.
The choice between designs was made on these same folds, so the figures are a little optimistic; the test part is the judge.
{leaky}"""


def tried(r):
    rows = [
        [
            row["says"],
            len(row["seeds"]),
            spread(row["track"]),
            spread(row["window"]),
            spread(row["nll"]),
            f"{row['seconds'] / 60:.1f}",
        ]
        for row in r["tried"]
    ]
    return f"""
## What was tried

One network each on the same folds; what changes against the first row. Mean and standard deviation over seeds; the negative
log-likelihood is of tracks, before calibration.

{table(["", "seeds", "tracks", "windows", "NLL", "minutes of CPU a fold"], rows)}
"""


def classes(r):
    own, labels = r["rounds"][0], r["labels"]
    rows = [
        [label, f"{own['precision'][i]:.2f}", f"{own['recall'][i]:.2f}", f"{own['f1'][i]:.2f}", *own["confusion"][i]]
        for i, label in enumerate(labels)
    ]
    return f"""
## Genre by genre (tracks)

Rows are the true genre, the right-hand columns what the model said. Mean F1: {np.mean(own["f1"]):.2f}.

{table(["genre", "precision", "recall", "F1", *labels], rows)}

![Confusion of the tracks](genre-confusion.png)
"""


def audio(r):
    if "audio" not in r:
        return "## Real audio\n\nNot measured yet: `training/robustness` adds this section."
    a, first = r["arrays"], r["audio"][0]
    tried = [[says, *(f"{row['tried'][says]:.3f}" for row in r["audio"])] for says in first["tried"]]
    rows = [
        [
            row["name"],
            row["tracks"],
            f"{row['track']:.3f}",
            f"{100 * (row['track'] - first['track']):+.1f}",
            f"{row['window']:.3f}",
            share(row["same_verdict"]),
        ]
        for row in r["audio"]
    ]
    return f"""
## Real audio

The {a["tracks"]} tracks whose audio is at hand, through the real decoder and front end, each judged by networks that have not
heard its artist. On the arrays of the same tracks those get {a["accuracy_arrays"]:.3f}, on the audio {a["accuracy_audio"]:.3f}.
The features differ by {a["rmse_db_median"]:.2f} dB RMSE (median of the tracks; worst {a["rmse_db_worst"]:.2f} dB; bias
{a["bias_db"]:+.2f} dB); the verdict is the same for {share(a["same_verdict"])}, and a score differs by at most
{a["score_difference_median"]:.3f} in the median and {a["score_difference_worst"]:.3f} for the worst (`{a["worst_track"]}`).

And after what happens to music in the field:

{table(["", "tracks", "tracks right", "points", "windows right", "same verdict"], rows)}

With {a["tracks"]} tracks one is {100 / a["tracks"]:.1f} points. Measured by `training/robustness`. What the training does for this: of one
network of each design tried, the windows right.

{table(["", *(row["name"] for row in r["audio"])], tried)}
"""


def embeddings(r):
    rows = [
        [
            f"same {row['same']}, {row['count']} nearest",
            row["tracks"],
            f"{row['embedding']:.3f}",
            f"{row['mean_mfcc']:.3f}",
        ]
        for row in r["rounds"][0]["neighbours"]
    ]
    return f"""
## Embeddings

How many of a track's nearest (cosine) are of its genre, or by its artist. Both it and they are of artists that the networks
have not heard: the tracks of one fold. Artists with a single track are not asked for. Few artists have ten tracks here, so
the last row cannot come near 1.

{table(["", "tracks asked", "embedding", "mean MFCC"], rows)}
"""


def classics(r):
    alone = next(row for row in r["tried"] if row["name"] == "shipped")
    ours = {
        "says": f"the shipped model: {r['members']} networks",
        "seeds": r["training"]["seeds"],
        "track": [own["track"]["accuracy"] for own in r["rounds"]],
        "window": [own["window"]["accuracy"] for own in r["rounds"]],
        "seconds": alone["seconds"] * r["members"],
        "cost": r["cost"],
    }
    rows = [
        [
            row["says"],
            spread(row["track"]),
            spread(row["window"]),
            f"{row['seconds'] / 60:.1f}",
            f"{row['cost']['median_ms']:.2f}",
        ]
        for row in [ours, *sorted(r["classics"], key=lambda row: -np.mean(row["track"]))]
    ]
    return f"""
## Beside what others use

The same folds, the same training loop where there is one, with a gentler augmentation, and the same contract: each is an
ONNX file that the services serve by configuration alone. The network over whole clips has one window a track, so both of its
figures are of tracks.

{table(["", "tracks", "windows", "minutes of CPU a fold", "ms a window"], rows)}
"""
