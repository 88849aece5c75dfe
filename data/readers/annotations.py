"""Notes on stretches of time: restrictions, changes of counting rules, restatements."""

from pathlib import Path

import pandas as pd

from data import csvfile, months
from data.crime_types import CHOICE
from data.errors import BadInput, quoted

EVERY_SERIES = "all"
MARAC = "marac"
NEEDED = ("first_month", "last_month", "text", "series")
ANEW = "limits_from"


def read(path: Path) -> pd.DataFrame:
    """One row a note: first_month, last_month, text, series, limits_from.

    ``series`` is a crime choice, 'marac' or 'all'; ``limits_from`` the month from which the limits
    of control charts are set anew because of it, else null.

    Raises:
        BadInput: a month is not YYYY-MM, they are out of order, or the series is unknown.
    """
    frame = csvfile.read(path, NEEDED)
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
        anew = row.get(ANEW, "").strip()
        if anew and months.parse(anew) is None:
            raise BadInput(
                path,
                f"{ANEW} is {quoted(anew)}, not a month",
                "Write it as YYYY-MM or leave it blank",
                row["line"],
            )
    if ANEW not in frame.columns:
        frame[ANEW] = ""
    for column in ("first_month", "last_month", ANEW):
        frame[column] = frame[column].str.strip().map(months.parse)
    return frame[[*NEEDED, ANEW]]
