"""Classify special causes as change, season or unknown.

A signal is a change only if its months differ significantly, in its direction, from the same
calendar months a year earlier.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from data.model.months import YEAR
from data.stats.dispersion import Scatter
from data.stats.significance import Change, change
from data.stats.xmr import Signal, XmrChart

Kind = Literal["change", "season", "unknown"]
LOW = 5  # below this mean, limits by month are not useful and quarters are used
QUARTER = 3
QUARTERS_IN_YEAR = YEAR // QUARTER
FEW_QUARTERS = 4


@dataclass(frozen=True)
class Cause:
    """A special cause and its comparison with the same months a year earlier.

    ``test`` is None where a month of the year earlier is missing or precedes recalculated limits.
    """

    signal: Signal
    test: Change | None

    @property
    def kind(self) -> Kind:
        """Change, season or unknown."""
        if self.test is None:
            return "unknown"
        agrees = (self.test.difference > 0) == self.signal.high
        return "change" if self.test.verdict != "normal" and agrees else "season"


def causes(chart: XmrChart, scatter: Scatter, year: int = YEAR) -> list[Cause]:
    """Return the special causes of a chart, each compared with the same points a year earlier.

    ``scatter`` is that of the series, ``year`` the number of points in a year. Of a signal longer
    than a year, only the first year is compared.
    """
    return [Cause(each, _year_earlier(chart, each, scatter, year)) for each in chart.signals]


def _year_earlier(chart: XmrChart, signal: Signal, scatter: Scatter, year: int) -> Change | None:
    phase = chart.phase_at(signal.first)
    first, last = signal.first, min(signal.last, signal.first + year - 1)
    if phase is None or first - year < phase.first:
        return None
    now, before = chart.values[first : last + 1], chart.values[first - year : last - year + 1]
    if None in before:
        return None
    return change(_sum(before), _sum(now), scatter.over(len(now) * YEAR / year))


def _sum(values: Sequence[float | None]) -> int:
    return int(sum(value for value in values if value is not None))


def quarterly(values: Sequence[int | None], first_month: int) -> list[tuple[int, int | None]]:
    """Return each calendar quarter as (index of its first value, total).

    The total is None if a month is missing.

    ``first_month`` is the calendar month of the first value, 1 to 12. Quarters begin in January,
    April, July and October; incomplete quarters at either end are left out.
    """
    start = -(first_month - 1) % QUARTER
    found = []
    for index in range(start, len(values) - QUARTER + 1, QUARTER):
        known = [value for value in values[index : index + QUARTER] if value is not None]
        found.append((index, sum(known) if len(known) == QUARTER else None))
    return found


def too_low(values: Sequence[int | None]) -> bool:
    """Whether the mean of the points that are not missing is below 5; false if all are missing."""
    known = [value for value in values if value is not None]
    return bool(known) and sum(known) < LOW * len(known)


def enough_quarters(quarters: Sequence[tuple[int, int | None]]) -> bool:
    """Whether there are at least four complete quarters, the fewest for a chart."""
    return sum(total is not None for _index, total in quarters) >= FEW_QUARTERS
