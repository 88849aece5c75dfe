"""Frames to figures, pure: every chart that is not a map."""

from collections.abc import Sequence
from datetime import date
from statistics import mean

import pandas as pd
import plotly.graph_objects as go

from data import months
from data.domain import Domain, Year
from data.significance import Interval
from layouts import theme

NAMED = len(theme.SERIES)
MONTHS_OF_YEAR = (
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
    "Jan",
    "Feb",
    "Mar",
)


def monthly(
    values: Sequence[int | None], domain: Domain, chosen: tuple[date, date], notes: pd.DataFrame
) -> go.Figure:
    """One line over every month of the pack, the chosen months dark, missing months as gaps.

    ``values`` has one count for each month, null where missing; ``notes`` has first_month,
    last_month and text. Each complete year has its monthly mean as a dashed line.
    """
    x = list(domain.months)
    inside = [
        value if chosen[0] <= month <= chosen[1] else None
        for month, value in zip(x, values, strict=True)
    ]
    hover = "%{x|%B %Y}: %{y:,}<extra></extra>"
    figure = go.Figure()
    for y, colour, width in ((values, theme.SEQUENTIAL[2], 2), (inside, theme.ACCENT, 3)):
        figure.add_scatter(
            x=x, y=list(y), mode=_mode(y), line={"color": colour, "width": width},
            hovertemplate=hover,
        )  # fmt: skip
    _bands(figure, notes, domain)
    for year in domain.years:
        if year.complete:
            _year_mean(figure, year, x, values)
    _year_axis(figure, domain)
    figure.update_layout(yaxis={"range": [0, _top(values)], "nticks": 5})
    return figure


def _mode(values: Sequence[int | None]) -> str:
    """Lines, with markers when some value stands alone and a line would not show it."""
    padded = [None, *values, None]
    alone = any(
        here is not None and left is None and right is None
        for left, here, right in zip(padded, padded[1:], padded[2:], strict=False)
    )
    return "lines+markers" if alone else "lines"


def _top(values: Sequence[float | None]) -> float:
    return max([*(value for value in values if value is not None), 1]) * 1.12


def _bands(figure: go.Figure, notes: pd.DataFrame, domain: Domain) -> None:
    said: set[str] = set()
    for note in notes.itertuples(index=False):
        first, last = note.first_month.date(), note.last_month.date()
        if last < domain.months[0] or first > domain.months[-1]:
            continue
        figure.add_vrect(
            x0=months.shift(first, 0), x1=last, fillcolor=theme.SERIES[1], opacity=0.1,
            line_width=0, layer="below",
        )  # fmt: skip
        if note.text not in said:
            figure.add_annotation(
                x=first, y=1, yref="paper", text=note.text, showarrow=False, xanchor="left",
                yanchor="top", font={"size": 12, "color": theme.SOFT},
            )  # fmt: skip
        said.add(note.text)


def _year_mean(figure: go.Figure, year: Year, x: Sequence[date], y: Sequence[int | None]) -> None:
    first, last = months.year_span(year.start)
    held = [
        value
        for month, value in zip(x, y, strict=True)
        if first <= month <= last and value is not None
    ]
    level = mean(held)
    figure.add_shape(
        type="line", x0=first, x1=last, y0=level, y1=level,
        line={"color": theme.SOFT, "width": 1.5, "dash": "dash"}, layer="below",
    )  # fmt: skip
    figure.add_annotation(
        x=months.shift(first, 6),
        y=0,
        yanchor="bottom",
        showarrow=False,
        text=f"{level:,.0f} a month",
        font={"size": 13, "color": theme.SOFT},
    )


def _year_axis(figure: go.Figure, domain: Domain) -> None:
    """Financial years named under the middle of each, with a pale line where one ends."""
    starts = sorted({months.year_of(each) for each in domain.months})
    spans = [months.year_span(start) for start in starts]
    clipped = [(max(a, domain.months[0]), min(b, domain.months[-1])) for a, b in spans]
    middle = [months.between(a, b)[len(months.between(a, b)) // 2] for a, b in clipped]
    for start, _end in clipped[1:]:
        figure.add_vline(x=start, line={"color": theme.LINE, "width": 1}, layer="below")
    figure.update_xaxes(
        tickvals=middle,
        ticktext=[months.year_label(start) for start in starts],
        ticks="",
        range=[months.shift(domain.months[0], 0), domain.months[-1]],
    )


def lines(
    series: Sequence[tuple[str, Sequence[int | None]]], domain: Domain, *, named: int = NAMED
) -> go.Figure:
    """Several monthly lines, the largest four in colour and named at their end, the rest pale.

    ``series`` holds (name, a value for each month of the pack, null where missing), largest
    first.
    """
    x = list(domain.months)
    traces = []
    for place, (name, values) in reversed(list(enumerate(series))):
        colour = theme.SERIES[place] if place < named else theme.LINE
        traces.append(
            go.Scatter(
                x=x, y=list(values), name=name, mode=_mode(values),
                line={"color": colour, "width": 2.5 if place < named else 1.5},
                hovertemplate=f"{name}, %{{x|%B %Y}}: %{{y:,}}<extra></extra>",
            )
        )  # fmt: skip
    figure = go.Figure(traces)
    _year_axis(figure, domain)
    top = _top([value for _name, values in series for value in values])
    figure.update_layout(yaxis={"range": [0, top], "nticks": 5}, margin={"r": 190})
    ends = [
        (name, _last(values), theme.SERIES[place])
        for place, (name, values) in enumerate(series[:named])
    ]
    _end_labels(figure, x[-1], ends, top)
    return figure


def _last(values: Sequence[int | None]) -> float:
    return next((value for value in reversed(values) if value is not None), 0)


def _end_labels(
    figure: go.Figure, x: date | str, ends: Sequence[tuple[str, float, str]], top: float
) -> None:
    """Names at the ends of lines, moved apart so that none covers another."""
    gap = top * 0.075
    level = -gap
    for name, y, colour in sorted(ends, key=lambda end: end[1]):
        level = max(level + gap, y)
        figure.add_annotation(
            x=x, y=level, text=name, showarrow=False, xanchor="left", xshift=8,
            font={"size": 13, "color": _readable(colour)},
        )  # fmt: skip


def _readable(colour: str) -> str:
    """A colour dark enough for words: orange and turquoise are darkened to 4.5 to 1 on white."""
    return {theme.SERIES[1]: "#B8430C", theme.SERIES[2]: "#1B7A72"}.get(colour, colour)


def year_over_year(by_year: Sequence[tuple[str, Sequence[int | None]]]) -> go.Figure:
    """A line for each financial year over April to March, the latest dark, named at its end."""
    traces, ends = [], []
    newest = len(by_year) - 1
    dashes = ("solid", "dot", "dash", "dashdot")
    for place, (name, values) in enumerate(by_year):
        back = newest - place
        colour = theme.ACCENT if back == 0 else theme.SERIES[min(back, 3)]
        traces.append(
            go.Scatter(
                x=list(MONTHS_OF_YEAR), y=list(values), name=name,
                mode=_mode(values),
                line={"color": colour, "width": 3 if back == 0 else 2, "dash": dashes[min(back, 3)]},
                hovertemplate=f"%{{x}} in {name}: %{{y:,}}<extra></extra>",
            )
        )  # fmt: skip
        if any(value is not None for value in values):
            ends.append((name, _last(values), colour))
    figure = go.Figure(traces)
    top = _top([value for _name, values in by_year for value in values])
    figure.update_layout(yaxis={"range": [0, top], "nticks": 5}, margin={"r": 84})
    figure.update_xaxes(range=[-0.3, 11.2])
    _end_labels(figure, MONTHS_OF_YEAR[-1], ends, top)
    return figure


def annual_bars(totals: Sequence[tuple[str, int, bool]]) -> go.Figure:
    """A bar a financial year with its total; years with missing months are hatched.

    ``totals`` holds (year, total, complete).
    """
    figure = go.Figure(
        go.Bar(
            x=[year for year, _n, _complete in totals],
            y=[n for _year, n, _complete in totals],
            text=[f"{n:,}" if complete else f"{n:,} (part)" for _year, n, complete in totals],
            textposition="outside",
            cliponaxis=False,
            width=0.55,
            marker={
                "color": [theme.SEQUENTIAL[3]] * len(totals),
                "line": {"color": theme.ACCENT, "width": 1},
                "pattern": {
                    "shape": ["" if complete else "/" for _year, _n, complete in totals],
                    "fgcolor": theme.ACCENT, "bgcolor": "#fff", "size": 7,
                },
            },
            hovertemplate="%{x}: %{y:,}<extra></extra>",
        )
    )  # fmt: skip
    top = _top([n for _year, n, _complete in totals])
    figure.update_layout(yaxis={"range": [0, top], "nticks": 4})
    figure.update_xaxes(type="category")
    return figure


def repeat_rates(years: Sequence[tuple[str, str, float, Interval]], band: Interval) -> go.Figure:
    """A dot a year with its 95 % interval, over the expected band; rates as percentages.

    ``years`` holds (year, "33 of 91", rate, interval), rates and band as fractions of one.
    """
    x = [f"{year}<br>{counts}" for year, counts, _rate, _interval in years]
    rate = [100 * each for _year, _counts, each, _interval in years]
    low = [100 * interval[0] for *_rest, interval in years]
    high = [100 * interval[1] for *_rest, interval in years]
    figure = go.Figure(
        go.Scatter(
            x=x, y=rate, mode="markers+text", text=[f"<b>{each:.1f}%</b>" for each in rate],
            textposition="middle right", textfont={"size": 17, "color": theme.ACCENT},
            marker={"size": 13, "color": theme.ACCENT},
            error_y={
                "type": "data", "symmetric": False, "width": 5, "thickness": 2,
                "color": theme.ACCENT,
                "array": [h - r for h, r in zip(high, rate, strict=True)],
                "arrayminus": [r - each for r, each in zip(rate, low, strict=True)],
            },
            customdata=list(zip(low, high, strict=True)),
            hovertemplate="%{x}: %{y:.1f}%<br>95% interval %{customdata[0]:.1f} to "
            "%{customdata[1]:.1f}%<extra></extra>",
            cliponaxis=False,
        )
    )  # fmt: skip
    figure.add_hrect(
        y0=100 * band[0], y1=100 * band[1], fillcolor=theme.SERIES[2], opacity=0.13, line_width=0,
        layer="below",
    )  # fmt: skip
    figure.add_annotation(
        x=0,
        xref="paper",
        y=100 * band[1],
        yanchor="bottom",
        xanchor="left",
        showarrow=False,
        text=f"Expected band {100 * band[0]:.0f} to {100 * band[1]:.0f}% (to confirm)",
        font={"size": 13, "color": theme.SOFT},
    )
    figure.update_layout(
        yaxis={"range": [0, max([60, *high]) * 1.02], "ticksuffix": "%", "nticks": 5},
        xaxis={"range": [-0.5, len(years) - 0.3], "tickfont": {"size": 14, "color": theme.INK}},
    )
    return figure
