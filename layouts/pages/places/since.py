"""What happened since: a card for each action, whatever the filters."""

from layouts.base.unchecked import html

BODY = "since-body"


def layout() -> html.Div:
    """Return the empty page."""
    return html.Div(
        [html.H1("What happened since"), html.Div(id=BODY, className="column")], className="column"
    )
