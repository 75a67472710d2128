"""The model card: every figure in it comes from the JSON file beside it."""

import json

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402  (the backend must be chosen first)


def write(measurements):
    report = json.loads(measurements.read_text())
    picture = measurements.with_name("genre-confusion.png")
    _draw(report, picture)
    sections = [_head, _use, _data, _training, _accuracy, _classes, _confidence, _robustness, _cost, _limits]
    text = "\n\n".join(section(report).strip() for section in sections)
    measurements.with_suffix(".md").write_text(text + "\n", encoding="utf-8")


def _head(r):
    return f"""
# {r["name"]} {r["version"]}

A small convolutional network that gives a distribution over {len(r["labels"])} genres ({", ".join(r["labels"])})
for a window of log-mel frames. Written by `python -m genretrain card` from `genre.json`; do not edit it by hand.

| | |
| --- | --- |
| file | `genre.onnx`, {r["bytes"]:,} bytes, SHA-256 `{r["sha256"]}` |
| input | `log_mel_db` `[batch][34][96]` in dB; standardised inside the graph with constants of the training part |
| outputs | `scores` `[batch][{len(r["labels"])}]`, probabilities; `embedding` `[batch][{r["training"]["settings"]["shape"]["embedding"]}]` |
| front end | `{r["front_end_digest"]}`: `{r["front_end"]}` |
| parameters | {r["training"]["parameters"]:,} |
"""


def _use(r):
    c = r["calibration"]
    return f"""
## How a track is scored

The distributions of its windows are averaged; each entry of the mean is raised to the power {c["track_exponent"]}
(`track_exponent`) and the result is divided by its sum. The largest entry is the confidence. Under
{c["unknown_below"]} (`unknown_below`) the verdict is UNKNOWN.
"""


def _data(r):
    d = r["data"]
    rows = "\n".join(
        f"| {name} | {d[part]['tracks']} | {d[part]['artists']} | {d[part]['without_artist']} | {use} |"
        for name, part, use in (
            ("train", "train", "every weight, and the standardisation"),
            ("valid", "valid", "this card, the two calibration numbers, and the choice between configurations"),
        )
    )
    return f"""
## Data

GTZAN (Tzanetakis and Cook, 2002): clips of 30 s at 22,050 Hz, ten genres, collected around 2000 from CDs and radio.
**The music has no cleared copyright.** No audio and no features of it are in this repository; whoever ships the model
should know where it comes from. Its known faults (repeated clips, wrong labels, few artists) are why the split is the
fault-filtered one of Kereliuk, Sturm and Larsen (2015), in which no artist is on two sides.

| part | tracks | known artists | tracks without artist | used for |
| --- | --- | --- | --- | --- |
{rows}
| test | not seen | | | nothing: held back |

The features were recovered from spectrogram pictures and differ from the real front end by about 1 dB, see below.
"""


def _training(r):
    t, s = r["training"], r["training"]["settings"]
    a = s["augmentation"]
    return f"""
## Training

`python -m genretrain train --data DATA --out ../models`: from scratch on `train` alone, seed {s["seed"]},
{t["epochs_done"]} epochs of about {s["windows_per_track"]} random windows a track, {t["seconds"] / 60:.0f} minutes on
{t["device"]} (one thread of a shared machine), torch {t["torch"]}.

- genres are drawn equally often, and within a genre an artist of n tracks n^{1 - s["artist_balance"]:g} times as often as
  one with a single track: some genres have four artists
- AdamW, weight decay {s["weight_decay"]}, one cycle up to {s["peak_rate"]}, batches of {s["batch"]}
- label smoothing {s["smoothing"]}, mixup {a["mixup"]}, dropout {s["shape"]["dropout"]}
- transposition by ±{a["semitones"]:g} semitones and tempo ±{100 * a["tempo"]:g} % (on the frames)
- gain ±{a["gain_db"]:g} dB, a smooth equaliser of up to ±{a["tilt_db"]:g} dB, noise of {a["noise_db"]:g} dB, masks of
  up to {a["band_mask"]} bands and {a["frame_mask"]} frames
- the shipped weights are a moving average (decay {s["average_decay"]}) after the last epoch; no epoch is picked
- channels {s["shape"]["channels"]}, embedding {s["shape"]["embedding"]}
"""


def _accuracy(r):
    w, t = r["window"], r["track"]
    low, high = t["interval"]
    return f"""
## Accuracy on `valid`

| | {r["data"]["windows_per_track"]} windows a track, alone | tracks |
| --- | --- | --- |
| accuracy | {w["accuracy"]:.3f} | **{t["accuracy"]:.3f}** (95 %: {low:.3f} to {high:.3f}) |
| negative log-likelihood | {w["nll"]:.3f} | {t["nll"]:.3f} |
| the same, calibrated on the other half of the artists | | {t["nll_cross_fitted"]:.3f} |
| expected calibration error | {w["ece"]:.3f} | {t["ece"]:.3f} |
| the same, calibrated on the other half of the artists | | {t["ece_cross_fitted"]:.3f} |

The interval is a bootstrap over artists. Calibration is fitted on `valid`, so the rows without "other half" are
in-sample. A handful of configurations were compared by the negative log-likelihood of `valid` tracks after their
last epoch and the best is shipped, so the accuracy is a little optimistic as well; the held-back test part is the judge.
"""


def _classes(r):
    t, labels = r["track"], r["labels"]
    rows = "\n".join(
        f"| {label} | {t['precision'][i]:.2f} | {t['recall'][i]:.2f} | {t['f1'][i]:.2f} | "
        + " | ".join(str(n) for n in t["confusion"][i])
        + " |"
        for i, label in enumerate(labels)
    )
    mean = sum(t["f1"]) / len(labels)
    return f"""
## Genre by genre (tracks)

Rows are the true genre, the right-hand columns what the model said. Mean F1: {mean:.2f}.

| genre | precision | recall | F1 | {" | ".join(labels)} |
| --- | --- | --- | --- |{" --- |" * len(labels)}
{rows}

![Confusion of the tracks](genre-confusion.png)
"""


def _confidence(r):
    rows = "\n".join(
        f"| {t[0]:.2f} | {_share(t[1])} | {_share(t[2])} | {_share(w[1])} | {_share(w[2])} |"
        for t, w in zip(r["track"]["coverage"], r["window"]["coverage"])
    )
    return f"""
## What a confidence is worth

Answers under `unknown_below` become UNKNOWN. {_dropped(r)}
A recommender that acts on single answers wants a higher threshold.

| unknown_below | tracks answered | of these right | windows answered | of these right |
| --- | --- | --- | --- | --- |
{rows}
"""


def _dropped(r):
    threshold = r["calibration"]["unknown_below"]
    rows = {row[0]: row for row in r["track"]["coverage"]}
    if threshold not in rows:
        return ""
    _, kept, right = rows[threshold]
    if kept in (0, 1):
        return f"The shipped {threshold} drops {_share(1 - kept)} of the tracks."
    lost = (r["track"]["accuracy"] - kept * right) / (1 - kept)
    return f"The shipped {threshold} drops {_share(1 - kept)} of the tracks, of which the model had {_share(lost)} right."


def _share(value):
    return "-" if value is None else f"{100 * value:.1f} %"


def _robustness(r):
    gains = "\n".join(f"| {gain:+d} dB | {accuracy:.3f} |" for gain, accuracy in r["gain"])
    return f"""
## Level

Track accuracy on `valid` when every window is made louder or softer:

| gain | accuracy |
| --- | --- |
{gains}

## Real audio

{_real_audio(r.get("real_audio"))}
"""


def _real_audio(a):
    if a is None:
        return "Not measured yet: `python -m genretrain compare` adds this section."
    return f"""
The {a["tracks"]} tracks of `valid` whose audio is at hand, through the real decoder and front end, against the arrays
of the same tracks:

| | arrays | real audio |
| --- | --- | --- |
| track accuracy | {a["accuracy_arrays"]:.3f} | {a["accuracy_audio"]:.3f} |

The features differ by {a["rmse_db_median"]:.2f} dB RMSE (median of the tracks; worst {a["rmse_db_worst"]:.2f} dB; bias
{a["bias_db"]:+.2f} dB). The track's verdict is the same for {_share(a["same_verdict"])}; its scores differ by at most
{a["score_difference_median"]:.3f} in the median and {a["score_difference_worst"]:.3f} for the worst (`{a["worst_track"]}`).
Measured by `{a["command"]}`.
""".strip()


def _cost(r):
    c = r["cost"]
    return f"""
## Cost

One window in ONNX Runtime with one thread: {c["median_ms"]:.2f} ms of CPU time (median of {c["runs"]:,}; 5th to 95th
percentile {c["p5_ms"]:.2f} to {c["p95_ms"]:.2f} ms), on a shared machine. A stream makes one window every 1.48 s.
"""


def _limits(r):
    t, labels = r["track"], r["labels"]
    weak = sorted(range(len(labels)), key=lambda i: t["f1"][i])[:3]
    pairs = sorted(
        ((t["confusion"][i][j], labels[i], labels[j]) for i in range(len(labels)) for j in range(len(labels)) if i != j),
        reverse=True,
    )[:5]
    weakest = ", ".join(f"{labels[i]} (F1 {t['f1'][i]:.2f})" for i in weak)
    mistaken = ", ".join(f"{true} taken for {said} ({n})" for n, true, said in pairs)
    return f"""
## Known failures

- Weakest genres: {weakest}. Most frequent mistakes: {mistaken}.
- It knows ten genres of Western music of before 2002. Electronic dance music, folk, Latin or anything newer is given
  the nearest of the ten, and not always with low confidence.
- Speech, noise and silence are no class of it. Silence, tones and noise are dealt with outside
  ([verdict NO_MUSIC](../docs/steady.md)); speech gets a genre.
- A window is 3 s without memory: form, lyrics and anything slower than that are invisible to it.
- The labels are one collection's opinion, one genre a track; listeners would give some tracks another one, or two.
"""


def _draw(r, path):
    table, labels = r["track"]["confusion"], r["labels"]
    figure, axes = pyplot.subplots(figsize=(6, 5.4), dpi=100)
    shares = [[n / max(sum(row), 1) for n in row] for row in table]
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(labels)), labels, rotation=45, ha="right")
    axes.set_yticks(range(len(labels)), labels)
    axes.set_xlabel("said by the model")
    axes.set_ylabel("true genre")
    for i, row in enumerate(table):
        for j, n in enumerate(row):
            if n:
                axes.text(j, i, n, ha="center", va="center", color="white" if shares[i][j] > 0.5 else "black")
    figure.tight_layout()
    # No date or version inside, so that the same figures give the same file.
    figure.savefig(path, metadata={"Software": None})
    pyplot.close(figure)
