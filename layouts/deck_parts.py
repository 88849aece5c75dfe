"""The parts of a slide: words, tables and pictures, each in a box that it is known to fit."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from layouts import deck_style, fitting, tables, theme
from layouts.deck_style import Box
from layouts.fitting import Fitted
from layouts.map_picture import Picture
from layouts.tables import Table

SIDE, ABOVE = 0.08, 0.035  # margins of a cell
SIZES = (14, 13, 12)
LARGE = (18, 16, *SIZES)
LEAST_COLUMN = 0.7
HAIR = 0.001
LONG = 6  # digits of a colour that is written in full
SHARE_OF_WORDS = 0.45
NUMBER = re.compile(r"\(?[+−-]?\d[\d,.]*%?\)?$")
ACROSS = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
UP = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}


def colour(text: str) -> RGBColor:
    """A colour written as #rrggbb or #rgb."""
    digits = text.lstrip("#").upper()
    return RGBColor.from_string(digits if len(digits) == LONG else "".join(2 * d for d in digits))


def write(frame: Any, text: Fitted, shade: str = theme.INK, *, bold: bool = False) -> None:
    """Put words into a text frame without margins, in the size at which they fit."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True
    frame.text = text.text
    for paragraph in frame.paragraphs:
        paragraph.font.size, paragraph.font.bold = Pt(text.size), bold
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.font.name = deck_style.FACE
        paragraph.font.color.rgb = colour(shade)


def words(
    slide: Any,
    box: Box,
    text: str,
    sizes: Sequence[float],
    shade: str = theme.INK,
    *,
    bold: bool = False,
    across: str = "left",
    up: str = "top",
    name: str = "Words",
) -> Fitted:
    """Add words to a slide; what was written, and in which size."""
    fitted = fitting.fit(text, (box.width, box.height), sizes, bold=bold)
    made = slide.shapes.add_textbox(*box.emu())
    made.name = name
    write(made.text_frame, fitted, shade, bold=bold)
    made.text_frame.vertical_anchor = UP[up]
    for paragraph in made.text_frame.paragraphs:
        paragraph.alignment = ACROSS[across]
    return fitted


def described(made: Any, name: str, text: str) -> None:
    """Give a chart, table or picture its name and its text alternative."""
    made.name = name
    properties = made._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", text)


def shape(
    slide: Any, box: Box, fill: str, *, said: str, name: str, kind: Any = MSO_SHAPE.RECTANGLE
) -> Any:
    """Add a plain shape of one colour: no line, no shadow."""
    made = slide.shapes.add_shape(kind, *box.emu())
    for style in made._element.xpath("p:style"):
        made._element.remove(style)
    made.line.fill.background()
    made.fill.solid()
    made.fill.fore_color.rgb = colour(fill)
    described(made, name, said)
    return made


def picture(slide: Any, box: Box, shown: Picture, said: str) -> Box:
    """Add a picture as large as a box lets it be; where it then lies."""
    wide = min(box.width, box.height * shown.ratio)
    home = Box(box.left, box.top, wide, wide / shown.ratio)
    made = slide.shapes.add_picture(io.BytesIO(shown.png), *home.emu())
    described(made, "Map", said)
    return home


@dataclass(frozen=True)
class Laid:
    """A table as it fits a box: its cells as text, sizes, and how many rows are left out."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[bool]
    widths: Sequence[float]
    heights: Sequence[float]
    size: float
    left_out: int

    @property
    def width(self) -> float:
        """Inches across."""
        return sum(self.widths)

    @property
    def height(self) -> float:
        """Inches from the top of the head to the foot of the last row."""
        return sum(self.heights)


def laid(
    table: Table,
    room: tuple[float, float],
    sizes: Sequence[float] = SIZES,
) -> Laid:
    """A table as large as its room lets it be: all rows if it can, else the first ones.

    Of more columns than there is room for, the first are shown, or those of the latest periods.
    """
    chosen = list(range(len(table.head)))
    most = int(
        room[1] / fitting.height(1, sizes[-1])
    )  # more can never be shown, so none is measured
    found, beyond = replace(table, rows=table.rows[:most]), max(len(table.rows) - most, 0)
    shown = _sized(found, chosen, room, sizes)
    return replace(shown, left_out=shown.left_out + beyond)


def _sized(
    table: Table, chosen: list[int], room: tuple[float, float], sizes: Sequence[float]
) -> Laid:
    """The table at the largest size at which all of it fits, else at the smallest, cut short."""
    wide, high = room
    found = _laid(table, chosen, wide, high, sizes[0])
    for size in sizes[1:]:
        if not found.left_out and found.width <= wide + HAIR:
            break
        found = _laid(table, chosen, wide, high, size)
    while found.width > wide + HAIR and len(chosen) > 1:
        chosen.pop(table.words if table.latest else -1)
        found = _laid(table, chosen, wide, high, sizes[-1])
    return found


def _laid(table: Table, chosen: Sequence[int], wide: float, high: float, size: float) -> Laid:
    head = [table.head[place] for place in chosen]
    rows = [[tables.cell_text(table, place, row[place]) for place in chosen] for row in table.rows]
    numeric = [
        place >= table.words
        and any(isinstance(row[place], int | float) or NUMBER.match(str(row[place]))
                for row in table.rows)
        for place in chosen
    ]  # fmt: skip
    widths = _widths(head, rows, wide, size)
    heights = [_height(head, widths, size, bold=True)]
    for row in rows:
        tall = _height(row, widths, size)
        if sum(heights) + tall > high:
            break
        heights.append(tall)
    held = len(heights) - 1
    return Laid(head, rows[:held], numeric, widths, heights, size, len(rows) - held)


def _widths(head: Sequence[str], rows: Sequence[Sequence[str]], wide: float, size: float):
    """Inches of each column: what its cells need, long words narrowed so that all find room."""
    needed = []
    for place, name in enumerate(head):
        cells = [fitting.width(row[place], size, bold=place == 0) for row in rows]
        longest = max(fitting.width(word, size, bold=True) for word in name.split(" "))
        needed.append(max([*cells, longest, LEAST_COLUMN - 2 * SIDE]) + 2 * SIDE)
    over = sum(needed) - wide
    for place in sorted(range(len(needed)), key=lambda each: -needed[each]):
        if over <= 0:
            break
        least = max(wide * SHARE_OF_WORDS / max(len(needed) / 3, 1), LEAST_COLUMN * 2)
        if needed[place] > least:
            cut = min(over, needed[place] - least)
            needed[place] -= cut
            over -= cut
    return needed


def _height(cells: Sequence[str], widths: Sequence[float], size: float, *, bold: bool = False):
    count = max(
        fitting.lines(cell, room - 2 * SIDE, size, bold=bold or place == 0)
        for place, (cell, room) in enumerate(zip(cells, widths, strict=True))
    )
    return fitting.height(count, size) + 2 * ABOVE


def table(slide: Any, left: float, top: float, laid_out: Laid, said: str) -> Box:
    """Add a native table to a slide; where it stands."""
    box = Box(left, top, laid_out.width, laid_out.height)
    frame = slide.shapes.add_table(1, len(laid_out.head), *box.emu())
    described(frame, "Table", said)
    made = frame.table
    made.horz_banding = False
    for column, wide in zip(made.columns, laid_out.widths, strict=True):
        column.width = Inches(wide)
    grid = made._tbl  # rows are written as XML: cell by cell takes ten times as long
    grid.remove(grid.tr_lst[0])
    for place, cells in enumerate([laid_out.head, *laid_out.rows]):
        grid.append(parse_xml(_row(cells, laid_out, place)))
    return box


def _row(cells: Sequence[str], laid_out: Laid, place: int) -> str:
    tall = Inches(laid_out.heights[place])
    written = "".join(_cell(text, laid_out, place, column) for column, text in enumerate(cells))
    return f'<a:tr {nsdecls("a")} h="{tall}">{written}</a:tr>'


def _cell(text: str, laid_out: Laid, place: int, column: int) -> str:
    side, above = Inches(SIDE), Inches(ABOVE)
    fill = theme.ACCENT if place == 0 else ("#FFFFFF" if place % 2 else "#F3F5F7")
    shade = "#FFFFFF" if place == 0 else theme.INK
    bold = int(place == 0 or column == 0)
    return (
        "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>"
        f'<a:pPr algn="{"r" if laid_out.numeric[column] else "l"}"/>'
        f'<a:r><a:rPr lang="en-GB" sz="{round(100 * laid_out.size)}" b="{bold}">{_solid(shade)}'
        f"</a:rPr><a:t>{escape(text)}</a:t></a:r></a:p></a:txBody>"
        f'<a:tcPr marL="{side}" marR="{side}" marT="{above}" marB="{above}" anchor="ctr">'
        f"{_solid(fill)}</a:tcPr></a:tc>"
    )


def _solid(shade: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour(shade)}"/></a:solidFill>'
