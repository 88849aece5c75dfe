"""Process behaviour (XmR) chart of a monthly series: by month, or by quarter for low counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.model import months
from data.model.domain import Domain
from data.model.query_rows import NoteRow
from data.model.rows import rows
from data.series.trends import Series
from data.stats import causes, xmr
from data.stats.causes import Cause
from data.stats.dispersion import Scatter
from data.stats.xmr import ORDER, Signal


@dataclass(frozen=True)
class Process:
    """The chart of a series, its special causes in order of time, and each point's first month.

    ``quarters``: points are quarters, not months. ``bare``: the mean of the points is below 5, so
    that the chart has no limits and no special causes.
    """

    chart: xmr.XmrChart
    causes: tuple[Cause, ...]
    starts: tuple[date, ...]
    quarters: bool
    bare: bool = False

    @property
    def unit(self) -> str:
        """The period of one point: month or quarter."""
        return "quarter" if self.quarters else "month"

    def end(self, index: int) -> date:
        """Return the last month of a point."""
        return months.shift(self.starts[index], causes.QUARTER - 1 if self.quarters else 0)

    def latest(self, first: date = date.min, last: date = date.max) -> Cause | None:
        """Return the cause to describe, of those with points from ``first`` to ``last``.

        It is the one that ends last, and of several the first in the order of the rules. None if
        there is no cause in these months.
        """
        return max(
            (
                each
                for each in self.causes
                if self.starts[each.signal.first] <= last and self.end(each.signal.last) >= first
            ),
            key=lambda each: (each.signal.last, -ORDER.index(each.signal.rule)),
            default=None,
        )

    @property
    def step(self) -> Signal | None:
        """The latest shift of a year or more, from which limits could be recalculated, or None."""
        year = causes.QUARTERS_IN_YEAR if self.quarters else months.YEAR
        shifts = [each for each in self.chart.signals if each.rule == "shift"]
        return next((each for each in reversed(shifts) if each.length >= year), None)


def process(
    values: Series,
    domain: Domain,
    notes: pd.DataFrame,
    scatter: Scatter,
    turns: Mapping[date, str] | None = None,
) -> Process:
    """Return the process behaviour chart of a series with a value for each month of the pack.

    Limits are recalculated from the month ``limits_from`` of a row of ``notes``, the annotations of
    the series, and from each month of ``turns``: those from which other forces have data than
    before, with the reason. A series with a mean below 5 a month is charted by quarter if it has
    four complete quarters, and has no limits if the mean of its points is still below 5.
    """
    recalculated = dict(turns or {}) | _recalculated(notes)
    quarters = causes.quarterly(values, domain.months[0].month)
    if not causes.too_low(values):
        chart = xmr.chart(values, _indices(recalculated, domain.months, 1))
        found = tuple(causes.causes(chart, scatter))
        return Process(chart, found, domain.months, quarters=False)
    if causes.enough_quarters(quarters):
        starts = tuple(domain.months[index] for index, _total in quarters)
        totals = tuple(total for _index, total in quarters)
        if causes.too_low(totals):
            return Process(xmr.XmrChart(totals, (), ()), (), starts, quarters=True, bare=True)
        chart = xmr.chart(totals, _indices(recalculated, starts, causes.QUARTER))
        found = tuple(causes.causes(chart, scatter, causes.QUARTERS_IN_YEAR))
        return Process(chart, found, starts, quarters=True)
    return Process(xmr.XmrChart(values, (), ()), (), domain.months, quarters=False, bare=True)


def _recalculated(notes: pd.DataFrame) -> dict[date, str]:
    return {row.limits_from: row.text for row in rows(notes, NoteRow) if row.limits_from}


def _indices(
    recalculated: dict[date, str], starts: tuple[date, ...], length: int
) -> dict[int, str]:
    """Return the reason by the index of each point from which limits are recalculated.

    ``starts`` are the first months of the points, ``length`` is their number of months.
    """
    return {
        index: recalculated[month]
        for index, start in enumerate(starts)
        for month in months.between(start, months.shift(start, length - 1))
        if month in recalculated
    }
