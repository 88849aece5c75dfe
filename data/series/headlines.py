"""Headline figures: total, change on the year before and monthly series by crime type."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.model import crime_types
from data.model.filters import Filters
from data.model.question import Question
from data.series.trends import Period, Series
from data.stats.dispersion import Scatter
from data.stats.significance import Change, change

Counts = Mapping[str, Mapping[date, int]]
HEADLINES = (
    "all-crime",
    "asb",
    "burglary",
    "vehicle-crime",
    "violence-and-sexual-offences",
    "shoplifting",
)


@dataclass(frozen=True)
class Headline:
    """One headline figure: the count in the chosen months, its change and its monthly series.

    ``crime`` has the crime type choices that are counted. ``change`` is on the year before, None
    where that is not comparable. ``series`` has one value for each month of the pack, None where
    the month is missing.
    """

    crime: tuple[str, ...]
    n: int
    change: Change | None
    series: tuple[int | None, ...]


def with_chosen(
    found: list[Headline], question: Question, values: Series, chosen: Period
) -> list[Headline]:
    """Return the headlines with one of the chosen types.

    If no headline is of exactly these types, one is put first and the last is left out.

    ``values`` is the monthly series of the chosen types, ``chosen`` their count and change.
    """
    if any(each.crime == question.filters.crime for each in found):
        return found
    return [Headline(question.filters.crime, chosen.n, chosen.change, values), *found[:-1]]


def everything(question: Question) -> Filters:
    """Return the filters for the headlines: all types and months, in the chosen areas."""
    return question.filters.with_crime("crime-and-asb").whole_series(question.domain)


def by_type(frame: pd.DataFrame, question: Question) -> list[tuple[str, Change | None]]:
    """Return the label and change of each chosen crime type, in the chosen areas and months.

    ``frame`` is as for ``headlines``. The change is None where the year before is not comparable.
    ASB categories are not types, so they are left out.
    """
    chosen = {each for id in question.filters.crime for each in crime_types.CHOICE[id].crime_types}
    counts = _counts(frame)
    return [
        (each.label, _headline(counts, question, each.id).change)
        for each in crime_types.CRIME_TYPES
        if each.id in chosen
    ]


def headlines(frame: pd.DataFrame, question: Question) -> list[Headline]:
    """Return the headline figures for the chosen areas and months, whatever crime type is chosen.

    ``frame`` is the result of ``incidents.by_month_and_type`` for ``everything``.
    """
    counts = _counts(frame)
    return [_headline(counts, question, each) for each in HEADLINES]


def _counts(frame: pd.DataFrame) -> Counts:
    counts: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    dates = frame["month"].to_numpy().astype("datetime64[D]").tolist()
    kinds, numbers = frame["crime_type"].tolist(), frame["n"].tolist()
    for kind, month, n in zip(kinds, dates, numbers, strict=True):
        counts[kind][month] = n
    return counts


def _headline(counts: Counts, question: Question, choice: str) -> Headline:
    types = frozenset(crime_types.CHOICE[choice].crime_types)
    covered = question.domain.covered_of(types)
    series = {month: sum(counts[each][month] for each in types) for month in covered}

    def total(first: date, last: date) -> int:
        return sum(n for month, n in series.items() if first <= month <= last)

    now = total(question.first, question.last)
    before = question.filters.with_crime(choice).year_before(question.domain)
    scatter = Scatter.of([choice], question.filters.length)
    return Headline(
        crime=(choice,),
        n=now,
        change=change(total(before.first_month, before.last_month), now, scatter)
        if before
        else None,
        series=tuple(series.get(month) for month in question.domain.months),
    )
