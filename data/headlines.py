"""The headline figures: each crime type's total, its change on the year before and its series."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data import crime_types
from data.filters import Filters
from data.frames import each_row
from data.question import Question
from data.significance import Change, change

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
    """One headline: the count in the chosen months, its change, and every month's count.

    ``change`` is null where the year before cannot honestly be compared. ``series`` has one
    value for each month of the pack, null where the month is missing.
    """

    choice: str
    n: int
    change: Change | None
    series: tuple[int | None, ...]


def everything(question: Question) -> Filters:
    """What must be asked for the headlines: every type in every month, in the chosen areas."""
    return question.filters.of_crime("crime-and-asb").whole_series(question.domain)


def headlines(frame: pd.DataFrame, question: Question) -> list[Headline]:
    """The headline figures for the chosen areas and months, whatever crime type is chosen.

    ``frame`` is the answer of ``queries.by_month_and_type`` to ``everything``.
    """
    counts: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for row in each_row(frame):
        counts[row.crime_type][row.month.date()] = int(row.n)
    return [_headline(counts, question, each) for each in HEADLINES]


def _headline(counts: Counts, question: Question, choice: str) -> Headline:
    covered = question.domain.covered
    types = crime_types.CHOICE[choice].crime_types
    series = {month: sum(counts[each][month] for each in types) for month in covered}

    def total(first: date, last: date) -> int:
        return sum(n for month, n in series.items() if first <= month <= last)

    now = total(question.first, question.last)
    before = question.filters.year_before(question.domain)
    return Headline(
        choice=choice,
        n=now,
        change=change(total(before.first_month, before.last_month), now) if before else None,
        series=tuple(series.get(month) for month in question.domain.months),
    )
