"""The pictures of a place's profile: its months beside the borough's, and intervals of ratios."""

from collections.abc import Sequence
from datetime import date
from math import log2
from urllib.parse import quote

import plotly.graph_objects as go
from dash import html

from data import months
from data.domain import Domain
from data.significance import Interval
from data.trends import Series
from layouts import theme
from layouts.action_panels import Mark
from layouts.components import SVG_SAFE
from layouts.figures import count_axis, drawn

FOLLOWED = theme.GREY
PLACE = theme.SEQUENTIAL[3]
CHOSEN = theme.ACCENT
WIDE, HIGH = 132, 16
OCTOBER = 10  # the middle of a financial year
FARTHEST = 3  # doublings: the picture ends at an eighth and at eight times


def place_trend(
    values: Series,
    followed: Sequence[float | None],
    domain: Domain,
    chosen: tuple[date, date],
    marks: Sequence[Mark],
) -> go.Figure:
    """The months of a place, dark where chosen, over the pale line of what they might have been.

    ``followed`` is the answer of ``had_it_followed``, or nothing. Actions are numbered marks.
    """
    x = list(domain.months)
    inside = [
        value if chosen[0] <= month <= chosen[1] else None
        for month, value in zip(x, values, strict=True)
    ]
    lines = (
        (followed, FOLLOWED, 1.6, "lines", "%{y:.1f} had it followed"),
        (values, PLACE, 1.8, "lines", "%{y:,}"),
        (inside, CHOSEN, 3, "lines+markers", "%{y:,}"),
    )
    traces = [
        {
            "type": "scatter", "x": x, "y": list(y), "mode": mode,
            "marker": {"size": 4}, "line": {"color": colour, "width": width},
            "hovertemplate": f"%{{x|%B %Y}}: {said}<extra></extra>",
        }
        for y, colour, width, mode, said in lines
    ]  # fmt: skip
    shown = [
        (n, each) for n, each in enumerate(marks, 1) if x[0] <= each.month <= x[-1]
    ]  # fmt: skip
    ends = [
        {
            "type": "line", "x0": each, "x1": each, "y0": 0, "y1": 1, "yref": "paper",
            "line": {"color": theme.LINE, "width": 1}, "layer": "below",
        }
        for each in x[1:]
        if each.month == months.APRIL
    ]  # fmt: skip
    stems = [
        {
            "type": "line", "x0": each.month, "x1": each.month, "y0": 0, "y1": 0.9, "yref": "paper",
            "line": {"color": theme.SERIES[3], "width": 1.5, "dash": "dash"},
        }
        for _n, each in shown
    ]  # fmt: skip
    numbers = [
        {
            "x": each.month, "y": 1, "yref": "paper", "yanchor": "top", "text": f"<b>{n}</b>",
            "showarrow": False, "font": {"size": 13, "color": theme.SERIES[3]},
        }
        for n, each in shown
    ]  # fmt: skip
    years = {months.year_of(each) for each in x}
    middles = [each for each in (date(year, OCTOBER, 1) for year in sorted(years)) if each in x]
    named = middles or x[len(x) // 2 : len(x) // 2 + 1]
    return drawn(
        traces,
        [*ends, *stems],
        numbers,
        xaxis={
            "tickvals": named,
            "ticktext": [months.year_label(months.year_of(each)) for each in named],
            "range": [months.shift(x[0], -1), months.shift(x[-1], 1)],
        },
        yaxis=count_axis([*values, *followed]),
        margin={"t": 4, "b": 4},
    )


def interval(ratio: float | None, limits: Interval | None, said: str) -> html.Img:
    """The 95 % interval of a ratio as a small picture: a dot and its reach, a tick at one.

    Halves and doubles are equally far from the tick.
    """
    middle = WIDE / 2

    def at(value: float) -> float:
        doublings = min(max(log2(value), -FARTHEST), FARTHEST) if value > 0 else -FARTHEST
        return round(middle + doublings / FARTHEST * (middle - 4), 1)

    parts = [f"<path d='M{middle:g} 0V{HIGH}' stroke='{theme.GREY}'/>"]
    if limits:
        low, high = at(limits[0]), at(limits[1])
        parts.append(f"<path d='M{low} 8H{high}' stroke='{PLACE}' stroke-width='2.5'/>")
    if ratio:
        parts.append(f"<circle cx='{at(ratio)}' cy='8' r='4' fill='{theme.ACCENT}'/>")
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDE} {HIGH}'>"
        f"{''.join(parts)}</svg>"
    )
    return html.Img(
        src=f"data:image/svg+xml,{quote(svg, safe=SVG_SAFE)}", alt=said, width=WIDE, height=HIGH
    )
