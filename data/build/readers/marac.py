"""Read MARAC returns: cases discussed, repeat cases and children, by year, quarter or month."""

from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from data.build import csvfile
from data.build.config import Source
from data.build.csvfile import refuse_rows
from data.build.errors import refuse
from data.model import months
from data.model.disclosure import RESTRICTED

COLUMNS = ("period_start", "period_end", "cases", "repeat_cases", "children", "definition_version")
YEAR, QUARTER = "year", 3
SPANS = {12: YEAR, QUARTER: "quarter", 1: "month"}
WHERE = ["file", "line"]


def read(path: Path, source: Source) -> pd.DataFrame:
    """Return one row per period; all periods of a file are years, quarters or months.

    Columns: period_start, period_end (both days included), cases, repeat_cases and children
    (null where not given), definition_version, source, file and line.

    Raises:
        BadInput: a figure is not a count, repeats exceed cases, no definition is named, a period is
            not a whole month, quarter or year, or is finer than a year and not restricted.
    """
    frame = csvfile.read_columns(path, COLUMNS, ["source"])
    frame = csvfile.whole_numbers(
        path, frame, ["cases", "repeat_cases", "children"], blank=("repeat_cases", "children")
    )
    for column in ("period_start", "period_end"):
        frame[column] = csvfile.parsed(path, frame, column, csvfile.DAY)
    refuse_rows(
        path, frame, frame["period_end"] <= frame["period_start"],
        "the period from {period_start} ends on {period_end}", "Swap the two days",
    )  # fmt: skip
    refuse_rows(
        path, frame, (frame["repeat_cases"] > frame["cases"]).fillna(False),
        "{repeat_cases} repeat cases among {cases} cases",
        "Cases include repeats: correct one of the two",
    )  # fmt: skip
    csvfile.refuse_blank(
        path, frame, ["definition_version"],
        "Name the definition of a repeat: periods under different ones are never joined",
    )  # fmt: skip
    _refuse_spans(path, frame, source.access)
    return frame.assign(file=path)[[*COLUMNS, "source", *WHERE]]


def _refuse_spans(path: Path, frame: pd.DataFrame, access: str) -> None:
    """Refuse odd periods, mixed lengths, and lengths that need a restricted source."""
    starts, ends = frame["period_start"], frame["period_end"]
    spans = pd.Series([_span(*days) for days in zip(starts, ends, strict=True)], dtype=object)
    frame = frame.assign(span=spans)
    refuse_rows(
        path, frame, spans.isna(),
        "the period from {period_start} to {period_end} is not a whole month, quarter or year",
        "Use the first and last day of one; quarters begin in January, April, July or October",
    )  # fmt: skip
    refuse_rows(
        path, frame, (spans != YEAR) & (access != RESTRICTED),
        f"the period from {{period_start}} is a {{span}}, and this source is {access}",
        'Give the source access = "restricted": anything finer than a year is',
    )  # fmt: skip
    refuse_rows(
        path, frame, spans != spans[0],
        f"the period from {{period_start}} is a {{span}} in a file of {spans[0]}s",
        "Give years, quarters and months files of their own",
    )  # fmt: skip


def _span(start: date, end: date) -> str | None:
    """Return year, quarter or month if a period is a whole one, else None.

    A year may begin in any month, a quarter in January, April, July or October.
    """
    length = len(months.between(start.replace(day=1), end.replace(day=1)))
    whole = start.day == 1 and (end + timedelta(days=1)).day == 1
    aligned = length != QUARTER or start.month % QUARTER == 1
    return SPANS.get(length) if whole and aligned else None


def in_order(periods: pd.DataFrame) -> pd.DataFrame:
    """Return the periods of all files, oldest first, without file and line.

    Raises:
        BadInput: two periods overlap.
    """
    ordered = periods.sort_values(["period_start", "period_end"], kind="stable", ignore_index=True)
    pairs = zip(ordered["period_start"][1:], ordered["period_end"], strict=False)
    overlaps = ordered[[False, *(start <= before for start, before in pairs)]]
    if not overlaps.empty:
        row = overlaps.iloc[0]
        before = ordered["period_end"][row.name - 1]
        what = f"the period from {row['period_start']} overlaps the one before, to {before}"
        refuse(row["file"], what, "Give each month once", int(row["line"]))
    return ordered.drop(columns=WHERE)
