"""Figures of a published annual report, and the sums they should satisfy."""

import re
from pathlib import Path

import pandas as pd

from data import csvfile
from data.borough import Source
from data.errors import BadInput, quoted

YEAR = re.compile(r"20\d\d/\d\d")
CHECK = ("check", "table", "measure", "terms")
TERM = re.compile(r"(?P<sign>-?)\s*(?P<table>.+?)::(?P<measure>.+)")


def read(path: Path, source: Source) -> pd.DataFrame:
    """One row a published figure, as published; blank cells are left out.

    Columns: report, position (the row's place in the report), table_name, measure, year
    ('2022/23'), value, published_change, published_percent (the latest year's, else null).

    Raises:
        BadInput: a figure is not a number, there is no year column, or a row is given twice.
    """
    frame = csvfile.read(path, ["table", "measure"])
    years = [column for column in frame.columns if YEAR.fullmatch(column)]
    if not years:
        raise BadInput(path, "it has no year column such as 2022/23", "Name the years so", 1)
    twice = frame[frame.duplicated(["table", "measure"])]
    if not twice.empty:
        row = twice.iloc[0]
        raise BadInput(
            path, f"{quoted(row['measure'])} is given twice", "Keep one", int(row["line"])
        )
    numbers = {}
    for column in (*years, "published_change", "published_pct_change"):
        cells = frame[column].str.strip() if column in frame.columns else pd.Series("", frame.index)
        numbers[column] = pd.to_numeric(cells.where(cells != "", None), errors="coerce")
        wrong = (cells != "") & numbers[column].isna()
        if wrong.any():
            row = frame[wrong].iloc[0]
            raise BadInput(
                path,
                f"{column} is {quoted(row[column])}, not a number",
                "Give a number or leave it blank",
                int(row["line"]),
            )
    none = frame[pd.DataFrame({year: numbers[year].isna() for year in years}).all(axis=1)]
    if not none.empty:
        row = none.iloc[0]
        raise BadInput(
            path,
            f"{quoted(row['measure'])} has no figure",
            "Give one or leave the row out",
            int(row["line"]),
        )
    wide = pd.DataFrame(
        {"position": range(1, len(frame) + 1), "table_name": frame["table"],
         "measure": frame["measure"], **numbers}
    )  # fmt: skip
    tidy = wide.melt(
        ["position", "table_name", "measure", "published_change", "published_pct_change"], years,
        var_name="year",
    ).dropna(subset=["value"])  # fmt: skip
    latest = tidy["year"] == max(years)
    return pd.DataFrame(
        {
            "report": source.option("report", source.name),
            "position": tidy["position"],
            "table_name": tidy["table_name"],
            "measure": tidy["measure"],
            "year": tidy["year"],
            "value": tidy["value"],
            "published_change": tidy["published_change"].where(latest),
            "published_percent": tidy["published_pct_change"].where(latest),
        }
    ).sort_values(["position", "year"])


def read_checks(path: Path, figures: pd.DataFrame) -> pd.DataFrame:
    """One row a term of a check: a published figure should be the sum of its terms.

    Columns: check, table_name, measure, term_table, term_measure, sign, note.

    Raises:
        BadInput: a check or a term names a figure that was not published.
    """
    frame = csvfile.read(path, CHECK)
    known = {(row["table_name"], row["measure"]) for row in figures.to_dict("records")}
    rows = []
    for given in frame.to_dict("records"):
        terms = [TERM.fullmatch(each.strip()) for each in given["terms"].split(";")]
        for term in terms:
            if term is None:
                raise BadInput(
                    path,
                    f"a term of {quoted(given['check'])} is not table::measure",
                    "Write each as table::measure, with ; between them",
                    given["line"],
                )
            for pair in ((given["table"], given["measure"]), (term["table"], term["measure"])):
                if pair not in known:
                    raise BadInput(
                        path,
                        f"{quoted('::'.join(pair))} is not a published figure",
                        "Spell it as in the annual file",
                        given["line"],
                    )
            rows.append(
                {
                    "check": given["check"],
                    "table_name": given["table"],
                    "measure": given["measure"],
                    "term_table": term["table"],
                    "term_measure": term["measure"],
                    "sign": -1 if term["sign"] else 1,
                    "note": given.get("note", ""),
                }
            )
    return pd.DataFrame(rows)
