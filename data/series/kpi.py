"""A measure that a board watches: latest figure, change, and test against its target."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import pandas as pd

from data.model import months
from data.model.domain import Domain
from data.model.filters import pairs_of
from data.model.kpi_row import KpiRow
from data.model.query_rows import FigureRow
from data.model.question import Question
from data.model.rows import rows
from data.stats.dispersion import Scatter
from data.stats.significance import Change, change

FILTERS = ("type", "area", "drawn", "period", "from", "to")
# A target is tested like a count that was observed for this many times as long, so that it has
# hardly any variation of its own.
EXACT = 1000
Figures = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Kpi:
    """One measure: its count ``n`` in a ``year`` or in the months of ``question``.

    ``per`` is what the count is divided by for a rate, else 1. ``change`` is on the year before,
    None without a comparable one. ``against`` tests the count against ``EXACT`` times the target,
    observed ``EXACT`` times as long; None without a target.
    """

    row: KpiRow
    n: int
    change: Change | None
    against: Change | None
    question: Question | None = None
    year: str = ""
    per: float = 1.0

    @classmethod
    def published(cls, row: KpiRow, years: Mapping[str, float]) -> Self:
        """Return the measure for the latest year of a published figure, given by year."""
        year = max(years)
        before = years.get(months.year_label(int(year[:4]) - 1))
        scatter = Scatter.labelled(row.filter.partition("::")[2])
        n = int(years[year])
        test = None if before is None else change(int(before), n, scatter)
        return cls(row, n, test, _against(row, n, 1.0, scatter), year=year)

    @classmethod
    def counted(
        cls, row: KpiRow, question: Question, n: int, before: int | None, per: float = 1.0
    ) -> Self:
        """Return the measure for a count ``n`` of incidents and that of the year before, if any."""
        scatter = Scatter.of(question.filters.crime, question.filters.length)
        test = None if before is None else change(before, n, scatter)
        return cls(row, n, test, _against(row, n, per, scatter), question, per=per)


def _against(row: KpiRow, n: int, per: float, scatter: Scatter) -> Change | None:
    if row.target is None:
        return None
    return change(round(EXACT * row.target * per), n, scatter, (float(EXACT), 1.0))


def figures_of(annual: pd.DataFrame) -> Figures:
    """Return the published figures by ``table::measure`` and year."""
    found: dict[str, dict[str, float]] = {}
    for row in rows(annual, FigureRow):
        found.setdefault(f"{row.table_name}::{row.measure}", {})[row.year] = row.value
    return found


def not_filters(search: str) -> tuple[str, ...]:
    """Return the parts of a query string, as key=value, that are not filters."""
    return tuple(f"{key}={value}" for key, value in pairs_of(search) if key not in FILTERS)


def question_of(row: KpiRow, domain: Domain) -> Question:
    """Return the question of a counted measure; without months, in the default period."""
    return Question.from_query(f"?{row.filter}", domain)
