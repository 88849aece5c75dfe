"""MARAC returns: cases discussed, repeat cases and children, by year, quarter or month."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from data import csvfile, months
from data.borough import Source
from data.disclosure import RESTRICTED
from data.errors import BadInput, quoted

COLUMNS = ("period_start", "period_end", "cases", "repeat_cases", "children", "definition_version")
SPANS: Mapping[int, str] = {12: "year", 3: "quarter", 1: "month"}
YEAR = 12
QUARTER = 3
WHERE = ["file", "line"]


def read(path: Path, source: Source) -> pd.DataFrame:
    """One row a period, all of them years, all of them quarters or all of them months.

    Columns: period_start, period_end (both days included), cases, repeat_cases and children
    (null where not given), definition_version, source; and where it stands, as file and line.

    Raises:
        BadInput: a figure is not a count, repeats exceed cases, no definition is named, a period is
            not a whole month, quarter or year, or is finer than a year and not restricted.
    """
    frame = csvfile.read(path, COLUMNS)
    frame = csvfile.whole_numbers(
        path, frame, ["cases", "repeat_cases", "children"], blank=("repeat_cases", "children")
    )
    for column in ("period_start", "period_end"):
        frame[column] = [
            _day(path, column, text, line)
            for text, line in zip(frame[column], frame["line"], strict=True)
        ]
    frame["definition_version"] = frame["definition_version"].str.strip()
    kind = ""
    for row in frame.to_dict("records"):
        _refuse_nonsense(path, row)
        span = _span(path, row)
        _refuse_public_detail(path, row, span, source.access)
        if kind and span != kind:
            raise BadInput(
                path,
                f"the period from {row['period_start']} is a {span} in a file of {kind}s",
                "Give years, quarters and months files of their own",
                row["line"],
            )
        kind = span
    frame["source"] = frame["source"] if "source" in frame.columns else ""
    return frame.assign(file=path)[[*COLUMNS, "source", *WHERE]]


def in_order(periods: pd.DataFrame) -> pd.DataFrame:
    """The periods of all files, oldest first, without where they stand.

    Raises:
        BadInput: two periods overlap.
    """
    ordered = periods.sort_values(["period_start", "period_end"], kind="stable")
    before: date | None = None
    for row in ordered.to_dict("records"):
        if before and row["period_start"] <= before:
            raise BadInput(
                row["file"],
                f"the period from {row['period_start']} overlaps the one before, to {before}",
                "Give each month once",
                row["line"],
            )
        before = row["period_end"]
    return ordered.drop(columns=WHERE).reset_index(drop=True)


def _day(path: Path, column: str, text: str, line: int) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(
            path, f"{column} is {quoted(text)}, not a day", "Write it as 2022-04-01", line
        ) from None


def _refuse_nonsense(path: Path, row: Mapping[str, Any]) -> None:
    start, end, line = row["period_start"], row["period_end"], row["line"]
    if end <= start:
        raise BadInput(path, f"the period from {start} ends on {end}", "Swap the two days", line)
    if not pd.isna(row["repeat_cases"]) and row["repeat_cases"] > row["cases"]:
        raise BadInput(
            path,
            f"{row['repeat_cases']} repeat cases among {row['cases']} cases",
            "Repeats are counted within the cases: correct one of the two",
            line,
        )
    if not row["definition_version"]:
        raise BadInput(
            path,
            "definition_version is blank",
            "Name the definition of a repeat: periods under different ones are never joined",
            line,
        )


def _span(path: Path, row: Mapping[str, Any]) -> str:
    """Whether a period is a whole year, quarter or month; quarters begin as financial ones do."""
    start, end = row["period_start"], row["period_end"]
    held = len(months.between(start.replace(day=1), end.replace(day=1)))
    whole = start.day == 1 and (end + timedelta(days=1)).day == 1
    aligned = held != QUARTER or start.month % QUARTER == 1
    if not (whole and aligned and held in SPANS):
        raise BadInput(
            path,
            f"the period from {start} to {end} is not a whole month, quarter or year",
            "Use the first and last day of one; quarters begin in January, April, July or October",
            row["line"],
        )
    return SPANS[held]


def _refuse_public_detail(path: Path, row: Mapping[str, Any], span: str, access: str) -> None:
    if span != SPANS[YEAR] and access != RESTRICTED:
        raise BadInput(
            path,
            f"the period from {row['period_start']} is a {span}, and this source is {access}",
            'Give the source access = "restricted": anything finer than a year is',
            row["line"],
        )
