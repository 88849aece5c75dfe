"""A table of numbers: one value, shown on the page and written as CSV from the same rows."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import dash_mantine_components as dmc

Cell = str | int | float | None
NOT_HELD = "not held"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Table:
    """A caption, column heads and rows of raw values; ``None`` is missing, which is not zero.

    The first ``words`` columns hold words and stand to the left; the others hold numbers.
    """

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    words: int = 1
    decimals: int = 1
    missing: str = NOT_HELD


def shown(value: Cell, decimals: int = 1, missing: str = NOT_HELD) -> str:
    """A value as a person reads it: thousands with commas, a true minus, missing in words."""
    if value is None:
        return missing
    if isinstance(value, str):
        return value
    text = f"{value:,.{decimals}f}" if isinstance(value, float) else f"{value:,}"
    return text.replace("-", "−")


def numbers(table: Table, component_id: str | None = None) -> dmc.Table:
    """The table as a real one, with caption and column heads."""
    given: dict[str, Any] = {"id": component_id} if component_id else {}
    return dmc.Table(
        data=data(table), className=f"numbers words-{table.words}", tabularNums=True, **given
    )


def data(table: Table) -> Any:
    """The table as a Mantine table takes it: small to send."""
    return {
        "caption": table.caption,
        "head": list(table.head),
        "body": [
            [shown(cell, table.decimals, table.missing) for cell in row] for row in table.rows
        ],
    }


def as_csv(table: Table, notes: Iterable[str]) -> str:
    """The table as CSV with ``#`` lines of notes above the header.

    A text cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for note in (table.caption, *notes):
        out.write(f"# {' '.join(note.split())}\r\n")
    writer.writerow([_safe(each) for each in table.head])
    writer.writerows([[_safe(cell) for cell in row] for row in table.rows])
    return out.getvalue()


def _safe(cell: Cell) -> Cell:
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
