"""Council requests as a fixed table of cells: the only form in which a pack holds them.

Counts by category and quarter, category and year, ward and year, and outcome and year, with their
totals. Each financial year is protected by itself, so that a later pack withholds the same cells
of it, and two packs can never be subtracted. For the public that takes complete years.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from data import months
from data.attack import Attack, Contradiction, Sum, attack
from data.crime_types import Tier
from data.disclosure import Audience, Disclosure, Rule, SafeCount
from data.frames import each_row
from data.suppression import protected

ALL, CATEGORY, WARD, OUTCOME = BREAKDOWNS = ("all", "category", "ward", "outcome")
QUARTER, YEAR = "quarter", "year"
COLUMNS = (
    "breakdown", "position", "name", "code", "asb_category", "tier", "period", "first_month",
    "state", "n", "below",
)  # fmt: skip
MONTHS = {QUARTER: 3, YEAR: months.YEAR}
Span = tuple[date, date]


@dataclass(frozen=True)
class Line:
    """One row of a breakdown: its name, a ward's code, what a category counts as, and its tier."""

    breakdown: str
    name: str = ""
    code: str = ""
    asb_category: str = ""
    tier: Tier = "A"


@dataclass(frozen=True)
class Cell:
    """The count of one line over one quarter or year."""

    line: Line
    period: str
    first_month: date


def cells(
    requests: pd.DataFrame,
    covered: Span,
    wards: Mapping[str, str],
    sensitive: Sequence[str],
    audience: tuple[Audience, Disclosure],
) -> pd.DataFrame:
    """Every cell that the audience may see, as it may be told: the pack's table ``request_cell``.

    ``requests`` are the rows of ``data.readers.requests``, ``covered`` their first and last month,
    ``wards`` the names of the current wards by code. Categories in ``sensitive`` are of tier B.
    """
    whom, disclosure = audience
    lines = _lines(requests, wards, {" ".join(each.lower().split()) for each in sensitive})
    strictest = max((line.tier for line in lines), default="A")
    rows = []
    for start in range(months.year_of(covered[0]), months.year_of(covered[1]) + 1):
        quarters = [each for each in _quarters(start) if _within(each, 2, covered)]
        is_whole = _within(months.year_span(start)[0], 11, covered)
        if not quarters or (whom == "public" and not is_whole):
            continue
        asked = [*_asked(lines, start, quarters, is_whole)]
        told = protected(
            _counts(requests, asked),
            [_rule(each.line, whom, disclosure, strictest) for each in asked],
            _sums(asked),
        )
        rows += [_row(cell, count, lines) for cell, count in zip(asked, told, strict=True)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"n": "Int64", "below": "Int64"})


def _lines(requests: pd.DataFrame, wards: Mapping[str, str], sensitive: set[str]) -> list[Line]:
    kinds = requests[["category", "asb_category"]].drop_duplicates()
    outcomes = sorted({*requests["outcome"]} - {""})
    return [
        Line(ALL),
        *sorted(
            (
                Line(CATEGORY, name, "", kind, "B" if name.lower() in sensitive else "A")
                for name, kind in kinds.itertuples(index=False)
            ),
            key=lambda line: (line.name.lower(), line.asb_category),
        ),
        *(Line(WARD, name, code) for code, name in sorted(wards.items(), key=lambda w: w[1])),
        Line(WARD),
        *(Line(OUTCOME, each) for each in outcomes),
        Line(OUTCOME),
    ]


def _quarters(start: int) -> list[date]:
    first, _last = months.year_span(start)
    return [months.shift(first, by) for by in range(0, months.YEAR, 3)]


def _within(first: date, more: int, covered: Span) -> bool:
    return covered[0] <= first and months.shift(first, more) <= covered[1]


def _asked(
    lines: Sequence[Line], start: int, quarters: Sequence[date], is_whole: bool
) -> Iterator[Cell]:
    """The cells of one financial year; those of the year itself only when it is complete."""
    for line in lines:
        if line.breakdown in {ALL, CATEGORY}:
            yield from (Cell(line, QUARTER, each) for each in quarters)
        if is_whole:
            yield Cell(line, YEAR, months.year_span(start)[0])


def _counts(requests: pd.DataFrame, asked: Sequence[Cell]) -> list[int]:
    """How many requests each cell has: those of its period are picked once for all its lines."""
    day = pd.to_datetime(requests["month"])
    periods = {(each.period, each.first_month) for each in asked}
    within = {
        (period, first): requests[
            day.between(*map(pd.Timestamp, (first, months.shift(first, MONTHS[period] - 1))))
        ]
        for period, first in periods
    }
    return [_count(within[each.period, each.first_month], each.line) for each in asked]


def _count(requests: pd.DataFrame, line: Line) -> int:
    if line.breakdown == CATEGORY:
        kind = requests["asb_category"] == line.asb_category
        return int((kind & (requests["category"] == line.name)).sum())
    if line.breakdown == WARD:
        return int((requests["ward_code"] == line.code).sum())
    if line.breakdown == OUTCOME:
        return int((requests["outcome"] == line.name).sum())
    return len(requests)


def _rule(line: Line, whom: Audience, disclosure: Disclosure, strictest: Tier) -> Rule:
    """The rule of a category is that of its tier; what holds every category has the strictest."""
    return disclosure.rule(whom, line.tier if line.breakdown == CATEGORY else strictest)


def _sums(asked: Sequence[Cell]) -> list[Sum]:
    """Which cells add up to which: lines to all of a period, and quarters to a year."""
    at = {cell: place for place, cell in enumerate(asked)}
    sums: list[Sum] = []
    for cell, place in at.items():
        if cell.line.breakdown == ALL:
            for breakdown in BREAKDOWNS[1:]:
                parts = tuple(
                    at[other] for other in asked
                    if other.line.breakdown == breakdown
                    and (other.period, other.first_month) == (cell.period, cell.first_month)
                )  # fmt: skip
                sums += [(place, parts)] if parts else []
        if cell.period == YEAR:
            year = months.year_of(cell.first_month)
            parts = tuple(
                at[other] for other in asked
                if (other.line, other.period) == (cell.line, QUARTER)
                and months.year_of(other.first_month) == year
            )  # fmt: skip
            sums += [(place, parts)] if parts else []
    return sums


def _row(cell: Cell, count: SafeCount, lines: Sequence[Line]) -> tuple:
    line = cell.line
    below = count.below or None
    return (
        line.breakdown, lines.index(line), line.name, line.code, line.asb_category, line.tier,
        cell.period, cell.first_month, count.state, count.value, below,
    )  # fmt: skip


def count_of(row: Any) -> SafeCount:
    """The count of one row of the pack's table."""
    return SafeCount(
        row.state,
        None if pd.isna(row.n) else int(row.n),
        0 if pd.isna(row.below) else int(row.below),
    )


def attack_on(told: pd.DataFrame) -> Attack:
    """The attack on the table of a pack, over every total that is shown."""
    asked = [
        Cell(
            Line(row.breakdown, row.name, row.code, row.asb_category, row.tier),
            row.period,
            date(row.first_month.year, row.first_month.month, 1),
        )
        for row in each_row(told)
    ]
    return attack([count_of(row) for row in each_row(told)], _sums(asked))


def problems(told: pd.DataFrame, thresholds: Mapping[str, int]) -> list[str]:
    """What a stranger could work out of the table of a pack, a sentence; none when it is safe.

    ``thresholds`` has that of each tier for those the pack is for.
    """
    if told.empty:
        return []
    least = told["tier"].map(thresholds)
    small = (told["breakdown"] == CATEGORY) & (told["n"] > 0) & (told["n"] < least)
    if small.any():
        return [
            f"{small.sum()} cells of council requests are told although they are under their "
            "threshold"
        ]
    try:
        narrowed = [*attack_on(told).narrowed()]
    except Contradiction as error:
        return [f"the cells of council requests do not add up ({error})"]
    if not narrowed:
        return []
    return [f"{len(narrowed)} suppressed cells of council requests follow from the totals shown"]
