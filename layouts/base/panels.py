"""A panel (a title, a sentence, a chart and its table) and the card that it fills."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dash import Output, dcc

from data.model.domain import Area
from layouts.base import ids, tables, theme
from layouts.base.addresses import below
from layouts.base.chart import Chart
from layouts.base.components import csv_file
from layouts.base.drawings import Drawing
from layouts.base.explained import explained, how_we_know
from layouts.base.markup import html_in, html_text
from layouts.base.tables import Table
from layouts.base.unchecked import html

# The figure of a card before its answer: without axes.
BLANK: Any = {"data": [], "layout": {"xaxis": {"visible": False}, "yaxis": {"visible": False}}}
NOTHING = "Nothing to show"
CSV = "Download the numbers (CSV)"


@dataclass(frozen=True)
class Panel:
    """The content of one card: a finding as title, the number behind it, a chart and a table.

    ``figure`` (a chart, or a map as Plotly takes it) and ``table`` come from the same frame, and
    so does ``print_map``: the map for paper, where an interactive one prints blank. ``leading`` is
    the table in fewer columns, for slides and documents; a ranking has only the rows that can be
    ranked, the largest first. ``how`` are sentences on the methods, folded at the card's end.
    """

    title: str
    sentence: Any
    figure: Chart | dict[str, Any]
    table: Table
    legend: Sequence[Any] = field(default_factory=tuple)
    print_map: Drawing | None = None
    leading: Table | None = None
    how: Sequence[str] = ()


def card(
    key: str,
    *,
    graph_id: Any = None,
    height: int,
    label: str,
    extra: Any = None,
    above: Sequence[Any] = (),
    place: Area | None = None,
    print_map: bool = False,
    paper: tuple[int, int] | None = None,
) -> html.Section:
    """Return the empty card of a panel, of a fixed height so that nothing moves when it fills.

    ``label`` is its title until the panel fills it. The browser fetches its table of numbers when a
    reader opens it (on a page about a ``place``, from an address with the place's id), and with
    ``print_map`` its map for paper. ``paper`` is the width and height in pixels of the printed
    chart, where it must fit a small card. ``extra`` stands beside the title, ``above`` over the
    chart.
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
                [graph, *([_paper(key)] if print_map else [])],
                className="chart",
                role="figure",
                **_heading_ids(key),
                **on_paper,
            ),
            html.Div(id=ids.part(key, "legend"), className="legend"),
            html.Div(className="card-foot", **html_in(_foot(key, ids.of(place, key)))),
        ],
        id=key,
        className="card",
        **{"aria-labelledby": ids.part(key, "title")},
    )


def _foot(key: str, name: str) -> list[Any]:
    """Return the foot of a card: its numbers, and tools that ``assets/card_tools.js`` runs."""
    data: Any = {"data-card": "data"}
    picture: Any = {"data-card": "picture", "type": "button"}
    link: Any = {"data-card": "link", "type": "button"}
    brief: Any = {"data-brief": key, "type": "button", "aria-pressed": "false"}
    tools = [
        html.Button("Picture", title="Download the chart as a picture", **picture),
        html.A("Data", href=below(f"/download/{name}.csv"), download="", title=CSV, **data),
        html.Button("Link", title="Copy a link to this chart", **link),
        html.Button("Brief", title="Put this chart into the briefing", **brief),
    ]
    return [
        html.Details(
            [html.Summary("Show the numbers"), html.Div(id=ids.part(key, "numbers"))],
            className="more",
            **{"data-numbers": below(f"/numbers/{name}")},
        ),
        html.Div(tools, className="card-tools"),
    ]


def _heading_ids(key: str) -> dict[str, Any]:
    """Return the attributes that name and describe a chart to screen readers."""
    return {
        "aria-labelledby": ids.part(key, "title"),
        "aria-describedby": ids.part(key, "finding"),
    }


def _paper(key: str) -> html.Div:
    """Return the element into which ``assets/prepare_print.js`` puts the map for print."""
    return html.Div(className="paper", **{"data-print-map": below(f"/print-map/{key}.svg")})


def _head(key: str, title: str, sentence: Any, also: str = "") -> list[Any]:
    return [
        html.H2(title, id=ids.part(key, "title")),
        html.P(sentence, id=ids.part(key, "finding"), className=f"finding{also}"),
    ]


def _lacks(panel: Panel) -> str:
    """Return CSS classes for a missing chart or table, so that the card leaves no space for it."""
    undrawn = isinstance(panel.figure, Chart) and panel.figure.blank
    return f"{' undrawn' if undrawn else ''}{'' if panel.table.rows else ' unlisted'}"


def outputs(key: str, graph_id: Any = None) -> list[Output]:
    """Return the outputs of one card: its head as HTML, its figure and its legend as HTML."""
    return [
        Output(ids.part(key, "head"), "data-html"),
        Output(graph_id or ids.part(key, "graph"), "figure"),
        Output(ids.part(key, "legend"), "data-html"),
    ]


def fill(key: str, panel: Panel, figure: dict[str, Any]) -> list[Any]:
    """Return a panel in the order of ``outputs``; ``figure`` is its Plotly figure."""
    how = [how_we_know(*panel.how)] if panel.how else []
    head = _head(key, panel.title, panel.sentence, _lacks(panel))
    said, legend = explained(html_text(head), html_text([*panel.legend, *how]))
    return [said, figure, legend]


def nothing(key: str) -> list[Any]:
    """Return the values of ``outputs`` for an empty card; the result line says why it is empty."""
    return [html_text(_head(key, NOTHING, "")), BLANK, ""]


def numbers(key: str, panel: Panel, csv_link: str) -> str:
    """Return the HTML of a card's numbers: the table, its note, and a link to it as CSV."""
    text = html_text(
        [
            html.Div(
                tables.render(panel.table),
                className="scroll",
                tabIndex=0,
                role="region",
                **{"aria-labelledby": ids.part(key, "title")},
            ),
            *([html.P(panel.table.note, className="soft")] if panel.table.note else []),
            csv_file(csv_link),
        ]
    )
    return explained(text)[0]
