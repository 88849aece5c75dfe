"""Finer MARAC returns as twelve months ending each quarter: the only way they are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from data import months
from data.disclosure import MISSING as NOT_KNOWN
from data.disclosure import Rule, SafeCount, safe
from data.frames import each_row
from data.marac import MaracYear
from data.significance import Interval, wilson

MEASURES = ("cases", "repeat_cases", "children")
QUARTER = 3
MISSING = "a month is missing"
DEFINITION = "the definition of a repeat changed"
PUBLISHED = "as published, exact"


@dataclass(frozen=True)
class Window:
    """Twelve months of MARAC as they may be shown; ``note`` says why there is no figure, say."""

    start: date
    end: date
    cases: SafeCount
    repeats: SafeCount
    children: SafeCount
    definition: str
    note: str = ""

    @property
    def label(self) -> str:
        """The window by its last month: "June 2022"."""
        return months.label(self.end)

    @property
    def exact(self) -> bool:
        """Whether the rate follows from exact counts."""
        return self.cases.state == self.repeats.state == "exact"

    @property
    def shares(self) -> tuple[int, int] | None:
        """Repeat cases and cases as shown; nothing if either is not, or there are no cases."""
        if self.repeats.value is None or not self.cases.value:
            return None
        return min(self.repeats.value, self.cases.value), self.cases.value

    @property
    def rate(self) -> float | None:
        """The repeat rate that follows from the counts as shown, as a fraction of one."""
        return self.shares[0] / self.shares[1] if self.shares else None

    @property
    def interval(self) -> Interval | None:
        """The 95 % Wilson interval of that rate."""
        return wilson(*self.shares) if self.shares else None


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
    return pd.DataFrame([_window(rows, end) for end in _ends(rows)])


def _ends(rows: Sequence[Mapping[str, Any]]) -> list[date]:
    """The last months of the windows: every quarter's, or where all rows are years, theirs."""
    spans = [(_month(row["period_start"]), _month(row["period_end"])) for row in rows]
    if all(last == months.shift(first, months.YEAR - 1) for first, last in spans):
        return [last for _first, last in spans]
    first = months.shift(min(first for first, _last in spans), months.YEAR - 1)
    last = max(last for _first, last in spans)
    return [each for each in months.between(first, last) if each.month % QUARTER == 0]


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


def safe_rows(found: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """The windows as they may be shown, a row for each measure of each: the pack's table.

    Columns: period_start, period_end, measure, state, value, below, definition_version, reason.
    """
    kept = ["period_start", "period_end", "definition_version", "reason"]
    rows = [
        {
            **{column: row[column] for column in kept},
            "measure": measure,
            **asdict(safe(None if pd.isna(row[measure]) else int(row[measure]), rule)),
        }
        for row in found.to_dict("records")
        for measure in MEASURES
    ]
    return pd.DataFrame(rows).astype({"value": "Int64"}) if rows else pd.DataFrame()


def held(rows: pd.DataFrame) -> list[Window]:
    """The windows of a pack, oldest first: the answer of ``queries.marac_windows``."""
    counts: dict[date, dict[str, SafeCount]] = {}
    about: dict[date, Any] = {}
    for row in each_row(rows):
        end = row.period_end.date()
        value = None if pd.isna(row.value) else int(row.value)
        counts.setdefault(end, {})[row.measure] = SafeCount(row.state, value, int(row.below))
        about[end] = row
    return [
        Window(
            about[end].period_start.date(),
            end,
            *(each.get(measure, NOT_KNOWN) for measure in MEASURES),
            about[end].definition_version,
            about[end].reason,
        )
        for end, each in counts.items()
    ]


def with_published(windows: Sequence[Window], years: Sequence[MaracYear]) -> list[Window]:
    """The windows, those that are a published year with its exact figures: they are public."""
    published = {(_month(each.start), _month(each.end), each.definition): each for each in years}
    return [
        replace(
            each,
            cases=_exact(year.cases),
            repeats=_exact(year.repeats),
            children=_exact(year.children),
            note=PUBLISHED,
        )
        if (year := published.get((each.start, each.end, each.definition)))
        else each
        for each in windows
    ]


def _exact(value: int | None) -> SafeCount:
    return NOT_KNOWN if value is None else SafeCount("exact", value)
