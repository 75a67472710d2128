"""What a card says of the model itself: data, training, cost, what it looks at and where it fails."""

from .tables import listed, share, table


def head(r):
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


def use(r):
    c = r["calibration"]
    return f"""
## How a track is scored

The distributions of its windows are averaged. Such a mean is too timid where windows disagree, so its entries are raised to
a power and brought back to the sum one. The power is 1 for the first window and grows towards {c["track_exponent"]}
(`track_exponent`) with the music heard, counting of overlapping windows only what is new, and only as far as the windows
disagree: a loop makes the model no surer. The largest entry is the confidence; under {c["unknown_below"]} (`unknown_below`)
the verdict is UNKNOWN.
"""


def data(r):
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


def training(r):
    t, s = r["training"], r["training"]["settings"]
    a = s["augmentation"]
    return f"""
## Training

From scratch on all {r["data"]["tracks"]} tracks, {r["members"]} times (seeds {listed(t["seeds"])}): {s["epochs"]} epochs of about
{s["windows_per_track"]} random windows a track, {t["seconds"] / 60:.0f} minutes of CPU in all, {t["device"]}, torch {t["torch"]}.

- genres are drawn equally often, and within a genre an artist of n tracks n^{1 - s["artist_balance"]:g} times as often as
  one with a single track: some genres have few artists
- AdamW, weight decay {s["weight_decay"]}, one cycle up to {s["peak_rate"]}, batches of {s["batch"]}, bfloat16 for the network
- label smoothing {s["smoothing"]}, mixup {a["mixup"]}, dropout {s["shape"]["dropout"]}
- transposition by ±{a["semitones"]:g} semitones and tempo ±{100 * a["tempo"]:g} % (on the frames)
- {share(a["noisy"])} of the windows with noise 5 to 55 dB under the music, steady or, as clipping and codecs have it, as loud
  as each frame; {share(a["band_limited"])} with upper or lowest bands cut off; {share(a["refilled"])} with up to a sixteenth of the
  bands, the uppermost, mirrored from those below, since what is up there tells how a recording was resampled and not what it is
- gain ±{a["gain_db"]:g} dB, a smooth equaliser of up to ±{a["tilt_db"]:g} dB, noise of {a["noise_db"]:g} dB on each value, masks
  of up to {a["band_mask"]} bands and {a["frame_mask"]} frames
- each window's mean in dB is taken off inside the model, so gain alone changes nothing but what falls under the floor
- the shipped weights are a moving average (decay {s["average_decay"]}) after the last epoch; no epoch is picked
- channels {s["shape"]["channels"]}, embedding {s["shape"]["embedding"]} a network

![Training loss by epoch](genre-training.png)
"""


def cost(r):
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


def looks(r):
    return """
## What it looks at

The first layer's kernels of the first network (time to the right, pitch upwards; red adds, blue takes away):

![First-layer kernels](genre-kernels.png)

`python -m genretrain listen` writes a page that plays, for each filter of the last layer, the ten strongest excerpts of your
own music. The means of the 20 MFCC over a track say partly the same:

![Correlation of MFCC means](genre-correlation.png)
"""


def limits(r):
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
- Silence, steady tones and steady noise never reach it: they get [the verdict NO_MUSIC](../docs/steady.md). {_talk(r)}
- A window is 3 s without memory: form, lyrics and anything slower than that are invisible to it.
- The labels are one collection's opinion, one genre a track; listeners would give some tracks another one, or two.
"""


def _talk(r):
    if "talk_from" in r["calibration"]:
        return "Of talk nine windows\n  in ten get it too, by the output `talk`, and some of speech that is louder than the music under it."
    return "Speech does reach\n  it, and gets a genre."


def _talk_again(r):
    limit = r["calibration"].get("talk_from")
    if limit is None:
        return ""
    return (
        f"python talkhead.py publish $TALK --arrays $D --music $TALK/audio.npz $TALK/music.npz --model-version {r['version']}"
        f" --talk-from {limit}    # $TALK: ../docs/steady.md\n"
    )


def again(r):
    seeds = " ".join(str(seed) for own in r["rounds"] for seed in own["seeds"])
    others = " ".join(["leaky", *(row["name"] for row in r["tried"][1:] + r["classics"])])
    return f"""
## To do it again

In `training/`, with the arrays' files in `D` and the folder of real tracks in `AUDIO`; every command goes on where it stopped.

```sh
python -m genretrain crossval --data $D --seeds {seeds}
python -m genretrain train --data $D --members {r["members"]} --model-version {r["version"]}
{_talk_again(r)}python -m genretrain crossval --data $D --seeds 1 --candidate {others}
python -m genretrain report --data $D
./robustness "$AUDIO" $D
```
"""
