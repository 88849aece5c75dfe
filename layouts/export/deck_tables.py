"""Native tables on a slide, fitted to their box before they are drawn."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from layouts.base import tables, theme
from layouts.base.tables import Table
from layouts.export import fitting
from layouts.export.deck_parts import colour, described
from layouts.export.deck_style import Box

SIDE, ABOVE = 0.08, 0.035  # margins of a cell, in inches
SIZES = (14, 13, 12)
LARGE = (18, 16, *SIZES)
LEAST_COLUMN = 0.7
HAIR = 0.001  # inches, against errors of rounding
SHARE_OF_WORDS = 0.45  # of the width, left to a wide column if a table has three columns or fewer
NUMBER = re.compile(r"\(?[+−-]?\d[\d,.]*%?\)?$")
Fills = Mapping[tuple[int, int], str]  # colours of cells by row (the head is -1) and column


@dataclass(frozen=True)
class Laid:
    """A table fitted to a box: cells as text, type size in points, and how many rows are left out.

    Widths of columns and heights of rows are in inches.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[bool]
    widths: Sequence[float]
    heights: Sequence[float]
    size: float
    left_out: int

    @property
    def width(self) -> float:
        """The width in inches."""
        return sum(self.widths)

    @property
    def height(self) -> float:
        """The height in inches, with the head."""
        return sum(self.heights)


def laid(
    table: Table,
    space: tuple[float, float],
    sizes: Sequence[float] = SIZES,
) -> Laid:
    """Return a table fitted to a width and height in inches; rows that do not fit are left out.

    If the columns do not fit, the last are left out, or with ``latest`` the earliest periods.
    """
    chosen = list(range(len(table.columns)))
    most = int(
        space[1] / fitting.height(1, sizes[-1])
    )  # more rows can never fit, so none of them is measured
    found, beyond = replace(table, rows=table.rows[:most]), max(len(table.rows) - most, 0)
    shown = _sized(found, chosen, space, sizes)
    return replace(shown, left_out=shown.left_out + beyond)


def _sized(
    table: Table, chosen: list[int], space: tuple[float, float], sizes: Sequence[float]
) -> Laid:
    """Return a table in the largest size at which all of it fits, else cut in the smallest."""
    wide, high = space
    found = _laid(table, chosen, wide, high, sizes[0])
    for size in sizes[1:]:
        if not found.left_out and found.width <= wide + HAIR:
            break
        found = _laid(table, chosen, wide, high, size)
    while found.width > wide + HAIR and len(chosen) > 1:
        chosen.pop(table.text_columns if table.latest else -1)
        found = _laid(table, chosen, wide, high, sizes[-1])
    return found


def _laid(table: Table, chosen: Sequence[int], wide: float, high: float, size: float) -> Laid:
    head = [table.columns[index] for index in chosen]
    rows = [[tables.cell_text(table, index, row[index]) for index in chosen] for row in table.rows]
    numeric = [
        index >= table.text_columns
        and any(isinstance(row[index], int | float) or NUMBER.match(str(row[index]))
                for row in table.rows)
        for index in chosen
    ]  # fmt: skip
    widths = _widths(head, rows, wide, size)
    heights = [_height(head, widths, size, bold=True)]
    for row in rows:
        tall = _height(row, widths, size)
        if sum(heights) + tall > high:
            break
        heights.append(tall)
    shown = len(heights) - 1
    return Laid(head, rows[:shown], numeric, widths, heights, size, len(rows) - shown)


def _widths(columns: Sequence[str], rows: Sequence[Sequence[str]], wide: float, size: float):
    """Return the widths of the columns in inches: as cells need, wide ones narrowed to fit."""
    needed = []
    for index, name in enumerate(columns):
        cells = [fitting.width(row[index], size, bold=index == 0) for row in rows]
        longest = max(fitting.width(word, size, bold=True) for word in name.split(" "))
        needed.append(max([*cells, longest, LEAST_COLUMN - 2 * SIDE]) + 2 * SIDE)
    over = sum(needed) - wide
    for index in sorted(range(len(needed)), key=lambda each: -needed[each]):
        if over <= 0:
            break
        least = max(wide * SHARE_OF_WORDS / max(len(needed) / 3, 1), LEAST_COLUMN * 2)
        if needed[index] > least:
            cut = min(over, needed[index] - least)
            needed[index] -= cut
            over -= cut
    return needed


def _height(cells: Sequence[str], widths: Sequence[float], size: float, *, bold: bool = False):
    count = max(
        fitting.lines(cell, width - 2 * SIDE, size, bold=bold or index == 0)
        for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return fitting.height(count, size) + 2 * ABOVE


def table(
    slide: Any, left: float, top: float, laid_out: Laid, alt: str, *, fills: Fills | None = None
) -> Box:
    """Add a native table to a slide, with the colours of ``fills``; return its box."""
    box = Box(left, top, laid_out.width, laid_out.height)
    frame = slide.shapes.add_table(1, len(laid_out.columns), *box.emu())
    described(frame, "Table", alt)
    made = frame.table
    made.horz_banding = False
    for column, wide in zip(made.columns, laid_out.widths, strict=True):
        column.width = Inches(wide)
    grid = made._tbl  # rows are written as XML: python-pptx takes ten times as long
    grid.remove(grid.tr_lst[0])
    for index, cells in enumerate([laid_out.columns, *laid_out.rows]):
        grid.append(parse_xml(_row(cells, laid_out, index, fills or {})))
    return box


def _row(cells: Sequence[str], laid_out: Laid, index: int, fills: Fills) -> str:
    tall = Inches(laid_out.heights[index])
    written = "".join(
        _cell(text, laid_out, index, column, fills.get((index - 1, column)))
        for column, text in enumerate(cells)
    )
    return f'<a:tr {nsdecls("a")} h="{tall}">{written}</a:tr>'


def _cell(text: str, laid_out: Laid, index: int, column: int, fill: str | None) -> str:
    side, above = Inches(SIDE), Inches(ABOVE)
    fill = fill or (theme.ACCENT if index == 0 else theme.PAPER if index % 2 else theme.STRIPE)
    shade = theme.PAPER if index == 0 else theme.INK
    bold = int(index == 0 or column == 0)
    size = round(100 * laid_out.size)
    run = (
        f'<a:r><a:rPr lang="en-GB" sz="{size}" b="{bold}">{_solid(shade)}</a:rPr>'
        f"<a:t>{escape(text)}</a:t></a:r>"
        if text
        # Without the size of its end an empty cell would make its row taller.
        else f'<a:endParaRPr lang="en-GB" sz="{size}"/>'
    )
    return (
        "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>"
        f'<a:pPr algn="{"r" if laid_out.numeric[column] else "l"}"/>{run}</a:p></a:txBody>'
        f'<a:tcPr marL="{side}" marR="{side}" marT="{above}" marB="{above}" anchor="ctr">'
        f"{_solid(fill)}</a:tcPr></a:tc>"
    )


def _solid(shade: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour(shade)}"/></a:solidFill>'
