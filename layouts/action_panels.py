"""The register of actions: the group's list, a place's own, before and after, marks on a trend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from dash import html

from data.actions import Action, in_order
from data.before_after import BeforeAfter, NotCompared
from data.crime_types import CHOICE
from layouts import action_words as say
from layouts import tables
from layouts.components import scrolled
from layouts.tables import Table

# The stages that a problem profile fills from actions; scanning and analysis have figures of
# their own.
FROM_ACTIONS = ("response", "assessment")
NAMES = ("Place", "State", "What", "Lead", "Began", "Review by")
ASSUMED = "A date that begins with “about” was not published: it is assumed."


@dataclass(frozen=True)
class Mark:
    """What a monthly trend needs to mark actions: the first day of a month, and a short label."""

    month: date
    label: str


def action_table(every: Sequence[Action], today: date) -> Table:
    """The actions as a group goes through them, for the page and for CSV."""
    return Table(
        caption=f"Actions as they stood on {say.day(today, False)}",
        head=NAMES,
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
        words=len(NAMES),
    )


def group_list(
    every: Sequence[Action], today: date, links: Mapping[str, str] | None = None
) -> list[Any]:
    """What we said we would do: a finding, a sentence and the table; how to add actions if none.

    ``links`` gives the address of a place's page by the name of the place.
    """
    if not every:
        return [
            html.H2("What we said we would do"),
            html.P("No actions have been loaded.", className="finding"),
            html.P(
                "To add them, keep a CSV file with a line for each action, name it in the "
                "borough's TOML as a source of the kind “actions”, and build again. The columns "
                "are in docs/sources.md.",
                className="soft",
            ),
        ]
    title, sentence = say.summary(every, today)
    return [
        html.H2(title),
        html.P(sentence, className="finding"),
        _scroll(action_table(every, today), "What we said we would do", links),
        *_assumed(every),
    ]


def by_stage(
    every: Sequence[Action], today: date, stages: Sequence[str] = FROM_ACTIONS
) -> list[Any]:
    """The actions of one place under a heading for each stage of a problem profile."""
    return [
        part
        for stage in stages
        for part in (html.H3(stage.capitalize()), stage_list(every, stage, today))
    ] + _assumed([each for each in every if each.stage in stages])


def stage_list(every: Sequence[Action], stage: str, today: date) -> Any:
    """The actions of one stage as a list, or a space to write in."""
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


def _assumed(every: Sequence[Action]) -> list[Any]:
    return [html.P(ASSUMED, className="soft")] if any(each.assumed for each in every) else []


def before_after(
    action: Action, found: BeforeAfter | NotCompared, *, demonstration: bool = False
) -> html.Div:
    """What changed around one action: the finding, the sentence and its four counts as a table.

    ``found`` is the answer of ``queries.before_after``. In a demonstration it says that the
    incidents are invented.
    """
    began = say.day(action.began, action.assumed)
    told: list[Any] = [
        html.H3(say.finding(found)),
        html.P(f"{action.text}. Began {began}.", className="soft"),
        html.P(say.told(found), className="finding"),
    ]
    if isinstance(found, BeforeAfter):
        told += [html.P(say.INVENTED, className="soft")] if demonstration else []
        name = f"Counts before and after: {say.short(action.text)}, {began}"
        told.append(_scroll(before_after_table(found), name))
    return html.Div(told, className="before-after")


def before_after_table(found: BeforeAfter) -> Table:
    """The counts of both places before and after, their changes, and what is left between them.

    The last row is there only if something may be said of it.
    """
    action, counts = found.action, found.counts
    before, after = say.months_of(found.windows)
    what, sound = CHOICE[action.crime].plural, counts.enough and counts.alike
    return Table(
        caption=f"{what[0].upper()}{what[1:]}, {before} (before) and {after} (after)",
        head=("Place", "Before", "After", "Change"),
        rows=[
            (action.place_name, *counts.treated, counts.treated[1] - counts.treated[0]),
            (
                f"{action.comparison_name} (comparison)",
                *counts.comparison,
                counts.comparison[1] - counts.comparison[0],
            ),
            *([("Set against the comparison", None, None, counts.estimate)] if sound else []),
        ],
        missing="–",
        signed=(3,),
    )


def _scroll(table: Table, name: str, links: Mapping[str, str] | None = None) -> html.Div:
    addresses = [(links or {}).get(str(row[0])) for row in table.rows]
    return scrolled(name, tables.numbers(table, addresses))


def marks(every: Sequence[Action]) -> list[Mark]:
    """A mark for each month in which actions began, the earliest first."""

    def month(action: Action) -> date:
        return action.began.replace(day=1)

    found = []
    for when, group in groupby(sorted(every, key=month), key=month):
        first, *more = (say.short(each.text) for each in group)
        found.append(Mark(when, f"{first} and {len(more)} more" if more else first))
    return found
