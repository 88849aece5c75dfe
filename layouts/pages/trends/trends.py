"""Trends: one series in several views, annual totals, drivers, harm and the published table."""

from layouts.base.panels import card
from layouts.base.unchecked import html

MONTHLY, ANNUAL, DRIVERS = "trends-monthly", "trends-annual", "trends-drivers"
PUBLISHED, SPLIT, VIEWS = "trends-published", "trends-split", "trends-views"
SMALL, PARTS, HARM = "trends-small", "trends-parts", "trends-harm"
HOURS = (
    "There is no view by hour or day of the week: police.uk gives the month of an incident and "
    "nothing finer, and no other source that has been loaded has times."
)


def layout() -> html.Div:
    """Return the empty trends page."""
    return html.Div(
        [
            html.H1("Trends", className="hidden"),
            html.Nav(id=VIEWS, className="switch views", **{"aria-label": "View of the series"}),
            card(
                MONTHLY,
                height=320,
                label="Month by month",
                extra=html.Nav(id=SPLIT, className="switch", **{"aria-label": "Split the line"}),
            ),
            html.Section(id=SMALL, className="card"),
            html.Div(
                [
                    card(ANNUAL, height=300, label="Annual totals"),
                    card(
                        DRIVERS,
                        height=300,
                        label="What drove the change",
                        extra=html.Nav(
                            id=PARTS, className="switch", **{"aria-label": "Parts of the change"}
                        ),
                    ),
                ],
                className="grid",
            ),
            html.Section(id=HARM, className="card"),
            html.Section(id=PUBLISHED, className="card"),
            html.P(HOURS, className="soft"),
        ],
        className="column",
    )
