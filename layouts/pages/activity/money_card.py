"""The money as published: projects and their sum, grants, and sums that do not agree."""

from math import fsum
from typing import Any

import pandas as pd

from data.model.query_rows import CheckRow, StrategyRow
from data.model.rows import rows
from data.series.kpi import Figures
from layouts.base import tables
from layouts.base.components import scrolled
from layouts.base.tables import Table
from layouts.base.unchecked import html
from layouts.pages.activity.report_figures import agrees, figure, of, pounds


def money_card(strategy: pd.DataFrame, figures: Figures, checks: pd.DataFrame) -> list[Any]:
    """Return the card of projects and grants; empty if there are none of either."""
    projects, grants = (strategy[strategy["kind"] == kind] for kind in ("spend", "grant"))
    if projects.empty and grants.empty:
        return []
    shown = [project_table(projects, figures), grant_table(grants, figures, checks)]
    return [
        html.Section(
            [
                html.H2("What was spent"),
                html.P(_finding(grants, checks), className="finding"),
                html.Div(
                    [scrolled(each.caption, tables.render(each)) for each in shown if each.rows],
                    className="grid",
                ),
            ],
            className="card",
        )
    ]


def _finding(grants: pd.DataFrame, checks: pd.DataFrame) -> str:
    """Return the note of each check on a grant that does not agree, or that all agree.

    Or that no grant was checked.
    """
    named = {*zip(grants["table_name"], grants["measure"], strict=True)}
    found = [row for row in rows(checks, CheckRow) if (row.table_name, row.measure) in named]
    if not found:
        return "The sums of money have not been checked."
    off = [
        row.note or f"{row.measure}: {row.published} here, {row.found} found."
        for row in found
        if row.state != "agrees"
    ]
    return " ".join(dict.fromkeys(off)) or "Sums of money that were checked agree."


def project_table(projects: pd.DataFrame, figures: Figures) -> Table:
    """Return each project with its aim and its latest cost in pounds, and the sum of the costs."""
    lines = rows(projects, StrategyRow)
    costs = [values[max(values)] for row in lines if (values := of(row, figures))]
    return Table(
        caption="Projects",
        columns=("Project", "Aim", "Cost"),
        rows=[
            *((row.text, str(row.aim or "all"), figure(row, figures)) for row in lines),
            *([("Sum of those listed", "", pounds(fsum(costs)))] if lines else []),
        ],
        text_columns=2,
        missing="–",
    )


def grant_table(grants: pd.DataFrame, figures: Figures, checks: pd.DataFrame) -> Table:
    """Return the latest figure of each grant, and whether the checks on it agree."""
    lines = rows(grants, StrategyRow)
    return Table(
        caption="Grants, and what became of them",
        columns=("What", "Figure", "Agrees"),
        rows=[(row.text, figure(row, figures), agrees(row, checks)) for row in lines],
        text_columns=3,
        missing="–",
    )
