"""What the tagger says of tracks whose genre is known."""

import json
from collections import defaultdict
from pathlib import Path

import numpy as np

MOST = 6


def table(results):
    """Markdown, from what `genrestream classify --json --model tags` printed of files called GENRE.NUMBER.*"""
    by_genre = defaultdict(list)
    for line in results.read_text(encoding="utf-8").splitlines():
        result = json.loads(line)
        if "scores" in result:
            by_genre[Path(result["file"]).name.split(".")[0]].append(result["scores"])
    rows = [f"| {genre} | {len(tracks)} | {_top(tracks)} |" for genre, tracks in sorted(by_genre.items())]
    return "\n".join(["| genre | tracks | tags, mean probability |", "| --- | ---: | --- |", *rows])


def _top(tracks):
    means = {tag: np.mean([scores[tag] for scores in tracks]) for tag in tracks[0]}
    return ", ".join(f"{tag} {mean:.2f}" for tag, mean in sorted(means.items(), key=lambda entry: -entry[1])[:MOST])
