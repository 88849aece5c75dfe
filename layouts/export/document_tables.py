"""Fit tables to the width of a page: widths of columns, type size, and tables in several parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from layouts.base import tables
from layouts.base.tables import Table
from layouts.export import fitting
from layouts.export.document_style import INCH, INNER

SIZES = (8.5, 8, 7.5, 7)  # points, of the cells of a table
READABLE = 7.5  # points: smaller only where words would be broken
WORTH = 0.85  # a smaller type must bring the height below this share of it
PAD = 0.12  # centimetres, at each side of a cell
MARGIN = PAD + 0.03  # and a little to spare
STEP = 0.3  # centimetres, by which a column is widened
ABOVE = 0.12  # centimetres above and below the text of a row
TOGETHER = 6.0  # centimetres: a table of this height is kept on one page
Texts = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Layout:
    """Widths of columns, heights of rows (the head first) in centimetres, type size in points."""

    widths: Sequence[float]
    heights: Sequence[float]
    size: float

    def kept(self, *, noted: bool = False) -> set[int]:
        """Return the rows that stay on the page of what follows them; row 0 is the head.

        A low table is kept whole. A longer one leaves no head with fewer than two rows at the foot
        of a page, and no single row at the top of one. A note stays with the last row.
        """
        last = len(self.heights) - 1
        note = {last} if noted else set()
        if sum(self.heights) <= TOGETHER:
            return {*range(last)} | note
        return {0, 1, last - 1} | note


def parted(table: Table) -> list[Table]:
    """Return a table in parts with the same first columns, if not all columns fit a page.

    The last part has the note. A table that fits, or whose first columns take half the width, is
    one part.
    """
    cells = [[tables.cell_text(table, i, value) for i, value in enumerate(row)]
             for row in table.rows]  # fmt: skip
    least = _least([table.columns, *cells], SIZES[-1])
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


def laid(columns: Sequence[str], cells: Texts) -> Layout:
    """Return a layout in which no word is broken, in the largest type that is not much higher.

    A table too wide even for the smallest type has narrower columns, which break words.
    """
    rows = [columns, *cells]
    fitting_sizes = [each for each in SIZES if sum(_least(rows, each)) <= INNER]
    if not fitting_sizes:
        least = _least(rows, SIZES[-1])
        return _layout(rows, [each * INNER / sum(least) for each in least], SIZES[-1])
    found = [_widened(rows, each) for each in fitting_sizes
             if each >= READABLE or each == fitting_sizes[0]]  # fmt: skip
    lowest = min(sum(each.heights) for each in found)
    return next(each for each in found if sum(each.heights) * WORTH <= lowest)


def _widened(rows: Texts, size: float) -> Layout:
    """Return the layout with spare width given, step by step, to the column that gains most."""
    widths = _least(rows, size)
    spare = INNER - sum(widths)
    costs = [[*_costs(texts, low, low + spare, size)]
             for texts, low in zip(zip(*rows, strict=True), widths, strict=True)]  # fmt: skip
    at = [0] * len(widths)
    while True:
        steps = [
            ((here[at[i]][1] - cost) / (wide - widths[i]), i, n)
            for i, here in enumerate(costs)
            for n, (wide, cost) in enumerate(here)
            if n > at[i] and wide - widths[i] <= spare and cost < here[at[i]][1]
        ]
        if not steps:
            return _layout(rows, widths, size)
        _saved, i, n = max(steps)
        spare -= costs[i][n][0] - widths[i]
        widths[i], at[i] = costs[i][n][0], n


def _costs(
    texts: Sequence[str], low: float, high: float, size: float
) -> Iterator[tuple[float, int]]:
    """Yield widths of a column in centimetres, each with its cost: squares of lines, added up."""
    wide = low
    while True:
        counts = [_lines(each, wide, size, head=not n) for n, each in enumerate(texts)]
        yield wide, sum(n * n for n in counts)
        if wide >= high or max(counts) == 1:
            return
        wide = min(wide + STEP, high)


def _layout(rows: Texts, widths: Sequence[float], size: float) -> Layout:
    heights = [
        fitting.height(max(_lines(text, wide, size, head=not n) for text, wide in
                           zip(row, widths, strict=True)), size) * INCH + ABOVE
        for n, row in enumerate(rows)
    ]  # fmt: skip
    return Layout(widths, heights, size)


def _least(rows: Texts, size: float) -> list[float]:
    """Return the least width of each column, in centimetres, in which no word is broken."""
    return [
        max(
            fitting.width(word, size, bold=not n) * INCH
            for n, text in enumerate(column)
            for word in (text.split() or [""])
        )
        + 2 * MARGIN
        for column in zip(*rows, strict=True)
    ]


def _lines(text: str, wide: float, size: float, *, head: bool) -> int:
    return fitting.lines(text, (wide - 2 * MARGIN) / INCH, size, bold=head)
