"""Draw a chart with Plotly: a plain dict, which is all that travels to the browser.

A ``go.Figure`` would check every value of every answer, so neither charts nor maps are made as
one; the tests check each kind of figure.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from data.model import months
from layouts.base import theme
from layouts.base.addresses import below
from layouts.base.chart import Axis, Chart, Series
from layouts.charts.plotly_layout import NAMES, Part, gap, layout

NO_INTERVAL = "none"  # Plotly would take null for 0 and draw the caps of an interval
OVER_EDGE = 0.98  # where a value above the axis is drawn
HIDDEN = {"visible": False}
# Plotly waits for a trace before it draws anything.
NOTHING: Part = {"type": "scatter", "x": [], "y": [], "hoverinfo": "skip"}
HEAT_LAYOUT: Part = {
    "xaxis": {"side": "top", "type": "category", "tickfont": {"size": 12}},
    "yaxis": {"autorange": "reversed", "type": "category", "showgrid": False},
}
LARGER = 1.35
EDGE = 4.5  # pixels: the light line behind an interval on a bar, whose own line is 1.7 wide
TEXT_SIZES = ("font", "tickfont", "textfont")


def plain(figure: Chart | Part, *, large: bool = False) -> Part:
    """Return a chart or a map as ``dcc.Graph`` takes it; a ``large`` one has larger text.

    A ``large`` one has the template too; others need none, as the page has it: see
    ``layouts/shell/shell.py``.
    """
    made = draw(figure) if isinstance(figure, Chart) else figure
    if not large:
        return made
    return enlarged({**made, "layout": {"template": theme.TEMPLATE, **made["layout"]}})


def draw(chart: Chart) -> Part:
    """Return the figure of a chart, without the template."""
    if not chart.series:
        return {"data": [NOTHING], "layout": {"xaxis": HIDDEN, "yaxis": HIDDEN}}
    if chart.kind == "heat":
        return {"data": [_heat(chart)], "layout": HEAT_LAYOUT}
    x = _categories(chart)
    data = [each for each in chart.series if not each.level and not each.quiet]
    quiet = [each for each in chart.series if each.quiet]
    traces = [*([_quiet(chart, quiet, x)] if quiet else [])]
    for each in data:
        traces += _bars(chart, each, x) if chart.kind in {"columns", "bars"} else (
            _lines(chart, each, x)
        )  # fmt: skip
    traces += [gap(chart, each) for each in chart.bands if each.hatched]
    return {"data": traces, "layout": layout(chart, x)}


def _categories(chart: Chart) -> list[Any]:
    if chart.ticks:
        return [each.replace("\n", "<br>") for each in chart.ticks]
    # The middle month stands for a quarter.
    return [
        months.shift(each, chart.months // 2).isoformat() if isinstance(each, date) else each
        for each in chart.categories
    ]


def _form(axis: Axis, decimals: int | None = None) -> str:
    decimals = axis.decimals if decimals is None else decimals
    return f"{'+' if axis.signed else ''},.{decimals}f"


def _hover(chart: Chart, series: Series) -> Part:
    """Return the template of the hover text; Plotly fills in values, so that each is sent once."""
    if not series.hover:
        return {"hoverinfo": "skip"}
    month = "|%B %Y" if chart.dated and not chart.ticks else ""
    form = f":{_form(chart.y, series.decimals)}}}{chart.y.suffix}"
    x, y = f"%{{x{month}}}", f"%{{y{form}"
    if chart.kind == "bars":
        x, y = "%{y}", f"%{{x{form}"
    said = series.hover.format(x=x, y=y, note="%{customdata}").replace("\n", "<br>")
    notes = [each.replace("\n", "<br>") for each in series.notes]
    return {"hovertemplate": f"{said}<extra></extra>", **({"customdata": notes} if notes else {})}


def _lines(chart: Chart, series: Series, x: list[Any]) -> list[Part]:
    """Return the trace of a series, after a trace for each part of its line if that is broken."""
    x = list(series.x) if chart.kind == "points" else x
    dash = {"dash": series.dash} if series.dash != "solid" else {}
    line = {"color": series.colour, "width": series.width, **dash}
    joins = [
        {
            "type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": line,
            "x": x[first:last], "y": list(series.values[first:last]),
        }
        for first, last in pairwise([0, *series.breaks, len(x)])
    ] if series.breaks else []  # fmt: skip
    joined = series.joined and not series.breaks
    # Missing values stay where a line shows them as gaps, or intervals or notes go by index.
    whole = joined or bool(series.high or series.notes)
    points = [
        (at, _within(value, chart))
        for at, value in zip(x, series.values, strict=True)
        if whole or value is not None
    ]
    trace: Part = {
        "type": "scatter",
        "x": [at for at, _value in points],
        "y": [value for _at, value in points],
        "name": series.name,
        "mode": "+".join(_modes(series, joined=joined)),
        **_hover(chart, series),
    }
    if joined:
        trace["line"] = line
    if series.symbol:
        symbol = series.symbol if isinstance(series.symbol, str) else list(series.symbol)
        outline = {"line": {"color": series.outline, "width": 1}} if series.outline else {}
        trace["marker"] = {"symbol": symbol, "size": series.size,
                           "color": series.mark or series.colour, **outline}  # fmt: skip
        trace["cliponaxis"] = not (series.labels or chart.kind == "points")
    if series.labels:
        trace |= _labels(series.labels, series.mark or series.colour, 17)
    if series.fill:
        trace |= {"fill": "tonexty", "fillcolor": series.fill}
    if series.high:
        trace["error_y"] = _reach(series, series.mark or series.colour)
    return [*joins, trace]


def _within(value: float | None, chart: Chart) -> float | None:
    """Return where a value is drawn: near the upper edge if a point of a scatter lies above it."""
    if value is None or chart.kind != "points" or value <= chart.y.high:
        return value
    return chart.y.high * OVER_EDGE


def _modes(series: Series, *, joined: bool) -> list[str]:
    marked = bool(series.symbol) or (joined and series.lone)
    wanted = {"lines": joined, "markers": marked, "text": bool(series.labels)}
    return [name for name, needed in wanted.items() if needed]


def _labels(labels: Sequence[str], colour: str, size: int) -> Part:
    return {
        "text": [f"<b>{each}</b>" for each in labels],
        "textposition": "middle right",
        "textfont": {"size": size, "color": colour},
    }


def _reach(series: Series, colour: str) -> Part:
    """Return the intervals of a series as Plotly takes them: distances from the values."""
    ends = list(zip(series.values, series.low, series.high, strict=True))
    return {
        "type": "data", "symmetric": False, "width": 4, "thickness": 1.7, "color": colour,
        "array": [NO_INTERVAL if v is None or high is None else high - v for v, _low, high in ends],
        "arrayminus": [NO_INTERVAL if v is None or low is None else v - low for v, low, _ in ends],
    }  # fmt: skip


def _quiet(chart: Chart, series: Sequence[Series], x: list[Any]) -> Part:
    """Return the pale lines as one trace with gaps: hundreds of traces are slow."""
    return {
        "type": "scatter", "name": "others",
        "x": [*x, x[-1]] * len(series),
        "y": [value for each in series for value in (*each.values, None)],
        "customdata": [each.name for each in series for _value in (*each.values, None)],
        "mode": "lines+markers" if any(each.lone for each in series) else "lines",
        "line": {"color": series[0].colour, "width": series[0].width}, "marker": {"size": 3},
        "hovertemplate": f"%{{customdata}}, %{{x|%B %Y}}: %{{y:{_form(chart.y)}}}<extra></extra>",
    }  # fmt: skip


def _bars(chart: Chart, series: Series, x: list[Any]) -> list[Part]:
    flat = chart.kind == "bars"
    along, up = ("y", "x") if flat else ("x", "y")
    marker: Part = {"color": list(series.colours) or series.colour}
    if any(series.hatched):
        marker["line"] = {"color": theme.ACCENT, "width": 1}
        marker["pattern"] = {
            "shape": ["/" if each else "" for each in series.hatched],
            "fgcolor": theme.ACCENT, "bgcolor": theme.PAPER, "size": 7,
        }  # fmt: skip
    trace: Part = {
        "type": "bar", "name": series.name, along: x, up: list(series.values), "width": chart.bar,
        "cliponaxis": False, "marker": marker, **_hover(chart, series),
        **({"orientation": "h"} if flat else {}),
    }  # fmt: skip
    if not series.high:
        text = {"text": list(series.labels), "textposition": "outside", "textfont": NAMES}
        return [trace | (text if series.labels else {})]
    # A second trace draws the intervals again, dark within a light edge, so that they show on bars
    # of any colour. Its labels stand in a column at the edge, or else above the intervals.
    ends = zip(series.values, series.high, strict=True)
    over = {
        "type": "scatter", "hoverinfo": "skip", "mode": "none", along: x,
        up: list(series.values), f"error_{up}": _reach(series, theme.INK),
    }  # fmt: skip
    words = {
        "type": "scatter", "hoverinfo": "skip", "cliponaxis": False, "mode": "text", along: x,
        up: [chart.y.high if flat else value if high is None else high for value, high in ends],
        **_labels([f" {each}" for each in series.labels], series.colour, 14),
    }  # fmt: skip
    edge = _reach(series, theme.PAPER) | {"thickness": EDGE, "width": 5}
    return [{**trace, f"error_{up}": edge}, over, *([words] if series.labels else [])]


def _heat(chart: Chart) -> Part:
    """Return a heat table: rows are series, columns are categories, each cell has its number."""
    low, high = chart.scale()
    scale = theme.SEQUENTIAL[: theme.LEGIBLE_STEPS]
    return {
        "type": "heatmap", "x": list(chart.categories), "y": [each.name for each in chart.series],
        "z": [list(each.values) for each in chart.series], "texttemplate": "%{z:,}",
        "textfont": {"size": 11.5, "color": theme.INK}, "showscale": False,
        "colorscale": [[n / (len(scale) - 1), colour] for n, colour in enumerate(scale)],
        "xgap": 2, "ygap": 2,
        "zmin": low, "zmax": high, "hoverongaps": False,
        "hovertemplate": "%{x} in %{y}: %{z:,}<extra></extra>",
    }  # fmt: skip


def enlarged(figure: Any) -> Any:
    """Return a copy of a figure, or of a part of one, with every text size larger."""
    if isinstance(figure, list | tuple):
        return [enlarged(each) for each in figure]
    if not isinstance(figure, dict):
        return figure
    return {key: _enlarged(key, value) for key, value in figure.items()}


def _enlarged(key: str, value: Any) -> Any:
    if key in TEXT_SIZES and isinstance(value, dict):
        return _larger(value)
    if key == "style" and isinstance(value, str) and value.startswith(below(theme.MAP_STYLE)):
        return f"{value}&names=large"
    return enlarged(value)


def _larger(font: dict[str, Any]) -> dict[str, Any]:
    size = font.get("size")
    return {**font, "size": round(size * LARGER, 1)} if isinstance(size, int | float) else font
