"""MARAC cases for each 10,000 women aged 16 and over, and figures to compare them with."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data.marac.marac import MaracYear
from data.model.rows import rows
from data.stats.significance import Interval, rate_intervals

PER = 10_000


@dataclass(frozen=True)
class Women:
    """The number of women aged 16 and over in the area, and its source."""

    value: float
    vintage: str
    source: str
    estimate: bool


@dataclass(frozen=True)
class Volume:
    """The cases of a year for each 10,000 women, with the 95 % interval of the count alone."""

    label: str
    cases: int
    rate: float
    interval: Interval


@dataclass(frozen=True)
class Elsewhere:
    """A published figure of another area: cases per 10,000 women, or a repeat rate in per cent."""

    label: str
    measure: str
    value: float
    source: str


def women(frame: pd.DataFrame) -> Women | None:
    """Return the denominator from the result of ``queries.women``; None if that is empty."""
    return next(iter(rows(frame, Women)), None)


def volumes(years: Sequence[MaracYear], women: Women | None) -> list[Volume]:
    """Return the volume of each year, all with the same denominator; empty without one."""
    if women is None or not women.value:
        return []
    cases = [year.cases for year in years]
    intervals = rate_intervals(cases, [women.value] * len(cases), PER)
    return [
        Volume(year.label, year.cases, PER * year.cases / women.value, interval)
        for year, interval in zip(years, intervals, strict=True)
    ]


def elsewhere(frame: pd.DataFrame) -> list[Elsewhere]:
    """Return the figures of other areas in file order, from ``queries.marac_comparisons``."""
    return rows(frame, Elsewhere)
