"""The page of the yearly assessment: its sections as HTML, and the choice of weights."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from data.assessment.priorities import Priority
from data.model.assessment import COLUMNS, MOST_WEIGHT
from data.model.crime_types import DEFAULT_CHOICE
from data.model.question import Question, join
from layouts.base.addresses import below
from layouts.base.chart import Chart
from layouts.base.components import SVG_SAFE, csv_file, scrolled_table
from layouts.base.sections import (
    Block,
    Figure,
    Heading,
    Points,
    Section,
    Typed,
    Words,
)
from layouts.base.tables import Table
from layouts.base.unchecked import html
from layouts.charts.svg_chart import svg
from layouts.pages.assessment.chapters import TITLES

BODY, WEIGHTS, LEAD = "assessment-body", "assessment-weights", "assessment-lead"
ORDER, MEASURED, SCORED = "assessment-order", "assessment-matrix", "assessment-scores"
MAP = "assessment-map"
CONTENTS, CONTENTS_BUTTON, LISTED = "contents", "contents-button", "contents-list"
FILES = (ORDER, MEASURED, SCORED, MAP)
BLANK = "Nothing has been written here yet."
WRITTEN_BY = "Written by the partnership"


def layout() -> html.Div:
    """Return the empty page."""
    return html.Div(
        [
            html.H1("Strategic assessment"),
            html.P(id=LEAD, className="lead"),
            _contents(),
            html.Section(id=WEIGHTS, className="card words"),
            html.Div(id=BODY, className="column"),
        ],
        className="about assessment",
    )


def _contents() -> html.Nav:
    """Return links to the sections; on a phone a button opens them."""
    closed: Any = {"aria-expanded": "false", "aria-controls": LISTED}
    links = [html.Li(html.A(title, href=f"#{_id(name)}")) for name, title in TITLES.items()]
    return html.Nav(
        [
            html.H2("Contents", id=CONTENTS),
            html.Button(
                "Contents", id=CONTENTS_BUTTON, type="button", className="menu-button", **closed
            ),
            html.Ul(links, id=LISTED),
        ],
        className="contents",
        **{"aria-labelledby": CONTENTS},
    )


def _id(section: str) -> str:
    return f"section-{section}"


def lead(
    question: Question, year: str, order: Sequence[Priority], sections: Sequence[Section]
) -> list[Any]:
    """Return the first themes, what the page is, how many parts are blank, and how to export it."""
    blanks = sum(isinstance(each, Typed) and not each.text for section in sections
                 for each in section.blocks)  # fmt: skip
    of = f" {year}" if year else ""
    left = f" {blanks} {'part is' if blanks == 1 else 'parts are'} still blank." if blanks else ""
    return [
        html.B(f"{_first(order)} "),
        f"The assessment{of} of {question.domain.borough}, filled in from the data.{left}",
        html.Span(" The menu Export makes a Word document of it.", className="screen-only"),
    ]


def _first(order: Sequence[Priority]) -> str:
    """Return a sentence on the themes of rank 1 and the two after them, or that none has a rank."""
    placed = [each for each in order if each.rank is not None]
    if not placed:
        return "No theme has a place in the order yet: none is measured."
    names = [[each.measured.theme.name for each in placed if (each.rank == 1) is first]
             for first in (True, False)]  # fmt: skip
    after = f"; then {join(names[1][:2])}" if names[1] else ""
    return f"First in the order of themes: {join(names[0])}{after}."


def weight_links(question: Question, used: Mapping[str, int]) -> list[Any]:
    """Return links that set the weight of each column, with the weights in use marked."""
    lines = [
        html.Li(
            [
                html.B(label),
                html.Span(
                    [_link(question, each, n, used[each] == n) for n in range(MOST_WEIGHT + 1)],
                    className="switch",
                ),
            ]
        )
        for each, label in COLUMNS.items()
    ]
    return [
        html.H2("Weights of the order of themes"),
        html.P("How much each column counts: 0 leaves it out.", className="soft"),
        html.Ul(lines, className="weights"),
    ]


def _link(question: Question, column: str, weight: int, here: bool) -> html.A:
    view = replace(question.view, **{f"weight_{column}": str(weight)})
    filters = question.filters.with_crime(DEFAULT_CHOICE)
    current: Any = {"data-link": "", "aria-current": "true" if here else None}
    named: Any = {"aria-label": f"{COLUMNS[column]}: weight {weight}"}
    return html.A(
        str(weight), href=question.query(filters=filters, view=view) or "?", **current, **named
    )


def body(sections: Sequence[Section], question: Question, links: Mapping[str, str]) -> list[Any]:
    """Return the sections as cards; ``links`` has the CSV addresses of tables by caption."""
    return [
        html.Section(
            [
                html.H2(section.title),
                *(part for each in section.blocks for part in _block(each, question, links)),
            ],
            id=_id(section.id),
            className="card words",
        )
        for section in sections
    ]


def _block(block: Block, question: Question, links: Mapping[str, str]) -> list[Any]:
    if isinstance(block, Heading):
        return [html.H3(block.text)]
    if isinstance(block, Words):
        return [html.P(block.text, className={"plain": None}.get(block.kind, block.kind))]
    if isinstance(block, Typed):
        return [_typed(block)]
    if isinstance(block, Points):
        return [html.Ul([html.Li(each) for each in block.items])]
    if isinstance(block, Figure):
        return [_figure(block, question)]
    return _table(block, links)


def _typed(block: Typed) -> html.Div:
    if not block.text:
        return html.Div(html.P(BLANK, className="soft unfilled"), className="typed")
    owner = f"{WRITTEN_BY}: {block.owner}" if block.owner else WRITTEN_BY
    paragraphs = [html.P(each) for each in block.text.split("\n\n")]
    return html.Div([html.P(owner, className="soft"), *paragraphs], className="typed")


def _figure(block: Figure, question: Question) -> html.Figure:
    if isinstance(block.shown, Chart):
        picture = svg(block.shown, block.caption)
        address = f"data:image/svg+xml,{quote(picture, safe=SVG_SAFE)}"
    else:
        address = below(f"/print-map/{MAP}.svg{question.query()}")
    key = [
        html.Span([*([html.I(style={"background": each.colour})] if each.colour else []),
                   *([html.I(className=each.mark)] if each.mark else []), each.text])
        for each in block.key
    ]  # fmt: skip
    return html.Figure(
        [
            html.Img(src=address, alt=block.alt),
            html.Div(key, className="legend"),
        ]
    )


def _table(table: Table, links: Mapping[str, str]) -> list[Any]:
    note = [html.P(table.note, className="soft")] if table.note else []
    file = [csv_file(links[table.caption])] if table.caption in links else []
    return [scrolled_table(table), *note, *file]
