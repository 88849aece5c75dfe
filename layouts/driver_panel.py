"""What drove the change: each type's or ward's part in it, as bars, a sentence and a table."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
from dash import html

from data.drivers import Drivers
from data.question import Question, join
from data.significance import Change
from layouts import change_words, findings, theme, words
from layouts.figures import Part, drawn
from layouts.panels import Panel
from layouts.tables import Table
from layouts.view_links import links

SHOWN, NAMED = 9, 3
KINDS = {"type": ("type", "types"), "area": ("ward", "wards")}
PARTS = {"type": "By type", "area": "By ward"}


def driver_panel(question: Question, found: Drivers | None) -> Panel:
    """The parts of the change on the year before; ``found`` is null where none may be compared."""
    one, many = KINDS[question.parts]
    name = findings.subject(question)
    if found is None:
        why = words.why_no_change(question)
        return Panel(
            title="What drove the change",
            sentence=f"Not compared with the year before: {why}.",
            figure=bars((), many),
            table=_table(question, (), one),
        )
    return Panel(
        title=_title(found, name, many),
        sentence=_sentence(found, one, many),
        figure=bars(found.parts, many),
        table=_table(question, found.parts, one),
        legend=[html.Span(f"{words.span(question.first, question.last)} against a year earlier")],
        unit="Change on the year before",
    )


def _title(found: Drivers, name: str, many: str) -> str:
    if found.whole.verdict == "normal":
        return f"No real change in {findings.lowered(name)} to explain"
    if found.needed == 1:
        leader, test = found.parts[0]
        return f"{leader}: {_of(test, found.whole)}"
    total = words.signed(found.whole.difference)
    return f"{found.needed} of {len(found.parts)} {many} account for the {total}"


def _of(test: Change, whole: Change) -> str:
    return f"{words.signed(test.difference)} of the {words.signed(whole.difference)}"


def _sentence(found: Drivers, one: str, many: str) -> str:
    if not found.parts:
        return "There were none in either period."
    whole = (
        f"{words.signed(found.whole.difference)} on the year before, {words.verdict(found.whole)}"
    )
    if found.whole.verdict == "normal":
        return f"{whole}. Its parts are in the chart."
    lead = [
        f"{name} {words.signed(test.difference)}"
        for name, test in found.parts[:NAMED]
        if found.sign * test.difference > 0
    ]
    said = f"{whole}: {join(lead)}."
    if found.dispersion is None:
        return said
    kind = "rise" if found.sign > 0 else "fall"
    spread = (
        f"Without the change in {found.needed} of {len(found.parts)} "
        f"{many if len(found.parts) > 1 else one} there would be no {kind}"
    )
    return f"{said} {spread} (dispersion index {found.dispersion:.2f})."


def bars(parts: Sequence[tuple[str, Change]], many: str) -> go.Figure:
    """A bar for each part, in the order given; the least of many are put together as others.

    Without any part there are no axes either.
    """
    shown = list(parts[:SHOWN])
    rest = parts[SHOWN:]
    values = [(name, test.difference, words.verdict(test)) for name, test in shown]
    if rest:
        total = sum(test.difference for _name, test in rest)
        values.append((f"{len(rest)} other {many}", total, "together"))
    values.reverse()
    highest = max([abs(value) for _name, value, _said in values], default=1) or 1
    trace: Part = {
        "type": "bar", "orientation": "h", "cliponaxis": False,
        "x": [value for _name, value, _said in values],
        "y": [name for name, _value, _said in values],
        "text": [f"{words.signed(value)} {said.split(' ')[0] if said != 'together' else ''}"
                 for _name, value, said in values],
        "textposition": "outside", "textfont": {"size": 13, "color": theme.INK},
        "marker": {"color": [theme.SEQUENTIAL[3] if value >= 0 else theme.SERIES[1]
                             for _name, value, _said in values]},
        "customdata": [said for _name, _value, said in values],
        "hovertemplate": "%{y}: %{x:+,} (%{customdata})<extra></extra>",
    }  # fmt: skip
    low = min([0, *(value for _name, value, _said in values)])
    high = max([0, *(value for _name, value, _said in values)])
    room = 0.3 * highest
    return drawn(
        [trace],
        xaxis={
            "range": [low - 1.5 * room if low else -0.02 * highest, high + room],
            "nticks": 5,
            "visible": bool(values),
        },
        yaxis={"tickfont": {"size": 13, "color": theme.INK}, "visible": bool(values)},
    )


def _table(question: Question, parts: Sequence[tuple[str, Change]], one: str) -> Table:
    return Table(
        caption=f"{findings.subject(question)}: the change by {one}, "
        f"{words.span(question.first, question.last)}",
        head=(one.capitalize(), "Year before", "Now", "Change", change_words.RATIO, "Verdict"),
        rows=[
            (name, test.before, test.after, test.difference, change_words.ratio(test),
             words.verdict(test))
            for name, test in parts
        ],
        signed=(3,),
        missing="–",
        note=change_words.by_chance(parts),
    )  # fmt: skip


def part_links(question: Question) -> list[Any]:
    """By type or by ward, as links; nothing where there is no choice."""
    return links(question, "parts", PARTS) if question.has_parts_by_type else []
