"""The baseline: a bare Dash page with only three charts, all of its figures in the browser.

The map and the line are the Overview's own figures, at their own size; the ranking is a bar
chart of the same rows. A clientside callback picks the three figures of a choice.
"""

import json
from typing import Any

import plotly.io as pio
from dash import Dash, Input, Output, State, dcc, html

from bench.samples import CRIMES
from callbacks import overview
from dashboard import map_routes
from data.model.question import Question
from data.model.rows import rows
from data.pack import incidents
from data.pack.pack import Pack
from data.pack.packs import Packs
from data.stats.area_values import AreaRow
from layouts.base import theme
from layouts.charts import plotly
from layouts.pages.overview.overview import MAP, MAP_HEIGHT, TREND

CHOICE, ANSWERS = "choice", "answers"
PLACES, WARDS = 4, 6
PICK = "function(choice, answers) { return answers[choice]; }"


def create_app(packs: Packs) -> Dash:
    """Return the bare page for a pack."""
    theme.use()
    pack = packs.current()
    answers = {crime: _figures(pack, crime) for crime in CRIMES}
    first = answers[CRIMES[0]]
    app = Dash("dashboard", title="Bare", update_title="")

    def graph(name: str, index: int, height: int) -> html.Section:
        chart = dcc.Graph(
            id=name, figure=first[index], config=theme.GRAPH_CONFIG, responsive=True,
            style={"height": f"{height}px"},
        )  # fmt: skip
        return html.Section(html.Div(chart, className="chart"), className="card")

    app.layout = html.Div(
        [
            dcc.Store(id=ANSWERS, data=answers),
            dcc.RadioItems(id=CHOICE, options=list(CRIMES), value=CRIMES[0], inline=True),
            html.Main(
                html.Div(
                    [
                        graph("map", 0, MAP_HEIGHT),
                        html.Div([graph("line", 1, 236), graph("bar", 2, 300)], className="column"),
                    ],
                    className="grid",
                ),
                **{"data-template": theme.as_json()},
            ),
        ]
    )
    app.clientside_callback(
        PICK,
        [Output(name, "figure") for name in ("map", "line", "bar")],
        Input(CHOICE, "value"),
        State(ANSWERS, "data"),
        prevent_initial_call=True,
    )
    map_routes.register(app.server, packs)
    return app


def _figures(pack: Pack, crime: str) -> list[Any]:
    question = Question.from_query(f"?type={crime}", pack.domain)
    panels = overview.answer(pack, question).panels
    values = incidents.areas(pack, question.filters)
    areas = [
        row
        for kind, count in (("ward", WARDS), ("place", PLACES))
        for row in rows(values[values["kind"] == kind].head(count), AreaRow)
    ]
    bar = {
        "type": "bar", "x": [row.n for row in areas], "y": [row.name for row in areas],
        "orientation": "h", "marker": {"color": theme.ACCENT},
    }  # fmt: skip
    bars = {"data": [bar], "layout": {"yaxis": {"autorange": "reversed"}}}
    figures = (panels[MAP].figure, panels[TREND].figure, bars)
    return [json.loads(pio.to_json(plotly.plain(each), validate=False)) for each in figures]
