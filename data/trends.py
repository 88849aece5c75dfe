"""Monthly counts as financial years: totals, changes between whole years, and year over year."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data import crime_types, months
from data.domain import Domain
from data.frames import each_row
from data.question import Question
from data.readers.annotations import EVERY_SERIES
from data.significance import Change, change

Series = tuple[int | None, ...]


@dataclass(frozen=True)
class YearTotal:
    """The total of a financial year; ``complete`` when every one of its months is held."""

    label: str
    n: int
    complete: bool
    months_held: int


def series(frame: pd.DataFrame, domain: Domain) -> Series:
    """The monthly counts as a tuple, one for each month of the pack, null where missing.

    ``frame`` has month and n for some or all months.
    """
    held = {row.month.date(): row.n for row in each_row(frame)}
    return tuple(
        int(held[month]) if month in held and not pd.isna(held[month]) else None
        for month in domain.months
    )


def year_totals(values: Series, domain: Domain) -> list[YearTotal]:
    """The total of each financial year with any month held, oldest first."""
    found = []
    for year in domain.years:
        first, last = months.year_span(year.start)
        inside = [
            value
            for month, value in zip(domain.months, values, strict=True)
            if first <= month <= last and value is not None
        ]
        found.append(YearTotal(year.label, sum(inside), year.complete, len(inside)))
    return found


def year_changes(totals: list[YearTotal]) -> list[tuple[YearTotal, Change | None]]:
    """Each year with its change on the year before; null unless both are whole years."""
    earlier: list[YearTotal | None] = [None, *totals[:-1]]
    return [
        (now, change(before.n, now.n) if before and before.complete and now.complete else None)
        for before, now in zip(earlier, totals, strict=True)
    ]


def overlay(values: Series, domain: Domain) -> list[tuple[str, Series]]:
    """Each financial year as (label, twelve values from April to March), null where missing."""
    held = dict(zip(domain.months, values, strict=True))
    return [
        (
            year.label,
            tuple(held.get(month) for month in months.between(*months.year_span(year.start))),
        )
        for year in domain.years
    ]


def split(frame: pd.DataFrame, name: str, domain: Domain) -> list[tuple[str, Series]]:
    """Each type or area of a frame as (name, monthly series); ``name`` is its column."""
    row, names = pd.factorize(frame[name])
    place = pd.DatetimeIndex(domain.months).get_indexer(pd.DatetimeIndex(frame["month"]))
    found = np.full((len(names), len(domain.months)), None, object)
    found[row, place] = frame["n"].astype(int).tolist()
    return [(str(each), tuple(values)) for each, values in zip(names, found.tolist(), strict=True)]


def pairs(before: pd.DataFrame, after: pd.DataFrame, name: str) -> list[tuple[str, int, int]]:
    """Each type or area as (name, count before, count after); ``name`` is its column."""
    earlier = dict(zip(before[name], before["n"], strict=True))
    return [
        (str(each), int(earlier.get(each, 0)), int(n))
        for each, n in zip(after[name], after["n"], strict=True)
    ]


def notes_on(annotations: pd.DataFrame, question: Question) -> pd.DataFrame:
    """The notes that bear on what is asked: on every series, or on an incident type in it.

    ``annotations`` is the answer of ``queries.annotations``.
    """
    chosen = [crime_types.CHOICE[each] for each in question.filters.crime]
    bearing = {
        each.id
        for each in crime_types.CHOICES
        if any(each.covers(choice) or choice.covers(each) for choice in chosen)
    }
    return annotations[annotations["series"].isin({EVERY_SERIES, *bearing})]
