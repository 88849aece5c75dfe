"""Compare: two periods side by side, where the change is real, and which method foresaw it."""

from dash import html

from layouts import ids
from layouts.panels import card

BEFORE, NOW, CHANGE, BACK_TEST = (
    "compare-before", "compare-now", "compare-change", "compare-back-test",
)  # fmt: skip
AGAINST, RANKING = "compare-against", "compare-ranking"
MAPS = {each: ids.area_map(each) for each in (BEFORE, NOW, CHANGE)}
MAP_HEIGHT, CHANGE_HEIGHT = 380, 430


def layout() -> html.Div:
    """The empty page."""
    return html.Div(
        [
            html.H1("Compare two periods", className="hidden"),
            html.Div(id=AGAINST, className="against"),
            html.Div(
                [
                    card(BEFORE, graph_id=MAPS[BEFORE], height=MAP_HEIGHT, label="Before"),
                    card(NOW, graph_id=MAPS[NOW], height=MAP_HEIGHT, label="Now"),
                ],
                className="grid even linked",
            ),
            html.Div(
                [
                    card(CHANGE, graph_id=MAPS[CHANGE], height=CHANGE_HEIGHT, label="Change"),
                    html.Section(id=RANKING, className="card"),
                ],
                className="grid even",
            ),
            html.Section(id=BACK_TEST, className="card"),
        ],
        className="column",
    )
