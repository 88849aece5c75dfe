"""MARAC returns by month or quarter, shown only as sums of twelve months ending each quarter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from data.marac.marac import MaracYear
from data.model import months
from data.model.disclosure import EXACT, KEY, Rule, SafeCount, safe
from data.model.disclosure import MISSING as NOT_KNOWN
from data.model.query_rows import MaracWindowRow
from data.model.rows import rows
from data.stats.significance import Interval, wilson

MEASURES = ("cases", "repeat_cases", "children")
QUARTER = 3
MISSING = "a month is missing"
DEFINITION = "the definition of a repeat changed"
FEW = "some figures are too small to show"
PUBLISHED = "as published, exact"


@dataclass(frozen=True)
class Window:
    """Twelve months of MARAC as they may be shown.

    ``note`` says why there is no figure, or that the figures are published ones; else empty.
    """

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
        return self.cases.is_exact and self.repeats.is_exact

    @property
    def shares(self) -> tuple[int, int] | None:
        """Repeat cases and cases as shown; None if either is small or missing, or without cases."""
        if self.repeats.value is None or not self.cases.value:
            return None
        if self.repeats.is_small or self.cases.is_small:
            return None
        return min(self.repeats.value, self.cases.value), self.cases.value

    @property
    def rate(self) -> float | None:
        """The repeat rate that follows from ``shares``, as a fraction of one, or None."""
        return self.shares[0] / self.shares[1] if self.shares else None

    @property
    def interval(self) -> Interval | None:
        """The 95 % Wilson interval of that rate."""
        return wilson(*self.shares) if self.shares else None


def windows(periods: pd.DataFrame) -> pd.DataFrame:
    """Return the windows of twelve months that end with a quarter, from the first to the last.

    ``periods`` has the columns of ``data.build.readers.marac`` in order, none overlapping. Columns:
    period_start, period_end (first days of months), cases, repeat_cases, children (null where not
    known), definition_version, reason (why a window has no figure; else empty). A window has no
    figures if a month is missing or its periods have two definitions. If every period is a year,
    the windows are these years. The frame is empty without periods.
    """
    rows = periods.to_dict("records")
    if not rows:
        return pd.DataFrame()
    return pd.DataFrame([_window(rows, end) for end in _ends(rows)])


def _ends(rows: Sequence[Mapping[str, Any]]) -> list[date]:
    """Return the last months of the windows: of every quarter, or of the years if all are years."""
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
    months_given = {
        month
        for row in inside
        for month in months.between(_month(row["period_start"]), _month(row["period_end"]))
    }
    definitions = {row["definition_version"] for row in inside}
    reason = (
        MISSING if len(months_given) < months.YEAR else DEFINITION if len(definitions) > 1 else ""
    )
    return {
        "period_start": start,
        "period_end": end,
        **{each: None if reason else _sum(inside, each) for each in MEASURES},
        "definition_version": "" if reason else next(iter(definitions)),
        "reason": reason,
    }


def _sum(rows: Sequence[Mapping[str, Any]], column: str) -> int | None:
    """Return the sum of a column; None if any of its figures is not known."""
    values = [row[column] for row in rows]
    return None if any(pd.isna(each) for each in values) else sum(int(each) for each in values)


def _month(day: date) -> date:
    return day.replace(day=1)


def counts(found: pd.DataFrame) -> pd.DataFrame:
    """Return the known figures of the result of ``windows``: columns ``KEY`` and n."""
    rows = _by_measure(found)
    rows = rows[rows["n"].notna()]
    return rows.assign(
        breakdown=rows["measure"], period="twelve months", name="", code="",
        asb_category=rows["definition_version"], first_month=rows["period_start"].astype(str),
    )[[*KEY, "n"]]  # fmt: skip


def edition(found: pd.DataFrame) -> int:
    """Return the year in which the latest financial year begins that is a window with figures.

    Without one, the year before that of the first window's last month. ``found`` is not empty.
    """
    years = [
        months.year_of(end)
        for start, end, reason in _columns(found, "period_start", "period_end", "reason")
        if start.month == months.APRIL and not reason
    ]
    return max(years, default=months.year_of(found["period_end"].iloc[0]) - 1)


def safe_rows(frame: pd.DataFrame, known: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """Return the windows as they may be shown, a row for each measure of each: the pack's table.

    ``known`` has the columns of ``counts``; n may be the end of a band if the rule rounds. Columns:
    period_start, period_end, measure, n, least, most (null where there is no figure),
    definition_version, reason. A measure that is ever in one of the two lowest bands is left out of
    every window: no quarter is below 0, so a small sum would reveal much about its quarters. What
    is left out depends only on the figures that would be shown.
    """
    by_window = {
        (breakdown, first): safe(int(n), rule)
        for breakdown, first, n in _columns(known, "breakdown", "first_month", "n")
    }
    by_measure = _by_measure(frame)
    measures = by_measure["measure"]
    shown = [
        by_window.get((measure, str(start)), NOT_KNOWN)
        for measure, start in _columns(by_measure, "measure", "period_start")
    ]
    few = {
        measure
        for measure, each in zip(measures, shown, strict=True)
        if rule.width > EXACT and each.value is not None and each.most <= 2 * rule.width
    }
    reasons = by_measure["reason"]
    shown = [
        NOT_KNOWN if measure in few else each for measure, each in zip(measures, shown, strict=True)
    ]
    return by_measure.assign(
        reason=reasons.mask(measures.isin(few) & (reasons == ""), FEW),
        n=[each.value for each in shown],
        least=[None if each.value is None else each.least for each in shown],
        most=[None if each.value is None else each.most for each in shown],
    ).astype(dict.fromkeys(("n", "least", "most"), "Int64"))


def _by_measure(found: pd.DataFrame) -> pd.DataFrame:
    about = ["period_start", "period_end", "definition_version", "reason"]
    rows = found.melt(about, [*MEASURES], "measure", "n")
    return rows.sort_values(["period_start", "measure"], ignore_index=True)


def _columns(frame: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(frame[each] for each in names), strict=True)


def windows_of(frame: pd.DataFrame) -> list[Window]:
    """Return the windows of a pack, oldest first, from the result of ``queries.marac_windows``."""
    counts: dict[date, dict[str, SafeCount]] = {}
    about: dict[date, MaracWindowRow] = {}
    for row in rows(frame, MaracWindowRow):
        end = row.period_end
        known = row.least is not None and row.most is not None
        count = SafeCount.within(row.least, row.most) if known else NOT_KNOWN
        counts.setdefault(end, {})[row.measure] = count
        about[end] = row if row.reason else about.get(end, row)
    return [
        Window(
            about[end].period_start,
            end,
            *(each.get(measure, NOT_KNOWN) for measure in MEASURES),
            about[end].definition_version,
            about[end].reason,
        )
        for end, each in counts.items()
    ]


def with_published(windows: Sequence[Window], years: Sequence[MaracYear]) -> list[Window]:
    """Return the windows; one that is a published year gets that year's exact, public figures."""
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
    return NOT_KNOWN if value is None else SafeCount.exact(value)
