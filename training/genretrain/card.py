"""The model card: every figure in it comes from the JSON file beside it."""

import json

import numpy as np

from . import pictures


def write(measurements):
    report = json.loads(measurements.read_text())
    pictures.draw_all(report, measurements)
    sections = [
        _head,
        _use,
        _data,
        _training,
        _accuracy,
        _tried,
        _classes,
        _confidence,
        _early,
        _audio,
        _embeddings,
        _classics,
        _cost,
        _looks,
        _limits,
        _again,
    ]
    text = "\n\n".join(section(report).strip() for section in sections)
    measurements.with_suffix(".md").write_text(text + "\n", encoding="utf-8")


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def share(value):
    return "-" if value is None else f"{100 * value:.1f} %"


def spread(values):
    """Mean and standard deviation over seeds."""
    return f"{np.mean(values):.3f} ± {np.std(values):.3f}" if len(values) > 1 else f"{values[0]:.3f}"


def _head(r):
    size = r["training"]["settings"]["shape"]["embedding"] * r["members"]
    return f"""
# {r["name"]} {r["version"]}

{r["members"]} small convolutional networks in one file, whose mean is a distribution over {len(r["labels"])} genres
({", ".join(r["labels"])}) for a window of log-mel frames. Written by `python -m genretrain card` from `genre.json`; do not
edit it by hand.

{table(["", ""], [
    ["file", f"`genre.onnx`, {r['bytes']:,} bytes, SHA-256 `{r['sha256']}`"],
    ["input", "`log_mel_db` `[batch][34][96]` in dB; level and standardisation are dealt with inside the graph"],
    ["outputs", f"`scores` `[batch][{len(r['labels'])}]`, probabilities; `embedding` `[batch][{size}]`"],
    ["front end", f"`{r['front_end_digest']}`: `{r['front_end']}`"],
    ["parameters", f"{r['training']['parameters']:,}"],
])}
"""


def _use(r):
    c = r["calibration"]
    return f"""
## How a track is scored

The distributions of its windows are averaged. Such a mean is too timid where windows disagree, so its entries are raised to
a power and brought back to the sum one. The power is 1 for the first window and grows towards {c["track_exponent"]}
(`track_exponent`) with the music heard, counting of overlapping windows only what is new, and only as far as the windows
disagree: a loop makes the model no surer. The largest entry is the confidence; under {c["unknown_below"]} (`unknown_below`)
the verdict is UNKNOWN.
"""


def _data(r):
    d = r["data"]
    return f"""
## Data

GTZAN (Tzanetakis and Cook, 2002): clips of 30 s at 22,050 Hz, ten genres, collected around 2000 from CDs and radio.
**The music has no cleared copyright.** No audio and no features of it are in this repository; whoever ships the model
should know where it comes from. Of its known faults (repeated clips, wrong labels, few artists) the repeated and broken
clips are left out by the fault-filtered lists of Kereliuk, Sturm and Larsen (2015).

{d["tracks"]} tracks, the parts *train* and *valid* of those lists together: {d["artists"]} known artists, and
{d["without_artist"]} tracks whose artist nobody knows, each of which counts as an artist of its own. Part *test* was not
seen by anybody or anything here.

![Tracks and artists of each genre](genre-data.png)

The features were recovered from spectrogram pictures and differ from the real front end by about 1 dB, see *Real audio*.
"""


def _training(r):
    t, s = r["training"], r["training"]["settings"]
    a = s["augmentation"]
    return f"""
## Training

From scratch on all {r["data"]["tracks"]} tracks, {r["members"]} times (seeds {_list(t["seeds"])}): {s["epochs"]} epochs of about
{s["windows_per_track"]} random windows a track, {t["seconds"] / 60:.0f} minutes of CPU in all, {t["device"]}, torch {t["torch"]}.

- genres are drawn equally often, and within a genre an artist of n tracks n^{1 - s["artist_balance"]:g} times as often as
  one with a single track: some genres have few artists
- AdamW, weight decay {s["weight_decay"]}, one cycle up to {s["peak_rate"]}, batches of {s["batch"]}, bfloat16 for the network
- label smoothing {s["smoothing"]}, mixup {a["mixup"]}, dropout {s["shape"]["dropout"]}
- transposition by ±{a["semitones"]:g} semitones and tempo ±{100 * a["tempo"]:g} % (on the frames)
- {share(a["noisy"])} of the windows with added noise of 10 to 40 dB signal to noise, {share(a["band_limited"])} with upper or
  lowest bands cut off
- gain ±{a["gain_db"]:g} dB, a smooth equaliser of up to ±{a["tilt_db"]:g} dB, noise of {a["noise_db"]:g} dB on each value, masks
  of up to {a["band_mask"]} bands and {a["frame_mask"]} frames
- a window's mean level is taken off inside the network, so gain alone changes nothing but what falls under the floor
- the shipped weights are a moving average (decay {s["average_decay"]}) after the last epoch; no epoch is picked
- channels {s["shape"]["channels"]}, embedding {s["shape"]["embedding"]} a network

![Training loss by epoch](genre-training.png)
"""


def _accuracy(r):
    rounds = r["rounds"]
    rows = [
        [
            _list(own["seeds"]),
            f"**{own['track']['accuracy']:.3f}** ({_interval(own['track']['interval'])})",
            f"{own['window']['accuracy']:.3f} ({_interval(own['window']['interval'])})",
            " ".join(f"{a:.3f}" for a in own["by_fold"]),
        ]
        for own in rounds
    ]
    alone = next(row for row in r["tried"] if row["name"] == "shipped")
    leaky = ""
    if r.get("leaky"):
        leaky = f"""
For comparison, **not an accuracy**: dealing the windows out at random, so that pieces of each song are on both sides, as
most published figures for this data do, gives the same network {r["leaky"]["window"]:.3f} of the windows after a third of the
epochs.
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


def _tried(r):
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


def _classes(r):
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


def _confidence(r):
    own = r["rounds"][0]
    calibration = [
        [
            f"{row['seconds']} s",
            f"{row['accuracy']:.3f}",
            f"{row['nll']:.3f}",
            f"{row['brier']:.3f}",
            f"{row['ece']:.3f} ({_interval(row['ece_interval'])})",
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


def _early(r):
    final = [own["early"][-1]["accuracy"] for own in r["rounds"]]
    rows = []
    for place, first in enumerate(r["rounds"][0]["early"]):
        accuracies = [own["early"][place]["accuracy"] for own in r["rounds"]]
        parts = [accuracy / last for accuracy, last in zip(accuracies, final)]
        rows.append([f"{first['seconds']} s", first["windows"], spread(accuracies), share(np.mean(parts))])
    return f"""
## How soon

{table(["heard from the start", "windows", "tracks right", "of what 30 s give"], rows)}

![Accuracy by seconds heard](genre-early.png)
"""


def _audio(r):
    if "audio" not in r:
        return "## Real audio\n\nNot measured yet: `python -m genretrain audio` adds this section."
    a, first = r["arrays"], r["audio"][0]
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

With {a["tracks"]} tracks one is {100 / a["tracks"]:.1f} points. Measured by `training/robustness`.
"""


def _embeddings(r):
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


def _classics(r):
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

The same folds, the same augmentation where there is a training loop, the same contract: each is an ONNX file that the
services serve by configuration alone. The network over whole clips has
one window a track, so both of its figures are of tracks.

{table(["", "tracks", "windows", "minutes of CPU a fold", "ms a window"], rows)}
"""


def _cost(r):
    c, i = r["cost"], r["int8"]
    rows = [
        [name, f"{row['track']:.3f}", f"{row['bytes']:,}", f"{row['cost']['median_ms']:.2f}"] for name, row in i.items()
    ]
    return f"""
## Cost

One window in ONNX Runtime with one thread: {c["median_ms"]:.2f} ms of CPU time (median of {c["runs"]:,}; 5th to 95th
percentile {c["p5_ms"]:.2f} to {c["p95_ms"]:.2f} ms), on a shared machine. A stream makes one window every 1.48 s.

Eight-bit weights and activations (ONNX Runtime's static quantisation), one network, out of fold:

{table(["precision", "tracks", "bytes", "ms a window"], rows)}
"""


def _looks(r):
    return """
## What it looks at

The first layer's kernels of the first network (time to the right, pitch upwards; red adds, blue takes away):

![First-layer kernels](genre-kernels.png)

`python -m genretrain listen` writes a page that plays, for each filter of the last layer, the ten strongest excerpts of your
own music. The means of the 20 MFCC over a track say partly the same:

![Correlation of MFCC means](genre-correlation.png)
"""


def _limits(r):
    own, labels = r["rounds"][0], r["labels"]
    weak = sorted(range(len(labels)), key=lambda i: own["f1"][i])[:3]
    pairs = sorted(
        ((own["confusion"][i][j], labels[i], labels[j]) for i in range(len(labels)) for j in range(len(labels)) if i != j),
        reverse=True,
    )[:5]
    weakest = ", ".join(f"{labels[i]} (F1 {own['f1'][i]:.2f})" for i in weak)
    mistaken = ", ".join(f"{true} taken for {said} ({n})" for n, true, said in pairs)
    return f"""
## Known failures

- Weakest genres: {weakest}.
- Most frequent mistakes: {mistaken}.
- It knows ten genres of Western music of before 2002. Electronic dance music, folk, Latin or anything newer is given
  the nearest of the ten, and not always with low confidence.
- Silence, steady tones and steady noise never reach it: they get [the verdict NO_MUSIC](../docs/steady.md). Speech does reach
  it, and gets a genre.
- A window is 3 s without memory: form, lyrics and anything slower than that are invisible to it.
- The labels are one collection's opinion, one genre a track; listeners would give some tracks another one, or two.
"""


def _again(r):
    seeds = " ".join(str(seed) for own in r["rounds"] for seed in own["seeds"])
    others = " ".join(row["name"] for row in r["tried"][1:] + r["classics"])
    return f"""
## To do it again

In `training/`, with the arrays' files in `D` and the folder of real tracks in `AUDIO`; every command goes on where it stopped.

```sh
python -m genretrain crossval --data $D --seeds {seeds}
python -m genretrain train --data $D --members {r["members"]} --model-version {r["version"]}
python -m genretrain crossval --data $D --seeds 1 --candidate leaky {others}
python -m genretrain report --data $D
./robustness "$AUDIO" $D
```
"""


def _list(values):
    return ", ".join(str(value) for value in values)


def _interval(edges):
    return f"{edges[0]:.3f} to {edges[1]:.3f}"
