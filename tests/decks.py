"""Presentations read back: their slides, native charts, tables and boxes of words."""

import io
from dataclasses import dataclass
from functools import cache
from typing import Any

from pptx import Presentation
from pptx.util import Emu

from dashboard.export_work import handout_at
from data.agendas import SavedView
from data.pack import Pack
from layouts import fitting
from layouts.deck import deck
from layouts.handout import Handout

HAIR = 0.02  # inches


@dataclass(frozen=True)
class Words:
    """Words in a box: what they say, in which size, and how much room there is."""

    text: str
    size: float
    bold: bool
    width: float
    height: float

    @property
    def needed(self) -> float:
        """Inches that the words take from top to foot in the width of the box."""
        count = fitting.lines(self.text, self.width + HAIR, self.size, bold=self.bold)
        return fitting.height(count, self.size)


@cache
def handout_of(pack: Pack, address: str, title: str = "", note: str = "") -> Handout:
    return handout_at(pack, SavedView(title, address, note))


def read(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


@cache
def deck_of(pack: Pack, *addresses: str) -> Any:
    views = [SavedView(f"View {n}", each) for n, each in enumerate(addresses, 1)]
    agenda = views if len(views) > 1 else ()
    found = [handout_of(pack, each.address, each.title) for each in views]
    return read(deck(found, pack.domain, agenda=agenda))


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def tables(slide: Any) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for shape in slide.shapes
        if shape.has_table
    ]


def boxes(slide: Any) -> list[Words]:
    """Every text box and placeholder that says something, and every cell."""
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame and shape.text_frame.text:
            run = shape.text_frame.paragraphs[0]
            size = run.font.size
            if size is None:
                continue  # the slide's number, in the size of its layout
            found.append(
                Words(
                    shape.text_frame.text, size.pt, bool(run.font.bold),
                    Emu(shape.width).inches, Emu(shape.height).inches,
                )
            )  # fmt: skip
        if shape.has_table:
            found += _cells(shape.table)
    return found


def _cells(table: Any) -> list[Words]:
    found = []
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            run = cell.text_frame.paragraphs[0].runs
            if not run or not run[0].text:
                continue
            aside = Emu(cell.margin_left + cell.margin_right).inches
            above = Emu(cell.margin_top + cell.margin_bottom).inches
            found.append(
                Words(
                    cell.text, run[0].font.size.pt, bool(run[0].font.bold),
                    Emu(column.width).inches - aside, Emu(row.height).inches - above,
                )
            )  # fmt: skip
    return found
