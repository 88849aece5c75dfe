"""The parts of a slide: words, shapes and pictures, each fitted to its box."""

import io
from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from layouts.base import theme
from layouts.export import deck_style, fitting
from layouts.export.deck_style import Box
from layouts.export.fitting import Fitted
from layouts.maps.map_picture import Picture

LONG = 6  # digits of a colour of the form #rrggbb
ACROSS = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
UP = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}


def colour(text: str) -> RGBColor:
    """Return the colour that is written as #rrggbb or #rgb."""
    digits = text.lstrip("#").upper()
    return RGBColor.from_string(digits if len(digits) == LONG else "".join(2 * d for d in digits))


def write(frame: Any, text: Fitted, shade: str = theme.INK, *, bold: bool = False) -> None:
    """Write words into a text frame without margins, in the size at which they fit."""
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
    """Add words to a slide in the largest of ``sizes`` that fits; return the words as written."""
    fitted = fitting.fit(text, (box.width, box.height), sizes, bold=bold)
    made = slide.shapes.add_textbox(*box.emu())
    made.name = name
    write(made.text_frame, fitted, shade, bold=bold)
    made.text_frame.vertical_anchor = UP[up]
    for paragraph in made.text_frame.paragraphs:
        paragraph.alignment = ACROSS[across]
    return fitted


def described(made: Any, name: str, text: str) -> None:
    """Name a chart, table or picture, and give it a text alternative."""
    made.name = name
    properties = made._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", text)


def shape(
    slide: Any, box: Box, fill: str, *, alt: str, name: str, kind: Any = MSO_SHAPE.RECTANGLE
) -> Any:
    """Add a shape of one colour, without outline or shadow, and return it."""
    made = slide.shapes.add_shape(kind, *box.emu())
    for style in made._element.xpath("p:style"):
        made._element.remove(style)
    made.line.fill.background()
    made.fill.solid()
    made.fill.fore_color.rgb = colour(fill)
    described(made, name, alt)
    return made


def picture(slide: Any, box: Box, shown: Picture, alt: str) -> Box:
    """Add a picture as large as fits a box; return the box it covers."""
    wide = min(box.width, box.height * shown.ratio)
    home = Box(box.left, box.top, wide, wide / shown.ratio)
    made = slide.shapes.add_picture(io.BytesIO(shown.png), *home.emu())
    described(made, "Map", alt)
    return home
