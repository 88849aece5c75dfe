"""Draw the bands behind a native chart, and the words on it or beside it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pptx.enum.dml import MSO_PATTERN
from pptx.util import Pt

from layouts.base import theme
from layouts.base.chart import Band, Chart, Spot, Text
from layouts.export import deck_parts, fitting
from layouts.export.deck_parts import colour, described
from layouts.export.deck_series import DASHES
from layouts.export.deck_style import Box

SIZE = 12
OFF = 0.12  # inches between a point and its words
# Of the width of the plot: words that begin further right stand beside it.
RIGHT_OF_PLOT = 0.9
ANCHOR = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True)
class Plot:
    """The plot area of a chart on a slide; it gives categories and values as shares of the area."""

    box: Box
    chart: Chart

    def along(self, spot: date | float, part: float = 0.5) -> float:
        """Return the position of a category, as a share; ``part`` says how far into a month."""
        if isinstance(spot, date):
            days = [each for each in self.chart.categories if isinstance(each, date)]
            return (_months(days[0], spot) + part) / (_months(days[0], days[-1]) + 1)
        if self.chart.kind == "points":
            return _share(spot, self.chart.x.low, self.chart.x.high)
        return (spot + 0.5) / len(self.chart.categories)

    def up(self, value: float) -> float:
        """Return the position of a value on its axis, as a share."""
        return _share(value, self.chart.y.low, self.chart.y.high)

    def spot(self, text: Text) -> tuple[float, float]:
        """Return the position of words, as shares from the left and from the foot."""
        within = 0.5 if text.off or text.across == "center" else 0
        along = None if text.at is None else self.along(text.at, within)
        up = None if text.value is None else self.up(text.value)
        x, y = (up, along) if self.chart.kind == "bars" else (along, up)
        if self.chart.kind == "bars" and y is not None:
            y = 1 - y  # the first category stands on top
        x, y = ANCHOR[text.across] if x is None else x, text.edge if y is None else y
        return min(max(x, 0), 1), min(max(y, 0), 1)

    def beside(self, text: Text) -> bool:
        """Whether words stand to the right of the plot."""
        return text.across == "left" and self.spot(text)[0] > RIGHT_OF_PLOT


def _share(value: float, low: float, high: float) -> float:
    return (value - low) / (high - low or 1)


def _months(first: date, last: date) -> int:
    return 12 * (last.year - first.year) + last.month - first.month


def band(slide: Any, plot: Plot, given: Band) -> None:
    """Add a shaded stretch, or a line, at its place on the plot."""
    along = _span(given.first, given.last, plot.along)
    up = _span(given.low, given.high, lambda value, _part: plot.up(value))
    (left, right), (foot, top) = (up, along) if plot.chart.kind == "bars" else (along, up)
    box = Box(
        plot.box.left + left * plot.box.width, plot.box.top + (1 - top) * plot.box.height,
        (right - left) * plot.box.width, (top - foot) * plot.box.height,
    )  # fmt: skip
    if given.dash:
        x, y, wide, tall = box.emu()
        line = slide.shapes.add_connector(1, x, y, x + wide, y + tall)
        line.line.color.rgb, line.line.width = colour(given.colour), Pt(1.5)
        line.line.dash_style = DASHES.get(given.dash)
        described(line, "Mark", given.name)
        return
    fill = theme.mixed(given.colour, theme.PAPER, given.opacity)
    made = deck_parts.shape(slide, box, fill, alt=given.name, name="Band")
    if given.hatched:
        made.fill.patterned()
        made.fill.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
        made.fill.fore_color.rgb, made.fill.back_color.rgb = colour(fill), colour(theme.PAPER)
    if given.outline:
        made.line.color.rgb, made.line.width = colour(given.outline), Pt(0.75)


def _span(first: Spot, last: Spot, share: Any) -> tuple[float, float]:
    """Return the ends of a band as shares: 0 and 1 without ``first``, equal without ``last``."""
    if first is None:
        return 0.0, 1.0
    ends = (share(first, 0.5),) * 2 if last is None else (share(first, 0), share(last, 1))
    return min(max(ends[0], 0), 1), min(max(ends[1], 0), 1)


def word(slide: Any, plot: Plot, given: Text, end: float, size: float = SIZE) -> None:
    """Add words on the plot or beside it; those on it end before ``end``, inches from the left."""
    text = given.text.replace("\n", " ")
    wide = fitting.width(text, size, bold=True) + 0.05
    high = fitting.height(1, size)
    across, up = plot.spot(given)
    side = {"left": 1, "center": 0, "right": -1}[given.across]
    x = plot.box.left + across * plot.box.width + (OFF * side if given.up == "middle" else 0)
    y = plot.box.top + (1 - up) * plot.box.height
    left = x - ANCHOR[given.across] * wide
    if not plot.beside(given):
        left = max(min(left, end - wide), plot.box.left)
    top = y - {"top": -0.03, "middle": high / 2}.get(given.up, high + 0.05)
    box = Box(left, top, wide, high)
    deck_parts.words(slide, box, text, (size,), theme.legible(given.colour), name="Label")
