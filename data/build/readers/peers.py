"""Read counts of other areas to compare with: one row per area, month and crime type.

A count without a row is not known; a count of zero has to be in the file.
"""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from data.build import csvfile
from data.build.csvfile import refuse_rows
from data.build.errors import refuse
from data.model.crime_types import BY_ID, BY_LABEL

NEEDED = ("area_code", "area_name", "month", "crime_type", "count", "population")
GROUP = "group"
KEY = ["area_code", "month", "crime_type"]


def read(path: Path, own: Collection[str]) -> tuple[pd.DataFrame, int]:
    """Return the counts of other areas, and how many rows are of the borough's ``own`` codes.

    Columns: area_code, area_name, group (blank where not given), month, crime_type (an id), count
    (null where not known), population, line. The borough's own rows are left out: it is counted
    from its own incidents.

    Raises:
        BadInput: a month, crime type, count or population is not one, a code or name is blank, an
            area has two names, groups or populations, or a count is given twice.
    """
    rows = csvfile.read_columns(path, NEEDED, [GROUP])
    rows["area_code"] = rows["area_code"].str.upper()
    frame = rows[~rows["area_code"].isin(list(own))]
    if frame.empty:
        refuse(path, "it has no other area than this one", "Add the areas to compare with")
    csvfile.refuse_blank(path, frame, ["area_code", "area_name"])
    frame = csvfile.whole_numbers(path, frame, ["population", "count"], blank=("count",))
    nobody = frame["population"] == 0
    refuse_rows(
        path, frame, nobody, "an area has no residents", "Give their number", column="population"
    )
    frame["month"] = csvfile.parsed(path, frame, "month", csvfile.MONTH)
    frame["crime_type"] = csvfile.parsed(path, frame, "crime_type", CRIME_TYPE)
    twice = frame.duplicated(KEY)
    refuse_rows(
        path, frame, twice, "{area_name} has two rows for {crime_type} in {month:%B %Y}", "Keep one"
    )
    for column in ("area_name", GROUP, "population"):
        first = frame.groupby("area_code")[column].transform("first")
        refuse_rows(
            path, frame.assign(first=first), frame[column] != first,
            f"{{area_code}} has '{{{column}}}' here and '{{first}}' above",
            "Give an area the same in every row", column=column,
        )  # fmt: skip
    return frame, len(rows) - len(frame)


def _crime_type(text: str) -> str | None:
    name = text.lower()
    return name if name in BY_ID else BY_LABEL.get(name)


DO = "Write it as there, as in Burglary, and leave out totals"
CRIME_TYPE = csvfile.Cell(_crime_type, "a crime type of police.uk", DO)
