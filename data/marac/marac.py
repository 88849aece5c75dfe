"""MARAC years: cases, repeat cases and children, with what chance alone would give.

Cases include repeats; the rate is repeat cases over all cases discussed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd

from data.model import months
from data.model.query_rows import MaracRow
from data.model.rows import rows
from data.stats.dispersion import Scatter
from data.stats.significance import (
    Change,
    Interval,
    RateChange,
    change,
    rate_change,
    wilson,
)

COUNTS = {"cases": "Cases", "repeats": "Repeat cases", "children": "Children"}
RATE = "Repeat rate"
OTHER_DEFINITION = "definition changed"
NOT_GIVEN = "not given"
NO_CASES = "no cases"


@dataclass(frozen=True)
class MaracYear:
    """One year of MARAC: cases, repeat cases, children, and the repeat rate with its interval.

    ``rate`` and ``interval`` are fractions of one, None where repeats were not given or there are
    no cases. ``published_rate`` is the percentage in the annual report. ``start`` and ``end`` are
    the first and last day.
    """

    label: str
    cases: int
    repeats: int | None
    children: int | None
    definition: str
    published_rate: float | None = None
    start: date = date.min
    end: date = date.min
    source: str = ""

    @property
    def rate(self) -> float | None:
        """Repeat cases as a fraction of all cases."""
        return self.repeats / self.cases if self.repeats is not None and self.cases else None

    @property
    def interval(self) -> Interval | None:
        """The 95 % Wilson interval of the rate."""
        if self.repeats is None or not self.cases:
            return None
        return wilson(self.repeats, self.cases)

    @property
    def children_per_case(self) -> float | None:
        """Children for each case discussed; None where not given or without a case."""
        return self.children / self.cases if self.children is not None and self.cases else None


@dataclass(frozen=True)
class YearChange:
    """The change of one measure from a year to the next; ``reason`` says why it is not tested."""

    measure: str
    before: MaracYear
    after: MaracYear
    test: Change | RateChange | None
    reason: str = ""


def years(periods: pd.DataFrame, annual: pd.DataFrame) -> list[MaracYear]:
    """Return each published year of MARAC, oldest first, with the percentage as published, if any.

    ``periods`` and ``annual`` are the results of ``queries.marac`` and ``queries.annual``.
    """
    published = annual[annual["table_name"] == "marac_repeat_rate"]
    published = published[published["measure"].str.startswith("Percentage")]
    published = dict(zip(published["year"], published["value"], strict=True))
    found = []
    for row in rows(periods, MaracRow):
        label = label_of(row.period_start, row.period_end)
        found.append(
            MaracYear(
                label=label,
                cases=row.cases,
                repeats=row.repeat_cases,
                children=row.children,
                definition=row.definition_version,
                published_rate=published.get(label),
                start=row.period_start,
                end=row.period_end,
                source=row.source,
            )
        )
    return found


def label_of(start: date, end: date) -> str:
    """Return the name of a year: "2022/23", or "year to December 2022" unless April is first."""
    if start.month == months.APRIL:
        return months.year_label(start.year)
    return f"year to {months.label(end)}"


def follows(before: MaracYear, after: MaracYear) -> bool:
    """Return whether a year begins on the day after another ends."""
    return after.start == before.end + timedelta(days=1)


def joined(before: MaracYear, after: MaracYear) -> bool:
    """Return whether the rates of two years can be compared: consecutive, one definition."""
    return follows(before, after) and before.definition == after.definition


def changes(years: Sequence[MaracYear]) -> list[YearChange]:
    """Return the change of every measure from each year to the next, unless there is a gap."""
    return [
        each
        for before, after in pairwise(years)
        if follows(before, after)
        for each in _changes(before, after)
    ]


def _changes(before: MaracYear, after: MaracYear) -> list[YearChange]:
    found = []
    for field, name in COUNTS.items():
        first, second = getattr(before, field), getattr(after, field)
        if field == "repeats" and before.definition != after.definition:
            found.append(YearChange(name, before, after, None, OTHER_DEFINITION))
        elif first is None or second is None:
            found.append(YearChange(name, before, after, None, NOT_GIVEN))
        else:
            found.append(YearChange(name, before, after, change(first, second, Scatter())))
    rate = rate_test(before, after)
    reason = "" if rate else _why_no_rate(before, after)
    return [*found, YearChange(RATE, before, after, rate, reason)]


def _why_no_rate(before: MaracYear, after: MaracYear) -> str:
    if before.definition != after.definition:
        return OTHER_DEFINITION
    return NOT_GIVEN if before.repeats is None or after.repeats is None else NO_CASES


def rate_test(before: MaracYear, after: MaracYear) -> RateChange | None:
    """Return the change of the repeat rate; None if a rate is unknown or the definition changed."""
    if before.definition != after.definition or not (before.cases and after.cases):
        return None
    if before.repeats is None or after.repeats is None:
        return None
    return rate_change((before.repeats, before.cases), (after.repeats, after.cases))


def joined_rate_test(before: MaracYear, after: MaracYear) -> RateChange | None:
    """Return the change of the repeat rate; None where the two years are not comparable."""
    return rate_test(before, after) if joined(before, after) else None


def fewer_children(years: Sequence[MaracYear]) -> tuple[MaracYear, MaracYear] | None:
    """Return the last two years if children per case fell by more than chance; else None.

    The exact test takes children as independent, but those of one case are not, so that it finds
    too many falls: a reason to ask, not a verdict.
    """
    *_, before, after = (None, None, *years)
    if before is None or after is None or not follows(before, after):
        return None
    if before.children is None or after.children is None or not (before.cases and after.cases):
        return None
    test = change(before.children, after.children, Scatter(), (before.cases, after.cases))
    fell = after.children * before.cases < before.children * after.cases
    return (before, after) if fell and test.by_chance != "normal" else None
