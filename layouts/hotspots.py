"""Hotspots: a large map of wards, places and street points, and what leads it."""

from dash import html

from layouts import ids
from layouts.panels import card

MAP = "hotspots-map"
AREA_MAP = ids.area_map("hotspots")
POINTS = "hotspots-points"
RANKING = "hotspots-ranking"
MAP_HEIGHT = 540


def layout() -> html.Div:
    """The empty hotspots page."""
    return html.Div(
        [
            html.H1("Hotspots", className="hidden"),
            html.Div(
                [
                    html.Div(
                        [
                            card(
                                MAP,
                                graph_id=AREA_MAP,
                                height=MAP_HEIGHT,
                                label="Where",
                                printed=True,
                            ),
                            html.Section(id=POINTS, className="card"),
                        ],
                        className="column",
                    ),
                    html.Section(id=RANKING, className="card"),
                ],
                className="grid map-first",
            ),
        ]
    )
