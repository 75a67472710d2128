"""Tables and figures in a card's text."""

import numpy as np


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def share(value):
    return "-" if value is None else f"{100 * value:.1f} %"


def spread(values):
    """Mean and standard deviation over seeds."""
    return f"{np.mean(values):.3f} ± {np.std(values):.3f}" if len(values) > 1 else f"{values[0]:.3f}"


def listed(values):
    return ", ".join(str(value) for value in values)


def interval(edges):
    return f"{edges[0]:.3f} to {edges[1]:.3f}"
