"""Whether the published figures agree with each other: what was found, in words and as tables."""

from typing import Any

import pandas as pd

from data.model.noun import either
from data.model.query_rows import CheckRow
from data.model.rows import rows
from layouts.base.components import scrolled_table
from layouts.base.tables import Table
from layouts.base.unchecked import html
from layouts.base.words import number

MARKS = {"agrees": "✓ yes", "declared": "✗ no", "fails": "✗ no"}
RELATIONS = {
    "sum": "sum of its parts", "equal": "the same figure elsewhere", "change": "change",
    "direction": "direction", "percentage": "percentage",
}  # fmt: skip
RULE = {
    True: "truncated to one decimal place",
    False: "rounded to one decimal, halves away from zero",
}
SHORT = {"asb", "marac"}  # parts of the names of tables
HEAD = ("Agrees", "Figure", "Year", "Published", "Found", "Exactly", "Why")


def reconciled(checks: pd.DataFrame) -> str:
    """Return how many of the report's sums, changes and percentages agree, in a sentence."""
    if checks.empty:
        return "No checks on an annual report have been loaded."
    agree = int((checks["state"] == "agrees").sum())
    off = len(checks) - agree
    said = f"{agree:,} of the {len(checks):,} checks on the report's own figures agree"
    if not off:
        return f"{said}."
    unexplained = int((checks["state"] == "fails").sum())
    why = "each with its reason" if not unexplained else f"{unexplained} of them not explained"
    return f"{said}; {off} {either(off, 'does', 'do')} not, {why}."


def body(checks: pd.DataFrame) -> list[Any]:
    """Return the section for the page on data and methods: failed checks, then every check."""
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
    """Return sentences: in which tables percentages are truncated, and in which rounded."""
    percentages = checks[checks["relation"] == "percentage"]
    cut = {
        name: bool(rows["reason"].str.startswith("truncated").any())
        for name, rows in percentages.groupby("table_name", sort=False)
    }
    said = []
    for truncated in (False, True):
        named = [_spaced(str(name)) for name, is_cut in cut.items() if is_cut == truncated]
        if named:
            said.append(f"Percentages in {', '.join(named)}: {RULE[truncated]}.")
    return said


def _spaced(name: str) -> str:
    """Return the name of a table as words: "police reported ASB"."""
    return " ".join(each.upper() if each in SHORT else each for each in name.split("_"))


def table(checks: pd.DataFrame, caption: str) -> Table:
    """Return a row for each check and year: whether it agrees, both figures and the reason."""
    cells = [
        (
            MARKS[row.state],
            f"{row.check} ({RELATIONS[row.relation]})",
            row.year,
            row.published,
            row.found,
            "–" if row.exact is None else number(row.exact, 4).rstrip("0").rstrip("."),
            _why(row),
        )
        for row in rows(checks, CheckRow)
    ]
    return Table(caption=caption, columns=HEAD, rows=cells, text_columns=4, missing="–")


def _why(row: CheckRow) -> str:
    if row.state == "agrees":
        return f"“{row.quotation}”" if row.quotation else ""
    said = f"{row.reason[:1].upper()}{row.reason[1:]}."
    parts = [said, row.note, f"“{row.quotation}”" if row.quotation else ""]
    return " ".join(each for each in parts if each)
