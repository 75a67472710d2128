"""Extracts the same features of the same folder with Genrestream and with librosa, each on one core, one after the other.

    python extract.py DIR [ROUNDS]      (run by a Python that has librosa 0.11; ./genrestream must be built)

Prints each round's wall and processor time, of the whole tree of processes from start to end, and the ratios of the
medians. The machine should have nothing else to do; where it has, look at the processor time.
"""

import ctypes
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHILD_SUBREAPER = 36


def measure(command):
    """Wall and processor seconds of a command and all that it starts."""
    before, began = os.times(), time.perf_counter()
    child = os.spawnvp(os.P_NOWAIT, command[0], command)
    _, status = os.waitpid(child, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed")
    wall = time.perf_counter() - began
    try:
        while True:
            os.wait()  # decoders that outlive their parent are ours
    except ChildProcessError:
        pass
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, cpu


def main(folder, rounds="3"):
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(CHILD_SUBREAPER, 1, 0, 0, 0)
    pinned = ["taskset", "-c", "0"] if shutil.which("taskset") else []
    times = {"genrestream": [], "librosa": []}
    with tempfile.TemporaryDirectory() as place:
        for number in range(int(rounds)):
            commands = {
                "genrestream": [str(HERE.parent / "genrestream"), "extract", folder, "-o", f"{place}/ours{number}.csv"]
                + ["--jobs", "1", "--spec", "customary", "-v"],
                "librosa": [sys.executable, str(HERE / "librosa_extract.py"), folder, f"{place}/librosa{number}.csv"],
            }
            for name, command in commands.items():
                wall, cpu = measure(pinned + command)
                times[name].append((wall, cpu))
                print(f"{name:12} {wall:7.1f} s wall {cpu:7.1f} s processor", flush=True)
    for place, kind in enumerate(("wall", "processor")):
        ours, theirs = (statistics.median(one[place] for one in times[name]) for name in ("genrestream", "librosa"))
        print(f"{kind}: librosa takes {theirs / ours:.1f} times as long")


if __name__ == "__main__":
    main(*sys.argv[1:])
