"""The process behaviour chart: a line, its average and limits, and marks on special causes."""

from datetime import date

import pandas as pd

from data.model import months
from data.model.domain import Domain
from data.series.process import Process
from data.stats.causes import QUARTER
from data.stats.xmr import Rule
from layouts.base import theme
from layouts.base.chart import Axis, Chart, Series, Text, counts
from layouts.charts.end_labels import end_labels
from layouts.charts.lines import CHOSEN, gaps
from layouts.charts.notes import level, noted, raised

SYMBOLS: dict[Rule, str] = {
    "astronomical_point": "diamond", "trend": "triangle-up", "two_of_three": "square",
    "shift": "circle",
}  # fmt: skip
RULES: dict[Rule, str] = {
    "astronomical_point": "beyond the limits",
    "trend": "seven or more rising or falling",
    "two_of_three": "two of three near a limit",
    "shift": "seven or more on one side of the average",
}
LIMITS = (("Average", "dash"), ("Lower limit", "dot"), ("Upper limit", "dot"))


def process_chart(
    process: Process, domain: Domain, chosen: tuple[date, date], notes: pd.DataFrame
) -> Chart:
    """Return the chart of a series, the chosen months dark, missing points as gaps.

    The shape of a mark says which rule found it. ``notes`` has first_month, last_month and text.
    """
    values = process.chart.values
    inside = [
        value if chosen[0] <= process.end(index) and start <= chosen[1] else None
        for index, (start, value) in enumerate(zip(process.starts, values, strict=True))
    ]
    hover = "Quarter around {x}: {y}" if process.quarters else "{x}: {y}"
    bands, texts = noted(notes, domain)
    limits = _limits(process)
    marks = [each for rule in SYMBOLS if not (each := _marks(process, rule)).empty]
    y = counts([*values, *(value for each in limits for value in each.values)])
    y = raised(y, texts)
    return Chart(
        categories=process.starts,
        series=(
            Series("Incidents", values, theme.SEQUENTIAL[2], hover=hover),
            Series(CHOSEN, inside, theme.ACCENT, 2.5, hover=hover),
            *marks,
            *limits,
        ),
        x=Axis(process.unit.capitalize()),
        y=y,
        bands=[*gaps(domain), *bands],
        texts=[*texts, *_labels(process, y)],
        months=QUARTER if process.quarters else 1,
        right=100 if limits else 8,
        ends="limits",
    )


def _marks(process: Process, rule: Rule) -> Series:
    """Return the points that are shown with a rule: see ``XmrChart.rule_at``."""
    values = [
        value if process.chart.rule_at(place) == rule else None
        for place, value in enumerate(process.chart.values)
    ]
    return Series(
        f"Incidents, {RULES[rule]}", values, theme.SERIES[1], 0, symbol=SYMBOLS[rule], size=10,
        outline=theme.INK, hover="",
    )  # fmt: skip


def limits_at(process: Process, place: int) -> tuple[float | None, float | None, float | None]:
    """Return average, lower and upper limit of a point; None without a phase or below zero."""
    phase = process.chart.phase_at(place)
    if phase is None:
        return None, None, None
    return phase.mean, phase.lower if phase.lower >= 0 else None, phase.upper


def _limits(process: Process) -> list[Series]:
    """Return the average (dashed) and the limits (dotted) of each phase."""
    if not process.chart.phases:
        return []
    starts = [phase.first for phase in process.chart.phases]
    columns = zip(*(limits_at(process, place) for place in range(len(process.starts))), strict=True)
    made = [
        Series(name, column, theme.SOFT, 1.5, dash, level=True, breaks=starts, decimals=1)
        for (name, dash), column in zip(LIMITS, columns, strict=True)
    ]
    return [each for each in made if not each.empty]


def _labels(process: Process, y: Axis) -> list[Text]:
    """Return the labels of the average and limits of the last phase, at their right end."""
    if not process.chart.phases:
        return []
    phase = process.chart.phases[-1]
    named = [("Upper", phase.upper), ("Average", phase.mean), ("Lower", phase.lower)]
    kind = ", trial" if phase.trial else ""
    ends = [
        (f"{name} {level(value)}{kind if name != 'Average' else ''}", value, theme.SOFT)
        for name, value in named
        if value >= 0
    ]
    end = months.shift(process.starts[phase.last], QUARTER // 2 if process.quarters else 0)
    return end_labels(end, ends, y.high)
