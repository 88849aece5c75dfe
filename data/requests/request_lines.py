"""Council requests as lines of counts by quarter and year, with totals added up from them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Self

import pandas as pd

from data.model import months
from data.model.disclosure import EXACT, MISSING, SafeCount, total
from data.model.query_rows import RequestCellRow
from data.model.rows import rows
from data.requests.request_cells import BREAKDOWNS, CATEGORY, QUARTER, YEAR
from data.stats.dispersion import Scatter
from data.stats.rounded_change import rounded_change
from data.stats.significance import Change

QUARTERS = 4


@dataclass(frozen=True)
class RequestLine:
    """One line of a breakdown and its count in each period; names and categories may be blank."""

    name: str
    asb_category: str
    counts: tuple[SafeCount, ...]

    @cached_property
    def change(self) -> Change | None:
        """The change between the last two years, None unless both have counts; not for quarters."""
        before, now = (MISSING, MISSING, *self.counts)[-2:]
        return rounded_change(before, now, Scatter())


@dataclass(frozen=True)
class RequestLines:
    """The quarters and years of a pack, oldest first, and the lines of each breakdown.

    ``by`` has the lines by breakdown and period. ``every`` has the totals by period: of a quarter
    the sum over its categories, of a year the sum over the breakdown whose largest possible error
    is smallest. ``width`` is the number of counts in a band.
    """

    quarters: Sequence[date]
    years: Sequence[date]
    by: Mapping[tuple[str, str], Sequence[RequestLine]]
    every: Mapping[str, RequestLine]
    width: int

    @classmethod
    def of(cls, table: pd.DataFrame) -> Self:
        """Read the pack's table ``request_cell``, in the order of its lines."""
        counts = {
            (row.breakdown, row.name, row.asb_category, row.first_month): SafeCount.within(
                row.least, row.most
            )
            for row in rows(table, RequestCellRow)
        }
        quarters = sorted({first for *line, first in counts if line[0] == CATEGORY})
        whole = [
            first
            for first, each in groupby(quarters, key=lambda q: date(months.year_of(q), 4, 1))
            if len([*each]) == QUARTERS
        ]
        years = sorted({*whole, *(first for *line, first in counts if line[0] != CATEGORY)})

        held = {(breakdown, first) for breakdown, _name, _kind, first in counts}

        def count(breakdown: str, name: str, kind: str, first: date) -> SafeCount:
            """Return a count; 0 if the breakdown has counts of the period but none of the line."""
            absent = SafeCount.exact(0) if (breakdown, first) in held else MISSING
            return counts.get((breakdown, name, kind, first), absent)

        def line(breakdown: str, name: str, kind: str, periods: Iterable[date]) -> RequestLine:
            return RequestLine(name, kind, tuple(count(breakdown, name, kind, p) for p in periods))

        named = list(dict.fromkeys((b, name, kind) for b, name, kind, _first in counts))
        by = {
            (breakdown, QUARTER if breakdown == CATEGORY else YEAR): [
                line(*each, quarters if breakdown == CATEGORY else years)
                for each in named
                if each[0] == breakdown
            ]
            for breakdown in BREAKDOWNS
        }
        by[CATEGORY, YEAR] = [
            RequestLine(name, kind, tuple(
                total(count(CATEGORY, name, kind, q) for q in _quarters(year))
                for year in years
            ))
            for each, name, kind in named if each == CATEGORY
        ]  # fmt: skip
        every = {
            QUARTER: RequestLine("", "", tuple(_sums(by[CATEGORY, QUARTER], quarters))),
            YEAR: RequestLine("", "", tuple(
                min(sums, key=lambda each: (each.value is None, each.error))
                for sums in zip(*(_sums(by[b, YEAR], years) for b in BREAKDOWNS), strict=True)
            )),
        }  # fmt: skip
        width = max((each.most - each.least + 1 for each in counts.values()), default=EXACT)
        return cls(quarters, years, by, every, width)

    def lines(self, breakdown: str, period: str) -> Sequence[RequestLine]:
        """Return the lines of a breakdown in order, with a count for each quarter or year.

        Empty for quarters of wards and outcomes, which are counted by year only.
        """
        return self.by.get((breakdown, period), ())


def _quarters(year: date) -> list[date]:
    return [months.shift(year, by) for by in range(0, months.YEAR, 12 // QUARTERS)]


def _sums(lines: Sequence[RequestLine], periods: Sequence[date]) -> list[SafeCount]:
    return [total(line.counts[i] for line in lines) for i in range(len(periods))]
