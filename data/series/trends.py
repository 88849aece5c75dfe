"""Monthly series and their financial years: totals, changes between years, overlays."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.model import crime_types, months
from data.model.domain import Domain
from data.model.filters import Filters
from data.model.query_rows import MonthRow
from data.model.question import Question
from data.model.rows import rows
from data.stats.dispersion import Scatter
from data.stats.significance import Change, change

Series = tuple[int | None, ...]


@dataclass(frozen=True)
class YearTotal:
    """The total of a financial year; ``complete`` when every month is covered."""

    label: str
    n: int
    complete: bool
    months_held: int


def series(frame: pd.DataFrame, domain: Domain) -> Series:
    """Return the count of each month of the pack, None where missing.

    ``frame`` has month and n for some or all months.
    """
    counts = {row.month: row.n for row in rows(frame, MonthRow)}
    return tuple(counts.get(month) for month in domain.months)


def year_totals(values: Series, domain: Domain) -> list[YearTotal]:
    """Return the total of each financial year with any covered month, oldest first."""
    totals = []
    for year in domain.years:
        first, last = months.year_span(year.start)
        inside = [
            value
            for month, value in zip(domain.months, values, strict=True)
            if first <= month <= last and value is not None
        ]
        whole = year.complete and len(inside) == months.YEAR
        totals.append(YearTotal(year.label, sum(inside), whole, len(inside)))
    return totals


def year_changes(
    totals: list[YearTotal], scatter: Scatter, unlike: frozenset[str] = frozenset()
) -> list[tuple[YearTotal, Change | None]]:
    """Return each year with its change on the year before.

    None unless both are complete, and for years whose labels are in ``unlike``, which cannot be
    compared with the year before.
    """
    earlier: list[YearTotal | None] = [None, *totals[:-1]]
    return [
        (
            now,
            change(before.n, now.n, scatter)
            if before and before.complete and now.complete and now.label not in unlike
            else None,
        )
        for before, now in zip(earlier, totals, strict=True)
    ]


def overlay(values: Series, domain: Domain) -> list[tuple[str, Series]]:
    """Return each financial year as (label, twelve values from April), None where missing."""
    counts = dict(zip(domain.months, values, strict=True))
    return [
        (
            year.label,
            tuple(counts.get(month) for month in months.between(*months.year_span(year.start))),
        )
        for year in domain.years
    ]


def split(frame: pd.DataFrame, name: str, domain: Domain) -> list[tuple[str, Series]]:
    """Return each type or area of a frame as (name, monthly series); ``name`` is its column."""
    row, names = pd.factorize(frame[name])
    column = pd.DatetimeIndex(domain.months).get_indexer(pd.DatetimeIndex(frame["month"]))
    counts = np.full((len(names), len(domain.months)), None, object)
    counts[row, column] = frame["n"].astype(int).tolist()
    return [(str(each), tuple(values)) for each, values in zip(names, counts.tolist(), strict=True)]


def pairs(before: pd.DataFrame, after: pd.DataFrame, name: str) -> list[tuple[str, int, int]]:
    """Return each type or area as (name, count before, count after); ``name`` is its column."""
    earlier = dict(zip(before[name], before["n"], strict=True))
    return [
        (str(each), int(earlier.get(each, 0)), int(n))
        for each, n in zip(after[name], after["n"], strict=True)
    ]


@dataclass(frozen=True)
class Period:
    """The count of the chosen months, and its change on the year before, None if not comparable."""

    n: int
    change: Change | None


def chosen_period(values: Series, question: Question) -> Period:
    """Return the count of the chosen months and its change; missing months are left out.

    ``values`` has the count of each month of the pack.
    """
    counts = dict(zip(question.domain.months, values, strict=True))

    def total(filters: Filters) -> int:
        inside = months.between(filters.first_month, filters.last_month)
        return sum(counts.get(month) or 0 for month in inside)

    now, before = question.filters, question.filters.year_before(question.domain)
    scatter = Scatter.of(now.crime, now.length)
    n = total(now)
    return Period(n, change(total(before), n, scatter) if before else None)


def notes_on(annotations: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Return the annotations of every series and of the chosen crime types.

    ``annotations`` is the result of ``queries.annotations``.
    """
    return annotations[annotations["series"].isin(crime_types.related(question.filters.crime))]
