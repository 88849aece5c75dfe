"""The list of records: a sortable table and its pages; sort and page live in the URL."""

from dataclasses import replace
from typing import Any

import pandas as pd

from data.model import months
from data.model.query_rows import RecordRow
from data.model.question import Question
from data.model.rows import rows
from layouts.base import words
from layouts.base.findings import NOT_HELD
from layouts.base.tables import Table
from layouts.base.unchecked import Link, html

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
    """Return the heading: which records this page shows, of how many, or that there are none."""
    if not total:
        return "No matching records" if question.is_covered else "No data for these months"
    first = (question.view.page - 1) * SIZE + 1
    last = min(first + SIZE - 1, total)
    return f"Records {words.number(first)} to {words.number(last)} of {words.number(total)}"


def note(question: Question, total: int) -> Any:
    """Return what a row of the list is or, without records, a link that resets the filters."""
    if not total:
        return [
            "Nothing matches these filters. " if question.is_covered else f"{NOT_HELD} ",
            Link("Reset filters", href="?"),
            " or choose more months or a wider area.",
        ]
    return (
        "Each row is one incident as the police published it: the month, not the day, and a point "
        "near the place, not the address. Violence, drugs, weapons and robbery show no street."
    )


def record_table(question: Question, records: pd.DataFrame) -> Any:
    """Return the table of one page of records, with links that sort it; empty without records.

    ``records`` is the result of ``queries.records``.
    """
    if records.empty:
        return []
    return html.Table(
        [
            html.Caption("Matching records", className="hidden"),
            html.Thead(html.Tr([_head(question, field, label) for field, label in COLUMNS])),
            html.Tbody(
                [
                    html.Tr([html.Td(cell) for cell in cells(row)])
                    for row in rows(records, RecordRow)
                ]
            ),
        ],
        className="records",
    )


def _head(question: Question, field: str, label: str) -> html.Th:
    """Return a column heading that links to the list sorted by it, or in reverse order."""
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
        Link([label, html.Span(arrow, **{"aria-hidden": "true"})], href=href or "?"),
        scope="col", **{"aria-sort": state},
    )  # fmt: skip


def cells(row: RecordRow) -> list[str]:
    """Return one record as the page shows it, in the order of ``COLUMNS``."""
    kind = f"{row.crime_type}: {row.asb_category}" if row.asb_category else row.crime_type
    return [
        months.label(row.month),
        kind,
        row.ward,
        row.location or (NO_NAME if row.location_shown else WITHHELD),
        row.outcome or NO_OUTCOME,
        row.force,
    ]


def record_file(question: Question, records: pd.DataFrame) -> Table:
    """Return every matching record as a table for CSV; coordinates are blank where not shown.

    Columns are converted as a whole, for speed: a borough has tens of thousands of records.
    """
    plain = records.astype(object).where(records.notna(), None)
    months_of = {each: months.spell(each) for each in records["month"].unique()}
    columns = (
        records["month"].map(months_of), plain["crime_type"], plain["asb_category"], plain["ward"],
        plain["location"], plain["lon"], plain["lat"], plain["outcome"],
        plain["release"], plain["force"],
    )  # fmt: skip
    return Table(
        caption=f"Records: {words.subject(question)}",
        columns=("Month", "Crime type", "ASB category", "Ward", "On or near",
                 "Longitude", "Latitude", "Last outcome", "Outcome released", "Police force"),
        rows=list(zip(*(each.tolist() for each in columns), strict=True)),
        missing="–",
        decimals_by_column={5: 6, 6: 6},
    )  # fmt: skip


def pager(question: Question, total: int) -> list[Any]:
    """Return links to the first, previous, next and last page; empty if there is one page."""
    last = max(-(-total // SIZE), 1)
    page = question.view.page
    if last == 1:
        return []

    def link(label: str, to: int) -> Any:
        if to == page or not 1 <= to <= last:
            return html.Span(label, className="off")
        href = question.query(view=replace(question.view, page=to))
        return Link(label, href=href or "?", className="button")

    return [
        link("First", 1),
        link("Previous", page - 1),
        html.Span(f"Page {words.number(page)} of {words.number(last)}"),
        link("Next", page + 1),
        link("Last", last),
    ]
