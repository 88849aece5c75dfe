"""Build a presentation from exported views: one finding a slide, with native charts and tables."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from data.model import months
from data.model.domain import Domain
from data.model.meetings.agendas import SavedView
from data.model.noun import Noun
from layouts.base.tables import Table
from layouts.export import deck_frame, deck_parts, deck_slides, deck_style
from layouts.export.deck_frame import SlideBuilder
from layouts.export.deck_style import Box
from layouts.export.view_export import ViewExport
from layouts.maps.map_picture import Picture

AGENDA = (20, 18, 16, 14, 12)  # type sizes of a list, the largest that fits is used
NARROW = 4  # columns of a table that fits beside a map
MOST_LISTED = 14  # names of further tables on a slide
MORE = Noun("more table", "more tables")
MOST_TABLES = 8  # slides of tables for each view; the workbook has all


def deck(
    exports: Iterable[ViewExport],
    domain: Domain,
    *,
    agenda: Sequence[SavedView] = (),
    title: str = "",
    picture: Callable[[str], Picture] = deck_frame.picture,
) -> bytes:
    """Return the .pptx of some views in their order; a slide that lists an ``agenda`` comes first.

    ``exports`` is read one at a time, so that a generator can report progress. ``picture`` turns
    the SVG of a map into a picture.
    """
    made, layout = deck_style.presentation()
    made.core_properties.title = title or f"{domain.borough} community safety"
    made.core_properties.author = domain.partnership
    made.core_properties.language = "en-GB"
    if agenda:
        _contents(SlideBuilder(made, layout), agenda, domain, made.core_properties.title)
    shown_before: set[tuple[str, str]] = set()
    for index, each in enumerate(exports, 1):
        _view(
            SlideBuilder(made, layout, picture), each, f"{index}. " if agenda else "", shown_before
        )
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _contents(
    builder: SlideBuilder, agenda: Sequence[SavedView], domain: Domain, title: str
) -> None:
    """Add the first slide: the list of views, with the date of the data and of the file."""
    made = date.today()
    dated = (
        f"{len(agenda)} views. Data to {months.label(max(domain.covered))}; slides made on "
        f"{made.day} {months.label(made)}."
    )
    slide, body = deck_frame.titled(builder, title, domain.partnership, dated, ())
    half = -(-len(agenda) // 2) if len(agenda) > deck_slides.ONE_COLUMN else len(agenda)
    wide = body.width if half == len(agenda) else body.width / 2 - 0.2
    high = min(body.height / half, 0.55)
    for index, each in enumerate(agenda):
        column, row = divmod(index, half)
        box = Box(body.left + column * (wide + 0.4), body.top + row * high, wide, high)
        deck_parts.words(slide, box, f"{index + 1}.  {each.title or each.address}", AGENDA)


def _view(
    builder: SlideBuilder, export: ViewExport, prefix: str, shown_before: set[tuple[str, str]]
) -> None:
    """Add the slides of one view: headline figures, its cards, then maps and tables without a card.

    Further tables (``asides``) have slides only in a view without cards; else only the workbook has
    them. A card that an earlier view has shown (``shown_before``: title and sentence) is left out,
    unless it is the first of its view. Headline figures shown before are always left out. An empty
    card has a slide only if all cards of the view are empty.
    """
    if (head := export.headline) and head.rows:
        shown_already = (head.caption, f"{head.rows}") in shown_before
        shown_before.add((head.caption, f"{head.rows}"))
        if not shown_already:
            deck_slides.listing(builder, export, head, prefix)
    shown = [keys for keys in _together(export) if deck_slides.holds(export, keys)]
    for index, keys in enumerate(shown or _together(export)):
        found = export.panels[keys[-1]]
        finding = (found.title, f"{found.sentence}")
        if index and finding in shown_before:
            continue
        shown_before.add(finding)
        deck_slides.finding(builder, export, keys, prefix)
    others = export.every_table if not export.panels else export.tables
    others = [each for each in others if each.rows and each != export.headline]
    for drawn in export.drawings.values():
        narrow = _narrow(export, others)
        others = [each for each in others if each is not narrow]
        deck_slides.drawing(builder, export, drawn, narrow, prefix)
    for table in others[:MOST_TABLES]:
        deck_slides.listing(builder, export, table, prefix)
    left = others[MOST_TABLES:]
    if left or not (export.panels or export.drawings or others):
        _rest(builder, export, left, prefix)


def _narrow(export: ViewExport, tables: Sequence[Table]) -> Table | None:
    """Return the first narrow table, to stand beside a map; None for a written document."""
    fitting = (each for each in tables if len(each.columns) <= NARROW and not export.sections)
    return next(fitting, None)


def _together(export: ViewExport) -> Iterator[list[str]]:
    """Yield the cards of each slide; two maps of one table share a slide."""
    waiting: list[str] = []
    for key, panel in export.panels.items():
        pair = (
            len(waiting) == 1
            and {waiting[0], key} <= export.maps.keys()
            and export.panels[waiting[0]].table == panel.table
        )
        if waiting and not pair:
            yield waiting
            waiting = []
        waiting.append(key)
    if waiting:
        yield waiting


def _rest(builder: SlideBuilder, export: ViewExport, left: Sequence[Table], prefix: str) -> None:
    """Add a slide that lists the tables only the workbook has, or says that there is nothing."""
    title = "More tables are in the spreadsheet" if left else "Nothing to show for these filters"
    slide, body = deck_frame.framed(builder, export, title, export.lead, prefix)
    listed = [f"{table.caption}: {len(table.rows):,} rows" for table in left[:MOST_LISTED]]
    if len(left) > MOST_LISTED:
        listed.append(f"and {MORE.count(len(left) - MOST_LISTED)}")
    high = min(body.height / max(len(listed), 1), 0.45)
    for index, text in enumerate(listed):
        box = Box(body.left, body.top + index * high, body.width, high)
        deck_parts.words(slide, box, text, AGENDA)
