"""The layout of Compare: sides A and B, their verdict, and for two periods maps and back-test."""

from layouts.base import ids
from layouts.base.panels import card
from layouts.base.unchecked import html

VERDICT, TYPES = "compare-verdict", "compare-types"
BEFORE, NOW, CHANGE, BACK_TEST = (
    "compare-before",
    "compare-now",
    "compare-change",
    "compare-back-test",
)
AGAINST, SIDES, RANKING = "compare-against", "compare-sides", "compare-ranking"
MAPS = {each: ids.area_map(each) for each in (NOW, BEFORE, CHANGE)}
MAP_HEIGHT, CHANGE_HEIGHT = 380, 430
SIDE_HEIGHT = 340


def layout() -> html.Div:
    """Return the empty page; the maps are shown only where B is an earlier period of A."""
    return html.Div(
        [
            html.H1("Compare A and B", className="hidden"),
            html.Div(id=AGAINST, className="against"),
            html.Section(id=SIDES, className="facts sides", **{"aria-label": "A and B"}),
            html.Div(
                [
                    card(VERDICT, height=SIDE_HEIGHT, label="A and B"),
                    card(TYPES, height=SIDE_HEIGHT, label="By crime type"),
                ],
                className="grid even both-sides",
            ),
            html.Div(
                [
                    html.Div(
                        [
                            _map(NOW, MAP_HEIGHT, "A"),
                            _map(BEFORE, MAP_HEIGHT, "B, before A"),
                        ],
                        className="grid even linked",
                    ),
                    html.Div(
                        [
                            _map(CHANGE, CHANGE_HEIGHT, "Change"),
                            html.Section(id=RANKING, className="card"),
                        ],
                        className="grid even",
                    ),
                    html.Section(id=BACK_TEST, className="card"),
                ],
                className="column only-periods",
            ),
        ],
        className="column",
    )


def _map(key: str, height: int, label: str) -> html.Section:
    return card(key, graph_id=MAPS[key], height=height, label=label, print_map=True)
