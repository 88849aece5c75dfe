"""Hotspots: a large map in layers, its ranked list, and how concentrated incidents are."""

from layouts.base import ids
from layouts.base.panels import card
from layouts.base.unchecked import html

MAP = "hotspots-map"
AREA_MAP = ids.area_map("hotspots")
LAYERS = "hotspots-layers"
SETTINGS = "hotspots-settings"
LIST = "hotspots-list"
POINTS = "hotspots-points"
CONCENTRATION = "hotspots-concentration"
MAP_HEIGHT = 500


def layout() -> html.Div:
    """Return the empty hotspots page."""
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
                                above=[
                                    html.Div(
                                        [
                                            html.Nav(
                                                id=LAYERS, className="switch layers",
                                                **{"aria-label": "Layer of the map"},
                                            ),
                                            html.Div(id=SETTINGS, className="tools"),
                                        ],
                                        className="map-tools",
                                    )
                                ],
                                print_map=True,
                            ),
                            html.Section(id=CONCENTRATION, className="card"),
                            html.Section(id=POINTS, className="card"),
                        ],
                        className="column",
                    ),
                    html.Section(id=LIST, className="card"),
                ],
                className="grid map-first",
            ),
        ]
    )  # fmt: skip
