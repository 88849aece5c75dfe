"""A panel: one finding as a title, a sentence, a chart and its numbers, and the card it fills."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dash import Output, dcc, html
from plotly.graph_objects import Figure

from data.domain import Area
from layouts import ids, tables, theme
from layouts.components import csv_file
from layouts.drawings import Drawing
from layouts.markup import html_in, html_text
from layouts.meeting import enlarged
from layouts.tables import Table

# What a card holds until its answer comes: nothing, rather than empty axes.
BLANK: Any = {"data": [], "layout": {"xaxis": {"visible": False}, "yaxis": {"visible": False}}}


@dataclass(frozen=True)
class Panel:
    """What one card says: the finding, the number behind it, the chart and the table.

    ``figure`` and ``table`` come from the same frame, and so does ``printed``: the map as it is
    drawn on paper, where a live one stays blank. ``unit`` is what the values are, for an axis;
    ``leading`` the same rows in few columns, the largest first, where all would not find room.
    """

    title: str
    sentence: Any
    figure: Figure
    table: Table
    legend: Sequence[Any] = field(default_factory=tuple)
    printed: Drawing | None = None
    unit: str = ""
    leading: Table | None = None


def card(
    key: str,
    *,
    graph_id: Any = None,
    height: int,
    label: str,
    extra: Any = None,
    above: Sequence[Any] = (),
    place: Area | None = None,
    printed: bool = False,
    paper: tuple[int, int] | None = None,
) -> html.Section:
    """The empty card of a panel, of a fixed height so that nothing moves when it fills.

    ``label`` stands as the title until it is known. Its numbers are fetched when asked for, those
    of a page about a ``place`` with its id; so is its map for paper, if it is ``printed``. On
    ``paper`` a chart may be drawn so many pixels wide and high, to fit a small card. ``extra``
    stands beside the title, ``above`` over the chart.
    """
    graph = dcc.Graph(
        id=graph_id or ids.part(key, "graph"),
        figure=BLANK,
        config=theme.GRAPH_CONFIG,
        style={"height": f"{height}px"},
        responsive=True,
    )
    on_paper: Any = {"data-paper": f"{paper[0]} {paper[1]}"} if paper else {}
    return html.Section(
        [
            html.Div(
                [html.Div(id=ids.part(key, "head"), **html_in(_head(key, label, ""))), extra],
                className="card-head",
            ),
            *above,
            html.Div(
                [graph, *([_paper(key)] if printed else [])],
                className="chart",
                role="figure",
                **_told(key),
                **on_paper,
            ),
            html.Div(id=ids.part(key, "legend"), className="legend"),
            html.Details(
                [html.Summary("Show the numbers"), html.Div(id=ids.part(key, "numbers"))],
                className="more",
                **{"data-numbers": f"/numbers/{ids.of(place, key)}"},
            ),
        ],
        className="card",
        **{"aria-labelledby": ids.part(key, "title")},
    )


def _told(key: str) -> dict[str, Any]:
    """What stands for a chart where it cannot be seen: its title, then its finding."""
    return {
        "aria-labelledby": ids.part(key, "title"),
        "aria-describedby": ids.part(key, "finding"),
    }


def _paper(key: str) -> html.Div:
    """Where ``assets/printed.js`` puts the map when the page goes to a printer."""
    return html.Div(className="paper", **{"data-printed": f"/printed/{key}.svg"})


def _head(key: str, title: str, sentence: Any) -> list[Any]:
    return [
        html.H2(title, id=ids.part(key, "title")),
        html.P(sentence, id=ids.part(key, "finding"), className="finding"),
    ]


def outputs(key: str, graph_id: Any = None) -> list[Output]:
    """What a callback must fill for one card."""
    return [
        Output(ids.part(key, "head"), "data-html"),
        Output(graph_id or ids.part(key, "graph"), "figure"),
        Output(ids.part(key, "legend"), "data-html"),
    ]


def fill(key: str, panel: Panel, *, for_room: bool = False) -> list[Any]:
    """A panel in the order of ``outputs``; its chart with larger words if it is for a room."""
    head = html_text(_head(key, panel.title, panel.sentence))
    # As plain values: written many times, made once.
    figure = panel.figure.to_plotly_json()
    return [head, enlarged(figure) if for_room else figure, html_text(list(panel.legend))]


def numbers(key: str, panel: Panel, csv_link: str) -> str:
    """The HTML of a card's numbers: the table, and the link to the same as CSV."""
    return html_text(
        [
            html.Div(
                tables.numbers(panel.table), className="scroll", tabIndex=0, role="region",
                **{"aria-labelledby": ids.part(key, "title")},
            ),
            *([html.P(panel.table.note, className="soft")] if panel.table.note else []),
            csv_file(csv_link),
        ]
    )  # fmt: skip
