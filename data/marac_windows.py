"""Finer MARAC returns as twelve months ending each quarter: the only way they are shown."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from data import months

MEASURES = ("cases", "repeat_cases", "children")
QUARTER = 3
MISSING = "a month is missing"
DEFINITION = "the definition of a repeat changed"


def windows(periods: pd.DataFrame) -> pd.DataFrame:
    """Twelve months ending each quarter, from the first that could be whole to the last.

    ``periods`` has the columns of ``data.readers.marac`` in order, none overlapping. Columns:
    period_start, period_end (first days of months), cases, repeat_cases, children (null where not
    known), definition_version, reason (why a window has no figure; else empty). A window that
    misses a month, or holds two definitions, has none.
    """
    rows = periods.to_dict("records")
    if not rows:
        return pd.DataFrame()
    last = max(_month(row["period_end"]) for row in rows)
    first = months.shift(min(_month(row["period_start"]) for row in rows), months.YEAR - 1)
    ends = [each for each in months.between(first, last) if each.month % QUARTER == 0]
    return pd.DataFrame([_window(rows, end) for end in ends])


def _window(rows: Sequence[Mapping[str, Any]], end: date) -> dict[str, Any]:
    start = months.shift(end, 1 - months.YEAR)
    inside = [
        row
        for row in rows
        if start <= _month(row["period_start"]) and _month(row["period_end"]) <= end
    ]
    held = {
        month
        for row in inside
        for month in months.between(_month(row["period_start"]), _month(row["period_end"]))
    }
    definitions = {row["definition_version"] for row in inside}
    reason = MISSING if len(held) < months.YEAR else DEFINITION if len(definitions) > 1 else ""
    return {
        "period_start": start,
        "period_end": end,
        **{each: None if reason else _sum(inside, each) for each in MEASURES},
        "definition_version": "" if reason else next(iter(definitions)),
        "reason": reason,
    }


def _sum(rows: Sequence[Mapping[str, Any]], column: str) -> int | None:
    """The sum of a column; nothing if any of its figures is not known."""
    values = [row[column] for row in rows]
    return None if any(pd.isna(each) for each in values) else sum(int(each) for each in values)


def _month(day: date) -> date:
    return day.replace(day=1)
