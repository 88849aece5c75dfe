"""Monthly counts as lines: one, several, or a financial year over another."""

from collections.abc import Sequence
from datetime import date
from statistics import mean

import pandas as pd
import plotly.graph_objects as go

from data import months
from data.domain import Domain, Year
from layouts import theme, words
from layouts.backdrop import bands, year_axis
from layouts.figures import Part, count_axis, drawn, headroom, names_at_end

NAMED = len(theme.SERIES)
DASHES = ("solid", "dot", "dash", "dashdot")
TENS = 10
MONTHS_OF_YEAR = (
    "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar",
)  # fmt: skip
DRAWN = 30  # of many lines; more could neither be read nor sent in time


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
    traces = [
        {
            "type": "scatter", "x": x, "y": list(y), "mode": mode(y),
            "line": {"color": colour, "width": width},
            "hovertemplate": "%{x|%B %Y}: %{y:,}<extra></extra>",
        }
        for y, colour, width in ((values, theme.SEQUENTIAL[2], 2), (inside, theme.ACCENT, 3))
    ]  # fmt: skip
    drawn_bands, said = bands(notes, domain)
    means = [_year_mean(year, x, values) for year in domain.years if year.complete]
    axis, ends = year_axis(domain)
    return drawn(
        traces,
        [*drawn_bands, *ends, *(line for line, _label in means)],
        [*said, *(label for _line, label in means)],
        xaxis=axis,
        yaxis=count_axis(values),
    )


def mode(values: Sequence[float | None]) -> str:
    """Lines, with markers when some value stands alone and a line would not show it."""
    padded = [None, *values, None]
    alone = any(
        here is not None and left is None and right is None
        for left, here, right in zip(padded, padded[1:], padded[2:], strict=False)
    )
    return "lines+markers" if alone else "lines"


def _year_mean(year: Year, x: Sequence[date], y: Sequence[int | None]) -> tuple[Part, Part]:
    """The monthly mean of a complete year: a dashed line and its label at the foot."""
    first, last = months.year_span(year.start)
    level = mean(
        value
        for month, value in zip(x, y, strict=True)
        if first <= month <= last and value is not None
    )
    line = {
        "type": "line", "x0": first, "x1": last, "y0": level, "y1": level, "layer": "below",
        "line": {"color": theme.SOFT, "width": 1.5, "dash": "dash"},
    }  # fmt: skip
    label = {
        "x": months.shift(first, 6), "y": 0, "yanchor": "bottom", "showarrow": False,
        "text": f"{words.number(level, 0 if level >= TENS else 1)} a month",
        "font": {"size": 13, "color": theme.SOFT},
    }  # fmt: skip
    return line, label


def lines(
    series: Sequence[tuple[str, Sequence[float | None]]],
    domain: Domain,
    *,
    named: int = NAMED,
    decimals: int = 0,
) -> go.Figure:
    """Several monthly lines, the largest four in colour and named at their end, the rest pale.

    ``series`` holds (name, a value for each month of the pack, null where missing), largest
    first; the first 30 are drawn.
    """
    x = list(domain.months)
    said = f"%{{x|%B %Y}}: %{{y:,.{decimals}f}}<extra></extra>"
    traces = [
        {
            "type": "scatter", "x": x, "y": list(values), "name": name, "mode": mode(values),
            "line": {"color": theme.SERIES[place], "width": 2.5},
            "hovertemplate": f"{name}, {said}",
        }
        for place, (name, values) in reversed(list(enumerate(series[:named])))
    ]  # fmt: skip
    if len(series) > named:
        traces.insert(0, _pale(series[named:DRAWN], x, said))
    top = headroom([value for _name, values in series[:DRAWN] for value in values])
    ends = [
        (name, _last(values), theme.SERIES[place])
        for place, (name, values) in enumerate(series[:named])
    ]
    axis, between = year_axis(domain)
    return drawn(
        traces,
        between,
        end_labels(x[-1], ends, top),
        xaxis=axis,
        yaxis={"range": [0, top], "nticks": 5},
        **names_at_end(190),
    )


def _pale(
    series: Sequence[tuple[str, Sequence[float | None]]], x: Sequence[date], said: str
) -> Part:
    """The lines that are not named, in one trace with gaps between them: hundreds cost too much."""
    spelt = [month.isoformat() for month in (*x, x[-1])]  # Plotly copies dates slowly
    return {
        "type": "scatter", "name": "others",
        "x": spelt * len(series),
        "y": [value for _name, values in series for value in (*values, None)],
        "text": [name for name, values in series for _value in (*values, None)],
        "mode": "lines+markers" if any("markers" in mode(each) for _n, each in series) else "lines",
        "line": {"color": theme.LINE, "width": 1.5}, "marker": {"size": 3},
        "hovertemplate": f"%{{text}}, {said}",
    }  # fmt: skip


def drawn_of(count: int) -> str:
    """A sentence on what ``lines`` draws of so many; nothing when each is named at its end."""
    if count > DRAWN:
        return f" The largest {DRAWN} of {count} are drawn; the numbers have all."
    are = "other is" if count == NAMED + 1 else f"other {count - NAMED} are"
    return f" The {are} pale; the numbers have all." if count > NAMED else ""


def _last(values: Sequence[float | None]) -> float:
    return next((value for value in reversed(values) if value is not None), 0)


def end_labels(x: object, ends: Sequence[tuple[str, float, str]], top: float) -> list[Part]:
    """Names at the ends of lines, moved apart so that none covers another."""
    gap = top * 0.075
    level = -gap
    labels = []
    for name, y, colour in sorted(ends, key=lambda end: end[1]):
        level = max(level + gap, y)
        labels.append(
            {
                "x": x, "y": level, "text": name, "showarrow": False, "xanchor": "left",
                "xshift": 8, "font": {"size": 13, "color": _readable(colour)},
            }
        )  # fmt: skip
    return labels


def _readable(colour: str) -> str:
    """A colour dark enough for words: orange and turquoise are darkened to 4.5 to 1 on white."""
    return {theme.SERIES[1]: "#B8430C", theme.SERIES[2]: "#1B7A72"}.get(colour, colour)


def year_over_year(by_year: Sequence[tuple[str, Sequence[int | None]]]) -> go.Figure:
    """A line for each financial year over April to March, the latest dark, named at its end."""
    traces, ends = [], []
    for back, (name, values) in enumerate(reversed(by_year)):
        place = min(back, NAMED - 1)
        line = {"color": theme.SERIES[place], "width": 2 if back else 3, "dash": DASHES[place]}
        traces.insert(
            0,
            {
                "type": "scatter", "x": list(MONTHS_OF_YEAR), "y": list(values), "name": name,
                "mode": mode(values), "line": line,
                "hovertemplate": f"%{{x}} in {name}: %{{y:,}}<extra></extra>",
            },
        )  # fmt: skip
        if any(value is not None for value in values):
            ends.append((name, _last(values), theme.SERIES[place]))
    top = headroom([value for _name, values in by_year for value in values])
    return drawn(
        traces,
        notes=end_labels(MONTHS_OF_YEAR[-1], ends, top),
        xaxis={"range": [-0.3, 11.2]},
        yaxis={"range": [0, top], "nticks": 5},
        **names_at_end(84),
    )
