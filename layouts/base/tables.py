"""A table of numbers: one value, shown on the page and written as CSV from the same rows."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import zip_longest
from typing import Any

from dash.development.base_component import Component

from data.model import months
from data.model.disclosure import SafeCount
from data.model.domain import Domain
from layouts.base.unchecked import Link, html

Cell = str | int | float | None
NOT_HELD = "not held"
VALUE = "shows"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Aside(str):
    """A cell that is shown in grey, in any column but the first."""

    __slots__ = ()


class Withheld(str):
    """A count that is not zero and not missing, but is given in words: "fewer than 7"."""

    __slots__ = ()


def safe_cell(count: SafeCount) -> Cell:
    """Return a count as a cell: a number, words where it is small, None where it is missing."""
    return Withheld(count.words) if count.is_small else count.value


class Later(Sequence):
    """A sequence of ``count`` rows, made when first read: most answers need only their number."""

    def __init__(self, count: int, make: Callable[[], Sequence[Sequence[Cell]]]) -> None:
        self._count, self._make = count, make

    @cached_property
    def _rows(self) -> list[Sequence[Cell]]:
        return [*self._make()]

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: Any) -> Any:
        return self._rows[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._rows == [*other]

    def __hash__(self) -> int:
        return hash(self._count)

    def __repr__(self) -> str:
        return repr(self._rows)


@dataclass(frozen=True)
class Table:
    """A caption, column heads and rows of raw values; ``None`` is missing, which is not zero.

    The first ``text_columns`` columns hold words and stand to the left; the others hold numbers.
    ``signed`` are the indices of columns of changes, which always show their sign. ``note`` is for
    under the table; ``render`` leaves it out. ``decimals_by_column`` has, by index, the decimals of
    columns that differ from ``decimals``. ``latest`` says that the columns are periods: where not
    all of them fit, the first are left out.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    text_columns: int = 1
    decimals: int = 1
    missing: str = NOT_HELD
    signed: Sequence[int] = ()
    note: str = ""
    decimals_by_column: Mapping[int, int] = field(default_factory=dict)
    latest: bool = False


def shown(value: Cell, decimals: int = 1, missing: str = NOT_HELD) -> str:
    """Return a value as text: thousands with commas, a true minus, missing in words."""
    if value is None:
        return missing
    if isinstance(value, str):
        return value
    text = f"{value:z,.{decimals}f}" if isinstance(value, float) else f"{value:,}"
    return text.replace("-", "−")


def render(table: Table, links: Sequence[str | None] = ()) -> html.Table:
    """Return the table as HTML: a caption, column headers, and a header in each row.

    ``links`` has for each row the address that its first cell links to, or None.
    """

    def cell(index: int, value: Cell, href: str | None) -> Any:
        text = cell_text(table, index, value)
        if index:
            kinds = {Aside: "aside", Withheld: "withheld"}
            return html.Td(text, className=kinds.get(type(value)))
        return html.Th(Link(text, href=href) if href else text, scope="row")

    made = html.Table(
        [
            html.Caption(table.caption),
            html.Thead(html.Tr([html.Th(each, scope="col") for each in table.columns])),
            html.Tbody(
                [
                    html.Tr([cell(index, value, href) for index, value in enumerate(row)])
                    for row, href in zip_longest(table.rows, links)
                ]
            ),
        ],
        className=f"numbers words-{table.text_columns}",
    )
    vars(made)[VALUE] = table  # for exported files; not sent to the browser
    return made


def brief(table: Table, columns: Sequence[int], rows: Sequence[int] | None = None) -> Table:
    """Return the table with only these columns and rows, by index; all rows if ``rows`` is None."""
    chosen = range(len(table.rows)) if rows is None else rows

    def cells() -> list[list[Cell]]:
        return [[table.rows[row][each] for each in columns] for row in chosen]

    return replace(
        table,
        columns=[table.columns[each] for each in columns],
        rows=Later(len(chosen), cells),
        text_columns=sum(each < table.text_columns for each in columns),
        signed=[index for index, each in enumerate(columns) if each in table.signed],
        decimals_by_column={
            index: table.decimals_by_column[each]
            for index, each in enumerate(columns)
            if each in table.decimals_by_column
        },
    )


def by_month(domain: Domain, columns: Sequence[Sequence[float | None]], decimals: int = 0) -> Later:
    """Return a row for each month: its name, then its values, rounded if ``decimals`` is not 0."""

    def rounded(values: Sequence[float | None]) -> Sequence[float | None]:
        if not decimals:
            return values
        return [None if value is None else round(value, decimals) for value in values]

    def cells() -> list[tuple[Cell, ...]]:
        names = map(months.label, domain.months)
        return [*zip(names, *map(rounded, columns), strict=True)]

    return Later(len(domain.months), cells)


def cell_text(table: Table, index: int, value: Cell) -> str:
    """Return a cell of a column as the page shows it."""
    decimals = table.decimals_by_column.get(index, table.decimals)
    text = shown(value, decimals, table.missing)
    changed = index in table.signed and isinstance(value, int | float)
    return f"+{text}" if changed and round(value, decimals) > 0 else text


def find_tables(node: Any) -> Iterator[Table]:
    """Yield every table that ``render`` put into a part of a page, in order."""
    if isinstance(node, list | tuple):
        for each in node:
            yield from find_tables(each)
    elif isinstance(node, Component):
        if VALUE in vars(node):
            yield vars(node)[VALUE]
        yield from find_tables(getattr(node, "children", None))


def as_csv(table: Table, notes: Iterable[str]) -> str:
    """Return the table as CSV: the header, the rows, an empty line, and notes that begin with "#".

    The caption and note of the table come before ``notes``. A text cell that a spreadsheet would
    take for a formula gets an apostrophe in front.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_safe(each) for each in table.columns])
    # A generator, not a list: Python runs between its rows, so other threads get a turn.
    writer.writerows([_safe(cell) for cell in row] for row in table.rows)
    writer.writerow([])
    for note in (table.caption, *([table.note] if table.note else []), *notes):
        writer.writerow([f"# {' '.join(note.split())}"])
    return out.getvalue()


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return f"'{cell}" if cell[:1] in FORMULA else cell
    return "" if cell is None else cell
