"""Figures of a published annual report."""

import re
from pathlib import Path

import pandas as pd

from data import csvfile
from data.borough import Source
from data.errors import BadInput, quoted
from data.reconcile import exceptions_in

YEAR = re.compile(r"20\d\d/\d\d")


def read(path: Path, source: Source) -> pd.DataFrame:
    """One row a published figure, as published; blank cells are left out.

    Columns: report, vintage, position (the row's place in the report), table_name, measure, year
    ('2022/23'), value, published_change, published_percent (the latest year's, else null),
    exception (as the file declares it).

    Raises:
        BadInput: a figure is not a number, there is no year column, or a row is given twice.
    """
    frame = csvfile.read(path, ["table", "measure"])
    years = [column for column in frame.columns if YEAR.fullmatch(column)]
    if not years:
        raise BadInput(path, "it has no year column such as 2022/23", "Name the years so", 1)
    csvfile.refuse(
        path, frame, frame.duplicated(["table", "measure"]),
        lambda row: f"{quoted(row['measure'])} is given twice", "Keep one",
    )  # fmt: skip
    numbers = {}
    for column in (*years, "published_change", "published_pct_change"):
        cells = frame[column].str.strip() if column in frame.columns else pd.Series("", frame.index)
        numbers[column] = pd.to_numeric(cells.where(cells != "", None), errors="coerce")
        csvfile.refuse(
            path, frame, (cells != "") & numbers[column].isna(),
            csvfile.cell_of(column, "not a number"), "Give a number or leave it blank",
        )  # fmt: skip
    csvfile.refuse(
        path, frame, pd.DataFrame(numbers)[years].isna().all(axis=1),
        lambda row: f"{quoted(row['measure'])} has no figure", "Give one or leave the row out",
    )  # fmt: skip
    declared = frame["exception"] if "exception" in frame.columns else pd.Series("", frame.index)
    for text, line in zip(declared, frame["line"], strict=True):
        try:
            exceptions_in(text)
        except ValueError as error:
            do = "Write 2022/23 998 unlisted, with ; between them"
            raise BadInput(path, str(error), do, int(line)) from None
    wide = pd.DataFrame(
        {"position": range(1, len(frame) + 1), "table_name": frame["table"],
         "measure": frame["measure"], "exception": declared, **numbers}
    )  # fmt: skip
    kept = [each for each in wide.columns if each not in years]
    tidy = wide.melt(kept, years, var_name="year").dropna(subset=["value"])
    latest = tidy["year"] == max(years)
    return pd.DataFrame(
        {
            "report": source.option("report", source.name),
            "vintage": source.vintage,
            "position": tidy["position"],
            "table_name": tidy["table_name"],
            "measure": tidy["measure"],
            "year": tidy["year"],
            "value": tidy["value"],
            "published_change": tidy["published_change"].where(latest),
            "published_percent": tidy["published_pct_change"].where(latest),
            "exception": tidy["exception"],
        }
    ).sort_values(["position", "year"])
