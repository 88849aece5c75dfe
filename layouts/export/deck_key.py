"""The legend of a slide: swatches and marks with their meaning, at the foot of the body."""

from dataclasses import replace
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Pt

from layouts.base import legend, theme
from layouts.base.panels import Panel
from layouts.export import deck_parts, fitting
from layouts.export.deck_parts import colour
from layouts.export.deck_style import EDGE, Box
from layouts.maps.print_map import RING

SIZE = 12


def add(slide: Any, body: Box, panel: Panel) -> Box:
    """Add the legend, if any, at the foot of the body; return the box that is free above it."""
    found = legend.entries(panel.legend)
    if not found:
        return body
    x, rows = EDGE, 1
    places = []
    for each in found:
        text = each.text
        wide = fitting.width(text, SIZE) + 0.05 + (0.3 if each.colour or each.mark else 0)
        wide = min(wide, body.width)
        if x + wide > body.right and x > EDGE:
            x, rows = EDGE, rows + 1
        tall = fitting.lines(text, wide, SIZE)
        places.append((each, x, rows, wide))
        x += wide + 0.22
        rows += tall - 1
    top = body.foot - 0.24 * rows
    for each, left, row, wide in places:
        _entry(slide, each, Box(left, top + 0.24 * (row - 1), wide, 0.22))
    return replace(body, height=body.height - 0.24 * rows - 0.12)


def _entry(slide: Any, entry: legend.Entry, box: Box) -> None:
    """Add a swatch or mark and its meaning."""
    if entry.colour or entry.mark:
        round_one = bool(entry.mark) and not entry.colour
        size = (0.16, 0.16) if round_one else (0.22, 0.15)
        kind = MSO_SHAPE.OVAL if round_one else MSO_SHAPE.RECTANGLE
        home = Box(box.left, box.top + (box.height - size[1]) / 2, *size)
        fill = entry.colour or theme.SERIES[1]
        made = deck_parts.shape(slide, home, fill, alt=entry.text, name="Key", kind=kind)
        made.line.color.rgb, made.line.width = colour(theme.GREY), Pt(0.5)
        if entry.mark == "ring":
            made.fill.background()
            made.line.color.rgb, made.line.width = colour(RING), Pt(1.5)
        box = Box(box.left + 0.29, box.top, box.width - 0.29, box.height)
    lines = fitting.lines(entry.text, box.width, SIZE)
    box = replace(box, height=fitting.height(lines, SIZE) + 0.01)
    deck_parts.words(slide, box, entry.text, (SIZE,), theme.SOFT, name="Legend")
