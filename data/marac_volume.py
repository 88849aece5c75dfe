"""MARAC cases for each 10,000 women aged 16 and over, and what they are set beside."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data.frames import each_row
from data.marac import MaracYear
from data.significance import Interval, rate_intervals

PER = 10_000


@dataclass(frozen=True)
class Women:
    """How many women aged 16 and over live in the area, and whose number it is."""

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
    """A published figure of elsewhere: cases per 10,000 women, or a repeat rate in per cent."""

    label: str
    measure: str
    value: float
    source: str


def women(found: pd.DataFrame) -> Women | None:
    """The denominator, if one is held: the answer of ``queries.women``."""
    for row in each_row(found):
        return Women(float(row.value), row.vintage, row.source, bool(row.estimate))
    return None


def volumes(years: Sequence[MaracYear], held: Women | None) -> list[Volume]:
    """The volume of each year, all over the same population; none without one."""
    if held is None or not held.value:
        return []
    cases = [year.cases for year in years]
    intervals = rate_intervals(cases, [held.value] * len(cases), PER)
    return [
        Volume(year.label, year.cases, PER * year.cases / held.value, interval)
        for year, interval in zip(years, intervals, strict=True)
    ]


def elsewhere(found: pd.DataFrame) -> list[Elsewhere]:
    """Figures of elsewhere in the order of their file, from ``queries.marac_comparisons``."""
    return [
        Elsewhere(row.label, row.measure, float(row.value), row.source) for row in each_row(found)
    ]
