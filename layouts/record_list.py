"""The list of records: a sortable table and its pages; sort and page live in the URL."""

from dataclasses import replace
from typing import Any

import pandas as pd
from dash import dcc, html

from data import months
from data.frames import each_row
from data.question import Question
from layouts import words
from layouts.tables import Cell, Table

SIZE = 50
COLUMNS = (
    ("month", "Month"),
    ("type", "Crime type"),
    ("ward", "Ward"),
    ("location", "On or near"),
    ("outcome", "Last outcome"),
    ("force", "Police force"),
)
WITHHELD = "not shown for this type"
NO_NAME = "street not named"
NO_OUTCOME = "none recorded"


def heading(question: Question, total: int) -> str:
    """What the list holds, and which of it this page shows."""
    if not total:
        return "No matching records" if question.held else "No data for these months"
    first = (question.view.page - 1) * SIZE + 1
    last = min(first + SIZE - 1, total)
    return f"Records {words.number(first)} to {words.number(last)} of {words.number(total)}"


def note(total: int) -> Any:
    """What a reader of records must know, or the way out when there are none."""
    if not total:
        return [
            "Nothing matches these filters. ",
            dcc.Link("Reset filters", href="?"),
            " or choose more months or a wider area.",
        ]
    return (
        "Each row is one incident as the police published it: the month, not the day, and a point "
        "near the place, not the address. Violence, drugs, weapons and robbery show no street."
    )


def record_table(question: Question, rows: pd.DataFrame) -> Any:
    """A real table with a sortable head; ``rows`` is the answer of ``queries.records``."""
    if rows.empty:
        return []
    return html.Table(
        [
            html.Caption("Matching records", className="hidden"),
            html.Thead(html.Tr([_head(question, field, label) for field, label in COLUMNS])),
            html.Tbody([html.Tr([html.Td(cell) for cell in cells(row)]) for row in each_row(rows)]),
        ],
        className="records",
    )


def _head(question: Question, field: str, label: str) -> html.Th:
    view = question.view
    sorted_by = view.sort == field
    turned = (
        "up"
        if (sorted_by and view.order == "down") or (not sorted_by and field != "month")
        else "down"
    )
    arrow = ("▲" if view.order == "up" else "▼") if sorted_by else "↕"
    state = ("ascending" if view.order == "up" else "descending") if sorted_by else "none"
    href = question.query(view=replace(view, sort=field, order=turned, page=1))
    return html.Th(
        dcc.Link([label, html.Span(arrow, **{"aria-hidden": "true"})], href=href or "?"),
        scope="col", **{"aria-sort": state},
    )  # fmt: skip


def cells(row: Any) -> list[str]:
    """One record as the page shows it, in the order of ``COLUMNS``."""

    def said(value: Any, otherwise: str) -> str:
        return value if isinstance(value, str) and value else otherwise

    kind = (
        f"{row.crime_type}: {row.asb_category}"
        if isinstance(row.asb_category, str)
        else row.crime_type
    )
    return [
        months.label(row.month),
        kind,
        row.ward,
        said(row.location, NO_NAME if row.location_shown else WITHHELD),
        said(row.outcome, NO_OUTCOME),
        row.force,
    ]


def record_file(question: Question, rows: pd.DataFrame) -> Table:
    """Every matching record as a table for CSV; coordinates are blank where not shown."""

    def plain(value: Any) -> Cell:
        return None if pd.isna(value) else value

    return Table(
        caption=f"Records: {words.subject(question)}",
        head=("Month", "Crime type", "ASB category", "Ward", "On or near", "Longitude", "Latitude",
              "Last outcome", "Police force"),
        rows=[
            (months.spell(row.month), row.crime_type, plain(row.asb_category), row.ward,
             plain(row.location), plain(row.lon), plain(row.lat), plain(row.outcome), row.force)
            for row in each_row(rows)
        ],
        missing="–",
        fine={5: 6, 6: 6},
    )  # fmt: skip


def pager(question: Question, total: int) -> list[Any]:
    """Links to the first, previous, next and last page."""
    last = max(-(-total // SIZE), 1)
    page = question.view.page
    if last == 1:
        return []

    def link(label: str, to: int) -> Any:
        if to == page or not 1 <= to <= last:
            return html.Span(label, className="off")
        href = question.query(view=replace(question.view, page=to))
        return dcc.Link(label, href=href or "?", className="button")

    return [
        link("First", 1),
        link("Previous", page - 1),
        html.Span(f"Page {words.number(page)} of {words.number(last)}"),
        link("Next", page + 1),
        link("Last", last),
    ]
