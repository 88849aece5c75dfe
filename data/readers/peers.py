"""Counts of other areas, to compare with: one row an area, month and crime type.

What is not in the file is not known, so a count of zero has to be written down.
"""

from collections.abc import Callable, Collection
from pathlib import Path

import pandas as pd

from data import csvfile, months
from data.crime_types import BY_ID, BY_LABEL
from data.errors import BadInput, quoted

NEEDED = ("area_code", "area_name", "month", "crime_type", "count", "population")
GROUP = "group"
KEY = ["area_code", "month", "crime_type"]


def read(path: Path, own: Collection[str]) -> tuple[pd.DataFrame, int]:
    """The counts of other areas, and how many rows are of the borough's ``own`` codes.

    Columns: area_code, area_name, group (empty where not given), month, crime_type (an id), count
    (null where not known), population, line. Rows of the borough itself are left out: it is
    counted from its own incidents.

    Raises:
        BadInput: a month, crime type, count or population is not one, a code or name is blank, an
            area has two names or populations, or a count is given twice.
    """
    frame = csvfile.read(path, NEEDED)
    rows = len(frame)
    if GROUP not in frame.columns:
        frame[GROUP] = ""
    frame = frame[[*NEEDED, GROUP, "line"]].copy()
    for column in ("area_code", "area_name", GROUP):
        frame[column] = frame[column].str.strip()
    frame = frame[~frame["area_code"].isin(list(own))]
    if frame.empty:
        raise BadInput(path, "it has no other area than this one", "Add the areas to compare with")
    for column, called in (("area_code", "code"), ("area_name", "name")):
        blank = frame[column] == ""
        _refuse(path, frame, column, blank, what=f"is no {called}", do="Give each row its area's")
    frame = csvfile.whole_numbers(path, frame, ["population", "count"], blank=("count",))
    empty = frame["population"] == 0
    _refuse(path, frame, "population", empty, what="is no population", do="Give the residents")
    frame["month"] = _known(
        path, frame, "month", months.parse, what="not a month", do="Write it as YYYY-MM"
    )
    frame["crime_type"] = _known(
        path, frame, "crime_type", _crime_type,
        what="not a type of police.uk", do="Spell it so, as in Burglary, and leave out totals",
    )  # fmt: skip
    _refuse_copies(path, frame)
    _refuse_two_of_one_area(path, frame)
    return frame, rows - len(frame)


def _crime_type(text: str) -> str | None:
    spelt = text.strip().lower()
    return spelt if spelt in BY_ID else BY_LABEL.get(spelt)


def _known(
    path: Path,
    frame: pd.DataFrame,
    column: str,
    parse: Callable[[str], object],
    *,
    what: str,
    do: str,
) -> pd.Series:
    """The column with each distinct text read once; a text that is not one is refused."""
    found = frame[column].map({text: parse(text.strip()) for text in frame[column].unique()})
    _refuse(path, frame, column, found.isna(), what=f"is {what}", do=do)
    return found


def _refuse(
    path: Path, frame: pd.DataFrame, column: str, wrong: pd.Series, *, what: str, do: str
) -> None:
    """Stop at the first row that is wrong."""
    if wrong.any():
        row = frame[wrong].iloc[0]
        raise BadInput(path, f"{column} {quoted(row[column])} {what}", do, int(row["line"]))


def _refuse_copies(path: Path, frame: pd.DataFrame) -> None:
    copies = frame[frame.duplicated(KEY)]
    if not copies.empty:
        row = copies.iloc[0]
        raise BadInput(
            path,
            f"{row['area_name']} has two rows for {row['crime_type']} in "
            f"{months.label(row['month'])}",
            "Keep one",
            int(row["line"]),
        )


def _refuse_two_of_one_area(path: Path, frame: pd.DataFrame) -> None:
    """An area has one name, one group and one population, whatever the month."""
    for column in ("area_name", GROUP, "population"):
        first = frame.groupby("area_code")[column].transform("first")
        other = frame[frame[column] != first]
        if not other.empty:
            row = other.iloc[0]
            raise BadInput(
                path,
                f"{column} of {row['area_code']} is {quoted(row[column])} here and "
                f"{quoted(first[row.name])} above",
                "Give an area one, whatever the month",
                int(row["line"]),
            )
