"""Draw a chart as SVG text on the server, for documents and charts that are not interactive.

Word has no editable chart that LibreOffice and older versions of Word show alike, so documents
hold pictures. A heat table is not drawn: its table of numbers replaces it.
"""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from data.model.control_characters import CONTROL
from layouts.base import theme
from layouts.base.chart import Band, Chart, Series, Text
from layouts.charts.svg_plot import SIZE, Plot, plot_of, wide

DASHES = {"dash": "7 4", "dot": "2 3", "dashdot": "7 3 2 3"}
HATCH = "hatch"
OFF = 8  # pixels between a point and its words
CAP = 4  # pixels: half the length of the line at the end of an interval
LONE = 6.0  # pixels across a point that has no neighbour
ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def svg(chart: Chart, title: str, size: tuple[int, int] = (700, 320)) -> str:
    """Return a chart as one SVG element; "" if it has no values or is a heat table."""
    if chart.empty or chart.kind == "heat" or not chart.series:
        return ""
    plot, title = plot_of(chart, size), CONTROL.sub("", title)
    width, height = size
    data = [each for each in plot.chart.series if not each.empty]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label="{escape(title)}" '
        f'font-family="{escape(theme.FONT)}" font-size="{SIZE}">',
        f"<title>{escape(title)}</title>",
        f'<defs><pattern id="{HATCH}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0 0V6" stroke="{theme.GREY}" '
        'stroke-width="2"/></pattern></defs>',
        '<rect width="100%" height="100%" fill="#fff"/>',
        *(_band(plot, each) for each in chart.bands if not each.dash),
        *plot.axes(),
        *_fills(plot, data),
        *(part for each in data for part in _series(plot, each)),
        *(_band(plot, each) for each in chart.bands if each.dash),
        *(_word(plot, each) for each in chart.texts),
        "</svg>",
    ]
    return "".join(parts)


def _band(plot: Plot, band: Band) -> str:
    """Return a band as a rectangle, or as a line if it is dashed."""
    left, right = plot.span(band)
    foot, top = plot.rise(band)
    if plot.chart.kind == "bars":
        (left, right), (foot, top) = (foot, top), (1 - right, 1 - left)
    x, y = plot.x(left), plot.y(top)
    across, down = plot.x(right) - x, plot.y(foot) - y
    if band.dash:
        dash = DASHES.get(band.dash, "")
        return (
            f'<path d="M{x:.1f} {y:.1f}l{across:.1f} {down:.1f}" stroke="{band.colour}" '
            f'stroke-width="1.5" stroke-dasharray="{dash}"/>'
        )
    fill = f"url(#{HATCH})" if band.hatched else band.colour
    line = f' stroke="{band.outline}"' if band.outline else ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{across:.1f}" height="{down:.1f}" fill="{fill}" '
        f'fill-opacity="{band.opacity:g}"{line}/>'
    )


def _fills(plot: Plot, data: Sequence[Series]) -> Iterator[str]:
    """Yield a polygon between each filled series and the one before it."""
    for lower, upper in pairwise(data):
        if not upper.fill:
            continue
        ends = [
            [plot.point(each, i) for i, value in enumerate(each.values) if value is not None]
            for each in (upper, lower)
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (*ends[0], *reversed(ends[1])))
        yield f'<polygon points="{path}" fill="{upper.fill}"/>'


def _series(plot: Plot, series: Series) -> Iterator[str]:
    bars = plot.chart.kind in {"columns", "bars"}
    if series.level:
        yield from _levels(plot, series)
        return
    if bars:
        yield from _bars(plot, series)
    elif series.joined:
        yield _line(plot, series)
    for i, value in enumerate(series.values):
        if value is None:
            continue
        x, y = plot.point(series, i)
        if series.high and series.low[i] is not None and series.high[i] is not None:
            yield _interval(plot, series, i)
        if not bars:
            yield _mark(series, i, (x, y))
        if series.labels and series.labels[i]:
            yield _label(plot, series, i)


def _levels(plot: Plot, series: Series) -> Iterator[str]:
    """Yield a flat line for each run of one value of an average or limit."""
    for first, last, value in series.runs():
        ends = plot.edge(first, 0.0), plot.edge(last, 1.0)
        yield (
            f'<path d="M{plot.x(ends[0]):.1f} {plot.y(plot.share(value)):.1f}'
            f'H{plot.x(ends[1]):.1f}" {_stroke(series)}/>'
        )


def _line(plot: Plot, series: Series) -> str:
    path, pen = "", "M"
    for i, value in enumerate(series.values):
        if value is None:
            pen = "M"
            continue
        x, y = plot.point(series, i)
        path += f"{'M' if i in series.breaks else pen}{x:.1f} {y:.1f}"
        pen = "L"
    return f'<path d="{path}" fill="none" stroke-linejoin="round" {_stroke(series)}/>'


def _stroke(series: Series) -> str:
    dash = f' stroke-dasharray="{DASHES[series.dash]}"' if series.dash in DASHES else ""
    return f'stroke="{series.colour}" stroke-width="{series.width:g}"{dash}'


def _bars(plot: Plot, series: Series) -> Iterator[str]:
    for i, value in enumerate(series.values):
        if value is None:
            continue
        middle, half = plot.middle(series, i), plot.bar / 2 / len(series.values)
        ends = sorted((plot.share(0), plot.share(value)))
        fill = series.colours[i] if series.colours else series.colour
        line = ""
        if series.hatched and series.hatched[i]:
            fill, line = f"url(#{HATCH})", f' stroke="{theme.ACCENT}"'
        if plot.chart.kind == "bars":
            x, y = plot.x(ends[0]), plot.y(1 - middle + half)
            across, down = plot.x(ends[1]) - x, plot.y(1 - middle - half) - y
        else:
            x, y = plot.x(middle - half), plot.y(ends[1])
            across, down = plot.x(middle + half) - x, plot.y(ends[0]) - y
        yield (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{across:.1f}" height="{down:.1f}" '
            f'fill="{fill}"{line}/>'
        )


def _mark(series: Series, i: int, at: tuple[float, float]) -> str:
    """Return the mark of a point; without a symbol, only points without a neighbour have one."""
    symbol = series.symbol if isinstance(series.symbol, str) else series.symbol[i]
    if not symbol and not (series.joined and _lone(series, i)):
        return ""
    x, y = at
    r = (series.size if series.symbol else LONE) / 2
    line = f' stroke="{series.outline}"' if series.outline else ""
    fill = f'fill="{series.mark or series.colour}"{line}'
    shapes = {
        "square": f"M{x - r:.1f} {y - r:.1f}h{2 * r:g}v{2 * r:g}h-{2 * r:g}z",
        "diamond": f"M{x:.1f} {y - r:.1f}l{r:g} {r:g}l-{r:g} {r:g}l-{r:g} -{r:g}z",
        "triangle-up": f"M{x:.1f} {y - r:.1f}l{r:g} {2 * r:g}h-{2 * r:g}z",
    }
    if symbol in shapes:
        return f'<path d="{shapes[symbol]}" {fill}/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:g}" {fill}/>'


def _lone(series: Series, i: int) -> bool:
    padded = (None, *series.values, None)
    return padded[i] is None and padded[i + 2] is None


def _interval(plot: Plot, series: Series, i: int) -> str:
    bars = plot.chart.kind in {"columns", "bars"}
    low, high = (plot.share(float(ends[i] or 0)) for ends in (series.low, series.high))
    colour = theme.INK if bars else series.mark or series.colour
    if plot.chart.kind == "bars":
        y = plot.y(1 - plot.middle(series, i))
        path = (f"M{plot.x(low):.1f} {y:.1f}H{plot.x(high):.1f}"
                f"m0 -{CAP}v{2 * CAP}M{plot.x(low):.1f} {y - CAP:.1f}v{2 * CAP}")  # fmt: skip
    else:
        x = plot.point(series, i)[0]
        path = (f"M{x:.1f} {plot.y(low):.1f}V{plot.y(high):.1f}"
                f"m-{CAP} 0h{2 * CAP}M{x - CAP:.1f} {plot.y(low):.1f}h{2 * CAP}")  # fmt: skip
    drawn = f'<path d="{path}" stroke="{colour}" stroke-width="1.6" fill="none"/>'
    if not bars:
        return drawn
    # A light edge shows it on bars of any colour.
    return f'<path d="{path}" stroke="{theme.PAPER}" stroke-width="4" fill="none"/>{drawn}'


def _label(plot: Plot, series: Series, i: int) -> str:
    """Return the label of a value: at the end of its bar, or at the edge beside an interval."""
    high = series.high[i] if series.high else None
    end = plot.share(float(series.values[i] or 0) if high is None else high)
    end = 1.0 if series.high and plot.chart.kind == "bars" else end
    if plot.chart.kind == "bars":
        at, anchor = (plot.x(end) + OFF, plot.y(1 - plot.middle(series, i)) + SIZE / 3), "start"
    elif plot.chart.kind == "columns":
        at, anchor = (plot.x(plot.middle(series, i)), plot.y(end) - OFF / 2), "middle"
    else:
        x, y = plot.point(series, i)
        at, anchor = (x + OFF, y + SIZE / 3), "start"
    return _text(series.labels[i], at, anchor, theme.INK)


def _word(plot: Plot, text: Text) -> str:
    """Return a few words on the plot, moved so that they do not leave the picture."""
    across, up = plot.spot(text)
    side = {"left": 1, "center": 0, "right": -1}[text.across]
    x = plot.x(across) + (max(text.off, 4) * side if text.up == "middle" else 0)
    y = plot.y(up) + {"top": SIZE, "middle": SIZE / 3, "above": -5}.get(text.up, -5)
    half = wide(text.text) * {"left": 0.0, "center": 0.5, "right": 1.0}[text.across]
    x = min(x, plot.size[0] - wide(text.text) + half - 2)
    x = max(x, half + 2)
    lines = text.text.replace("\n", " ")
    return _text(lines, (x, y), ANCHORS[text.across], theme.legible(text.colour), bold=text.bold)


def _text(
    text: str, at: tuple[float, float], anchor: str, colour: str, *, bold: bool = False
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" text-anchor="{anchor}" fill="{colour}"'
        f"{weight}>{escape(text)}</text>"
    )
