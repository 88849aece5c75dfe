"""The register of actions: the list of the whole group, that of a place, marks on a trend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from data.places.actions import Action, in_order
from layouts.base import tables
from layouts.base.chart import Chart
from layouts.base.components import scrolled
from layouts.base.findings import ASK
from layouts.base.panels import Panel
from layouts.base.tables import Table, brief
from layouts.base.unchecked import html
from layouts.pages.places import action_words as say

# The stages of a problem profile that list actions; scanning and analysis show figures instead.
FROM_ACTIONS = ("response", "assessment")
NAMES = ("Place", "State", "What", "Lead", "Began", "Review by")
ASSUMED = "A date that begins with “about” was not published: it is assumed."


@dataclass(frozen=True)
class Mark:
    """A mark on a monthly trend: the first day of the month when actions began, and their label."""

    month: date
    label: str


def action_table(every: Sequence[Action], today: date) -> Table:
    """Return the actions in the order of the list, for the page and for CSV."""
    return Table(
        caption=f"Actions as they stood on {say.day(today, False)}",
        columns=NAMES,
        rows=[
            (
                each.place_name,
                say.state(each, today),
                each.text,
                say.lead(each),
                say.day(each.began, each.assumed),
                say.day(each.review, each.assumed),
            )
            for each in in_order(every, today)
        ],
        text_columns=len(NAMES),
    )


def group_list(
    every: Sequence[Action], today: date, links: Mapping[str, str] | None = None
) -> list[Any]:
    """Return the group's actions: a finding, a sentence and the table; or how to add actions.

    ``links`` has the address of each place's page by the name of the place.
    """
    if not every:
        return [
            html.H2("What we said we would do"),
            html.P(f"No actions have been loaded. {ASK}", className="finding"),
        ]
    title, sentence = say.summary(every, today)
    return [
        html.H2(title),
        html.P(sentence, className="finding"),
        _scroll(action_table(every, today), "What we said we would do", links),
        *_assumed(every),
    ]


def stage_list(every: Sequence[Action], stage: str, today: date) -> Any:
    """Return the actions of one stage as a list, or a line that nothing is recorded yet."""
    listed = [each for each in every if each.stage == stage]
    if not listed:
        return html.P("Nothing recorded yet.", className="soft unfilled")
    return html.Ul([_item(each, today) for each in listed], className="action-list")


def _item(action: Action, today: date) -> html.Li:
    said = [f"Began {say.day(action.began, action.assumed)}"]
    if action.lead:
        said.append(action.lead)
    if action.review and action.state(today) != "done":
        said.append(f"review by {say.day(action.review, action.assumed)}")
    return html.Li(
        [action.text, " ", html.B(say.state(action, today)), html.Small("; ".join(said))]
    )


def response(every: Sequence[Action], today: date) -> Panel:
    """Return the panel of a place's actions for a slide."""
    title, sentence = say.summary(every, today)
    return Panel(
        title=f"Response. {title}" if every else "Response: nothing recorded yet",
        sentence=sentence if every else "",
        figure=Chart(),
        table=brief(action_table(every, today), range(1, len(NAMES))),
    )


def _assumed(every: Sequence[Action]) -> list[Any]:
    return [html.P(ASSUMED, className="soft")] if any(each.assumed for each in every) else []


def _scroll(table: Table, name: str, links: Mapping[str, str] | None = None) -> html.Div:
    addresses = [(links or {}).get(str(row[0])) for row in table.rows]
    return scrolled(name, tables.render(table, addresses))


def marks(every: Sequence[Action]) -> list[Mark]:
    """Return a mark for each month in which one or more actions began, the earliest first."""

    def month(action: Action) -> date:
        return action.began.replace(day=1)

    found = []
    for when, group in groupby(sorted(every, key=month), key=month):
        first, *more = (say.short(each.text) for each in group)
        found.append(Mark(when, f"{first} and {len(more)} more" if more else first))
    return found
