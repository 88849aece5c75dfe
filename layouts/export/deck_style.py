"""The empty presentation: 16:9, with our palette and font in its theme, and the page grid.

All lengths are in inches, all type sizes in points.
"""

import re
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Deck
from pptx.util import Inches, Pt

from layouts.base import theme

WIDTH, HEIGHT = 13.333, 7.5
EDGE = 0.5
FACE = "Arial"
SMALLEST = 12
TITLES = (30, 28, 26, 24, 22, 20)
SENTENCES = (18, 16, 14, 13, 12)
FOOTERS = (12, 11, 10)
TITLE_ONLY = 5
ACCENTS = (*theme.SERIES, theme.SEQUENTIAL[3], theme.GREY)


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide: left, top, width and height."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def foot(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def emu(self) -> tuple[int, int, int, int]:
        """Return left, top, width and height in English Metric Units, as PowerPoint stores them."""
        found = [Inches(each) for each in (self.left, self.top, self.width, self.height)]
        return found[0], found[1], found[2], found[3]


WIDE = WIDTH - 2 * EDGE
KICKER = Box(EDGE, 0.3, WIDE, 0.3)
TITLE = Box(EDGE, 0.58, WIDE, 0.7)
BODY = Box(EDGE, 1.98, WIDE, 4.6)
FOOTER = Box(EDGE, 6.74, WIDE - 0.7, 0.68)
NUMBER = Box(WIDTH - EDGE - 0.6, 6.76, 0.6, 0.3)


def presentation() -> tuple[Deck, Any]:
    """Return an empty presentation in our colours and font, and the layout of its slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _dress(deck)
    layout = deck.slide_layouts[TITLE_ONLY]
    for other in list(deck.slide_layouts):
        if other.name != layout.name:
            deck.slide_layouts.remove(other)
    for each in (deck.slide_master, layout):
        for shape in each.placeholders:
            _place(shape)
    layout.name = "Finding"
    return deck, layout


def _place(shape: Any) -> None:
    """Move a placeholder of the master or layout to its box, in our type size."""
    kind = str(shape.placeholder_format.type)
    homes = {"TITLE": TITLE, "FOOTER": FOOTER, "SLIDE_NUMBER": NUMBER, "BODY": BODY,
             "DATE": Box(EDGE, HEIGHT, 2, 0.3)}  # fmt: skip
    home = next(box for name, box in homes.items() if kind.startswith(name))
    shape.left, shape.top, shape.width, shape.height = home.emu()
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.RIGHT if home is NUMBER else PP_ALIGN.LEFT
        paragraph.font.size = Pt(TITLES[0] if home is TITLE else SMALLEST)


def _dress(deck: Deck) -> None:
    """Write our accents and font into the theme, so that shapes added later match."""
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = part.blob.decode("utf-8")
    for index, colour in enumerate(ACCENTS, 1):
        text = re.sub(
            rf"(<a:accent{index}>).*?(</a:accent{index}>)",
            rf'\g<1><a:srgbClr val="{colour.lstrip("#").upper()}"/>\g<2>',
            text,
            flags=re.DOTALL,
        )
    text = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=)"[^"]*"', rf'\g<1>"{FACE}"', text)
    part._blob = text.encode("utf-8")
