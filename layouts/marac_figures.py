"""The charts of the MARAC page, pure: rates over the expected band, p-chart, volume."""

from collections.abc import Sequence
from itertools import pairwise

import plotly.graph_objects as go

from data.marac import MaracYear, joined
from data.marac_band import Band
from data.marac_chart import Centre
from data.marac_volume import Elsewhere, Volume
from layouts import theme
from layouts.figures import Part, drawn

BAND = "#A285D1"
HALF = 0.36
SYMBOLS = {"normal": "circle", "possible": "diamond", "clear": "diamond"}
NOTHING: Part = {"type": "scatter", "x": [], "y": [], "hoverinfo": "skip"}


def nothing() -> go.Figure:
    """A chart with nothing in it, not even axes."""
    return drawn([NOTHING], xaxis={"visible": False}, yaxis={"visible": False})


def rates(years: Sequence[MaracYear], band: Band | None) -> go.Figure:
    """A dot a year with its 95 % interval, over the expected band; in per cent.

    A line joins consecutive years under one definition; where it changed a dotted line stands.
    """
    rated = [each for each in years if each.rate is not None and each.interval is not None]
    if not rated:
        return nothing()
    values = [100 * (each.rate or 0) for each in rated]
    ends = [tuple(100 * end for end in each.interval or (0, 0)) for each in rated]
    names = [f"{each.label}<br>{each.repeats} of {each.cases}" for each in rated]
    dots: Part = {
        "type": "scatter", "mode": "markers+text", "cliponaxis": False,
        "x": names, "y": values,
        "text": [f"<b>{value:.1f}%</b>" for value in values],
        "textposition": "middle right",
        "textfont": {"size": 17, "color": theme.ACCENT},
        "marker": {"size": 13, "color": theme.ACCENT},
        "error_y": {
            "type": "data", "symmetric": False, "width": 5, "thickness": 2, "color": theme.ACCENT,
            "array": [high - value for (_low, high), value in zip(ends, values, strict=True)],
            "arrayminus": [value - low for (low, _high), value in zip(ends, values, strict=True)],
        },
        "customdata": ends,
        "hovertemplate": "%{x}: %{y:.1f}%<br>95% interval %{customdata[0]:.1f} to "
        "%{customdata[1]:.1f}%<extra></extra>",
    }  # fmt: skip
    shade, label = band_shade(band)
    breaks, said = _breaks(rated)
    top = max([60, *(high for _low, high in ends), *([band.high] if band else [])])
    return drawn(
        [*_joins(rated, names, values), dots],
        [*shade, *breaks],
        [*label, *said],
        yaxis={"range": [0, top * 1.1], "ticksuffix": "%", "nticks": 5},
        xaxis={
            "type": "category", "range": [-0.5, len(rated) - 0.3],
            "tickfont": {"size": 14, "color": theme.INK},
        },
    )  # fmt: skip


def _joins(years: Sequence[MaracYear], names: Sequence[str], values: Sequence[float]) -> list[Part]:
    """A thin line through each stretch of consecutive years under one definition."""
    stretches = [[0]]
    for place, (before, after) in enumerate(pairwise(years), 1):
        if joined(before, after):
            stretches[-1].append(place)
        else:
            stretches.append([place])
    return [
        {
            "type": "scatter", "mode": "lines", "hoverinfo": "skip",
            "x": [names[place] for place in each], "y": [values[place] for place in each],
            "line": {"color": theme.LINE, "width": 2},
        }
        for each in stretches
    ]  # fmt: skip


def band_shade(band: Band | None) -> tuple[list[Part], list[Part]]:
    """The expected range as a band of a neutral colour, named on top; nothing without one."""
    if band is None:
        return [], []
    shade = {
        "type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": band.low, "y1": band.high,
        "opacity": 0.22, "fillcolor": BAND, "line": {"width": 0}, "layer": "below",
    }  # fmt: skip
    doubt = "" if band.confirmed else " (to confirm)"
    label = {
        "xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": 1, "yanchor": "top",
        "showarrow": False, "text": f"Shaded: {band.low:g} to {band.high:g}% expected{doubt}",
        "font": {"size": 13, "color": theme.SOFT},
    }  # fmt: skip
    return [shade], [label]


def _breaks(years: Sequence[MaracYear]) -> tuple[list[Part], list[Part]]:
    """A dotted upright line between two years where the definition of a repeat changed."""
    at = [
        place - 0.5
        for place, (before, after) in enumerate(pairwise(years), 1)
        if before.definition != after.definition
    ]
    lines = [
        {
            "type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1,
            "line": {"color": theme.SOFT, "width": 1.5, "dash": "dot"},
        }
        for x in at
    ]  # fmt: skip
    texts = [
        {
            "x": x, "yref": "paper", "y": 0, "yanchor": "bottom", "xanchor": "left", "xshift": 4,
            "showarrow": False, "text": "definition changed",
            "font": {"size": 12, "color": theme.SOFT},
        }
        for x in at
    ]  # fmt: skip
    return lines, texts


def p_chart(centres: Sequence[Centre]) -> go.Figure:
    """Each year's rate within its own limits, 95 % dark and 99.8 % pale, around its average."""
    points = [(centre, point) for centre in centres for point in centre.points]
    if not points:
        return nothing()
    names = [point.year.label for _centre, point in points]
    shapes: list[Part] = []
    for place, (_centre, point) in enumerate(points):
        for (low, high), colour in zip(
            reversed(point.limits), (theme.PALE, theme.LINE), strict=True
        ):
            shapes.append(
                {
                    "type": "rect", "x0": place - HALF, "x1": place + HALF, "y0": 100 * low,
                    "y1": 100 * high, "fillcolor": colour,
                    "line": {"color": theme.GREY, "width": 1},
                    "layer": "below",
                }
            )  # fmt: skip
    notes, first = [], 0
    for centre in centres:
        last = first + len(centre.points) - 1
        level = 100 * centre.rate
        shapes.append(
            {
                "type": "line", "x0": first - HALF, "x1": last + HALF, "y0": level, "y1": level,
                "line": {"color": theme.SOFT, "width": 1.5, "dash": "dash"}, "layer": "below",
            }
        )  # fmt: skip
        notes.append(
            {
                "x": last + HALF, "y": level, "xanchor": "left", "xshift": 5, "showarrow": False,
                "text": f"Average<br>{level:.1f}%", "align": "left",
                "font": {"size": 13, "color": theme.SOFT},
            }
        )  # fmt: skip
        first = last + 1
    dots: Part = {
        "type": "scatter", "mode": "markers", "x": names,
        "y": [100 * point.rate for _centre, point in points],
        "marker": {
            "size": 12, "color": theme.ACCENT,
            "symbol": [SYMBOLS[point.verdict] for _centre, point in points],
        },
        "customdata": [
            [100 * end for level in point.limits for end in level] for _centre, point in points
        ],
        "hovertemplate": "%{x}: %{y:.1f}%<br>95%: %{customdata[0]:.1f} to %{customdata[1]:.1f}%"
        "<br>99.8%: %{customdata[2]:.1f} to %{customdata[3]:.1f}%<extra></extra>",
    }  # fmt: skip
    top = max(100 * max(point.limits[1][1], point.rate) for _centre, point in points)
    return drawn(
        [dots],
        shapes,
        notes,
        yaxis={"range": [0, top * 1.08], "ticksuffix": "%", "nticks": 5},
        xaxis={"type": "category", "range": [-0.5, len(points) - 0.5],
               "tickfont": {"size": 14, "color": theme.INK}},
        margin={"r": 74},
    )  # fmt: skip


def volume_bars(
    volumes: Sequence[Volume], beside: Sequence[Elsewhere], expected: Sequence[Elsewhere]
) -> go.Figure:
    """A bar for each year with its 95 % interval, paler ones for elsewhere, a line at the expected.

    Cases per 10,000 women.
    """
    if not volumes:
        return nothing()
    here = _bars(
        [each.label for each in volumes],
        [each.rate for each in volumes],
        [f"{each.rate:.1f}" for each in volumes],
        theme.ACCENT,
    )
    here["textposition"] = "none"
    said: Part = {
        "type": "scatter", "mode": "text", "hoverinfo": "skip", "cliponaxis": False,
        "y": [each.label for each in volumes], "x": [each.interval[1] for each in volumes],
        "text": [f" <b>{each.rate:.1f}</b>" for each in volumes], "textposition": "middle right",
        "textfont": {"size": 14, "color": theme.ACCENT},
    }  # fmt: skip
    here["error_x"] = {
        "type": "data", "symmetric": False, "width": 4, "thickness": 1.5, "color": theme.INK,
        "array": [each.interval[1] - each.rate for each in volumes],
        "arrayminus": [each.rate - each.interval[0] for each in volumes],
    }  # fmt: skip
    there = _bars(
        [each.label for each in beside],
        [each.value for each in beside],
        [f"{each.value:g}" for each in beside],
        theme.SOFT,
    )
    levels = [each.value for each in expected]
    lines = [
        {
            "type": "line", "x0": level, "x1": level, "yref": "paper", "y0": 0, "y1": 1,
            "line": {"color": theme.SERIES[3], "width": 2, "dash": "dash"},
        }
        for level in levels
    ]  # fmt: skip
    notes = [
        {
            "x": level, "yref": "paper", "y": 1, "yanchor": "bottom", "xanchor": "right",
            "showarrow": False, "text": f"{level:g} expected",
            "font": {"size": 13, "color": theme.SERIES[3]},
        }
        for level in levels
    ]  # fmt: skip
    highest = [each.interval[1] for each in volumes]
    top = max([*highest, *levels, *(each.value for each in beside)])
    return drawn(
        [here, there, said],
        lines,
        notes,
        xaxis={"range": [0, top * 1.08], "nticks": 6, "showgrid": True, "gridcolor": theme.PALE},
        yaxis={
            "autorange": "reversed",
            "ticksuffix": "  ",
            "tickfont": {"size": 13, "color": theme.INK},
        },
        margin={"t": 26},
        barmode="overlay",
    )


def _bars(names: Sequence[str], values: Sequence[float], texts: Sequence[str], colour: str) -> Part:
    return {
        "type": "bar", "orientation": "h", "y": names, "x": values, "width": 0.62,
        "marker": {"color": colour}, "text": texts,
        "textposition": "inside", "insidetextanchor": "start", "textangle": 0,
        "constraintext": "none", "textfont": {"size": 14, "color": "#fff"},
        "hovertemplate": "%{y}: %{text} per 10,000 women<extra></extra>",
    }  # fmt: skip
