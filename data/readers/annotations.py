"""Notes on stretches of time: restrictions, changes of counting rules, restatements."""

from pathlib import Path

import pandas as pd

from data import csvfile, months
from data.crime_types import CHOICE
from data.errors import BadInput

EVERY_SERIES = "all"
MARAC = "marac"


def read(path: Path) -> pd.DataFrame:
    """One row a note: first_month, last_month, text, series (a crime choice, 'marac' or 'all').

    Raises:
        BadInput: a month is not YYYY-MM, they are out of order, or the series is unknown.
    """
    frame = csvfile.read(path, ["first_month", "last_month", "text", "series"])
    for row in frame.to_dict("records"):
        first, last = months.parse(row["first_month"]), months.parse(row["last_month"])
        if first is None or last is None or first > last:
            raise BadInput(
                path, f"{row['first_month']!r} to {row['last_month']!r} are not months in order",
                "Write each as YYYY-MM", row["line"],
            )  # fmt: skip
        if row["series"] not in {EVERY_SERIES, MARAC, *CHOICE}:
            raise BadInput(
                path, f"there is no series {row['series']!r}", "Use all, marac or a crime type's id",
                row["line"],
            )  # fmt: skip
    parsed = {column: frame[column].map(months.parse) for column in ("first_month", "last_month")}
    return frame.assign(**parsed).drop(columns="line")
