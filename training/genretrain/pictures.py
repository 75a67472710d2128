"""The card's pictures, from its figures."""

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402  (the backend must be chosen first)

BLUE, GREY = "#1f5fa8", "#9aa5b1"


def draw_all(figures, path):
    """Writes NAME-confusion.png and the others beside `path`."""
    for name, draw in (
        ("confusion", _confusion),
        ("early", _early),
        ("data", _data),
        ("training", _training),
        ("correlation", _correlation),
        ("kernels", _kernels),
    ):
        figure = draw(figures)
        figure.tight_layout()
        # No date or version inside, so that the same figures give the same file.
        figure.savefig(path.with_name(f"{path.stem}-{name}.png"), metadata={"Software": None}, dpi=100)
        pyplot.close(figure)


def _confusion(r):
    table, labels = r["rounds"][0]["confusion"], r["labels"]
    figure, axes = pyplot.subplots(figsize=(6, 5.4))
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
    return figure


def _early(r):
    figure, axes = pyplot.subplots(figsize=(6, 3.4))
    for place, own in enumerate(r["rounds"]):
        rows = own["early"]
        seconds = [row["seconds"] for row in rows]
        low, high = zip(*(row["interval"] for row in rows))
        if place == 0:
            axes.fill_between(seconds, low, high, color=BLUE, alpha=0.15, linewidth=0, label="95 %, artists drawn again")
        axes.plot(seconds, [row["accuracy"] for row in rows], "o-", color=BLUE, label="from the start" if place == 0 else None)
        anywhere = [row["anywhere"] for row in rows]
        axes.plot(seconds, anywhere, "o--", color="gray", markersize=3, label="from anywhere" if place == 0 else None)
    axes.set_ylabel("tracks right")
    axes.set_xticks([row["seconds"] for row in r["rounds"][0]["early"]])
    axes.set_xlabel("seconds heard")
    axes.set_ylim(0, 1)
    axes.grid(alpha=0.3)
    axes.legend(frameon=False, loc="lower right")
    return figure


def _data(r):
    figure, axes = pyplot.subplots(figsize=(6, 3.4))
    labels, data = r["labels"], r["data"]
    places = range(len(labels))
    axes.bar([p - 0.2 for p in places], [data["by_label"][label] for label in labels], 0.4, color=BLUE, label="tracks")
    artists = [data["artists_by_label"][label] for label in labels]
    axes.bar([p + 0.2 for p in places], artists, 0.4, color=GREY, label="artists")
    axes.set_xticks(places, labels, rotation=45, ha="right")
    axes.legend(frameon=False)
    return figure


def _training(r):
    figure, axes = pyplot.subplots(figsize=(6, 3.2))
    for seed, losses in zip(r["training"]["seeds"], r["looks"]["losses"]):
        axes.plot(range(1, len(losses) + 1), losses, label=f"seed {seed}")
    axes.set_xlabel("epoch")
    axes.set_ylabel("training loss")
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
    return figure


def _correlation(r):
    figure, axes = pyplot.subplots(figsize=(5, 4.2))
    image = axes.imshow(r["looks"]["mfcc_correlation"], cmap="RdBu_r", vmin=-1, vmax=1)
    axes.set_xlabel("mean of MFCC")
    axes.set_ylabel("mean of MFCC")
    figure.colorbar(image, label="correlation over tracks")
    return figure


def _kernels(r):
    kernels = r["looks"]["first_kernels"]
    figure, all_axes = pyplot.subplots(2, (len(kernels) + 1) // 2, figsize=(8, 2.4), squeeze=False)
    most = max(abs(value) for kernel in kernels for row in kernel for value in row)
    for axes in all_axes.flat:
        axes.axis("off")
    for axes, kernel in zip(all_axes.flat, kernels):
        # Rows are frames; a listener expects time to the right and pitch upwards.
        axes.imshow([list(column) for column in zip(*kernel)], cmap="RdBu_r", vmin=-most, vmax=most, origin="lower")
    return figure
