"""A monthly series as a process behaviour chart: by month, or by quarter where counts are low."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from data import causes, months, xmr
from data.causes import Cause
from data.domain import Domain
from data.frames import each_row
from data.trends import Series


@dataclass(frozen=True)
class Process:
    """The chart of a series, its special causes in order of time, and the month each point begins.

    ``quarters`` says whether a point is a quarter. ``low`` says that counts are low, fewer than 5 a
    month on average.
    """

    chart: xmr.Chart
    causes: tuple[Cause, ...]
    starts: tuple[date, ...]
    quarters: bool
    low: bool

    @property
    def unit(self) -> str:
        """What one point is: a month or a quarter."""
        return "quarter" if self.quarters else "month"

    def end(self, place: int) -> date:
        """The last month of a point."""
        return months.shift(self.starts[place], causes.QUARTER - 1 if self.quarters else 0)


def process(values: Series, domain: Domain, notes: pd.DataFrame) -> Process:
    """The process behaviour chart of a series with a value for each month of the pack.

    ``notes`` are those that bear on it; their ``limits_from`` sets limits anew from that month.
    """
    anew = _anew(notes)
    low = causes.too_low(values)
    quarters = causes.quarterly(values, domain.months[0].month)
    if low and causes.enough_quarters(quarters):
        starts = tuple(domain.months[place] for place, _total in quarters)
        chart = xmr.chart([total for _place, total in quarters], _places(anew, starts, 3))
        return Process(chart, tuple(causes.causes(chart, 4)), starts, quarters=True, low=True)
    chart = xmr.chart(values, _places(anew, domain.months, 1))
    return Process(chart, tuple(causes.causes(chart)), domain.months, quarters=False, low=low)


def _anew(notes: pd.DataFrame) -> dict[date, str]:
    if "limits_from" not in notes.columns:
        return {}
    rows = each_row(notes[notes["limits_from"].notna()])
    return {row.limits_from.date(): row.text for row in rows}


def _places(anew: dict[date, str], starts: tuple[date, ...], length: int) -> dict[int, str]:
    """The place of the point that holds each month from which limits are set anew."""
    return {
        place: anew[month]
        for place, start in enumerate(starts)
        for month in months.between(start, months.shift(start, length - 1))
        if month in anew
    }
