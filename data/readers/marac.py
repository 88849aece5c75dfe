"""MARAC returns: cases discussed, repeat cases and children, by year."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from data import csvfile
from data.errors import BadInput, quoted

COLUMNS = ("period_start", "period_end", "cases", "repeat_cases", "children", "definition_version")
DAYS_IN_YEAR = (365, 366)
WHERE = ["file", "line"]


def read(path: Path) -> pd.DataFrame:
    """One row a period of twelve months.

    Columns: period_start, period_end (both days included), cases, repeat_cases and children
    (null where not given), source, definition_version; and where it stands, as file and line.

    Raises:
        BadInput: a figure is not a count, repeats exceed cases or a period is not a year: finer
            figures are restricted and are not loaded.
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
    for row in frame.to_dict("records"):
        _refuse_nonsense(path, row)
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
    if (end - start + timedelta(days=1)).days not in DAYS_IN_YEAR:
        raise BadInput(
            path,
            f"the period from {start} to {end} is not a year",
            "Give whole years: anything finer is restricted",
            line,
        )
    if not pd.isna(row["repeat_cases"]) and row["repeat_cases"] > row["cases"]:
        raise BadInput(
            path,
            f"{row['repeat_cases']} repeat cases among {row['cases']} cases",
            "Repeats are counted within the cases: correct one of the two",
            line,
        )
