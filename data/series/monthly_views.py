"""Transformations of a monthly series: rolling twelve months, per day, per 1,000 residents."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from math import isnan

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.model import months
from data.model.domain import Domain
from data.model.question import Question
from data.series.trends import Series
from data.stats.area_values import PER
from data.stats.dispersion import Scatter
from data.stats.significance import Change, change

Numbers = tuple[float | None, ...]


def rolling(values: Series) -> Series:
    """Return for each month the sum of the twelve that end with it; None if any is missing."""
    if len(values) < months.YEAR:
        return (None,) * len(values)
    sums = np.convolve(np.array(values, float), np.ones(months.YEAR), "valid").tolist()
    return (None,) * (months.YEAR - 1) + tuple(None if isnan(n) else int(n) for n in sums)


def daily(values: Series, domain: Domain) -> Numbers:
    """Return incidents per day by month, so that months of different length are comparable."""
    found = (np.array(values, float) / _days(domain.months)).tolist()
    return tuple(None if isnan(each) else each for each in found)


@lru_cache(maxsize=8)
def _days(run: tuple[date, ...]) -> NDArray[np.float64]:
    return np.array([*map(months.days, run)], float)


def per_thousand(values: Series, people: float | None) -> Numbers:
    """Return incidents per 1,000 residents by month; all None if ``people`` is None, NaN or 0."""
    known = people if people and not isnan(people) else None
    return tuple(None if value is None or not known else value / known * PER for value in values)


def residents_of(question: Question, residents: pd.DataFrame) -> float | None:
    """Return the residents of the chosen wards (default: all); None if any area has no population.

    Named places have no population, so the result is None if one is chosen. ``residents`` is the
    result of ``queries.residents``.
    """
    chosen = question.filters.areas
    rows = residents[residents["slug"].isin(chosen)] if chosen else residents
    rows = rows if chosen else rows[rows["kind"] == "ward"]
    people = rows["residents"]
    return float(people.sum()) if len(people) and people.notna().all() else None


def latest(domain: Domain, until: date = date.max) -> date | None:
    """Return the last covered month, not after ``until``; None if there is none."""
    return max((month for month in domain.covered if month <= until), default=None)


def other_forces(question: Question, first: date, last: date) -> tuple[str, ...]:
    """Return the forces with data in these months and not in those a year before, or vice versa."""
    earlier = (months.shift(each, -months.YEAR) for each in (first, last))
    return question.filters.with_months(first, last).other_forces(question.domain, *earlier)


def twelve_against_twelve(
    values: Series, domain: Domain, scatter: Scatter, last: date
) -> Change | None:
    """Compare the twelve months to ``last`` with the twelve before; None if any is missing."""
    index = domain.months.index(last)
    return _compared(values, (index - 23, index - 11), (index - 11, index + 1), scatter)


def month_against_last_year(
    values: Series, domain: Domain, scatter: Scatter, last: date
) -> Change | None:
    """Compare month ``last`` with the same month a year earlier; None if either is missing."""
    index = domain.months.index(last)
    return _compared(values, (index - 12, index - 11), (index, index + 1), scatter)


def _compared(
    values: Sequence[int | None], before: tuple[int, int], now: tuple[int, int], scatter: Scatter
) -> Change | None:
    if before[0] < 0:
        return None
    earlier, later = values[slice(*before)], values[slice(*now)]
    known = [[each for each in part if each is not None] for part in (earlier, later)]
    if any(len(part) < len(whole) for part, whole in zip(known, (earlier, later), strict=True)):
        return None
    return change(sum(known[0]), sum(known[1]), scatter.over(len(known[1])))
