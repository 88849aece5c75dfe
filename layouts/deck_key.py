"""The legend of a slide: swatches and marks with what they mean, under what they explain."""

from dataclasses import replace
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Pt

from layouts import deck_parts, fitting, legend, theme
from layouts.deck_parts import colour
from layouts.deck_style import BODY, EDGE, Box
from layouts.panels import Panel
from layouts.svg_map import RING

SIZE = 12


def add(slide: Any, panel: Panel) -> Box:
    """Write the legend at the foot of the body; what is left of it."""
    found = legend.entries(panel.legend)
    if not found:
        return BODY
    x, rows = EDGE, 1
    places = []
    for each in found:
        text = each.text
        wide = fitting.width(text, SIZE) + 0.05 + (0.3 if each.colour or each.mark else 0)
        wide = min(wide, BODY.width)
        if x + wide > BODY.right and x > EDGE:
            x, rows = EDGE, rows + 1
        tall = fitting.lines(text, wide, SIZE)
        places.append((each, x, rows, wide))
        x += wide + 0.22
        rows += tall - 1
    top = BODY.foot - 0.24 * rows
    for each, left, row, wide in places:
        _entry(slide, each, Box(left, top + 0.24 * (row - 1), wide, 0.22))
    return replace(BODY, height=BODY.height - 0.24 * rows - 0.12)


def _entry(slide: Any, entry: legend.Entry, box: Box) -> None:
    """A swatch or mark, and what it means."""
    if entry.colour or entry.mark:
        round_one = bool(entry.mark) and not entry.colour
        size = (0.16, 0.16) if round_one else (0.22, 0.15)
        kind = MSO_SHAPE.OVAL if round_one else MSO_SHAPE.RECTANGLE
        home = Box(box.left, box.top + (box.height - size[1]) / 2, *size)
        fill = entry.colour or theme.SERIES[1]
        made = deck_parts.shape(slide, home, fill, said=entry.text, name="Key", kind=kind)
        made.line.color.rgb, made.line.width = colour(theme.GREY), Pt(0.5)
        if entry.mark == "ring":
            made.fill.background()
            made.line.color.rgb, made.line.width = colour(RING), Pt(1.5)
        box = Box(box.left + 0.29, box.top, box.width - 0.29, box.height)
    lines = fitting.lines(entry.text, box.width, SIZE)
    box = replace(box, height=fitting.height(lines, SIZE) + 0.01)
    deck_parts.words(slide, box, entry.text, (SIZE,), theme.SOFT, name="Legend")
