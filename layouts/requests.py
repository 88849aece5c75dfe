"""Requests to the council: a fixed table, as it may be told to those the pack is for."""

from dash import html

BODY = "requests-body"
QUARTERS, YEARS, WARDS, OUTCOMES = FILES = (
    "requests-by-quarter", "requests-by-year", "requests-by-ward", "requests-by-outcome",
)  # fmt: skip


def layout() -> html.Div:
    """The empty page."""
    return html.Div(
        [
            html.H1("Anti-social behaviour reported to the council"),
            html.Div(id=BODY, className="column"),
        ],
        className="requests",
    )
