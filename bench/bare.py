"""The floor: a bare Dash page with only the three charts, every answer already in the browser.

The map and the line are the Overview's own figures, at their own size; the ranking is a bar
chart of the same rows. A callback in the browser picks the three figures of the choice.
"""

import json
from typing import Any

import plotly.io as pio
from dash import Dash, Input, Output, State, dcc, html
from plotly.graph_objects import Bar, Figure

from bench.samples import CRIMES
from callbacks import overview
from dashboard import routes
from data import queries
from data.frames import each_row
from data.pack import Pack
from data.packs import Packs
from data.question import Question
from layouts import theme
from layouts.overview import MAP, MAP_HEIGHT, TREND

CHOICE, ANSWERS = "choice", "answers"
PLACES, WARDS = 4, 6
PICK = "function(choice, answers) { return answers[choice]; }"


def create_app(packs: Packs) -> Dash:
    """The bare page over the same pack."""
    theme.use()
    pack = packs.current()
    answers = {crime: _figures(pack, crime) for crime in CRIMES}
    first = answers[CRIMES[0]]
    app = Dash("dashboard", title="Bare", update_title="")

    def graph(name: str, place: int, height: int) -> html.Section:
        chart = dcc.Graph(
            id=name, figure=first[place], config=theme.GRAPH_CONFIG, responsive=True,
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
                )
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
    routes.register(app.server, packs)
    return app


def _figures(pack: Pack, crime: str) -> list[Any]:
    question = Question.read(f"?type={crime}", pack.domain)
    panels = overview.answer(pack, question).panels
    values = queries.areas(pack, question.filters)
    rows = [
        row
        for kind, count in (("ward", WARDS), ("place", PLACES))
        for row in each_row(values[values["kind"] == kind].head(count))
    ]
    bars = Figure(
        Bar(x=[row.n for row in rows], y=[row.name for row in rows], orientation="h",
            marker={"color": theme.ACCENT}),
        {"yaxis": {"autorange": "reversed"}},
    )  # fmt: skip
    return [_plain(panels[MAP].figure), _plain(panels[TREND].figure), _plain(bars)]


def _plain(figure: Any) -> Any:
    return json.loads(pio.to_json(figure)) if isinstance(figure, Figure) else figure
