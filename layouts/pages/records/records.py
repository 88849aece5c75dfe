"""Records: the matching incidents as a plain table, fifty to a page."""

from layouts.base.unchecked import html

TABLE, PAGER, HEADING, NOTE = "records-table", "records-pager", "records-heading", "records-note"


def layout() -> html.Div:
    """Return the empty records page."""
    return html.Div(
        [
            html.H1("Records", className="hidden"),
            html.Section(
                [
                    html.H2("Records", id=HEADING),
                    html.P(id=NOTE, className="finding"),
                    html.Div(
                        id=TABLE, className="scroll", tabIndex=0, role="region",
                        **{"aria-labelledby": HEADING},
                    ),
                    html.Nav(id=PAGER, className="pager", **{"aria-label": "Pages of records"}),
                ],
                className="card",
            ),
        ]
    )  # fmt: skip
