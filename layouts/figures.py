"""Frames to figures, pure: how a figure is made, and the charts that are not lines or maps."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from data.significance import Interval
from layouts import theme

Part = dict[str, Any]
FEW = 6


def drawn(
    traces: Sequence[Part],
    shapes: Sequence[Part] = (),
    notes: Sequence[Part] = (),
    **layout: Any,
) -> go.Figure:
    """A figure made in one go: adding shapes and notes one by one costs Plotly far more."""
    return go.Figure({"data": traces, "layout": {"shapes": shapes, "annotations": notes, **layout}})


def headroom(values: Sequence[float | None]) -> float:
    """The top of an axis that starts at zero: a little above the largest value."""
    return max([*(value for value in values if value is not None), 1]) * 1.12


def names_at_end(px: int, *, of: str = "lines") -> Part:
    """Room of so many pixels for names at the ends of lines, or of limits.

    A phone has no such room: see ``assets/narrow.js``.
    """
    return {"margin": {"r": px}, "meta": {"namesAtEnd": of}}


def count_axis(values: Sequence[float | None]) -> Part:
    """A vertical axis of counts from zero, in whole steps however few there are."""
    top = headroom(values)
    return {"range": [0, top], **({"dtick": 1} if top < FEW else {"nticks": 5})}


def annual_bars(totals: Sequence[tuple[str, int, bool]]) -> go.Figure:
    """A bar a financial year with its total; years with missing months are hatched.

    ``totals`` holds (year, total, complete).
    """
    years = [year for year, _n, _complete in totals]
    counts = [n for _year, n, _complete in totals]
    whole = [complete for _year, _n, complete in totals]
    labels = [f"{n:,}{'' if each else ' (part)'}" for n, each in zip(counts, whole, strict=True)]
    bars = {
        "type": "bar", "x": years, "y": counts, "width": 0.55, "cliponaxis": False,
        "text": labels,
        "textposition": "outside",
        "marker": {
            "color": theme.SEQUENTIAL[3],
            "line": {"color": theme.ACCENT, "width": 1},
            "pattern": {
                "shape": ["" if each else "/" for each in whole],
                "fgcolor": theme.ACCENT, "bgcolor": "#fff", "size": 7,
            },
        },
        "hovertemplate": "%{x}: %{y:,}<extra></extra>",
    }  # fmt: skip
    return drawn([bars], xaxis={"type": "category"}, yaxis=count_axis(counts))


def repeat_rates(years: Sequence[tuple[str, str, float, Interval]], band: Interval) -> go.Figure:
    """A dot a year with its 95 % interval, over the expected band; rates as percentages.

    ``years`` holds (year, "33 of 91", rate, interval), rates and band as fractions of one.
    """
    rates = [100 * rate for _year, _counts, rate, _interval in years]
    lows = [100 * interval[0] for *_rest, interval in years]
    highs = [100 * interval[1] for *_rest, interval in years]
    dots = {
        "type": "scatter", "mode": "markers+text", "cliponaxis": False,
        "x": [f"{year}<br>{counts}" for year, counts, _rate, _interval in years],
        "y": rates,
        "text": [f"<b>{rate:.1f}%</b>" for rate in rates],
        "textposition": "middle right",
        "textfont": {"size": 17, "color": theme.ACCENT},
        "marker": {"size": 13, "color": theme.ACCENT},
        "error_y": {
            "type": "data", "symmetric": False, "width": 5, "thickness": 2, "color": theme.ACCENT,
            "array": [high - rate for high, rate in zip(highs, rates, strict=True)],
            "arrayminus": [rate - low for low, rate in zip(lows, rates, strict=True)],
        },
        "customdata": list(zip(lows, highs, strict=True)),
        "hovertemplate": "%{x}: %{y:.1f}%<br>95% interval %{customdata[0]:.1f} to "
        "%{customdata[1]:.1f}%<extra></extra>",
    }  # fmt: skip
    low, high = 100 * band[0], 100 * band[1]
    shade = {
        "type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": low, "y1": high, "opacity": 0.13,
        "fillcolor": theme.SERIES[2], "line": {"width": 0}, "layer": "below",
    }  # fmt: skip
    label = {
        "xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": 1, "yanchor": "top",
        "showarrow": False, "text": f"Green band: {low:.0f} to {high:.0f}% expected (to confirm)",
        "font": {"size": 13, "color": theme.SOFT},
    }  # fmt: skip
    return drawn(
        [dots],
        [shade],
        [label],
        yaxis={"range": [0, max([60, *highs]) * 1.1], "ticksuffix": "%", "nticks": 5},
        xaxis={
            "type": "category", "range": [-0.5, len(years) - 0.3],
            "tickfont": {"size": 14, "color": theme.INK},
        },
    )  # fmt: skip
