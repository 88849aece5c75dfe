"""Data and methods: what was loaded, what is missing, and what the numbers mean."""

from layouts.base.unchecked import html

BODY = "about-body"


def layout() -> html.Div:
    """Return the empty page."""
    return html.Div(
        [html.H1("Data and methods"), html.Div(id=BODY, className="column")], className="about"
    )
