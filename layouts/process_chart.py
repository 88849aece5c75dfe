"""The process behaviour chart: the line, its average and limits, and the special causes marked."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from data import months
from data.domain import Domain
from data.process import Process
from data.xmr import Phase, Rule
from layouts import backdrop, lines, theme, words
from layouts.figures import Part, count_axis, drawn, names_at_end

SYMBOLS: dict[Rule, str] = {
    "beyond": "diamond", "trend": "triangle-up", "near": "square", "run": "circle",
}  # fmt: skip
TENS = 10


def process_chart(
    found: Process, domain: Domain, chosen: tuple[date, date], notes: pd.DataFrame
) -> go.Figure:
    """The chart of a series, the chosen months dark, missing points as gaps.

    A mark's shape says which rule it stands for. ``notes`` has first_month, last_month and text.
    """
    x = [months.shift(each, 1) if found.quarters else each for each in found.starts]
    values = found.chart.values
    inside = [
        value if chosen[0] <= found.end(place) and start <= chosen[1] else None
        for place, (start, value) in enumerate(zip(found.starts, values, strict=True))
    ]
    said = "Quarter around %{x|%B %Y}" if found.quarters else "%{x|%B %Y}"
    traces: list[Part] = [
        {
            "type": "scatter", "x": x, "y": list(y), "mode": lines.mode(y),
            "line": {"color": colour, "width": width},
            "hovertemplate": f"{said}: %{{y:,}}<extra></extra>",
        }
        for y, colour, width in ((values, theme.SEQUENTIAL[2], 2), (inside, theme.ACCENT, 2.5))
    ]  # fmt: skip
    traces += [_marks(found, x, rule) for rule in SYMBOLS]
    bands, texts = backdrop.bands(notes, domain)
    axis, ends = backdrop.year_axis(domain)
    limits = [line for phase in found.chart.phases for line in _limits(phase, x)]
    uppers = [phase.upper for phase in found.chart.phases]
    held = [value for value in values if value is not None]
    return drawn(
        [each for each in traces if each["x"]],
        [*bands, *ends, *limits],
        [*texts, *_labels(found, x)],
        xaxis=axis,
        yaxis=count_axis([*held, *uppers]),
        **names_at_end(100 if found.chart.phases else 8, of="limits"),
    )


def _marks(found: Process, x: list[date], rule: Rule) -> Part:
    """The points that one rule marks, where no rule before it in the order does."""
    at = [place for place in range(len(x)) if found.chart.rule_at(place) == rule]
    return {
        "type": "scatter", "mode": "markers", "x": [x[place] for place in at],
        "y": [found.chart.values[place] for place in at], "hoverinfo": "skip",
        "marker": {
            "symbol": SYMBOLS[rule], "size": 10, "color": theme.SERIES[1],
            "line": {"color": theme.INK, "width": 1},
        },
    }  # fmt: skip


def _limits(phase: Phase, x: list[date]) -> list[Part]:
    """The average of a phase, dashed, and its limits, dotted; a limit below zero is not drawn."""
    return [
        {
            "type": "line", "x0": x[phase.first], "x1": x[phase.last], "y0": level, "y1": level,
            "layer": "below", "line": {"color": theme.SOFT, "width": 1.5, "dash": dash},
        }
        for level, dash in ((phase.mean, "dash"), (phase.upper, "dot"), (phase.lower, "dot"))
        if level >= 0
    ]  # fmt: skip


def _labels(found: Process, x: list[date]) -> list[Part]:
    """The average and limits of the last phase, named at their right end, none over another."""
    if not found.chart.phases:
        return []
    phase = found.chart.phases[-1]
    named = [("Upper", phase.upper), ("Average", phase.mean), ("Lower", phase.lower)]
    top = count_axis([phase.upper, *(v for v in found.chart.values if v is not None)])["range"][1]
    kind = ", trial" if phase.trial else ""
    ends = [
        (f"{name} {_level(level)}{kind if name != 'Average' else ''}", level, theme.SOFT)
        for name, level in named
        if level >= 0
    ]
    return lines.end_labels(x[phase.last], ends, top)


def _level(value: float) -> str:
    return words.number(value, 0 if value >= TENS else 1)
