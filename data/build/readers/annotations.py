"""Read notes on periods: restrictions, changes of counting rules, restatements."""

from pathlib import Path

import pandas as pd

from data.build import csvfile
from data.model.crime_types import CHOICE, EVERY_SERIES

MARAC = "marac"
NEEDED = ("first_month", "last_month", "text", "series")
LIMITS_FROM = "limits_from"


def read(path: Path) -> pd.DataFrame:
    """Return one row per note: first_month, last_month, text, series, limits_from.

    Months are dates, the first day. ``series`` is a crime choice, 'marac' or 'all'; ``limits_from``
    the month from which control limits are recalculated because of the note, else null.

    Raises:
        BadInput: a month is not YYYY-MM, the months are out of order, the series is unknown or
            the text is blank.
    """
    frame = csvfile.read_columns(path, NEEDED, [LIMITS_FROM])
    for column in ("first_month", "last_month", LIMITS_FROM):
        blank = column == LIMITS_FROM
        frame[column] = csvfile.parsed(path, frame, column, csvfile.MONTH, blank=blank)
    late = frame["first_month"] > frame["last_month"]
    csvfile.refuse_rows(path, frame, late, "first_month is after last_month", "Swap the two")
    csvfile.refuse_other(
        path, frame, "series", {EVERY_SERIES, MARAC, *CHOICE},
        "Use all, marac or the id of a crime type such as burglary",
    )  # fmt: skip
    csvfile.refuse_blank(path, frame, ["text"], "Say what happened")
    return frame[[*NEEDED, LIMITS_FROM]]
