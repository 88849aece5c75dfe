"""A table of numbers: one value, shown on the page and written as CSV from the same rows."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from data.disclosure import SafeCount

Cell = str | int | float | None
NOT_HELD = "not held"
VALUE = "shows"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Aside(str):
    """A cell that is given for the record only: it is greyed."""

    __slots__ = ()


class Withheld(str):
    """A cell that is not zero and not missing, but must not be told: "fewer than 5"."""

    __slots__ = ()


def safe_cell(count: SafeCount) -> Cell:
    """A count as a cell: a number, words where it must not be told, nothing where it is missing."""
    if count.state == "missing":
        return None
    return Withheld(count.words) if count.value is None else count.value


@dataclass(frozen=True)
class Table:
    """A caption, column heads and rows of raw values; ``None`` is missing, which is not zero.

    The first ``words`` columns hold words and stand to the left; the others hold numbers. The
    columns ``signed`` are changes, which always show their sign. ``note`` stands under the table.
    ``fine`` has the decimals of columns that want others than ``decimals``. ``latest`` are columns
    of periods, of which the first are left out where there is no room for all.
    """

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    words: int = 1
    decimals: int = 1
    missing: str = NOT_HELD
    signed: Sequence[int] = ()
    note: str = ""
    fine: Mapping[int, int] = field(default_factory=dict)
    latest: bool = False


def shown(value: Cell, decimals: int = 1, missing: str = NOT_HELD) -> str:
    """A value as a person reads it: thousands with commas, a true minus, missing in words."""
    if value is None:
        return missing
    if isinstance(value, str):
        return value
    text = f"{value:,.{decimals}f}" if isinstance(value, float) else f"{value:,}"
    return text.replace("-", "−")


def numbers(table: Table, links: Sequence[str | None] = ()) -> html.Table:
    """The table as a real one: a caption, heads for columns, and the first cell heading its row.

    ``links`` has for each row the address of what its first cell names, where there is one.
    """

    def cell(place: int, value: Cell, href: str | None) -> Any:
        text = cell_text(table, place, value)
        if place:
            kinds = {Aside: "aside", Withheld: "withheld"}
            return html.Td(text, className=kinds.get(type(value)))
        return html.Th(dcc.Link(text, href=href) if href else text, scope="row")

    made = html.Table(
        [
            html.Caption(table.caption),
            html.Thead(html.Tr([html.Th(each, scope="col") for each in table.head])),
            html.Tbody(
                [
                    html.Tr([cell(place, value, href) for place, value in enumerate(row)])
                    for row, href in zip_longest(table.rows, links)
                ]
            ),
        ],
        className=f"numbers words-{table.words}",
    )
    vars(made)[VALUE] = table  # what it was made from, for files; it is not sent
    return made


def brief(table: Table, columns: Sequence[int], rows: Sequence[int] | None = None) -> Table:
    """The table in some of its columns and, if given, some of its rows in that order."""
    chosen = range(len(table.rows)) if rows is None else rows
    return replace(
        table,
        head=[table.head[each] for each in columns],
        rows=[[table.rows[row][each] for each in columns] for row in chosen],
        words=sum(each < table.words for each in columns),
        signed=[place for place, each in enumerate(columns) if each in table.signed],
        fine={place: table.fine[each] for place, each in enumerate(columns) if each in table.fine},
    )


def cell_text(table: Table, place: int, value: Cell) -> str:
    """A cell of a column as the page shows it."""
    text = shown(value, table.fine.get(place, table.decimals), table.missing)
    changed = place in table.signed and isinstance(value, int | float) and value > 0
    return f"+{text}" if changed else text


def within(node: Any) -> Iterator[Table]:
    """Every table that ``numbers`` made and that stands in a part of a page, in order."""
    if isinstance(node, list | tuple):
        for each in node:
            yield from within(each)
    elif isinstance(node, Component):
        if VALUE in vars(node):
            yield vars(node)[VALUE]
        yield from within(getattr(node, "children", None))


def as_csv(table: Table, notes: Iterable[str]) -> str:
    """The table as CSV with ``#`` lines of notes above the header.

    A text cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for note in (table.caption, *([table.note] if table.note else []), *notes):
        out.write(f"# {' '.join(note.split())}\r\n")
    writer.writerow([_safe(each) for each in table.head])
    writer.writerows([[_safe(cell) for cell in row] for row in table.rows])
    return out.getvalue()


def _safe(cell: Cell) -> Cell:
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
