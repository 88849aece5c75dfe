"""What MARAC figures are set beside: national series and expected volumes, each with its source."""

from pathlib import Path

import pandas as pd

from data import csvfile
from data.errors import BadInput, quoted

COLUMNS = ("label", "measure", "value", "source")
# Cases per 10,000 women aged 16 and over; the same as expected; repeat cases as a percentage.
MEASURES = ("volume", "expected_volume", "repeat_rate")


def read(path: Path) -> pd.DataFrame:
    """One row a figure of elsewhere, in the order of the file.

    Columns: label, measure (one of ``MEASURES``), value, source.

    Raises:
        BadInput: a measure is unknown, a value is not a number from 0, or a row has no label or
            does not say where it was published.
    """
    frame = csvfile.read(path, COLUMNS)
    for column in COLUMNS:
        frame[column] = frame[column].str.strip()
    values = pd.to_numeric(frame["value"], errors="coerce")
    for row, value in zip(frame.to_dict("records"), values, strict=True):
        line = int(row["line"])
        if row["measure"] not in MEASURES:
            what = f"there is no measure {quoted(row['measure'])}"
            raise BadInput(path, what, f"Use {', '.join(MEASURES)}", line)
        if not 0 <= value < float("inf"):
            what = f"value is {quoted(row['value'])}, not a number from 0"
            raise BadInput(path, what, "Give the published number", line)
        if not (row["label"] and row["source"]):
            blank = "source" if row["label"] else "label"
            raise BadInput(path, f"{blank} is blank", "Say what it is and who published it", line)
    return frame.assign(value=values)[list(COLUMNS)]
