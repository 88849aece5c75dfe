"""Read what MARAC figures are compared with: national series and expected volumes."""

from pathlib import Path

import pandas as pd

from data.build import csvfile

COLUMNS = ("label", "measure", "value", "source")
# Cases per 10,000 women aged 16 and over; the expected number of them; repeats in per cent.
MEASURES = ("volume", "expected_volume", "repeat_rate")


def read(path: Path) -> pd.DataFrame:
    """Return one row per figure, in the order of the file.

    Columns: label, measure (one of ``MEASURES``), value, source.

    Raises:
        BadInput: a measure is unknown, a value is not a number from 0, or a row has no label or
            source.
    """
    frame = csvfile.read_columns(path, COLUMNS)
    csvfile.refuse_other(path, frame, "measure", MEASURES)
    csvfile.refuse_blank(path, frame, ["label", "source"], "Say what it is and who published it")
    number = csvfile.Cell(_number, "a number from 0", "Give the published number")
    values = csvfile.parsed(path, frame, "value", number)
    return frame.assign(value=values.astype(float))[list(COLUMNS)]


def _number(text: str) -> float | None:
    value = float(text)
    return value if 0 <= value < float("inf") else None
