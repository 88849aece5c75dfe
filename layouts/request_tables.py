"""Council requests as tables of counts that are safe, with the changes that may be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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

    @property
    def change(self) -> Change | None:
        """The change between the last two periods, if both counts are told exactly."""
        before, now = (MISSING, MISSING, *self.counts)[-2:]
        if before.state != "exact" or now.state != "exact":
            return None
        return change(before.value or 0, now.value or 0)


def periods(cells: pd.DataFrame, period: str) -> list[date]:
    """The first months of the quarters or years that are told, oldest first."""
    return sorted({row.first_month.date() for row in each_row(cells[cells["period"] == period])})


def lines(cells: pd.DataFrame, breakdown: str, period: str) -> list[Line]:
    """The lines of a breakdown in order, with a count for each quarter or year."""
    asked = periods(cells, period)
    some = cells[(cells["breakdown"] == breakdown) & (cells["period"] == period)]
    found = []
    for _position, rows in some.groupby("position"):
        first = rows.iloc[0]
        counts = {row.first_month.date(): count_of(row) for row in each_row(rows)}
        name = first["name"] or (EVERY if breakdown == ALL else NOT_GIVEN.get(breakdown, ""))
        kind = ASB_CATEGORIES.get(first["asb_category"], "–")
        found.append(Line(name, kind, tuple(counts.get(each, MISSING) for each in asked)))
    return found


def quarter_label(first: date) -> str:
    """``Apr-Jun 2022``."""
    return f"{first:%b}-{months.shift(first, 2):%b %Y}"


def year_labels(cells: pd.DataFrame) -> list[str]:
    """``2022/23`` for each year that is told."""
    return [months.year_label(each.year) for each in periods(cells, YEAR)]


def quarter_table(cells: pd.DataFrame, note: str) -> Table:
    """A row a category and one for all, a column a quarter."""
    rows = [*lines(cells, CATEGORY, QUARTER), *lines(cells, ALL, QUARTER)]
    return Table(
        caption="Requests to the council by category and quarter",
        head=("Category", *(quarter_label(each) for each in periods(cells, QUARTER))),
        rows=[(line.name, *map(safe_cell, line.counts)) for line in rows],
        note=note,
    )


def year_table(cells: pd.DataFrame, breakdown: str, heading: str, note: str) -> Table:
    """A row a line and one for all, a column a year, then the last change and its verdict."""
    every = [*lines(cells, breakdown, YEAR), *lines(cells, ALL, YEAR)]
    is_category = breakdown == CATEGORY
    years = year_labels(cells)
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


def _changed(line: Line) -> tuple[Cell, ...]:
    """The last change, the interval of its ratio and the verdict; words where it is not told."""
    test = line.change
    if test is None:
        return (None, None, UNTOLD)
    return (words.signed(test.difference), change_words.ratio(test), words.verdict(test))
