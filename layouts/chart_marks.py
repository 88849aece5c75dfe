"""What stands on a plot besides its series: levels, bands and words, as shares of the plot."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from layouts import theme
from layouts.charted import Axis, Band, Category, Series, Value, Word
from layouts.tables import Table

ENOUGH = 0.05  # table values are rounded to one decimal
PAPER = "paper"


def named(table: Table, values: Sequence[Value], joined: bool) -> str:
    """What a series without a name is: the column of the table that its values stand in."""
    for place, head in enumerate(table.head):
        column = [row[place] for row in table.rows]
        if len(column) != len(values):
            continue
        held = [(a, b) for a, b in zip(values, column, strict=True) if a is not None]
        if held and all(isinstance(b, int | float) and abs(a - b) <= ENOUGH for a, b in held):
            whole = len(held) == sum(isinstance(each, int | float) for each in column)
            return head if whole else f"{head}, {'months chosen' if joined else 'marked'}"
    return table.head[1] if joined and len(table.head) > 1 else "Marked"


def levels(layout: Mapping[str, Any], categories: Sequence[Category], table: Table) -> list[Series]:
    """Each level line of a figure as a series of one value, at the categories it runs over."""
    found = []
    for shape in _shapes(layout, "line"):
        if shape["y0"] != shape["y1"] or shape.get("xref") == PAPER or shape.get("yref") == PAPER:
            continue
        first, last = _day(shape["x0"]), _day(shape["x1"])
        # A number along words counts them: the first stands at 0.
        spots = range(len(categories)) if isinstance(first, int | float) else categories
        values = tuple(shape["y0"] if first <= each <= last else None for each in spots)
        line = shape["line"]
        name = named(table, values, joined=False).partition(",")[0]
        found.append(
            Series(
                name="Average" if name == "Marked" else name, values=values,
                colour=line["color"], width=line.get("width", 1), dash=line.get("dash", "solid"),
            )
        )  # fmt: skip
    return found


def bands(layout: Mapping[str, Any], categories: Sequence[Category], y: Axis) -> list[Band]:
    """The shaded stretches and upright lines of a figure; those between years are left out."""
    found = []
    for shape in _shapes(layout, "rect", "line"):
        line = shape.get("line", {})
        upright = shape["type"] == "line" and shape["x0"] == shape["x1"]
        if (shape["type"] == "line" and not upright) or line.get("color") == theme.LINE:
            continue
        left, right = (_across(shape, edge, categories, upright=upright) for edge in ("x0", "x1"))
        foot, top = (
            shape[edge] if shape.get("yref") == PAPER else y.at(shape[edge])
            for edge in ("y0", "y1")
        )
        found.append(
            Band(left, right, foot, top, shape.get("fillcolor") or line["color"],
                 shape.get("opacity", 1.0), line.get("dash", "solid"))
        )  # fmt: skip
    return found


def said(layout: Mapping[str, Any], across: Sequence[Category] | Axis, y: Axis) -> list[Word]:
    """The words that a figure writes on its plot, but for the names of its axes."""
    found = []
    for note in layout.get("annotations") or ():
        if _at_edge(note):
            continue
        if note.get("xref") == PAPER:
            x = note["x"]
        elif isinstance(across, Axis):
            x = across.at(note["x"])
        elif isinstance(note["x"], int | float):
            x = (note["x"] + 0.5) / len(across)
        else:
            within = 0.5 if note.get("xshift") or "xanchor" not in note else 0
            x = (_place(note["x"], across) + within) / len(across)
        height = note["y"] if note.get("yref") == PAPER else y.at(note["y"])
        found.append(
            Word(
                _plain(note["text"]), x, height, note.get("xanchor", "center"),
                note.get("yanchor", "middle"), note.get("font", {}).get("color", theme.SOFT),
            )
        )  # fmt: skip
    return found


def edge(layout: Mapping[str, Any], height: int) -> str:
    """What is written outside the plot at its foot (0) or top (1): the name of an axis."""
    notes = [each for each in layout.get("annotations") or () if _at_edge(each)]
    return next((_plain(each["text"]) for each in notes if each["y"] == height), "")


def _at_edge(note: Mapping[str, Any]) -> bool:
    """Whether words stand above or below the plot and not on it."""
    outside = {0: "top", 1: "bottom"}
    return note.get("yref") == PAPER and outside.get(note["y"]) == note.get("yanchor")


def _plain(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text.replace("<br>", " "))


def _shapes(layout: Mapping[str, Any], *kinds: str) -> list[Mapping[str, Any]]:
    return [each for each in layout.get("shapes") or () if each["type"] in kinds]


def _across(
    shape: Mapping[str, Any], edge: str, categories: Sequence[Category], *, upright: bool
) -> float:
    if shape.get("xref") == PAPER:
        return float(shape[edge])
    if isinstance(shape[edge], int | float):
        return (shape[edge] + 0.5) / len(categories)
    return (_place(shape[edge], categories) + (0.5 if upright else 0)) / len(categories)


def _place(value: Any, categories: Sequence[Category]) -> int:
    """Where a day or word stands among the categories."""
    value = _day(value)
    if isinstance(value, date):
        return bisect_left(list(categories), value)
    return list(categories).index(value) if value in categories else 0


def _day(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value
