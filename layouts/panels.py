"""A panel: one finding as a title, a sentence, a chart and its numbers, and the card it fills."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dash import Output, dcc, html
from plotly.graph_objects import Figure

from layouts import ids, tables, theme
from layouts.tables import Table

PARTS = (("title", "children"), ("sentence", "children"), ("graph", "figure"),
         ("legend", "children"), ("table", "data"), ("csv", "href"))  # fmt: skip

# What a card holds until its answer comes: nothing, rather than empty axes.
BLANK: Any = {"data": [], "layout": {"xaxis": {"visible": False}, "yaxis": {"visible": False}}}


@dataclass(frozen=True)
class Panel:
    """What one card says: the finding, the number behind it, the chart and the table.

    ``figure`` and ``table`` come from the same frame.
    """

    title: str
    sentence: Any
    figure: Figure
    table: Table
    legend: Sequence[Any] = field(default_factory=tuple)


def card(
    key: str, *, graph_id: Any = None, height: int, label: str, words: int = 1, extra: Any = None
) -> html.Section:
    """The empty card of a panel, of a fixed height so that nothing moves when it fills.

    ``label`` stands as the title until it is known; the table's first ``words`` columns are words.
    """
    graph = dcc.Graph(
        id=graph_id or ids.part(key, "graph"),
        figure=BLANK,
        config=theme.GRAPH_CONFIG,
        style={"height": f"{height}px"},
        responsive=True,
    )
    return html.Section(
        [
            html.Div([html.H2(label, id=ids.part(key, "title")), extra], className="card-head"),
            html.P(id=ids.part(key, "sentence"), className="finding"),
            html.Div(graph, className="chart"),
            html.Div(id=ids.part(key, "legend"), className="legend"),
            html.Details(
                [
                    html.Summary("Show the numbers"),
                    html.Div(
                        tables.numbers(Table("", [], [], words=words), ids.part(key, "table")),
                        className="scroll",
                        tabIndex=0,
                        role="region",
                        **{"aria-labelledby": ids.part(key, "title")},
                    ),
                    html.A("Download these numbers (CSV)", id=ids.part(key, "csv"), download=""),
                ],
                className="more",
            ),
        ],
        className="card",
        **{"aria-labelledby": ids.part(key, "title")},
    )


def outputs(key: str, graph_id: Any = None) -> list[Output]:
    """What a callback must fill for one card."""
    return [
        Output(graph_id if part == "graph" and graph_id else ids.part(key, part), prop)
        for part, prop in PARTS
    ]


def fill(panel: Panel, csv_link: str) -> list[Any]:
    """A panel in the order of ``outputs``."""
    return [
        panel.title, panel.sentence, panel.figure, list(panel.legend), tables.data(panel.table),
        csv_link,
    ]  # fmt: skip
