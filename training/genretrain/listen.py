"""A page to hear what a network's last filters answer to: the strongest excerpts of one's own music, played from its files."""

import html
import json
from pathlib import Path

import numpy as np
import torch

from . import train

EXCERPTS = 10


def write(checkpoint, features, out):
    """`features` is what `genrestream extract --per window --columns log_mel` wrote; the page plays the files that it names."""
    classifier, kind = train.classifier(checkpoint)
    with np.load(features) as file:
        windows, files = file["log_mel_db"], file["track"]
        start, end = file["start"], file["end"]
    answers = _answers(classifier, kind, windows)
    rows = [_row(number, answers[:, number], files, start, end) for number in range(answers.shape[1])]
    out.write_text(PAGE.replace("ROWS", "\n".join(rows)), encoding="utf-8")
    print(f"{out}: {answers.shape[1]} filters, {len(set(files))} files")


def _answers(classifier, kind, windows, batch=256):
    """[windows][filters]: the strongest answer of each filter anywhere in a window."""
    parts = []
    with torch.no_grad():
        for first in range(0, len(windows), batch):
            values = kind(torch.from_numpy(windows[first : first + batch]))
            found = classifier.network.found(classifier.standardised(values))
            parts.append(found.amax(dim=(2, 3)).numpy())
    return np.concatenate(parts)


def _row(number, answers, files, start, end):
    """One excerpt a file, or a long note would fill the list with itself."""
    cells, seen = [], set()
    for place in np.argsort(-answers):
        if files[place] in seen:
            continue
        seen.add(files[place])
        what = json.dumps([Path(str(files[place])).absolute().as_uri(), float(start[place]), float(end[place])])
        label = f"{Path(str(files[place])).stem} {start[place]:.0f} s"
        cells.append(f"<td><button data-play='{html.escape(what)}'>{html.escape(label)}</button> {answers[place]:.1f}</td>")
        if len(cells) == EXCERPTS:
            break
    return f"<tr><th>{number}</th>{''.join(cells)}</tr>"


PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>What the last filters answer to</title>
<style>
body { font: 14px/1.4 system-ui, sans-serif; margin: 2em; color: #222 }
table { border-collapse: collapse } td, th { padding: .2em .5em; border-bottom: 1px solid #ddd; white-space: nowrap }
button { border: 0; background: none; color: #1f5fa8; cursor: pointer; font: inherit } button.on { font-weight: bold }
</style>
<h1>What the last filters answer to</h1>
<p>A row is a filter of the last layer; its strongest excerpts stand first, one a file, with the strength of the answer. Click
one to hear it, click again to stop.</p>
<audio id="player"></audio>
<table>
ROWS
</table>
<script>
const player = document.getElementById("player");
let on = null, until = 0;
function stop() { player.pause(); if (on) on.classList.remove("on"); on = null; }
player.addEventListener("timeupdate", () => { if (player.currentTime >= until) stop(); });
document.querySelector("table").addEventListener("click", event => {
  const button = event.target.closest("button");
  if (!button) return;
  const again = button === on;
  stop();
  if (again) return;
  const [file, start, end] = JSON.parse(button.dataset.play);
  on = button; until = end;
  button.classList.add("on");
  player.src = file;
  player.currentTime = start;
  player.play();
});
</script>
</html>
"""
