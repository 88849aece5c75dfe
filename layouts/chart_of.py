"""What a Plotly figure shows as a ``Chart``: one function for each kind of trace."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from html import unescape
from itertools import chain
from math import isnan
from typing import Any

from layouts import chart_marks, theme
from layouts.charted import Axis, Category, Chart, Series, Value
from layouts.figures import headroom
from layouts.panels import Panel

DAY = re.compile(r"\d{4}-\d\d-\d\d")
WIDE = 900  # pixels: about the width that the margins of a figure are meant for
Trace = Mapping[str, Any]
Build = Callable[[Panel, list[Trace], Mapping[str, Any]], Chart]


def chart_of(panel: Panel) -> Chart | None:
    """The chart of a panel; nothing for a map, a heat table or a figure without any value.

    Names of series are those of the figure, else of the column of the table they stand in.
    """
    figure = panel.figure.to_plotly_json()
    traces = [part for trace in figure["data"] for part in _apart(trace)]
    kinds = {trace["type"] for trace in traces}
    build = BUILDS.get(next(iter(kinds))) if len(kinds) == 1 else None
    if build is None or not any(_numbers(trace, axis) for trace in traces for axis in ("x", "y")):
        return None
    return build(panel, traces, figure["layout"])


def _apart(trace: Trace) -> list[Trace]:
    """The lines that were put into one trace with gaps between them, each for itself."""
    names = trace.get("text")
    if trace.get("type") != "scatter" or "lines" not in trace.get("mode", "") or names is None:
        return [trace]
    found: dict[str, tuple[list, list]] = {}
    for name, x, y in zip(names, trace["x"], trace["y"], strict=True):
        xs, ys = found.setdefault(name, ([], []))
        if x not in xs:
            xs.append(x)
            ys.append(y)
    return [{**trace, "name": name, "x": x, "y": y, "text": None} for name, (x, y) in found.items()]


def _lines(panel: Panel, traces: list[Trace], layout: Mapping[str, Any]) -> Chart:
    if all(_numbers(trace, "x") for trace in traces):
        return _points(panel, traces, layout)
    categories = _categories(traces)
    series = [_line(panel, trace, categories) for trace in traces]
    series += chart_marks.levels(layout, categories, panel.table)
    axis = _axis(panel.unit or _unit(panel), layout.get("yaxis", {}), series)
    return Chart(
        kind="lines",
        categories=categories,
        series=tuple(series),
        across=panel.table.head[0],
        y=axis,
        bands=chart_marks.bands(layout, categories, axis),
        words=chart_marks.said(layout, categories, axis),
        free=layout.get("margin", {}).get("r", 0) / WIDE,
    )


def _line(panel: Panel, trace: Trace, categories: Sequence[Any]) -> Series:
    """The values of a line at every category of the chart."""
    held = dict(zip(map(_category, trace["x"]), _values(trace["y"]), strict=True))
    values = tuple(held.get(each) for each in categories)
    line, marker, error = (trace.get(each) or {} for each in ("line", "marker", "error_y"))
    joined = "lines" in trace.get("mode", "lines")
    marked = "markers" in trace.get("mode", "")
    texts = trace.get("text") if "text" in trace.get("mode", "") else None
    return Series(
        name=trace.get("name") or chart_marks.named(panel.table, values, joined),
        values=values,
        colour=_first((line if joined else marker).get("color", theme.ACCENT)),
        width=line.get("width", 2.0),
        dash=line.get("dash", "solid"),
        line=joined,
        symbol=_first(marker.get("symbol", "circle")) if marked else "",
        labels=tuple(map(_plain, texts or ())),
        below=tuple(_values(error.get("arrayminus", ()))),
        above=tuple(_values(error.get("array", ()))),
    )


def _first(given: Any) -> str:
    """What a series looks like, where the figure says so for each point."""
    return given if isinstance(given, str) else next(iter(given), "")


def _points(panel: Panel, traces: list[Trace], layout: Mapping[str, Any]) -> Chart:
    """A chart of numbers against numbers; the words at its edges name its axes."""
    series = []
    for trace in traces:
        places = range(len(trace["x"]))
        made = _line(panel, {**trace, "x": places, "name": trace.get("name") or " "}, places)
        thin = {} if made.width else {"colour": theme.SEQUENTIAL[2], "width": 1.0}
        series.append(replace(made, x=tuple(_values(trace["x"])), **thin))
    across = [Series("", each.x, "") for each in series]
    x = _axis(chart_marks.edge(layout, 0), layout.get("xaxis", {}), across)
    y = _axis(chart_marks.edge(layout, 1) or panel.unit, layout.get("yaxis", {}), series)
    free = layout.get("margin", {}).get("r", 0) / WIDE
    words = chart_marks.said(layout, x, y)
    return Chart("points", (), tuple(series), x.title, y, x, words=words, free=free)


def _bars(panel: Panel, traces: list[Trace], layout: Mapping[str, Any]) -> Chart:
    flat = traces[0].get("orientation") == "h"
    along, up = ("y", "x") if flat else ("x", "y")
    categories = tuple(dict.fromkeys(map(_category, chain(*(each[along] for each in traces)))))
    series = tuple(_bar(panel, trace, categories, along, up) for trace in traces)
    axis = _axis(panel.unit or _unit(panel), layout.get(f"{up}axis", {}), series)
    return Chart("bars" if flat else "columns", categories, series, panel.table.head[0], axis,
                 stacked=layout.get("barmode") in {"stack", "relative"})  # fmt: skip


def _bar(panel: Panel, trace: Trace, categories: Sequence[Category], along: str, up: str) -> Series:
    held = dict(zip(map(_category, trace[along]), _values(trace[up]), strict=True))
    values = tuple(held.get(each) for each in categories)
    marker = trace.get("marker", {})
    colour = marker.get("color", theme.SEQUENTIAL[3])
    colours = () if isinstance(colour, str) else tuple(colour)
    shapes = marker.get("pattern", {}).get("shape", ())
    return Series(
        name=trace.get("name") or chart_marks.named(panel.table, values, joined=True),
        values=values,
        colour=colours[0] if colours else colour,
        labels=tuple(map(_plain, trace["text"] if trace.get("text") is not None else ())),
        colours=colours,
        hatched=tuple(map(bool, shapes)),
    )


BUILDS: Mapping[str, Build] = {"scatter": _lines, "bar": _bars}


def _categories(traces: Sequence[Trace]) -> tuple[Category, ...]:
    """What stands along the foot: days in order, words as they come."""
    every = dict.fromkeys(map(_category, chain(*(trace["x"] for trace in traces))))
    return tuple(sorted(every) if all(isinstance(each, date) for each in every) else every)


def _category(value: Any) -> Category:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or not isinstance(value, str):
        return value
    return date.fromisoformat(value[:10]) if DAY.match(value) else _plain(value)


def _numbers(trace: Trace, axis: str) -> bool:
    """Whether a trace has numbers along an axis."""
    return any(isinstance(each, int | float) for each in _values(trace.get(axis, ())))


def _values(values: Any) -> list[Value]:
    """Numbers as Python has them; what is no number stays what it is, ``None`` for a gap."""
    plain = [each.item() if hasattr(each, "item") else each for each in values]
    return [None if isinstance(each, float) and isnan(each) else each for each in plain]


def _plain(text: Any) -> str:
    """The words of a text that may hold tags; a break becomes a new line."""
    broken = re.sub(r"<br ?/?>", "\n", str(text))
    return unescape(re.sub(r"<[^>]+>", "", broken)).strip()


def _axis(title: str, given: Mapping[str, Any], series: Sequence[Series]) -> Axis:
    """The axis of some series: with the ends that the figure gives it, else with room."""
    held = [value for each in series for value in each.values if value is not None]
    low, high = given.get("range") or (min([0, *held]), headroom(held))
    return Axis(
        title, float(low), float(high), given.get("ticksuffix", ""), given.get("dtick", 0)
    ).ticked


def _unit(panel: Panel) -> str:
    """What the values are: the head of the table's first column of numbers, if it has one."""
    names = {trace.name for trace in panel.figure.data}
    head = [each for each in panel.table.head[1:] if each not in names]
    return head[0] if head and len(head) == len(panel.table.head) - 1 else "Incidents"
