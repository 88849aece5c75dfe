"""The published annual report rebuilt: three years, the change, and which changes are real."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from data.frames import each_row
from data.significance import SMALL_BASE, change
from layouts import tables, words
from layouts.tables import Table

TITLES = {
    "crime_performance_summary": "Recorded crime",
    "hate_crime": "Hate crime (strands overlap, so do not add them)",
    "domestic_abuse": "Domestic abuse",
    "marac_summary": "MARAC",
    "police_reported_asb": "Anti-social behaviour reported to the police",
}


def published_table(annual: pd.DataFrame, checks: pd.DataFrame) -> list[Any]:
    """The report's tables that carry a change, and the sums that do not add up.

    ``annual`` and ``checks`` are the answers of ``queries.annual`` and ``queries.annual_checks``.
    """
    changing = annual[annual["published_change"].notna()]["table_name"].unique()
    if not len(changing):
        return [
            html.H2("Published annual figures"),
            html.P("No annual report has been loaded.", className="soft"),
        ]
    blocks = [report_table(annual, str(name)) for name in changing]
    rows = [row for block in blocks for row in block.rows]
    real = sum("normal" not in str(row[-1]) for row in rows)
    return [
        html.H2("Published annual figures, and which changes are real"),
        html.P(
            f"{real} of the report's {len(rows)} changes are beyond chance; chance alone would "
            f"mark about {round(0.05 * len(rows))}. Percentages on a base under {SMALL_BASE} "
            "mislead, so they are in brackets.",
            className="finding",
        ),
        html.Div(
            [tables.numbers(each) for each in blocks], className="scroll published", tabIndex=0,
            role="region", **{"aria-label": "Published annual figures"},
        ),
        *_failing(checks),
    ]  # fmt: skip


def report_table(annual: pd.DataFrame, name: str) -> Table:
    """One table of the report: each measure by year, the last change and its verdict."""
    rows = annual[annual["table_name"] == name]
    years = sorted(rows["year"].unique())
    wide = rows.pivot(index=["position", "measure"], columns="year", values="value").sort_index()
    published = rows.dropna(subset=["published_change"]).set_index("measure")["published_percent"]
    return Table(
        caption=TITLES.get(name, name.replace("_", " ").capitalize()),
        head=("Measure", *years, "Change", "Percent", "Verdict"),
        rows=[
            _row(str(index[1]), values, published.get(index[1]))
            for index, values in zip(wide.index, wide.to_numpy().tolist(), strict=True)
        ],
        missing="–",
    )


def _row(measure: str, values: Sequence[float], percent: float | None) -> tuple:
    counts = [None if pd.isna(each) else int(each) for each in values]
    before, after = counts[-2:] if len(counts) > 1 else (None, counts[-1])
    if before is None or after is None:
        return (measure, *counts, None, None, "not compared")
    test = change(before, after)
    said = None
    if percent is not None and not pd.isna(percent):
        said = f"{words.signed(percent, 1)}%"
        said = f"({said})" if before < SMALL_BASE else said
    return (measure, *counts, words.signed(test.difference), said, words.verdict(test))


def _failing(checks: pd.DataFrame) -> list[Any]:
    """The report's own sums that do not add up, each with our note."""
    if checks.empty:
        return []
    off = checks[checks["published"] != checks["computed"]]
    held = len(checks) - len(off)
    summary = f"{held} of the report's {len(checks)} sums add up; {len(off)} do not"
    head = ("Figure", "Year", "Published", "Sum of its parts", "Difference", "Note")
    rows = [
        (row.check, row.year, float(row.published), float(row.computed),
         float(row.published - row.computed), row.note)
        for row in each_row(off)
    ]  # fmt: skip
    return [
        html.Details(
            [
                html.Summary(summary),
                html.Div(
                    tables.numbers(
                        Table(
                            "Sums in the report that do not add up",
                            head,
                            rows,
                            words=2,
                            decimals=0,
                        )
                    ),
                    className="scroll sums", tabIndex=0, role="region",
                    **{"aria-label": "Sums that do not add up"},
                ),
            ],
            className="more",
        )
    ]  # fmt: skip
