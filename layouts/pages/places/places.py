"""Places: every located place by count, and the actions that the tasking group agreed."""

from layouts.base.unchecked import html

LIST, ACTIONS = "places-list", "places-actions"
TABLE = "places-table"


def layout() -> html.Div:
    """Return the empty list of places."""
    return html.Div(
        [
            html.H1("Places", className="hidden"),
            html.Section(id=LIST, className="card"),
            html.Section(id=ACTIONS, className="card"),
        ],
        className="column",
    )
