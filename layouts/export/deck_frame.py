"""The frame of a slide: title, the line above it, sentence, footer and notes, and its body."""

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.presentation import Presentation as Deck

from layouts.base import theme
from layouts.export import deck_parts, deck_style, fitting
from layouts.export.deck_style import BODY, FOOTER, KICKER, SENTENCES, TITLE, WIDTH, Box
from layouts.export.view_export import ViewExport
from layouts.maps import map_picture
from layouts.maps.map_picture import Picture

ABOVE = 0.08  # inches above a sentence, and above the body
MOST_SAID = 1.8  # inches: the greatest height of a sentence
MAP_WIDE = 5.5
MAP_BOX = (MAP_WIDE, BODY.height)
FIRST = ("Filters: ", "Source: ", "Licence: ")
BY_STREET = "Violence, drugs, weapons and robbery are never shown by street."


def picture(svg: str) -> Picture:
    """Return the picture of a map (SVG text) at the largest size that fits a slide."""
    return map_picture.fitted(svg, *MAP_BOX)


@dataclass(frozen=True)
class SlideBuilder:
    """The presentation that slides are added to, their layout, and the function that draws maps."""

    deck: Deck
    layout: Any
    picture: Callable[[str], Picture] = picture


def titled(
    builder: SlideBuilder, title: str, kicker: str, sentence: str, footer: Sequence[str]
) -> tuple[Any, Box]:
    """Add a slide with its title, the line above, the sentence below, and the footer.

    Returns it with the box of its body, which begins lower under a long title or sentence.
    """
    slide = builder.deck.slides.add_slide(builder.layout)
    deck_parts.shape(slide, Box(0, 0, WIDTH, 0.12), theme.ACCENT, alt="", name="Edge")
    fitted = fitting.fit(title, (TITLE.width, TITLE.height), deck_style.TITLES, bold=True)
    deck_parts.write(slide.shapes.title.text_frame, fitted, theme.INK, bold=True)
    deck_parts.words(slide, KICKER, kicker, (14, 13, 12), theme.SOFT, name="View")
    top = TITLE.top + fitted.height + ABOVE
    if sentence:
        box = Box(TITLE.left, top, TITLE.width, _room(sentence, top))
        said = deck_parts.words(slide, box, sentence, SENTENCES, theme.SOFT, name="Sentence")
        top += said.height + ABOVE
    _foot(builder, slide, footer)
    top = max(BODY.top, top)
    return slide, replace(BODY, top=top, height=BODY.foot - top)


def _room(sentence: str, top: float) -> float:
    """Return the height of a sentence: down to the usual body, or up to 1.8 inches if needed."""
    needed = fitting.height(fitting.lines(sentence, TITLE.width, SENTENCES[-1]), SENTENCES[-1])
    return max(BODY.top - ABOVE - top, min(needed, MOST_SAID))


def framed(
    builder: SlideBuilder, export: ViewExport, title: str, sentence: str, prefix: str
) -> tuple[Any, Box]:
    """Add a slide of a view, with its filters in the footer and its meanings in the notes.

    ``prefix`` is the number of the view in an agenda, such as "2. ", or "". Returns the slide with
    the box of its body.
    """
    named = export.title if export.title == export.page else f"{export.title} · {export.page}"
    slide, body = titled(
        builder, title, f"{prefix}{named}: {export.subject}", sentence, _short(export)
    )
    meanings = [f"{name}. {text}" for name, text in export.meanings.items()]
    note = [f"Note: {export.view.note}"] if export.view.note else []
    slide.notes_slide.notes_text_frame.text = "\n\n".join(
        [title, *filter(None, [sentence]), *note, *meanings, *export.notes,
         f"Address: {export.view.address}"]
    )  # fmt: skip
    return slide, body


def _short(export: ViewExport) -> list[str]:
    """Return the footer: filters, data date, disclosure control and licence, then other notes."""
    first = [each for each in export.notes if each.startswith(FIRST)]
    more = [each for each in export.notes if not each.startswith(FIRST)]
    return [*first[:-1], BY_STREET, *first[-1:], *more]


def _foot(builder: SlideBuilder, slide: Any, footer: Sequence[str]) -> None:
    """Add the footer, with this text, and the slide number of the layout."""
    for shape in builder.layout.placeholders:
        kind = str(shape.placeholder_format.type)
        if kind.startswith(("FOOTER", "SLIDE_NUMBER")):
            slide.shapes._spTree.append(copy.deepcopy(shape._element))
    for shape in slide.placeholders:
        if str(shape.placeholder_format.type).startswith("FOOTER"):
            text = "  |  ".join(footer)
            fitted = fitting.fit(text, (FOOTER.width, FOOTER.height), deck_style.FOOTERS)
            deck_parts.write(shape.text_frame, fitted, theme.SOFT)
