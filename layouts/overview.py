"""The overview: headline tiles, the ward map, the monthly trend, ranked places and wards."""

from dash import html

from layouts import ids
from layouts.panels import card

MAP, TREND, HEADLINES = "overview-map", "overview-trend", "overview-headlines"
MAP_HEIGHT = 388
AREA_MAP = ids.area_map("overview")


def layout() -> html.Div:
    """The empty overview."""
    return html.Div(
        [
            html.H1("Overview", className="hidden"),
            html.Div(id=ids.TILES, className="tiles"),
            html.Div(
                [
                    card(MAP, graph_id=AREA_MAP, height=MAP_HEIGHT, label="Where", printed=True),
                    html.Div(
                        [
                            card(TREND, height=236, label="Trend"),
                            html.Section(id=ids.RANKING, className="card"),
                        ],
                        className="column",
                    ),
                ],
                className="grid",
            ),
        ]
    )
