"""Requests to the council: fixed tables of counts, protected when the pack is built."""

from layouts.base.unchecked import html

BODY = "requests-body"
QUARTERS, YEARS, WARDS, OUTCOMES = FILES = (
    "requests-by-quarter", "requests-by-year", "requests-by-ward", "requests-by-outcome",
)  # fmt: skip


def layout() -> html.Div:
    """Return the empty page."""
    return html.Div(
        [
            html.H1("Anti-social behaviour reported to the council"),
            html.Div(id=BODY, className="column"),
        ],
        className="requests",
    )
