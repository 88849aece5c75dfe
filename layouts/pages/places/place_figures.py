"""The charts of a place's profile: its months beside those expected, and intervals of ratios."""

from collections.abc import Sequence
from datetime import date
from math import log2
from urllib.parse import quote

from data.model.domain import Domain
from data.series.trends import Series as Values
from data.stats.significance import Interval
from layouts.base import theme
from layouts.base.chart import Band, Chart, Series, Text, counts
from layouts.base.components import SVG_SAFE
from layouts.base.unchecked import html
from layouts.charts.lines import CHOSEN as CHOSEN_MONTHS
from layouts.charts.lines import MONTH, within
from layouts.pages.places.action_panels import Mark

FOLLOWED = theme.GREY
PLACE = theme.SEQUENTIAL[3]
CHOSEN = theme.ACCENT
EXPECTED = "If it had followed the rest of the borough"
STEM = 0.9  # length of the line of an action, as a share of the chart; its number is above it
WIDE, HIGH = 132, 16
FARTHEST = 3  # doublings: the axis of a ratio runs from 1/8 to 8


def place_trend(
    values: Values,
    followed: Sequence[float | None],
    domain: Domain,
    chosen: tuple[date, date],
    marks: Sequence[Mark],
) -> Chart:
    """Return the monthly counts of a place, dark where chosen, over a pale line of expected ones.

    ``followed`` is the result of ``expected_from_rest``, or None for each month: no pale line.
    Actions are marks with numbers.
    """
    first, last = domain.months[0], domain.months[-1]
    shown = [(n, each) for n, each in enumerate(marks, 1) if first <= each.month <= last]
    pale = Series(
        EXPECTED, followed, FOLLOWED, 1.6, hover="{x}: {y} if it had followed", decimals=1
    )
    y = counts([*values, *followed])
    return Chart(
        categories=domain.months,
        series=(
            *([] if pale.empty else [pale]),
            Series("Incidents", values, PLACE, 1.8),
            Series(CHOSEN_MONTHS, within(values, domain.months, chosen), CHOSEN, 3,
                   symbol="circle", size=4),
        ),
        x=MONTH,
        y=y,
        bands=[Band(each.label, theme.SERIES[3], each.month, low=0, high=STEM * y.high, dash="dash")
               for _n, each in shown],
        texts=[Text(f"{n}", each.month, up="top", colour=theme.SERIES[3], bold=True)
               for n, each in shown],
    )  # fmt: skip


def interval(ratio: float | None, limits: Interval | None, said: str) -> html.Img:
    """Return a small picture of a ratio: a dot, a line for its 95 % interval and a tick at 1.

    The scale is logarithmic and ends at 1/8 and 8. A ratio of 0 or None has no dot. ``said`` is
    the alternative text.
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
