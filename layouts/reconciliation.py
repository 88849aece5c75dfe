"""Whether the published figures agree with each other: what was found, in words and as tables."""

from typing import Any

import pandas as pd
from dash import html

from data.frames import each_row
from layouts.components import scrolled_table
from layouts.tables import Table

MARKS = {"agrees": "✓ yes", "declared": "✗ no", "fails": "✗ no"}
RELATIONS = {
    "sum": "sum of its parts", "equal": "the same figure elsewhere", "change": "change",
    "direction": "direction", "percentage": "percentage",
}  # fmt: skip
RULE = {
    True: "cut after one decimal",
    False: "rounded to one decimal, halves away from zero",
}
HEAD = ("Agrees", "Figure", "Year", "Published", "Found", "Exactly", "Why")


def reconciled(checks: pd.DataFrame) -> str:
    """How many of the report's sums, changes and percentages agree, in a sentence."""
    if checks.empty:
        return "No checks on an annual report have been loaded."
    agree = int((checks["state"] == "agrees").sum())
    off = len(checks) - agree
    said = f"{agree:,} of the {len(checks):,} checks on the report's own figures agree"
    if not off:
        return f"{said}."
    unexplained = int((checks["state"] == "fails").sum())
    why = "each with its reason" if not unexplained else f"{unexplained} of them not explained"
    return f"{said}; {off} {'does' if off == 1 else 'do'} not, {why}."


def body(checks: pd.DataFrame) -> list[Any]:
    """The section of the page on data and methods: what does not agree, and every check."""
    blocks: list[Any] = [html.P(reconciled(checks))]
    if checks.empty:
        return blocks
    blocks.append(html.P(" ".join(rounding_rules(checks))))
    off = checks[checks["state"] != "agrees"]
    if len(off):
        blocks.append(scrolled_table(table(off, "Figures that do not agree"), "checks"))
    every = table(checks, "Every check of the published figures")
    return [
        *blocks,
        html.Details(
            [html.Summary(f"All {len(checks)} checks"), scrolled_table(every, "checks")],
            className="more",
        ),
    ]


def rounding_rules(checks: pd.DataFrame) -> list[str]:
    """How the percentages of each table of the report are shortened, as the checks show."""
    percentages = checks[checks["relation"] == "percentage"]
    cut = {
        name: bool(rows["reason"].str.startswith("cut").any())
        for name, rows in percentages.groupby("table_name", sort=False)
    }
    said = []
    for truncated in (False, True):
        named = [str(name).replace("_", " ") for name, is_cut in cut.items() if is_cut == truncated]
        if named:
            said.append(f"Percentages in {', '.join(named)}: {RULE[truncated]}.")
    return said


def table(checks: pd.DataFrame, caption: str) -> Table:
    """A row a check and year: a tick or cross, what was published, what was found, and why."""
    return Table(caption=caption, head=HEAD, rows=rows(checks), words=4, missing="–")


def rows(checks: pd.DataFrame) -> list[tuple[str, ...]]:
    """The cells of ``table``, every one as text."""
    return [
        (
            MARKS[row.state],
            f"{row.check} ({RELATIONS[row.relation]})",
            row.year,
            row.published,
            row.found,
            "–" if pd.isna(row.exact) else f"{row.exact:,.4f}".rstrip("0").rstrip(".").replace(
                "-", "−"
            ),
            _why(row),
        )
        for row in each_row(checks)
    ]  # fmt: skip


def _why(row: Any) -> str:
    if row.state == "agrees":
        return f"“{row.quotation}”" if row.quotation else ""
    said = f"{row.reason[:1].upper()}{row.reason[1:]}."
    parts = [said, row.note, f"“{row.quotation}”" if row.quotation else ""]
    return " ".join(each for each in parts if each)
