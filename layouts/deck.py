"""Slides from handouts: a finding to a slide, with native charts and tables, drawn maps, notes."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence

from data.agendas import SavedView
from data.domain import Domain
from layouts import deck_parts, deck_slides, deck_style
from layouts.deck_slides import Page
from layouts.deck_style import BODY, Box
from layouts.handout import Handout
from layouts.map_picture import Picture
from layouts.tables import Table

AGENDA = (20, 18, 16, 14, 12)
NARROW = 4  # columns that have room beside a map
MOST_TABLES = 8  # slides of tables a view; the spreadsheet has all


def deck(
    handouts: Iterable[Handout],
    domain: Domain,
    *,
    agenda: Sequence[SavedView] = (),
    title: str = "",
    picture: Callable[[str], Picture] = deck_slides.picture,
) -> bytes:
    """The .pptx of some views in their order; with an ``agenda``, its list comes first.

    Takes the handouts one at a time, so that who makes them can tell how far they are. Maps (SVG)
    are drawn by ``picture``.
    """
    made, layout = deck_style.presentation()
    made.core_properties.title = title or f"{domain.borough} community safety"
    made.core_properties.author = domain.partnership
    made.core_properties.language = "en-GB"
    if agenda:
        _contents(Page(made, layout), agenda, domain, made.core_properties.title)
    told: set[tuple[str, str]] = set()
    for place, each in enumerate(handouts, 1):
        _view(Page(made, layout, picture), each, f"{place}. " if agenda else "", told)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _contents(page: Page, agenda: Sequence[SavedView], domain: Domain, title: str) -> None:
    """The first slide: what will be looked at."""
    slide = deck_slides.titled(page, title, domain.partnership, f"{len(agenda)} views", ())
    half = -(-len(agenda) // 2) if len(agenda) > deck_slides.ONE_COLUMN else len(agenda)
    wide = BODY.width if half == len(agenda) else BODY.width / 2 - 0.2
    high = min(BODY.height / half, 0.55)
    for place, each in enumerate(agenda):
        column, row = divmod(place, half)
        box = Box(BODY.left + column * (wide + 0.4), BODY.top + row * high, wide, high)
        deck_parts.words(slide, box, f"{place + 1}.  {each.title or each.address}", AGENDA)


def _view(page: Page, handout: Handout, before: str, told: set[tuple[str, str]]) -> None:
    """The slides of one view: its cards, then its maps and tables that have none.

    Further tables get slides where there are no cards; else the spreadsheet has them. What another
    view has ``told`` already is not told again, but for the first card of each view. A card that
    holds nothing has a slide only where none holds anything.
    """
    shown = [keys for keys in _together(handout) if deck_slides.holds(handout, keys)]
    for place, keys in enumerate(shown or _together(handout)):
        found = handout.panels[keys[-1]]
        said = (found.title, f"{found.sentence}")
        if place and said in told:
            continue
        told.add(said)
        deck_slides.finding(page, handout, keys, before)
    others = handout.every_table if not handout.panels else handout.tables
    others = [each for each in others if each.rows]
    for drawn in handout.drawings.values():
        narrow = next((each for each in others if len(each.head) <= NARROW), None)
        others = [each for each in others if each is not narrow]
        deck_slides.drawing(page, handout, drawn, narrow, before)
    for table in others[:MOST_TABLES]:
        deck_slides.listing(page, handout, table, before)
    left = others[MOST_TABLES:]
    if left or not (handout.panels or handout.drawings or others):
        _rest(page, handout, left, before)


def _together(handout: Handout) -> Iterator[list[str]]:
    """The cards of each slide: two maps of one table share theirs."""
    waiting: list[str] = []
    for key, panel in handout.panels.items():
        pair = (
            len(waiting) == 1
            and {waiting[0], key} <= handout.maps.keys()
            and handout.panels[waiting[0]].table == panel.table
        )
        if waiting and not pair:
            yield waiting
            waiting = []
        waiting.append(key)
    if waiting:
        yield waiting


def _rest(page: Page, handout: Handout, left: Sequence[Table], before: str) -> None:
    """A slide that names the tables that only the spreadsheet has."""
    title = "More tables are in the spreadsheet" if left else "Nothing to show for these filters"
    slide = deck_slides.framed(page, handout, title, handout.lead, before)
    high = min(BODY.height / max(len(left), 1), 0.45)
    for place, table in enumerate(left):
        box = Box(BODY.left, BODY.top + place * high, BODY.width, high)
        said = f"{table.caption}: {len(table.rows):,} rows"
        deck_parts.words(slide, box, said, AGENDA)
