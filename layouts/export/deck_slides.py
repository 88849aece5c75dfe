"""One slide: the finding as title, chart or table, filters in the footer, meanings in notes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from layouts.base import theme
from layouts.base.chart import Chart
from layouts.base.markup import plain_text
from layouts.base.panels import Panel
from layouts.base.tables import Table
from layouts.export import deck_charts, deck_key, deck_parts, deck_tables
from layouts.export.deck_frame import MAP_WIDE, SlideBuilder, framed
from layouts.export.deck_style import WIDTH, Box
from layouts.export.deck_tables import Fills, laid
from layouts.export.view_export import ViewExport
from layouts.maps.map_picture import Picture

GAP = 0.3  # lengths are in inches
LEAST_CHART = 6.4  # width of a chart beside a table
LEAST_HEIGHT = 2.9  # of a chart above a table
ONE_COLUMN = 8  # views of an agenda
MOST_BESIDE = 16  # rows of a table beside a chart
HEADING = 0.52  # two lines above each of two maps
MORE = 0.28  # for the line on what a table leaves out


def holds(export: ViewExport, keys: Sequence[str]) -> bool:
    """Whether any of these cards has a map, a table with rows or a native chart to show."""
    return any(
        key in export.maps or export.panels[key].table.rows or native(export.panels[key])
        for key in keys
    )


def native(panel: Panel) -> Chart | None:
    """Return the chart of a panel for PowerPoint; None for a map, a heat table or no values."""
    chart = panel.figure
    if not isinstance(chart, Chart) or chart.kind == "heat" or chart.empty:
        return None
    return chart


def finding(builder: SlideBuilder, export: ViewExport, keys: Sequence[str], prefix: str) -> None:
    """Add the slide of one card: its map with the leading rows, its chart, or its table.

    Two cards in ``keys`` are always maps of one table: both are shown.
    """
    if len(keys) > 1:
        _pair(builder, export, keys, prefix)
        return
    key, panel = keys[0], export.panels[keys[0]]
    slide, body = framed(builder, export, panel.title, plain_text(panel.sentence), prefix)
    alt = f"{panel.title}. {plain_text(panel.sentence)}"
    body = deck_key.add(slide, body, panel)
    if key in export.maps:
        drawn = builder.picture(export.maps[key])
        _with_map(slide, body, drawn, alt, panel.leading or panel.table)
        return
    chart = native(panel)
    if chart is None:
        _alone(slide, body, panel.table, alt, _heat(panel))
        return
    box, beside = _beside(body, panel.table)
    deck_charts.add(slide, box, chart, alt)
    if beside:
        left, top, fitted = beside
        deck_tables.table(slide, left, top, fitted, panel.table.caption)


def _heat(panel: Panel) -> Fills:
    """Return the colours of the cells of a heat table, which are those of the panel's table."""
    chart = panel.figure
    if not isinstance(chart, Chart) or chart.kind != "heat":
        return {}
    return {
        (row, column): theme.shade(share)
        for row, shares in enumerate(chart.shares())
        for column, share in enumerate(shares, 1)
        if share is not None
    }


def _pair(builder: SlideBuilder, export: ViewExport, keys: Sequence[str], prefix: str) -> None:
    """Add a slide of two maps side by side, each under its own title and first sentence."""
    shown = [export.panels[key] for key in keys]
    title = " and ".join(panel.title for panel in shown)
    firsts, rests = zip(*(_parted(panel) for panel in shown), strict=True)
    slide, body = framed(builder, export, title, rests[-1], prefix)
    body = deck_key.add(slide, body, shown[0])
    half = (body.width - GAP) / 2
    for index, (key, panel, first) in enumerate(zip(keys, shown, firsts, strict=True)):
        home = replace(body, left=body.left + index * (half + GAP), width=half)
        heading = replace(home, height=HEADING)
        deck_parts.words(slide, heading, f"{panel.title}: {first}", (16, 14, 13, 12), bold=True)
        box = replace(home, top=home.top + HEADING, height=home.height - HEADING)
        alt = f"{panel.title}. {plain_text(panel.sentence)}"
        deck_parts.picture(slide, box, builder.picture(export.maps[key]), alt)


def _parted(panel: Panel) -> tuple[str, str]:
    """Return the first sentence of a panel, without its full stop, and the rest of its text."""
    first, _stop, rest = plain_text(panel.sentence).partition(". ")
    return first.removesuffix("."), rest


def drawing(
    builder: SlideBuilder,
    export: ViewExport,
    drawn: tuple[str, str],
    table: Table | None,
    prefix: str,
) -> None:
    """Add the slide of a map (title and SVG) without a card, with its table if there is one."""
    title, svg = drawn
    slide, body = framed(builder, export, title, "", prefix)
    found = builder.picture(svg)
    if table:
        _with_map(slide, body, found, title, table)
        return
    wide = min(MAP_WIDE, body.height * found.ratio)
    box = replace(body, left=(WIDTH - wide) / 2, width=wide)
    deck_parts.picture(slide, box, found, title)


def listing(builder: SlideBuilder, export: ViewExport, table: Table, prefix: str) -> None:
    """Add the slide of a table."""
    slide, body = framed(builder, export, table.caption, table.note, prefix)
    _alone(slide, body, table, table.caption)


def _with_map(slide: Any, body: Box, shown_map: Picture, alt: str, table: Table) -> None:
    """Add a map on the left, and as much of its table as fits on the right."""
    wide = min(MAP_WIDE, body.height * shown_map.ratio)
    home = deck_parts.picture(slide, replace(body, width=wide), shown_map, alt)
    box = Box(home.right + GAP, body.top, body.right - home.right - GAP, body.height)
    if table.rows:
        _cut(slide, box, table, deck_tables.SIZES)


def _alone(slide: Any, body: Box, table: Table, alt: str, fills: Fills | None = None) -> None:
    if table.rows:
        _cut(slide, body, table, deck_tables.LARGE, alt, fills=fills)
    else:
        text = "There is nothing to show."
        deck_parts.words(slide, replace(body, height=0.4), text, (18,), theme.SOFT)


def _cut(
    slide: Any,
    box: Box,
    table: Table,
    sizes: Sequence[float],
    alt: str = "",
    *,
    fills: Fills | None = None,
) -> None:
    """Add as much of a table as fits, with a line on the rows and columns left out."""
    fitted = laid(table, (box.width, box.height - MORE), sizes)
    home = deck_tables.table(slide, box.left, box.top, fitted, alt or table.caption, fills=fills)
    more = []
    if fitted.left_out:
        more.append(f"{fitted.left_out:,} more {'row' if fitted.left_out == 1 else 'rows'}")
    if (over := len(table.columns) - len(fitted.columns)) > 0:
        more.append(f"{over} more {'column' if over == 1 else 'columns'}")
    if more:
        box = Box(box.left, home.foot + 0.05, box.width, MORE - 0.05)
        deck_parts.words(slide, box, f"and {' and '.join(more)}: see the spreadsheet", (12,),
                         theme.SOFT, name="More")  # fmt: skip


def _beside(body: Box, table: Table) -> tuple[Box, tuple[float, float, Any] | None]:
    """Return the box of the chart, and left, top and layout of its table if all of it fits."""
    if len(table.rows) > MOST_BESIDE:
        return body, None
    fitted = laid(table, (body.width - LEAST_CHART - GAP, body.height))
    if not fitted.left_out and len(fitted.columns) == len(table.columns) and table.rows:
        box = replace(body, width=body.width - fitted.width - GAP)
        return box, (box.right + GAP, body.top, fitted)
    fitted = laid(table, (body.width, body.height - LEAST_HEIGHT - GAP))
    if not fitted.left_out and len(fitted.columns) == len(table.columns) and table.rows:
        box = replace(body, height=body.height - fitted.height - GAP)
        return box, (body.left, box.foot + GAP, fitted)
    return body, None
