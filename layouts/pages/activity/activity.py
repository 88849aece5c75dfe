"""Partnership activity: what was done under each aim, beside the measures it may affect."""

from layouts.base.unchecked import html

BODY = "activity-body"


def layout() -> html.Div:
    """Return the empty page."""
    return html.Div(
        [html.H1("What the partnership did"), html.Div(id=BODY, className="column")],
        className="activity",
    )
