"""A briefing: up to six cards of other pages, with comments, on one sheet of A4."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from data.model.meetings.briefing import LONGEST_COMMENT, MOST, Item
from layouts.base.addresses import below
from layouts.base.chart import Chart
from layouts.base.markup import Element
from layouts.base.panels import NOTHING, Panel, card
from layouts.base.tables import Table
from layouts.base.unchecked import html

COUNT, ARRANGE = "briefing-count", "briefing-arrange"
SLOTS = tuple(f"briefing-{letter}" for letter in "abcdef"[:MOST])
HEIGHT = 250
PAPER = (560, 230)
EMPTY = (
    "A briefing is up to six charts on one sheet. Go to a page, set its filters and press "
    '"Brief" below a chart; then come back here. The address of the briefing holds all of it.'
)
GONE = "This chart is not in the data that is shown now"
# Buttons of a card: text, name for screen readers, and how many places it moves (0: remove it).
MOVES = (("↑", "Move up", "-1"), ("↓", "Move down", "1"), ("Remove", "Remove", "0"))


def layout() -> html.Div:
    """Return the page with an empty card for each slot."""
    slots = [
        card(each, height=HEIGHT, label=NOTHING, print_map=True, paper=PAPER) for each in SLOTS
    ]
    return html.Div(
        [
            html.H1("Briefing"),
            html.Div(id=COUNT),
            html.Details(
                [html.Summary("Order and comments"), html.Div(id=ARRANGE)], className="arrange"
            ),
            html.Div(slots, className="grid even"),
        ],
        className="briefing",
    )


def empty(title: str = NOTHING, sentence: Any = "") -> Panel:
    """Return the panel of a slot without a chart."""
    return Panel(title, sentence, Chart(), Table(NOTHING, (NOTHING,), []))


def shown(panel: Panel, item: Item, subject: str) -> Panel:
    """Return the panel of an item, with its comment and subject put before its sentence."""
    comment = [html.Span(f"Comment: {item.view.note}", className="comment"), " "]
    said = [f"{subject[:1].upper()}{subject[1:]}. ", panel.sentence]
    return replace(panel, sentence=[*(comment if item.view.note else []), *said])


def counted(found: Sequence[Item]) -> list[Any]:
    """Return an element whose class has the number of cards; without any, also how to add some."""
    how = [] if found else [html.P(EMPTY, className="card")]
    return [html.Div(className=f"of-{len(found)}"), *how]


def arranged(found: Sequence[Item], panels: Sequence[Panel]) -> list[Any]:
    """Return the controls that move, remove and comment on the cards."""
    pairs = zip(found, panels, strict=True)
    return [html.Ol([_row(i, item, panel.title) for i, (item, panel) in enumerate(pairs)])]


def _row(index: int, item: Item, title: str) -> html.Li:
    name = f"comment-{index}"
    given: Any = {
        "type": "text", "id": name, "value": item.view.note, "maxlength": LONGEST_COMMENT,
        "data-comment": index, "placeholder": "Your comment",
    }  # fmt: skip
    field: Any = Element("input", given)
    return html.Li(
        [
            html.Label(title, htmlFor=name),
            field,
            *(_move(index, title, *each) for each in MOVES),
            html.A("View", href=below(item.view.address), **{"data-link": ""}),
        ]
    )


def _move(index: int, title: str, text: str, name: str, by: str) -> html.Button:
    given: Any = {"type": "button", "aria-label": f"{name}: {title}"}
    return html.Button(text, **given, **{"data-item": f"{index}", "data-move": by})
