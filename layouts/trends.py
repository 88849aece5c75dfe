"""Trends: monthly lines, year over year, annual totals and the published table."""

from dash import html

from layouts.panels import card

MONTHLY, OVERLAY, ANNUAL = "trends-monthly", "trends-overlay", "trends-annual"
PUBLISHED, SPLIT = "trends-published", "trends-split"


def layout() -> html.Div:
    """The empty trends page."""
    return html.Div(
        [
            html.H1("Trends", className="hidden"),
            card(
                MONTHLY,
                height=330,
                label="Month by month",
                extra=html.Nav(id=SPLIT, className="switch", **{"aria-label": "Split the line"}),
            ),
            html.Div(
                [
                    card(OVERLAY, height=300, label="Year over year"),
                    card(ANNUAL, height=300, label="Annual totals"),
                ],
                className="grid",
            ),
            html.Section(id=PUBLISHED, className="card"),
        ],
        className="column",
    )
