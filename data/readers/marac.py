"""MARAC returns: cases discussed, repeat cases and children, by period."""

from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from data import csvfile
from data.errors import BadInput

COLUMNS = ("period_start", "period_end", "cases", "repeat_cases", "children", "definition_version")
DAYS_IN_YEAR = (365, 366)


def read(path: Path) -> pd.DataFrame:
    """One row a period of twelve months, oldest first.

    Columns: period_start, period_end (both days included), cases, repeat_cases and children
    (null where not given), source, definition_version.

    Raises:
        BadInput: a figure is not a count, repeats exceed cases, periods overlap or a period is
            not a year: finer figures are restricted and are not loaded.
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
    frame = frame.sort_values("period_start")
    before: date | None = None
    for row in frame.to_dict("records"):
        start, end, line = row["period_start"], row["period_end"], row["line"]
        if end <= start:
            raise BadInput(path, f"the period from {start} ends on {end}", "Swap them", line)
        if before and start <= before:
            raise BadInput(
                path, f"the period from {start} overlaps the one before, to {before}",
                "Give each month once", line,
            )  # fmt: skip
        if (end - start + timedelta(days=1)).days not in DAYS_IN_YEAR:
            raise BadInput(
                path, f"the period from {start} to {end} is not a year",
                "Give whole years: anything finer is restricted", line,
            )  # fmt: skip
        if not pd.isna(row["repeat_cases"]) and row["repeat_cases"] > row["cases"]:
            raise BadInput(
                path, f"{row['repeat_cases']} repeat cases among {row['cases']} cases",
                "Repeats are counted within the cases", line,
            )  # fmt: skip
        before = end
    origin = frame["source"] if "source" in frame.columns else ""
    return frame.assign(source=origin).drop(columns="line")


def _day(path: Path, column: str, text: str, line: int) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(
            path, f"{column} is {text!r}, not a day", "Write it as 2022-04-01", line
        ) from None
