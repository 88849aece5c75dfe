"""A chart as a value: series with names, units and formats, and bands and words on the plot.

Panels build a ``Chart``; ``layouts/charts/plotly.py`` draws it on the screen and
``layouts/export/deck_charts.py`` on a slide. Positions are categories and values of the data,
never shares of a picture. Text is plain: a renderer adds its own markup.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import floor, log10
from typing import Literal

from layouts.base import theme

Kind = Literal["lines", "columns", "bars", "points", "heat"]
Value = float | int | None
Category = date | str
# A position along the categories: a month, or an index, also a fraction; None is the edge.
Spot = date | float | None
ROUND, STEPS = (1, 2, 2.5, 5, 10), 5
NEARLY, HEADROOM = 0.9, 1.12
FEW = 6  # counts up to here have a tick at each whole number
BAR, FEW_BARS = 0.6, 4
EDGES = {"bottom": 0.0, "middle": 0.5, "top": 1.0, "above": 1.0}
ROW = 0.1  # the height of a row of words, as a share of the height of the plot


@dataclass(frozen=True)
class Axis:
    """An axis: its title, which names the unit, its ends, and how its numbers are written.

    ``step`` is the distance between ticks; 0 leaves it to the renderer. A ``mirrored`` axis writes
    the numbers below zero without their sign.
    """

    title: str = ""
    low: float = 0.0
    high: float = 1.0
    suffix: str = ""
    decimals: int = 0
    signed: bool = False
    step: float = 0.0
    mirrored: bool = False

    @property
    def tick(self) -> float:
        """The distance between ticks: the given one, else a round one that makes about five."""
        if self.step:
            return self.step
        reach = (self.high - self.low) / STEPS or 1
        power = 10.0 ** floor(log10(reach))
        return next(each * power for each in ROUND if each * power >= reach * NEARLY)

    @property
    def ticked(self) -> "Axis":
        """The axis from a tick on, so that zero is a tick; a mirrored one ends as far above it."""
        low = floor(self.low / self.tick) * self.tick
        return replace(self, low=low, high=-low if self.mirrored else self.high)


@dataclass(frozen=True)
class Series:
    """A named series with one value for each category, ``None`` where there is none.

    ``name`` is the column of the panel's table; words after a comma narrow it ("Incidents, months
    chosen"). ``x`` are numbers where the chart has no categories. A ``level`` is an average or a
    limit, drawn as a flat line over the categories it holds for. ``width`` 0 draws no line.
    ``symbol`` is the mark of every point, or has one mark for each; without it, only points with no
    neighbour are marked. ``low`` and ``high`` are the ends of intervals. No line leads to the
    categories whose indices are in ``breaks``. ``fill`` is the colour between this series and the
    one before. ``hover`` may hold {x}, {y} and {note}; ``notes`` has one text for each point.
    ``decimals`` is None where they are those of the axis.
    """

    name: str
    values: Sequence[Value]
    colour: str
    width: float = 2.0
    dash: str = "solid"
    symbol: str | Sequence[str] = ""
    size: float = 6.0
    mark: str = ""  # colour of the points, where it is not that of the line
    outline: str = ""
    colours: Sequence[str] = ()
    hatched: Sequence[bool] = ()
    labels: Sequence[str] = ()
    low: Sequence[Value] = ()
    high: Sequence[Value] = ()
    x: Sequence[float] = ()
    level: bool = False
    quiet: bool = False  # one of many pale lines, which are drawn together
    breaks: Sequence[int] = ()
    fill: str = ""
    hover: str = "{x}: {y}"
    notes: Sequence[str] = ()
    decimals: int | None = None

    @property
    def empty(self) -> bool:
        """Whether there is no value."""
        return all(value is None for value in self.values)

    @property
    def joined(self) -> bool:
        """Whether a line runs through its points; it may be the unseen edge of a fill."""
        return bool(self.width) or not self.symbol

    def runs(self) -> list[tuple[int, int, float]]:
        """Return each stretch of one value: its first and last index and the value."""
        found: list[tuple[int, int, float]] = []
        for index, value in enumerate(self.values):
            if value is None:
                continue
            if found and found[-1][1:] == (index - 1, value) and index not in self.breaks:
                found[-1] = (found[-1][0], index, value)
            else:
                found.append((index, index, value))
        return found

    @property
    def lone(self) -> bool:
        """Whether a value has no neighbour, so that a line alone would not show it."""
        padded = (None, *self.values, None)
        return any(
            here is not None and left is None and right is None
            for left, here, right in zip(padded, padded[1:], padded[2:], strict=False)
        )


@dataclass(frozen=True)
class Band:
    """A shaded part of the plot, or with ``dash`` a line at ``first`` or at ``low``.

    It runs from the category ``first`` to ``last`` (whole months, both included) and from the value
    ``low`` to ``high``; ``None`` is the edge. A ``hatched`` band marks months without data.
    """

    name: str
    colour: str
    first: Spot = None
    last: Spot = None
    low: float | None = None
    high: float | None = None
    opacity: float = 1.0
    outline: str = ""
    dash: str = ""
    hatched: bool = False


@dataclass(frozen=True)
class Text:
    """A few words on the plot; without ``at`` or ``value`` they stand at the edge they name.

    ``across`` is the side of the words that lies at the point; ``up`` "above" is over the plot.
    ``off`` is the distance from the point in pixels, ``row`` the number of rows below the edge.
    """

    text: str
    at: Spot = None
    value: float | None = None
    across: Literal["left", "center", "right"] = "center"
    up: Literal["top", "middle", "bottom", "above"] = "middle"
    colour: str = theme.SOFT
    size: int = 13
    bold: bool = False
    off: int = 0
    row: int = 0

    @property
    def edge(self) -> float:
        """The share of the plot's height at which words without a value stand."""
        return EDGES[self.up] - ROW * self.row


@dataclass(frozen=True)
class Chart:
    """A whole chart; one without series shows nothing, not even axes.

    ``ticks`` replace the names of the categories on the axis. ``months`` is the number of months in
    a category of dates. ``right`` is the margin in pixels for words at the end of lines; ``ends``
    says what these name ("lines" or "limits"), because a phone shows them elsewhere.
    """

    kind: Kind = "lines"
    categories: Sequence[Category] = ()
    series: Sequence[Series] = ()
    x: Axis = Axis()
    y: Axis = Axis()
    bands: Sequence[Band] = ()
    texts: Sequence[Text] = ()
    ticks: Sequence[str] = ()
    months: int = 1
    right: int = 0
    ends: str = ""

    @property
    def dated(self) -> bool:
        """Whether the categories are months or quarters."""
        return bool(self.categories) and isinstance(self.categories[0], date)

    @property
    def empty(self) -> bool:
        """Whether there is no value to draw."""
        return all(each.empty for each in self.series)

    @property
    def blank(self) -> bool:
        """Whether there is nothing to draw: no value, and no months that are marked as missing."""
        return self.empty and not any(each.hatched for each in self.bands)

    @property
    def bar(self) -> float:
        """The width of a bar, as a share of a category: a few bars stay slim."""
        return BAR * min(1, len(self.categories) / FEW_BARS)

    def scale(self) -> tuple[float, float]:
        """Return the ends of the colour scale of a heat table; the upper one is at least 1."""
        some = [value for each in self.series for value in each.values if value is not None]
        return min(some, default=0), max([*some, 1])

    def shares(self) -> list[list[float | None]]:
        """Return each value of a heat table as a share of its scale, 0 to 1; None where missing."""
        low, high = self.scale()
        return [
            [None if value is None else (value - low) / (high - low or 1) for value in each.values]
            for each in self.series
        ]


def headroom(values: Iterable[Value]) -> float:
    """Return the top of an axis that starts at zero: a little above the largest value."""
    return max([*(value for value in values if value is not None), 1]) * HEADROOM


def counts(values: Iterable[Value], title: str = "Incidents") -> Axis:
    """Return an axis of counts from zero, in whole steps however few there are."""
    top = headroom(values)
    axis = Axis(title, high=top, step=1 if top < FEW else 0)
    return axis if axis.tick == int(axis.tick) else replace(axis, step=2)
