"""Counts of other areas, to compare with: one row an area, month and crime type.

What is not in the file is not known, so a count of zero has to be written down.
"""

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from pathlib import Path

import pandas as pd

from data import csvfile, months
from data.crime_types import BY_ID, BY_LABEL
from data.csvfile import cell_of, refuse
from data.errors import BadInput, quoted

NEEDED = ("area_code", "area_name", "month", "crime_type", "count", "population")
GROUP = "group"
# A file has many rows and few spellings of months and types: each is read once.
DISTINCT = 1024
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
        refuse(
            path,
            frame,
            frame[column] == "",
            cell_of(column, f"not a {called}"),
            "Give each row its area's",
        )
    frame = csvfile.whole_numbers(path, frame, ["population", "count"], blank=("count",))
    refuse(
        path,
        frame,
        frame["population"] == 0,
        cell_of("population", "not a number of people"),
        "Give the residents",
    )
    month, crime_type = frame["month"].map(_month), frame["crime_type"].map(_crime_type)
    refuse(path, frame, month.isna(), cell_of("month", "not a month"), "Write it as YYYY-MM")
    refuse(
        path,
        frame,
        crime_type.isna(),
        cell_of("crime_type", "not a type of police.uk"),
        "Spell it so, as in Burglary, and leave out totals",
    )
    frame = frame.assign(month=month, crime_type=crime_type)
    refuse(
        path,
        frame,
        frame.duplicated(KEY),
        lambda row: (
            f"{row['area_name']} has two rows for {row['crime_type']} in "
            f"{months.label(row['month'])}"
        ),
        "Keep one",
    )
    _refuse_two_of_one_area(path, frame)
    return frame, rows - len(frame)


@lru_cache(maxsize=DISTINCT)
def _month(text: str) -> date | None:
    return months.parse(text.strip())


@lru_cache(maxsize=DISTINCT)
def _crime_type(text: str) -> str | None:
    spelt = text.strip().lower()
    return spelt if spelt in BY_ID else BY_LABEL.get(spelt)


def _refuse_two_of_one_area(path: Path, frame: pd.DataFrame) -> None:
    """An area has one name, one group and one population, whatever the month."""
    for column in ("area_name", GROUP, "population"):
        first = frame.groupby("area_code")[column].transform("first")
        refuse(
            path,
            frame,
            frame[column] != first,
            lambda row, column=column, first=first: (
                f"{column} of {row['area_code']} is {quoted(row[column])} here and "
                f"{quoted(first[row.name])} above"
            ),
            "Give an area one, whatever the month",
        )
