"""The plot area of a chart drawn as SVG: its axes, and where values and categories lie on it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import escape

from layouts.base import theme
from layouts.base.chart import Axis, Band, Chart, Series, Text

SIZE = 12  # pixels, of every word
LETTER = 0.56  # the mean width of a letter, as a share of the type size
TOP, RIGHT, GAP = 26, 14, 8  # pixels
FOOT = 44  # pixels below the plot: names of categories and the axis title
MONTH_WIDE = 66  # pixels for the name of a month
STEPS = (1, 2, 3, 6, 12, 24, 60)  # months from one name to the next
SCREEN = 900  # pixels: about the width that the margins of a chart are given for
BESIDE = 0.9  # of the width: words that begin further right stand beside the plot
ANCHOR = {"left": 0.0, "center": 0.5, "right": 1.0}


def wide(text: str) -> float:
    """Return about how many pixels a text is wide."""
    return LETTER * SIZE * len(text)


@dataclass(frozen=True)
class Plot:
    """The box of a plot in pixels (left, top, width, height) within a picture of ``size``.

    Its methods give shares of the box from 0 to 1, along the categories and up the values, and turn
    shares into pixels.
    """

    chart: Chart
    box: tuple[float, float, float, float]
    size: tuple[int, int]

    def x(self, share: float) -> float:
        """Return the pixels from the left of the picture for a share of the width."""
        return self.box[0] + share * self.box[2]

    def y(self, share: float) -> float:
        """Return the pixels from the top of the picture for a share from the foot of the box."""
        return self.box[1] + (1 - share) * self.box[3]

    def share(self, value: float) -> float:
        """Return a value as a share of the axis of values; 0 or 1 for one beyond its ends."""
        return _within((value - self.chart.y.low) / ((self.chart.y.high - self.chart.y.low) or 1))

    def along(self, i: int) -> float:
        """Return the middle of a category, as a share."""
        return self.edge(i, 0.5)

    def middle(self, series: Series, i: int) -> float:
        """Return the middle of a category, or of a bar of a series where bars are side by side."""
        beside = self.beside
        if series not in beside:
            return self.along(i)
        off = beside.index(series) - (len(beside) - 1) / 2
        return self.along(i) + off * self.bar / max(len(self.chart.categories), 1)

    @property
    def bar(self) -> float:
        """The width of a bar as a share of its category."""
        return self.chart.bar / max(len(self.beside), 1)

    @property
    def beside(self) -> list[Series]:
        """The series whose bars stand side by side: all if a category has two values, else none."""
        bars = [each for each in self.chart.series if not each.level]
        if self.chart.kind not in {"columns", "bars"}:
            return []
        several = (sum(value is not None for value in values) > 1
                   for values in zip(*(each.values for each in bars), strict=False))  # fmt: skip
        return bars if any(several) else []

    def edge(self, i: float, part: float) -> float:
        """Return the share at a ``part`` of a category: 0 is its beginning, 1 its end."""
        return (i + part) / max(len(self.chart.categories), 1)

    def point(self, series: Series, i: int) -> tuple[float, float]:
        """Return the pixels of a value; one above the axis lies on its edge."""
        share = self.share(float(series.values[i] or 0))
        if self.chart.kind == "points":
            return self.x(self._number(series.x[i])), self.y(share)
        if self.chart.kind == "bars":
            return self.x(share), self.y(1 - self.middle(series, i))
        return self.x(self.middle(series, i)), self.y(share)

    def _number(self, value: float) -> float:
        axis = self.chart.x
        return _within((value - axis.low) / ((axis.high - axis.low) or 1))

    def _spot(self, spot: date | float, part: float) -> float:
        if isinstance(spot, date):
            first = self.chart.categories[0]
            if not isinstance(first, date):
                raise TypeError(f"{spot} is no category")
            ahead = 12 * (spot.year - first.year) + spot.month - first.month
            return _within(self.edge((ahead + part) / self.chart.months, 0))
        return self._number(spot) if self.chart.kind == "points" else _within(self.edge(spot, 0.5))

    def span(self, band: Band) -> tuple[float, float]:
        """Return the ends of a band along the categories, as shares: the whole plot without any."""
        if band.first is None:
            return 0.0, 1.0
        if band.last is None:
            middle = self._spot(band.first, 0.5)
            return middle, middle
        return self._spot(band.first, 0), self._spot(band.last, 1)

    def rise(self, band: Band) -> tuple[float, float]:
        """Return the lower and upper end of a band, as shares: the whole plot without values."""
        if band.low is None:
            return 0.0, 1.0
        return self.share(band.low), self.share(band.low if band.high is None else band.high)

    def spot(self, text: Text) -> tuple[float, float]:
        """Return the position of words, as shares from the left and from the foot."""
        within = 0.5 if text.off or text.across == "center" else 0
        along = None if text.at is None else self._spot(text.at, within)
        up = None if text.value is None else self.share(text.value)
        x, y = (up, along) if self.chart.kind == "bars" else (along, up)
        if self.chart.kind == "bars" and y is not None:
            y = 1 - y
        return ANCHOR[text.across] if x is None else x, text.edge if y is None else y

    def axes(self) -> Iterator[str]:
        """Yield grid lines with their values, the names of categories and the axis titles."""
        if self.chart.kind == "bars":
            yield from self._upright(self.chart.y)
            yield from self._rows()
        else:
            yield from self._level()
            if self.chart.kind == "points":
                yield from self._upright(self.chart.x)
            else:
                yield from self._names()
        left, top, width, height = self.box
        foot = self.chart.y.title if self.chart.kind == "bars" else self.chart.x.title
        if self.chart.y.title and self.chart.kind != "bars":
            yield _text(self.chart.y.title, 2, top - 12, "start")
        if foot:
            yield _text(foot, left + width / 2, top + height + FOOT - 8, "middle")

    def _level(self) -> Iterator[str]:
        for value in ticks(self.chart.y):
            y = self.y(self.share(value))
            yield _line(f"M{self.x(0):.1f} {y:.1f}H{self.x(1):.1f}", value)
            yield _text(written(self.chart.y, value), self.box[0] - 6, y + SIZE / 3, "end")

    def _upright(self, axis: Axis) -> Iterator[str]:
        place = self.share if axis is self.chart.y else self._number
        for value in ticks(axis):
            x = self.x(place(value))
            yield _line(f"M{x:.1f} {self.y(0):.1f}V{self.y(1):.1f}", value)
            yield _text(written(axis, value), x, self.y(0) + SIZE + 5, "middle")

    def _rows(self) -> Iterator[str]:
        for i, name in enumerate(self.names()):
            y = self.y(1 - self.along(i)) + SIZE / 3
            yield _text(name, self.box[0] - 8, y, "end")

    def _names(self) -> Iterator[str]:
        names, space = self.names(), self.box[2] / max(len(self.chart.categories), 1)
        step = 1
        if self.chart.dated and not self.chart.ticks:
            month = space / self.chart.months
            apart = next((each for each in STEPS if each * month >= MONTH_WIDE), STEPS[-1])
            step = max(apart // self.chart.months, 1)
        else:
            while step < len(names) and step * space < max(map(wide, names)) + 4:
                step += 1
        for i in range(0, len(names), step):
            yield _text(names[i], self.x(self.along(i)), self.y(0) + SIZE + 5, "middle")

    def names(self) -> list[str]:
        """Return the names of the categories."""
        if self.chart.ticks:
            return [each.replace("\n", " ") for each in self.chart.ticks]
        return [
            f"{each:%b %Y}" if isinstance(each, date) else each for each in self.chart.categories
        ]


def plot_of(chart: Chart, size: tuple[int, int]) -> Plot:
    """Return the plot of a chart in a picture, with room for ticks, titles and words beside it."""
    chart = replace(chart, y=chart.y.ticked)
    whole = Plot(chart, (0, 0, *size), size)
    beside = [wide(each.text) for each in chart.texts
              if each.across == "left" and whole.spot(each)[0] > BESIDE]  # fmt: skip
    if chart.kind == "bars":  # labels of bars with intervals stand at the edge
        beside += [wide(label) for each in chart.series if each.high for label in each.labels]
    right = max([RIGHT, chart.right / SCREEN * size[0], *(each + GAP + 6 for each in beside)])
    sides = whole.names() if chart.kind == "bars" else (
        [written(chart.y, value) for value in ticks(chart.y)]
    )  # fmt: skip
    left = min(max([*map(wide, sides), 24]) + 10, size[0] / 2)
    foot = FOOT if chart.x.title or chart.kind == "bars" else FOOT - 18
    return Plot(chart, (left, TOP, size[0] - left - right, size[1] - TOP - foot), size)


def ticks(axis: Axis) -> list[float]:
    """Return the values of an axis that have a grid line."""
    first = -(-axis.low // axis.tick)
    count = int((axis.high - first * axis.tick) / axis.tick + 1e-9)
    return [(first + n) * axis.tick for n in range(count + 1)]


def written(axis: Axis, value: float) -> str:
    """Return a value of an axis as its ticks show it, with as many decimals as the ticks need."""
    decimals = next((each for each in range(4) if round(axis.tick, each) == axis.tick), 4)
    sign = "+" if axis.signed and value > 0 else ""
    return f"{sign}{value:z,.{decimals}f}{axis.suffix}".replace("-", "−")


def _within(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def _line(path: str, value: float) -> str:
    colour = theme.GREY if not value else theme.PALE
    return f'<path d="{path}" stroke="{colour}" stroke-width="1"/>'


def _text(text: str, x: float, y: float, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{theme.SOFT}">'
        f"{escape(text)}</text>"
    )
