"""Now: the lead sentence, signals, tiles, ward map, trend, ranked areas, and what is new."""

from data.model import pages
from layouts.base import ids
from layouts.base.panels import card
from layouts.base.unchecked import html

NOTE, SIGNALS, NEW = "overview-note", "overview-signals", "overview-new"
NEAREST = "overview-nearest"
MAP, TREND, HEADLINES = "overview-map", "overview-trend", "overview-headlines"
SIGNALS_TABLE = "overview-signals-found"
MAP_HEIGHT = 388
AREA_MAP = ids.area_map("overview")


def layout() -> html.Div:
    """Return the empty page."""
    return html.Div(
        [
            html.H1(pages.OVERVIEW.name, className="hidden"),
            html.P(id=ids.NOW_LEAD, className="lead now-lead"),
            html.Div(id=NEAREST, className="now-nearest"),
            html.Section(id=SIGNALS, className="signals"),
            html.Div(id=ids.TILES, className="tiles"),
            html.P(id=NOTE, className="soft tiles-note"),
            html.Div(
                [
                    card(MAP, graph_id=AREA_MAP, height=MAP_HEIGHT, label="Where", print_map=True),
                    html.Div(
                        [
                            card(TREND, height=236, label="Trend"),
                            html.Section(id=ids.RANKING, className="card"),
                        ],
                        className="column",
                    ),
                    html.Section(id=NEW, className="card now-new"),
                ],
                className="grid",
            ),
        ],
        className="now",
    )
