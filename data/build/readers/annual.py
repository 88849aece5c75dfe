"""Read the figures of a published annual report."""

import math
import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from data.build import csvfile
from data.build.config import Source
from data.build.csvfile import Cell
from data.build.errors import refuse
from data.build.forms.number_text import separators_removed
from data.stats.reconcile import Figure, exceptions_in

YEAR = re.compile(r"20\d\d/\d\d")
YEAR_LIKE = re.compile(r"\d\d")  # 2022-23, FY23, a date, or a year that is there twice
KEPT = ("position", "table", "measure", "exception")
CHANGES = ("published_change", "published_pct_change")


def _number(text: str) -> float | None:
    value = float(pd.to_numeric(separators_removed(text)))
    return value if math.isfinite(value) else None


NUMBER = Cell(_number, "a number", "Give a number or leave it blank")
DO = "Write 2022/23 998 unlisted, with ; between several"
EXCEPTION = Cell(exceptions_in, "a declared exception", DO)


def read(path: Path, source: Source) -> pd.DataFrame:
    """Return one row per published figure; a blank cell has no row.

    Columns: report, vintage, position (the row's place in the report), table_name, measure, year
    ('2022/23'), value, published_change, published_percent (for the latest year, else null),
    exception (the text in which the file declares them).

    Raises:
        BadInput: a figure is not a number, there is no year column, a column may be a year and
            is not written as one, a row is given twice or has no figure, or an exception cannot be
            understood.
    """
    frame = csvfile.read(path, ["table", "measure"])
    years = _years(path, [*frame.columns.drop("line")])
    for column in ("table", "measure"):
        frame[column] = frame[column].str.split().str.join(" ")
    twice = frame.duplicated(["table", "measure"])
    csvfile.refuse_rows(path, frame, twice, "{measure} is given twice", "Keep one")
    for column in (*CHANGES, "exception"):
        frame[column] = frame[column] if column in frame.columns else ""
    for column in (*years, *CHANGES):
        frame[column] = csvfile.parsed(path, frame, column, NUMBER, blank=True).astype(float)
    none = frame[years].isna().all(axis=1)
    csvfile.refuse_rows(path, frame, none, "{measure} has no figure", "Give one or drop the row")
    csvfile.parsed(path, frame, "exception", EXCEPTION)
    frame["position"] = range(1, len(frame) + 1)
    tidy = frame.melt([*KEPT, *CHANGES], years, var_name="year").dropna(subset=["value"])
    latest = tidy["year"] == max(years)
    return pd.DataFrame(
        {
            "report": source.option("report", source.name),
            "vintage": source.vintage,
            "position": tidy["position"],
            "table_name": tidy["table"],
            "measure": tidy["measure"],
            "year": tidy["year"],
            "value": tidy["value"],
            "published_change": tidy["published_change"].where(latest),
            "published_percent": tidy["published_pct_change"].where(latest),
            "exception": tidy["exception"],
        }
    ).sort_values(["position", "year"])


def _years(path: Path, columns: Sequence[str]) -> list[str]:
    """Return the columns of years.

    Raises:
        BadInput: there is none, or a column may be a year but is not written as one.
    """
    years = [each for each in columns if YEAR.fullmatch(each) and _follows(each)]
    if not years:
        refuse(path, "it has no year column", "Name the columns of years as in 2022/23", 1)
    for column in columns:
        if column not in years and YEAR_LIKE.search(column):
            what = "the column may be a year, and is not written as one or is there twice"
            do = "Write years once each, as in 2022/23, and no digits in names of other columns"
            refuse(path, what, do, column=column)
    return years


def _follows(year: str) -> bool:
    """Return whether the second year of 2022/23 comes after the first."""
    return (int(year[2:4]) + 1) % 100 == int(year[5:])


def published(figures: pd.DataFrame) -> set[Figure]:
    """Return the table and measure of every figure in the pack's table ``annual_figure``."""
    return {(row["table_name"], row["measure"]) for row in figures.to_dict("records")}
