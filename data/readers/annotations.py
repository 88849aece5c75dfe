"""Notes on stretches of time: restrictions, changes of counting rules, restatements."""

from pathlib import Path

import pandas as pd

from data import csvfile, months
from data.crime_types import CHOICE
from data.errors import BadInput, quoted

EVERY_SERIES = "all"
MARAC = "marac"
COLUMNS = ("first_month", "last_month", "text", "series")


def read(path: Path) -> pd.DataFrame:
    """One row a note: first_month, last_month, text, series (a crime choice, 'marac' or 'all').

    Raises:
        BadInput: a month is not YYYY-MM, they are out of order, or the series is unknown.
    """
    frame = csvfile.read(path, COLUMNS)
    for row in frame.to_dict("records"):
        first, last = months.parse(row["first_month"]), months.parse(row["last_month"])
        if first is None or last is None or first > last:
            raise BadInput(
                path,
                f"{quoted(row['first_month'])} to {quoted(row['last_month'])} are not months "
                "in order",
                "Write each as YYYY-MM, the earlier first",
                row["line"],
            )
        if row["series"] not in {EVERY_SERIES, MARAC, *CHOICE}:
            raise BadInput(
                path,
                f"there is no series {quoted(row['series'])}",
                "Use all, marac or the id of a crime type such as burglary",
                row["line"],
            )
        if not row["text"].strip():
            raise BadInput(path, "a note has no text", "Say what happened", row["line"])
    for column in ("first_month", "last_month"):
        frame[column] = frame[column].map(months.parse)
    return frame[list(COLUMNS)]
