"""The p-chart of the MARAC repeat rate: each year within its own limits around an average."""

from collections.abc import Sequence

import plotly.graph_objects as go

from data.marac_chart import Centre
from layouts import theme
from layouts.figures import Part, drawn
from layouts.marac_figures import nothing

HALF = 0.36
SYMBOLS = {"normal": "circle", "possible": "diamond", "clear": "diamond"}


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
