"""Frames to figures, pure: how a figure is made, and the charts that are not lines or maps."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

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
