"""One slide: a finding as its title, what shows it, the filters at its foot, meanings in notes."""

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.presentation import Presentation as Deck

from layouts import deck_charts, deck_key, deck_parts, deck_style, fitting, map_picture, theme
from layouts.chart_of import chart_of
from layouts.deck_parts import laid
from layouts.deck_style import BODY, FOOTER, KICKER, SENTENCE, TITLE, WIDTH, Box
from layouts.handout import Handout
from layouts.map_picture import Picture
from layouts.markup import plain_text
from layouts.tables import Table

GAP = 0.3
MAP_WIDE = 5.5
MAP_ROOM = (MAP_WIDE, BODY.height)
LEAST_CHART = 6.4
LEAST_HEIGHT = 2.9
ONE_COLUMN = 8
MOST_BESIDE = 16  # rows of a table beside a chart
MORE = 0.28
FIRST = ("Filters: ", "Source: ", "Licence: ")
BY_STREET = "Violence, drugs, weapons and robbery are never shown by street."


def picture(svg: str) -> Picture:
    """A map in the largest size that a slide has room for."""
    return map_picture.fitted(svg, *MAP_ROOM)


@dataclass(frozen=True)
class Page:
    """Where slides are added: the presentation, the layout of each, and who draws its maps."""

    deck: Deck
    layout: Any
    picture: Callable[[str], Picture] = picture


def titled(page: Page, title: str, kicker: str, sentence: str, footer: Sequence[str]) -> Any:
    """A new slide with its title, the line above, the sentence under it, and the foot."""
    slide = page.deck.slides.add_slide(page.layout)
    deck_parts.shape(slide, Box(0, 0, WIDTH, 0.12), theme.ACCENT, said="", name="Edge")
    fitted = fitting.fit(title, (TITLE.width, TITLE.height), deck_style.TITLES, bold=True)
    deck_parts.write(slide.shapes.title.text_frame, fitted, theme.INK, bold=True)
    deck_parts.words(slide, KICKER, kicker, (14, 13, 12), theme.SOFT, name="View")
    if sentence:
        room = replace(SENTENCE, top=TITLE.top + fitted.height + 0.08)
        deck_parts.words(slide, room, sentence, deck_style.SENTENCES, theme.SOFT, name="Sentence")
    _foot(page, slide, footer)
    return slide


def framed(page: Page, handout: Handout, title: str, sentence: str, before: str) -> Any:
    """A new slide of a view, with its filters at the foot and its meanings in the notes."""
    named = handout.title if handout.title == handout.page else f"{handout.title} · {handout.page}"
    slide = titled(page, title, f"{before}{named}: {handout.subject}", sentence, _short(handout))
    said = [f"{name}. {text}" for name, text in handout.meanings.items()]
    note = [f"Note: {handout.view.note}"] if handout.view.note else []
    slide.notes_slide.notes_text_frame.text = "\n\n".join(
        [title, *filter(None, [sentence]), *note, *said, *handout.notes,
         f"Address: {handout.view.address}"]
    )  # fmt: skip
    return slide


def _short(handout: Handout) -> list[str]:
    """What must stand on every slide: filters, data date, suppression and licence come first."""
    first = [each for each in handout.notes if each.startswith(FIRST)]
    more = [each for each in handout.notes if not each.startswith(FIRST)]
    return [*first[:-1], BY_STREET, *first[-1:], *more]


def _foot(page: Page, slide: Any, footer: Sequence[str]) -> None:
    """The real footer and slide number of the layout, with our words."""
    for shape in page.layout.placeholders:
        kind = str(shape.placeholder_format.type)
        if kind.startswith(("FOOTER", "SLIDE_NUMBER")):
            slide.shapes._spTree.append(copy.deepcopy(shape._element))
    for shape in slide.placeholders:
        if str(shape.placeholder_format.type).startswith("FOOTER"):
            text = "  |  ".join(footer)
            fitted = fitting.fit(text, (FOOTER.width, FOOTER.height), deck_style.FOOTERS)
            deck_parts.write(shape.text_frame, fitted, theme.SOFT)


def holds(handout: Handout, keys: Sequence[str]) -> bool:
    """Whether any of some cards has a map, a row or a chart to show."""
    return any(
        key in handout.maps or handout.panels[key].table.rows or chart_of(handout.panels[key])
        for key in keys
    )


def finding(page: Page, handout: Handout, keys: Sequence[str], before: str) -> None:
    """The slide of one card: its map with the leading rows, its chart, or its table.

    Of two cards, which then have maps, both maps.
    """
    if len(keys) > 1:
        _pair(page, handout, keys, before)
        return
    key, panel = keys[0], handout.panels[keys[0]]
    slide = framed(page, handout, panel.title, plain_text(panel.sentence), before)
    said = f"{panel.title}. {plain_text(panel.sentence)}"
    body = deck_key.add(slide, panel)
    if key in handout.maps:
        drawn = page.picture(handout.maps[key])
        _with_map(slide, body, drawn, said, panel.leading or panel.table)
        return
    chart = chart_of(panel)
    if chart is None:
        _alone(slide, body, panel.table, said)
        return
    room, beside = _beside(body, panel.table)
    deck_charts.add(slide, room, chart, said)
    if beside:
        left, top, fitted = beside
        deck_parts.table(slide, left, top, fitted, panel.table.caption)


def _pair(page: Page, handout: Handout, keys: Sequence[str], before: str) -> None:
    """The slide of two maps side by side, each under its own title."""
    shown = [handout.panels[key] for key in keys]
    title = " and ".join(panel.title for panel in shown)
    slide = framed(page, handout, title, plain_text(shown[-1].sentence), before)
    body = deck_key.add(slide, shown[0])
    half = (body.width - GAP) / 2
    for place, (key, panel) in enumerate(zip(keys, shown, strict=True)):
        home = replace(body, left=body.left + place * (half + GAP), width=half)
        said = plain_text(panel.sentence).partition(".")[0]
        heading = replace(home, height=0.32)
        deck_parts.words(slide, heading, f"{panel.title}: {said}", (16, 14, 13, 12), bold=True)
        room = replace(home, top=home.top + 0.36, height=home.height - 0.36)
        said = f"{panel.title}. {plain_text(panel.sentence)}"
        deck_parts.picture(slide, room, page.picture(handout.maps[key]), said)


def drawing(
    page: Page, handout: Handout, drawn: tuple[str, str], table: Table | None, before: str
) -> None:
    """The slide of a map (title and SVG) that has no card, with a table beside it if there is."""
    title, svg = drawn
    slide = framed(page, handout, title, "", before)
    found = page.picture(svg)
    if table:
        _with_map(slide, BODY, found, title, table)
        return
    wide = min(MAP_WIDE, BODY.height * found.ratio)
    box = replace(BODY, left=(WIDTH - wide) / 2, width=wide)
    deck_parts.picture(slide, box, found, title)


def listing(page: Page, handout: Handout, table: Table, before: str) -> None:
    """The slide of a table."""
    slide = framed(page, handout, table.caption, table.note, before)
    _alone(slide, BODY, table, table.caption)


def _with_map(slide: Any, body: Box, found: Picture, said: str, table: Table) -> None:
    """A map on the left, and as much of its table as there is room for on the right."""
    wide = min(MAP_WIDE, body.height * found.ratio)
    home = deck_parts.picture(slide, replace(body, width=wide), found, said)
    room = Box(home.right + GAP, body.top, body.right - home.right - GAP, body.height)
    if table.rows:
        _cut(slide, room, table, deck_parts.SIZES)


def _alone(slide: Any, body: Box, table: Table, said: str) -> None:
    if table.rows:
        _cut(slide, body, table, deck_parts.LARGE, said)
    else:
        text = "There is nothing to show."
        deck_parts.words(slide, replace(body, height=0.4), text, (18,), theme.SOFT)


def _cut(slide: Any, room: Box, table: Table, sizes: Sequence[float], said: str = "") -> None:
    """A table, with words on what it leaves out."""
    fitted = laid(table, (room.width, room.height - MORE), sizes)
    home = deck_parts.table(slide, room.left, room.top, fitted, said or table.caption)
    more = []
    if fitted.left_out:
        more.append(f"{fitted.left_out:,} more {'row' if fitted.left_out == 1 else 'rows'}")
    if (over := len(table.head) - len(fitted.head)) > 0:
        more.append(f"{over} more {'column' if over == 1 else 'columns'}")
    if more:
        box = Box(room.left, home.foot + 0.05, room.width, MORE - 0.05)
        deck_parts.words(slide, box, f"and {' and '.join(more)}: see the spreadsheet", (12,),
                         theme.SOFT, name="More")  # fmt: skip


def _beside(body: Box, table: Table) -> tuple[Box, tuple[float, float, Any] | None]:
    """Where the chart goes, and where its table does if all of it has room beside or below."""
    if len(table.rows) > MOST_BESIDE:
        return body, None
    fitted = laid(table, (body.width - LEAST_CHART - GAP, body.height))
    if not fitted.left_out and len(fitted.head) == len(table.head) and table.rows:
        room = replace(body, width=body.width - fitted.width - GAP)
        return room, (room.right + GAP, body.top, fitted)
    fitted = laid(table, (body.width, body.height - LEAST_HEIGHT - GAP))
    if not fitted.left_out and len(fitted.head) == len(table.head) and table.rows:
        room = replace(body, height=body.height - fitted.height - GAP)
        return room, (body.left, room.foot + GAP, fitted)
    return body, None
