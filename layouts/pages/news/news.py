"""What is new: months, revised rows and verdicts, for the page and for what refresh prints."""

from collections.abc import Sequence
from typing import Any

from data.changes.changes import Changes, Part
from data.model.question import join
from layouts.base import words
from layouts.base.components import scrolled_table
from layouts.base.tables import Table
from layouts.base.unchecked import html

BODY = "news-body"
NOTHING = "Nothing has changed."
FIRST = "These are the first figures loaded. When new ones come, what they change is said here."
RULE = (
    "Only rows of police.uk are compared, over the months, police forces and types that both packs "
    "hold. An outcome is "
    "revised when the incident with the same Crime ID has another one; anti-social behaviour has "
    "none. Council requests and MARAC returns are not compared."
)
SPOKEN = {
    "up clear": "clear rise", "down clear": "clear fall", "up possible": "possible rise",
    "down possible": "possible fall", "normal": "within normal variation",
}  # fmt: skip


def layout() -> html.Div:
    """Return the empty page."""
    return html.Div(
        [html.H1("What is new"), html.Div(id=BODY, className="column")], className="about"
    )


def body(changes: Changes | None) -> list[Any]:
    """Return the sections of the page; ``changes`` is None without an earlier pack."""
    if changes is None:
        return [_card("In short", [html.P(FIRST)])]
    return [
        _card("In short", [html.P(each) for each in (*sentences(changes), RULE)]),
        _card("Revised rows", [_table(revisions(changes), "No row was revised.")]),
        _card("Verdicts", [_table(verdicts(changes), "No verdict has changed.")]),
    ]


def sentences(changes: Changes) -> list[str]:
    """Return what changed, a sentence each."""
    if not changes.any:
        return [NOTHING]
    said = []
    if changes.new:
        said.append(f"New months: {words.runs(changes.new)}.")
    if changes.gone:
        said.append(f"Months no longer held: {words.runs(changes.gone)}.")
    said += [f"Now held: {_part(each)}." for each in changes.found]
    said += [f"No longer held: {_part(each)}. That is missing, not zero." for each in changes.lost]
    before, after, outcomes = (
        sum(getattr(each, name) for each in changes.revisions)
        for name in ("before", "after", "outcomes")
    )
    if changes.revisions:
        said.append(
            f"In months held before, {outcomes:,} outcomes were revised; the counts of the types "
            f"and years below changed by {words.signed(after - before)} in all."
        )
    if changes.verdicts:
        said.append(f"Verdicts that are new, gone or different: {len(changes.verdicts)}.")
    return said


def _part(part: Part) -> str:
    """Return "Drugs of Rail Police in May 2022", or "data of Rail Police in …" for all types."""
    what = f"{join([*part.types])} of {part.force}" if part.types else f"data of {part.force}"
    return f"{what} in {words.runs(part.months)}"


def revisions(changes: Changes) -> Table:
    """Return the counts and outcomes that were revised, by financial year and type."""
    return Table(
        "Rows revised since, by financial year and type",
        ("Year", "Type", "Before", "Now", "Change", "Outcomes revised"),
        [
            (
                each.year,
                each.label,
                each.before,
                each.after,
                each.after - each.before,
                each.outcomes,
            )
            for each in changes.revisions
        ],
        text_columns=2,
        signed=(4,),
    )


def verdicts(changes: Changes) -> Table:
    """Return the verdicts that are new, gone or different."""
    return Table(
        "Verdicts on the latest full year or all months, against the year before",
        ("Count", "Where", "Before", "Now"),
        [
            (each.what, each.where or "whole area", *map(_spoken, (each.before, each.after)))
            for each in changes.verdicts
        ],
        text_columns=4,
    )


def _spoken(verdict: str) -> str:
    return SPOKEN.get(verdict, verdict)


def _table(table: Table, none: str) -> Any:
    return scrolled_table(table) if table.rows else html.P(none)


def _card(title: str, children: Sequence[Any]) -> html.Section:
    return html.Section([html.H2(title), *children], className="card words")
