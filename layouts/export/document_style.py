"""The empty Word document: A4, our font and colours in its styles, footers with page numbers."""

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section as Page
from docx.shared import Cm, Pt, RGBColor

from layouts.base import theme

FACE = "Arial"
WIDTH, HEIGHT = 21.0, 29.7  # centimetres
SIDE, TOP, FOOT = 2.0, 1.8, 2.6
INNER = WIDTH - 2 * SIDE
INCH = 2.54
BODY, SMALL, FOOTER = 10, 8, 7  # points
# Style, points, colour, space before and after in points.
STYLES: Sequence[tuple[str, float, str, float, float]] = (
    ("Title", 22, theme.ACCENT, 0, 6),
    ("Subtitle", 13, theme.SOFT, 0, 12),
    ("Heading 1", 18, theme.ACCENT, 22, 6),
    ("Heading 2", 12.5, theme.INK, 12, 3),
    ("Normal", BODY, theme.INK, 0, 5),
    ("List Bullet", BODY, theme.INK, 0, 3),
    ("Caption", 9, theme.SOFT, 8, 3),
    ("toc 1", 11, theme.INK, 0, 3),
    ("Finding", 11, theme.INK, 0, 6),
    ("Note", SMALL, theme.SOFT, 2, 6),
    ("Written", BODY, theme.INK, 2, 4),
    ("Blank", BODY, theme.SOFT, 2, 18),
    ("Cell", 7, theme.INK, 1, 1),  # small, so that an empty cell makes no row taller
)


def new(title: str, author: str) -> Doc:
    """Return an empty document with its styles, its properties and one A4 page."""
    made = Document()
    known = {each.name for each in made.styles}
    for name, size, colour, before, after in STYLES:
        if name not in known:
            added = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name == "toc 1")
            added.base_style = made.styles["Normal"]
        _dress(made.styles[name], size, colour, (before, after))
    for name in ("Written", "Blank"):
        _rule(made.styles[name])
    made.core_properties.title, made.core_properties.author = title, author
    made.core_properties.language, made.core_properties.comments = "en-GB", ""
    _language(made)
    _sized(made.sections[0])
    return made


def _dress(style: Any, size: float, colour: str, space: tuple[float, float]) -> None:
    style.font.size, style.font.name = Pt(size), FACE
    style.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
    style.font.bold = style.name.startswith(("Heading", "Title"))
    style.font.italic = False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for each in [each for each in fonts.attrib if each.endswith("Theme")]:
        del fonts.attrib[each]  # the font of a theme would win
    for each in ("w:eastAsia", "w:cs"):
        fonts.set(qn(each), FACE)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = (Pt(each) for each in space)
    spacing.line_spacing = 1.0 if style.name == "Cell" else 1.1
    for each in style.element.xpath("w:pPr/w:pBdr | w:rPr/w:spacing"):
        each.getparent().remove(each)
    if style.name.startswith(("Heading", "Caption")):
        spacing.keep_with_next = True


def _rule(style: Any) -> None:
    """Add the line at the left that marks typed text."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:left")
    colour = theme.GREY.lstrip("#")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:spacing", "w:ind", "w:jc")
    style.paragraph_format.left_indent = Cm(0.5)


def _language(made: Doc) -> None:
    for each in made.styles.element.xpath("w:docDefaults//w:lang"):
        each.set(qn("w:val"), "en-GB")


def _sized(page: Page) -> None:
    page.page_width, page.page_height = Cm(WIDTH), Cm(HEIGHT)
    page.left_margin = page.right_margin = Cm(SIDE)
    page.top_margin, page.bottom_margin = Cm(TOP), Cm(FOOT)
    page.footer_distance = Cm(0.9)


def footer(page: Page, lines: Sequence[str]) -> None:
    """Write a footer: its lines, then the page number and the number of pages."""
    page.footer.is_linked_to_previous = False
    paragraph = page.footer.paragraphs[0]
    paragraph.text = "  |  ".join(lines)
    number = page.footer.add_paragraph()
    number.add_run("Page ")
    field(number, "PAGE", "1")
    number.add_run(" of ")
    field(number, "NUMPAGES", "1")
    for each in (paragraph, number):
        each.paragraph_format.space_after = Pt(1)
        for run in each.runs:
            run.font.size, run.font.color.rgb = (
                Pt(FOOTER),
                RGBColor.from_string(theme.SOFT.lstrip("#")),
            )


def field(paragraph: Any, instruction: str, shown: str) -> None:
    """Add a field with the text that it shows until Word updates it."""
    begin_field(paragraph, instruction)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Any, instruction: str) -> None:
    """Add the start of a field; the runs up to ``end_field`` are the text that it shows."""
    _mark(paragraph, "begin")
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {instruction} "
    paragraph.add_run()._r.append(text)
    _mark(paragraph, "separate")


def end_field(paragraph: Any) -> None:
    """Add the end of a field."""
    _mark(paragraph, "end")


def _mark(paragraph: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)
