"""Council requests as tables of counts that are safe, with the changes that may be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

import pandas as pd

from data import months
from data.crime_types import ASB_CATEGORIES
from data.disclosure import MISSING, SafeCount
from data.frames import each_row
from data.request_cells import ALL, CATEGORY, OUTCOME, QUARTER, WARD, YEAR, count_of
from data.significance import Change, change
from layouts import change_words, words
from layouts.tables import Cell, Table, safe_cell

EVERY = "All requests"
NOT_GIVEN = {WARD: "Ward not known", OUTCOME: "Not given"}
UNTOLD = "not told"
NO_FILTERS = "Filters do not apply to these figures."


@dataclass(frozen=True)
class Line:
    """One line of a breakdown, and its count in each period."""

    name: str
    asb_category: str
    counts: tuple[SafeCount, ...]

    @cached_property
    def change(self) -> Change | None:
        """The change between the last two periods, if both counts are told exactly."""
        before, now = (MISSING, MISSING, *self.counts)[-2:]
        if before.state != "exact" or now.state != "exact":
            return None
        return change(before.value or 0, now.value or 0)


@dataclass(frozen=True)
class Told:
    """All that is told of requests: the quarters and years, oldest first, and what was counted."""

    quarters: Sequence[date]
    years: Sequence[date]
    by: Mapping[tuple[str, str], Sequence[Line]]

    @classmethod
    def of(cls, cells: pd.DataFrame) -> Self:
        """The cells of a pack, read once."""
        counts: dict[tuple[str, str], dict[tuple, dict[date, SafeCount]]] = {}
        told: dict[str, set[date]] = {QUARTER: set(), YEAR: set()}
        for row in each_row(cells.sort_values("position", kind="stable")):
            first = row.first_month.date()
            told[row.period].add(first)
            which = counts.setdefault((row.breakdown, row.period), {})
            line = which.setdefault((row.position, row.name, row.asb_category), {})
            line[first] = count_of(row)
        ordered = {period: sorted(firsts) for period, firsts in told.items()}
        by = {
            (breakdown, period): [
                Line(
                    name or (EVERY if breakdown == ALL else NOT_GIVEN.get(breakdown, "")),
                    ASB_CATEGORIES.get(kind, "–"),
                    tuple(line.get(each, MISSING) for each in ordered[period]),
                )
                for (_position, name, kind), line in which.items()
            ]
            for (breakdown, period), which in counts.items()
        }
        return cls(ordered[QUARTER], ordered[YEAR], by)

    def lines(self, breakdown: str, period: str) -> Sequence[Line]:
        """The lines of a breakdown in order, with a count for each quarter or year."""
        return self.by.get((breakdown, period), ())

    @property
    def wards(self) -> Sequence[Line]:
        """The wards by year, most requests in the last year first."""
        return sorted(self.lines(WARD, YEAR), key=lambda line: -_size(line.counts[-1]))

    @property
    def quarter_labels(self) -> list[str]:
        """``Apr-Jun 2022`` for each quarter that is told."""
        return [f"{each:%b}-{months.shift(each, 2):%b %Y}" for each in self.quarters]

    @property
    def year_labels(self) -> list[str]:
        """``2022/23`` for each year that is told."""
        return [months.year_label(each.year) for each in self.years]


def quarter_table(told: Told, note: str) -> Table:
    """A row a category and one for all, a column a quarter."""
    rows = [*told.lines(CATEGORY, QUARTER), *told.lines(ALL, QUARTER)]
    return Table(
        caption="Requests to the council by category and quarter",
        head=("Category", *told.quarter_labels),
        rows=[(line.name, *map(safe_cell, line.counts)) for line in rows],
        note=note,
        latest=True,
    )


def year_table(told: Told, breakdown: str, heading: str, note: str) -> Table:
    """A row a line and one for all, a column a year, then the last change and its verdict."""
    lines = told.wards if breakdown == WARD else told.lines(breakdown, YEAR)
    every = [*lines, *told.lines(ALL, YEAR)]
    is_category = breakdown == CATEGORY
    years = told.year_labels
    rows: list[Sequence[Cell]] = [
        (
            line.name,
            *([line.asb_category if line.name != EVERY else "–"] if is_category else []),
            *map(safe_cell, line.counts),
            *(_changed(line) if len(years) > 1 else []),
        )
        for line in every
    ]
    compared = ("Change", change_words.RATIO, "Verdict") if len(years) > 1 else ()
    tests = [(line.name, line.change) for line in every]
    return Table(
        caption=f"Requests to the council by {heading.lower()} and financial year",
        head=(heading, *(["Counts as"] if is_category else []), *years, *compared),
        rows=rows,
        words=2 if is_category else 1,
        missing="–",
        note=f"{change_words.by_chance(tests)} {note}".strip(),
    )


def _size(count: SafeCount) -> float:
    """Where a count stands in order: what is not told stands by what is known of it."""
    if count.value is not None:
        return count.value
    return count.below - 0.5 if count.state == "fewer" else count.below


def _changed(line: Line) -> tuple[Cell, ...]:
    """The last change, the interval of its ratio and the verdict; words where it is not told."""
    test = line.change
    if test is None:
        return (None, None, UNTOLD)
    return (words.signed(test.difference), change_words.ratio(test), words.verdict(test))
