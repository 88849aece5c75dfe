"""MARAC cases per 10,000 women: the years as bars, beside elsewhere and what is expected."""

from collections.abc import Sequence

import plotly.graph_objects as go

from data.marac_volume import Elsewhere, Volume
from layouts import theme
from layouts.figures import Part, drawn
from layouts.marac_figures import nothing


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
