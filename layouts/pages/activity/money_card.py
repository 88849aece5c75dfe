"""The money as published: projects and their sum, grants, and what does not agree."""

from typing import Any

import pandas as pd

from data.model.query_rows import StrategyRow
from data.model.rows import rows
from data.series.kpi import Figures
from layouts.base import tables
from layouts.base.components import scrolled
from layouts.base.tables import Table
from layouts.base.unchecked import html
from layouts.pages.activity.report_figures import agrees, figure, of


def money_card(strategy: pd.DataFrame, figures: Figures, checks: pd.DataFrame) -> list[Any]:
    """Return the card of projects and grants; none without any."""
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
    """Return the notes of the checks on sums of money that do not agree."""
    if checks.empty:
        return "The sums of money have not been checked."
    named = {*zip(grants["table_name"], grants["measure"], strict=True)}
    off = [
        note
        for name, measure, state, note in zip(
            checks["table_name"], checks["measure"], checks["state"], checks["note"], strict=True
        )
        if (name, measure) in named and state != "agrees" and note
    ]
    return " ".join(dict.fromkeys(off)) or "Sums of money that were checked agree."


def project_table(projects: pd.DataFrame, figures: Figures) -> Table:
    """Return each project with its aim and its cost, and the sum of those listed."""
    lines = rows(projects, StrategyRow)
    costs = [int(values[max(values)]) for row in lines if (values := of(row, figures))]
    return Table(
        caption="Projects",
        columns=("Project", "Aim", "Cost"),
        rows=[
            *((row.text, str(row.aim or "all"), figure(row, figures)) for row in lines),
            *([("Sum of those listed", "", f"£{sum(costs):,}")] if lines else []),
        ],
        text_columns=2,
        missing="–",
    )


def grant_table(grants: pd.DataFrame, figures: Figures, checks: pd.DataFrame) -> Table:
    """Return each grant, what was spent and carried forward, and whether the sums agree."""
    lines = rows(grants, StrategyRow)
    return Table(
        caption="Grants, and what became of them",
        columns=("What", "Figure", "Agrees"),
        rows=[(row.text, figure(row, figures), agrees(row, checks)) for row in lines],
        text_columns=3,
        missing="–",
    )
