"""Fit tables to the width of a page: widths of columns, type size, and tables in several parts."""

from collections.abc import Sequence
from dataclasses import replace

from layouts.base import tables
from layouts.base.tables import Table
from layouts.export import fitting
from layouts.export.document_style import INCH, INNER

SIZES = (8.5, 8, 7.5, 7)  # points, of the cells of a table
MARGIN = 0.24  # centimetres, at each side of a cell, and a little to spare


def parted(table: Table) -> list[Table]:
    """Return a table as several with the same first columns, where all columns do not fit a page.

    The last one has the note.
    """
    cells = [[tables.cell_text(table, i, value) for i, value in enumerate(row)]
             for row in table.rows]  # fmt: skip
    least = _least(table.columns, cells, SIZES[-1])
    heads = [*range(max(table.text_columns, 1))]
    if sum(least) <= INNER or sum(least[: len(heads)]) > INNER / 2:
        return [table]
    groups: list[list[int]] = [[]]
    for i in range(len(heads), len(least)):
        if groups[-1] and sum(least[n] for n in (*heads, *groups[-1], i)) > INNER:
            groups.append([])
        groups[-1].append(i)
    parts = [tables.brief(table, [*heads, *group]) for group in groups]
    return [*(replace(each, note="") for each in parts[:-1]), parts[-1]]


def _least(columns: Sequence[str], cells: Sequence[Sequence[str]], size: float) -> list[float]:
    """Return the width of each column in centimetres in which no word is broken."""
    return [
        max(_wide(word, size) for text in column for word in (text.split() or [""])) + 2 * MARGIN
        for column in _columns(columns, cells)
    ]


def laid(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> tuple[list[float], float]:
    """Return the widths of columns in centimetres and the type size at which no word is broken.

    Space beyond the longest word goes to the columns with the longest texts.
    """
    for size in SIZES:
        least = _least(columns, cells, size)
        if sum(least) <= INNER:
            break
    most = [max(max(_wide(text, size) for text in column) + 2 * MARGIN, low)
            for column, low in zip(_columns(columns, cells), least, strict=True)]  # fmt: skip
    spare = INNER - sum(least)
    if spare <= 0:
        return [each * INNER / sum(least) for each in least], size
    wanted = sum(most) - sum(least)
    share = min(spare / wanted, 1) if wanted else 0
    return [low + share * (high - low) for low, high in zip(least, most, strict=True)], size


def heights(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> list[float]:
    """Return the height of each row of a table in centimetres, the head first."""
    widths, size = laid(columns, cells)
    return [
        max(
            fitting.height(fitting.lines(text, (wide - 2 * MARGIN) / INCH, size, bold=not n), size)
            for text, wide in zip(row, widths, strict=True)
        )
        * INCH
        + 0.12
        for n, row in enumerate([columns, *cells])
    ]


def _columns(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[head, *(row[i] for row in cells)] for i, head in enumerate(columns)]


def _wide(text: str, size: float) -> float:
    return fitting.width(text, size, bold=True) * INCH
