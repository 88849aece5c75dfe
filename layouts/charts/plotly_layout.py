"""Lay out a chart in Plotly: its axes, and the bands, levels and words on the plot."""

from datetime import date, timedelta
from typing import Any

from data.model import months
from layouts.base import theme
from layouts.base.chart import Axis, Band, Chart, Series, Spot, Text

Part = dict[str, Any]
HALF_A_MONTH = timedelta(days=15)
HALF_A_CATEGORY = 0.36  # how far a level reaches to either side of a category's middle
NAMED_MONTHS = 3  # a year with fewer has no room for its name
APRIL = 4
# Up to this many months on the axis, and the step between those that are named.
EVERY = ((12, 1), (24, 2), (48, 3), (96, 6))
NAMED_TICKS = 8  # most names of periods; of more, every second one is written
ABOVE = 26  # pixels for words above the plot
LABELS = 56  # pixels for a column of values
NAMES = {"size": 13, "color": theme.INK}
BESIDE = {"left": 0, "center": 0.5, "right": 1}


def layout(chart: Chart, x: list[Any]) -> Part:
    """Return the layout of a chart; ``x`` are its categories as its traces name them."""
    texts = [_text(chart, each) for each in chart.texts]
    shapes = [_band(chart, each) for each in chart.bands if not each.hatched]
    values: Part = {"range": [chart.y.low, chart.y.high], "nticks": 5}
    if chart.y.suffix:
        values["ticksuffix"] = chart.y.suffix
    if chart.y.step:
        values["dtick"] = chart.y.step
    if chart.y.mirrored:
        values |= _both_ways(chart.y)
    right = max(chart.right, LABELS if _has_labels_at_edge(chart) else 0)
    margin = {"r": right} if right else {}
    if chart.kind == "points" or any(each.up == "above" for each in chart.texts):
        margin["t"] = ABOVE
    if chart.kind == "points":
        texts += _titles(chart)
        margin["b"] = 40
        values |= {"nticks": 6, "tickformat": ",~g", "ticklabelstandoff": 6}
        names: Part = {"range": [chart.x.low, chart.x.high], "tickformat": "~s", "nticks": 6,
                       "tickangle": 0, "ticklabelstandoff": 6}  # fmt: skip
    elif chart.dated and not chart.ticks:
        names, between = _year_axis(chart)
        shapes += between
    else:
        names = _named_axis(chart, x)
    shapes += [line for each in chart.series if each.level for line in _levels(chart, each, x)]
    if chart.kind == "bars":
        values |= {"nticks": 6, "showgrid": True, "gridcolor": theme.PALE, "tickformat": ","}
    across, up = (values, names) if chart.kind == "bars" else (names, values)
    return {
        "shapes": shapes, "annotations": texts, "margin": margin, "xaxis": across, "yaxis": up,
        **({"meta": {"namesAtEnd": chart.ends}} if chart.ends else {}),
        **({"meta": {"labelsAtEdge": True}} if _has_labels_at_edge(chart) else {}),
        **({"hovermode": "closest"} if chart.kind == "points" else {}),
    }  # fmt: skip


def _has_labels_at_edge(chart: Chart) -> bool:
    """Return whether labels of horizontal bars with intervals stand in a column at the edge."""
    return chart.kind == "bars" and any(each.labels and each.high for each in chart.series)


def _both_ways(axis: Axis) -> Part:
    """Return the ticks of a mirrored axis, which have no sign."""
    steps = range(int(axis.low / axis.tick), int(axis.high / axis.tick) + 1)
    places = [round(each * axis.tick, 9) for each in steps]
    decimals = next((each for each in range(4) if round(axis.tick, each) == axis.tick), 4)
    return {
        "tickmode": "array", "tickvals": places,
        "ticktext": [f"{abs(each):,.{decimals}f}" for each in places],
    }  # fmt: skip


def _named_axis(chart: Chart, x: list[Any]) -> Part:
    names: Part = {"type": "category"}
    if chart.kind == "bars":
        return {**names, "tickfont": NAMES, "autorange": "reversed", "ticksuffix": "  ",
                "showgrid": False}  # fmt: skip
    if chart.kind == "lines":
        marked = any(each.symbol for each in chart.series)
        names |= {"tickfont": NAMES} if marked else {}
        room = 0.2 if any(each.labels for each in chart.series) else 0
        pad = 0.5 if marked else 0.3
        names |= {"range": [-pad, len(x) - 1 + pad + room], "tickangle": 0}
    if chart.ticks and len(x) > NAMED_TICKS:
        names["tickvals"] = x[::2]
    return names


def _year_axis(chart: Chart) -> tuple[Part, list[Part]]:
    """Return an axis with months, the name of each financial year, and a line between years.

    Of a long series fewer months are named, of a very long one none.
    """
    first, last = _ends(chart)
    every = months.between(first, last)
    starts = sorted({months.year_of(each) for each in every})
    years = [[each for each in every if months.year_of(each) == start] for start in starts]
    middles = {
        each[len(each) // 2]: months.year_label(months.year_of(each[0]))
        for each in years if len(each) >= NAMED_MONTHS or len(years) == 1
    }  # fmt: skip
    step = next((step for most, step in EVERY if len(every) <= most), 0)
    named = [each for each in every if step and (each.month - APRIL) % step == 0]
    middles = {
        min((abs(month - middle), month) for month in named)[1] if named else middle: label
        for middle, label in middles.items()
    }
    ticks = sorted({*named, *middles})
    axis = {
        "tickvals": [each.isoformat() for each in ticks],
        "tickangle": 0,
        "ticktext": [_tick(each, middles.get(each, ""), written=bool(named)) for each in ticks],
        "range": [(first - HALF_A_MONTH).isoformat(), (last + HALF_A_MONTH).isoformat()],
    }
    line = {"color": theme.LINE, "width": 1}
    return axis, [
        {
            "type": "line", "x0": each[0].isoformat(), "x1": each[0].isoformat(), "y0": 0, "y1": 1,
            "yref": "paper", "line": line, "layer": "below",
        }
        for each in years[1:]
    ]  # fmt: skip


def _tick(month: date, year: str, *, written: bool) -> str:
    """Return the name of a month, with the year below it where one is given."""
    return "<br>".join(filter(None, [f"{month:%b}" if written else "", year]))


def _ends(chart: Chart) -> tuple[date, date]:
    dates = [each for each in chart.categories if isinstance(each, date)]
    return dates[0], months.shift(dates[-1], chart.months - 1)


def _levels(chart: Chart, series: Series, x: list[Any]) -> list[Part]:
    """Return a flat line over each run of one value: from date to date, or over categories."""
    line: Part = {"color": series.colour, "width": series.width, "dash": series.dash}
    over = HALF_A_CATEGORY
    return [
        {
            "type": "line", "layer": "below", "line": line, "y0": value, "y1": value,
            "x0": x[first] if chart.dated else first - over,
            "x1": x[last] if chart.dated else last + over,
        }
        for first, last, value in series.runs()
    ]  # fmt: skip


def _spot(spot: Spot) -> Any:
    return spot.isoformat() if isinstance(spot, date) else spot


def _band(chart: Chart, band: Band) -> Part:
    """Return a band as a rectangle below the data, or as a line above it."""
    last = band.first if band.last is None else band.last
    if isinstance(last, date) and not band.dash:
        last = months.shift(last, 1)
    high = band.low if band.high is None else band.high
    across, up = ("y", "x") if chart.kind == "bars" else ("x", "y")
    shape = _span(across, _spot(band.first), _spot(last)) | _span(up, band.low, high)
    if band.dash:
        line = {"color": band.colour, "width": 1.5, "dash": band.dash}
        return {"type": "line", **shape, "line": line}
    outline = {"color": band.outline, "width": 1} if band.outline else {"width": 0}
    return {"type": "rect", **shape, "fillcolor": band.colour, "opacity": band.opacity,
            "line": outline, "layer": "below"}  # fmt: skip


def gap(chart: Chart, band: Band) -> Part:
    """Return a hatched stretch of months as a filled outline: a shape cannot be hatched."""
    first, last = (
        (each + sign * HALF_A_MONTH).isoformat()
        for each, sign in ((band.first, -1), (band.last, 1)) if isinstance(each, date)
    )  # fmt: skip
    return {
        "type": "scatter", "mode": "lines", "name": band.name, "hoveron": "fills",
        "hoverinfo": "name", "x": [first, first, last, last],
        "y": [chart.y.low, chart.y.high, chart.y.high, chart.y.low],
        "line": {"width": 0}, "fill": "toself", "fillcolor": theme.PAPER,
        "fillpattern": {"shape": "/", "fgcolor": band.colour, "size": 6, "solidity": 0.15},
    }  # fmt: skip


def _span(axis: str, start: Any, end: Any) -> Part:
    """Return the range of a shape on an axis: ``start`` to ``end``, or edge to edge if None."""
    if start is None:
        return {f"{axis}ref": "paper", f"{axis}0": 0, f"{axis}1": 1}
    return {f"{axis}0": start, f"{axis}1": end}


def _text(chart: Chart, text: Text) -> Part:
    """Return words on the plot as an annotation of Plotly."""
    across, up = (text.value, text.at) if chart.kind == "bars" else (text.at, text.value)
    said = text.text.replace("\n", "<br>")
    return {
        "text": f"<b>{said}</b>" if text.bold else said, "showarrow": False,
        "xanchor": text.across, "yanchor": "bottom" if text.up == "above" else text.up,
        "font": {"size": text.size, "color": text.colour},
        **({"align": text.across} if "\n" in text.text else {}),
        **({"bgcolor": theme.VEIL} if text.bold else {}),
        **({"xref": "paper", "x": BESIDE[text.across]} if across is None else {"x": _spot(across)}),
        **({"yref": "paper", "y": text.edge} if up is None else {"y": up}),
        **({"xshift": -text.off if text.across == "right" else text.off} if text.off else {}),
    }  # fmt: skip


def _titles(chart: Chart) -> list[Part]:
    """Return the titles of the axes of a scatter: above the plot, and below it."""
    plain = {"showarrow": False, "xref": "paper", "yref": "paper",
             "font": {"size": 13, "color": theme.SOFT}}  # fmt: skip
    return [
        {**plain, "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "yshift": 6,
         "text": chart.y.title},
        {**plain, "x": 0.5, "y": 0, "xanchor": "center", "yanchor": "top", "yshift": -22,
         "text": chart.x.title},
    ]  # fmt: skip
