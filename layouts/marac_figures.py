"""The repeat rates of MARAC years over the expected band, and a chart of nothing."""

from collections.abc import Sequence
from itertools import pairwise

import plotly.graph_objects as go

from data.marac import MaracYear, joined
from data.marac_band import Band
from layouts import theme
from layouts.figures import Part, drawn

BAND = "#A285D1"
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
