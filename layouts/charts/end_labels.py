"""Names at the ends of lines."""

from collections.abc import Sequence

from layouts.base import theme
from layouts.base.chart import Spot, Text, Value

LABEL_GAP = 0.075  # the least distance between two labels, as a share of the axis


def end_labels(at: Spot, ends: Sequence[tuple[str, float, str]], top: float) -> list[Text]:
    """Return names at the ends of lines, moved apart so that none covers another.

    ``ends`` holds (name, value at the end, colour of the line); ``top`` is the top of the axis.
    """
    gap = top * LABEL_GAP
    level = -gap
    labels = []
    for name, value, colour in sorted(ends, key=lambda end: end[1]):
        level = max(level + gap, value)
        labels.append(Text(name, at, level, "left", colour=theme.legible(colour), off=8))
    return labels


def last_of(values: Sequence[Value], default: float = 0) -> float:
    """Return the last value that is not missing, or ``default`` if all are."""
    return next((value for value in reversed(values) if value is not None), default)
