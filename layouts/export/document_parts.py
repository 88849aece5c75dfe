"""The parts of a Word document: headings with bookmarks, contents, captions, tables, pictures."""

import io
from collections.abc import Sequence
from typing import Any

from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from data.model.control_characters import CONTROL
from layouts.base import tables, theme
from layouts.base.legend import Entry
from layouts.base.tables import Table
from layouts.export import document_style
from layouts.export.document_style import INCH, INNER
from layouts.export.document_tables import PAD, laid
from layouts.maps import map_picture

CONTENTS = 'TOC \\o "1-1" \\h \\z \\u'
GAP = 8  # points between a table and what follows
# The elements that come after margins and borders in the properties of a table, by the schema.
AFTER_MARGINS = ("w:tblLook", "w:tblCaption", "w:tblDescription")
AFTER_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", *AFTER_MARGINS)
TWIPS = 1440 / INCH  # per centimetre
ROUND = "●"
SQUARE = "■"


class Writer:
    """A document being written: it numbers figures, tables and bookmarks."""

    def __init__(self, made: Doc) -> None:
        self.made = made
        self._counts = {"Figure": 0, "Table": 0, "bookmark": 0}
        self._after_table = False

    def words(self, text: str, style: str = "Normal") -> Any:
        """Add a paragraph in a style, with some space above if it follows a table; return it."""
        return self._spaced(self.made.add_paragraph(clean(text), style=style))

    def _spaced(self, paragraph: Any) -> Any:
        above = paragraph.style.paragraph_format.space_before or 0
        if self._after_table and paragraph.style.name != "Note":
            paragraph.paragraph_format.space_before = max(Pt(GAP), above)
        self._after_table = False
        return paragraph

    def heading(self, text: str, level: int, name: str = "") -> None:
        """Add a heading; ``name`` is the name of its bookmark, to which the contents link."""
        paragraph = self._spaced(self.made.add_heading(clean(text), level))
        if name:
            self._counts["bookmark"] += 1
            start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
            for each in (start, end):
                each.set(qn("w:id"), str(self._counts["bookmark"]))
            start.set(qn("w:name"), name)
            paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
            paragraph._p.append(end)

    def contents(self, entries: Sequence[tuple[str, str]]) -> None:
        """Write the contents from titles and bookmarks, within a field that Word can update."""
        for index, (title, name) in enumerate(entries):
            paragraph = self.made.add_paragraph(style="toc 1")
            if index == 0:
                document_style.begin_field(paragraph, CONTENTS)
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), name)
            link.set(qn("w:history"), "1")
            link.append(paragraph.add_run(clean(title))._r)
            paragraph._p.append(link)
            if index == len(entries) - 1:
                document_style.end_field(paragraph)

    def caption(self, kind: str, text: str) -> None:
        """Add a numbered caption; ``kind`` is "Figure" or "Table"."""
        self._counts[kind] += 1
        paragraph = self.words("", "Caption")
        paragraph.paragraph_format.keep_with_next = kind == "Table"
        paragraph.add_run(f"{kind} ").bold = True
        document_style.field(paragraph, f"SEQ {kind} \\* ARABIC", str(self._counts[kind]))
        paragraph.add_run(f". {clean(text)}")

    def picture(self, svg: str, alt: str, high: float, key: Sequence[Entry] = ()) -> None:
        """Add an SVG as a picture at most ``high`` centimetres high, with ``key`` as its legend."""
        shown = map_picture.fitted(svg, INNER / INCH, high / INCH)
        wide = min(INNER, high * shown.ratio)
        paragraph = self.made.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(io.BytesIO(shown.png), width=Cm(wide))
        properties = shape._inline.docPr
        properties.set("descr", clean(alt))
        properties.set("title", clean(alt.partition(". ")[0]))
        if key:
            self._key(key)

    def _key(self, key: Sequence[Entry]) -> None:
        """Add the legend of a picture: a mark in its colour before each meaning."""
        paragraph = self.made.add_paragraph(style="Note")
        paragraph.paragraph_format.keep_with_next = True
        for each in key:
            if each.colour or each.mark:
                mark = paragraph.add_run(f"{SQUARE if each.colour else ROUND} ")
                digits = (each.colour or theme.SERIES[1]).lstrip("#").upper()
                full = digits if len(digits) == len("RRGGBB") else "".join(2 * d for d in digits)
                mark.font.color.rgb = RGBColor.from_string(full)
            paragraph.add_run(f"{clean(each.text)}   ")

    def table(self, table: Table) -> None:
        """Add a table: its head repeats on each page, and no row is split."""
        cells = [[tables.cell_text(table, i, value) for i, value in enumerate(row)]
                 for row in table.rows]  # fmt: skip
        layout = laid(table.columns, cells)
        made = self.made.add_table(rows=1 + len(cells), cols=len(table.columns))
        made.style = "Table Grid"
        made.alignment = WD_TABLE_ALIGNMENT.LEFT
        made.autofit = False
        _described(made, table.caption)
        _bordered(made)
        _padded(made)
        for column, wide in zip(made.columns, layout.widths, strict=True):
            column.width = Cm(wide)
        stays = layout.kept(noted=bool(table.note))
        for line, (row, texts) in enumerate(zip(made.rows, [table.columns, *cells], strict=True)):
            _unsplit(row, head=line == 0)
            for i, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                value = table.rows[line - 1][i] if line else None
                left = i < table.text_columns or isinstance(value, str)
                cell.width = Cm(layout.widths[i])
                _fill(cell, clean(text), layout.size, head=line == 0, left=left or line == 0)
                if line in stays:
                    cell.paragraphs[0].paragraph_format.keep_with_next = True
                if line and isinstance(value, tables.Aside | tables.Withheld):
                    _grey(cell)
                if line and not line % 2:
                    _shade(cell, theme.STRIPE)
        self._after_table = True


def _described(made: Any, caption: str) -> None:
    """Give a table its text alternative."""
    properties = made._tbl.tblPr
    for name in ("w:tblCaption", "w:tblDescription"):
        each = OxmlElement(name)
        each.set(qn("w:val"), clean(caption))
        properties.append(each)


def _bordered(made: Any) -> None:
    """Rule a table in light grey, in place of the black of its style."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", theme.LINE.lstrip("#"))):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    made._tbl.tblPr.insert_element_before(borders, *AFTER_BORDERS)


def _padded(made: Any) -> None:
    """Set narrow margins at the sides of cells, and align the table with the text around it."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_width(f"w:{side}", PAD))
    made._tbl.tblPr.insert_element_before(margins, *AFTER_MARGINS)
    made._tbl.tblPr.insert_element_before(_width("w:tblInd", PAD), "w:tblBorders")


def _width(name: str, centimetres: float) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:w"), str(round(centimetres * TWIPS)))
    element.set(qn("w:type"), "dxa")
    return element


def _unsplit(line: Any, *, head: bool) -> None:
    properties = line._tr.get_or_add_trPr()
    for name in ("w:cantSplit", *(("w:tblHeader",) if head else ())):
        each = OxmlElement(name)
        each.set(qn("w:val"), "true")
        properties.append(each)


def _fill(cell: Any, text: str, size: float, *, head: bool, left: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = "Cell"
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(size), head
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.RIGHT
    if head:
        run.font.color.rgb = RGBColor(255, 255, 255)
        _shade(cell, theme.ACCENT)


def _grey(cell: Any) -> None:
    for run in cell.paragraphs[0].runs:
        run.font.color.rgb = RGBColor.from_string(theme.SOFT.lstrip("#"))


def _shade(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour.lstrip("#"))):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def clean(text: str) -> str:
    """Return a text without the characters that a document cannot hold."""
    return CONTROL.sub("", text)
