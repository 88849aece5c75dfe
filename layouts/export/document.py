"""Build a Word document from exported views: sections of a written one, else a page each."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from data.model.domain import Domain
from data.model.noun import Noun
from layouts.base.chart import Chart
from layouts.base.legend import entries
from layouts.base.markup import plain_text
from layouts.base.panels import Panel
from layouts.base.sections import Block, Figure, Heading, Points, Section, Typed, Words, drawable
from layouts.base.tables import Table, cell_text
from layouts.charts.svg_chart import svg
from layouts.export import document_style, fitting
from layouts.export.document_parts import Writer
from layouts.export.document_style import FOOT, HEIGHT, INCH, INNER, TOP
from layouts.export.document_tables import laid, parted
from layouts.export.view_export import ViewExport

Step = Callable[[int, int], None]
ROW, COLUMN = Noun("more row", "more rows"), Noun("more column", "more columns")
EARLIER = Noun("earlier row", "earlier rows")
MOST_ROWS = 60  # of a table in a briefing; more do not fit a page
PERIODS = ("Month", "Year")  # heads of tables whose rows go by time
CHART = (680, 320)  # pixels, in a briefing
WIDE = 680  # pixels, of a chart in a written document
FEW, LOW, MIDDLE = 5, 200, 250  # columns in a low chart; heights of it and of others in pixels
AROUND, BAR = 76, 19  # pixels: above and below bars, and for each bar
TALLEST = 8.0  # centimetres, of a picture in a written document
SHORT = 160  # letters of a text that stays with its heading and with what follows
OF_BRIEFING = 8.2  # centimetres: the greatest height of a picture in a briefing
SPARE = 1.2  # centimetres of a briefing that are left free, because fonts differ
LAST = ("Filters: ", "Source: ", "Vintages: ", "Licence: ")
STYLES = {"plain": "Normal", "finding": "Finding", "soft": "Note"}
WRITTEN = "Strategic assessment"
BLANK = "Nothing has been written here yet."
WRITTEN_BY = "Written by the partnership"
# Centimetres around a paragraph of each style.
GAPS = {"Title": 0.9, "Subtitle": 0.7, "Finding": 0.35, "Normal": 0.3, "Note": 0.35}


def document(
    exports: Iterable[ViewExport], domain: Domain, *, title: str, step: Step = lambda _n, _of: None
) -> bytes:
    """Return the .docx of some views in their order.

    A view that is a written document has a cover, contents and its sections: before each section,
    ``step`` is called with its index and the number of sections. Any other view is a briefing: one
    page with its finding, chart, table and note.
    """
    made = document_style.new(title, domain.partnership)
    writer = Writer(made)
    for index, export in enumerate(exports):
        page = made.sections[0] if index == 0 else made.add_section()
        document_style.footer(page, _footer(export))
        if export.sections:
            _written(writer, export, f"{WRITTEN}: {domain.borough}", step)
        else:
            _briefing(writer, export)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _footer(export: ViewExport) -> list[str]:
    """Return the lines of a footer: notes first, then filters, source, vintages and licence."""
    lines = [*export.notes[:-1], *([export.vintages] if export.vintages else []), export.notes[-1]]
    return [*(each for each in lines if not each.startswith(LAST)),
            *(each for each in lines if each.startswith(LAST))]  # fmt: skip


def _written(writer: Writer, export: ViewExport, title: str, step: Step) -> None:
    writer.words(title, "Title")
    writer.words(f"{export.subject[:1].upper()}{export.subject[1:]}", "Subtitle")
    for each in export.notes:
        writer.words(each, "Note")
    writer.words("Contents", "Subtitle")
    writer.contents([(each.title, _bookmark(n)) for n, each in enumerate(export.sections)])
    writer.made.add_page_break()
    for n, section in enumerate(export.sections):
        step(n, len(export.sections))
        _section(writer, section, _bookmark(n))


def _bookmark(n: int) -> str:
    return f"_Toc{n + 1:06}"


def _section(writer: Writer, section: Section, name: str) -> None:
    writer.heading(section.title, 1, name)
    followed = [None, *section.blocks, None]
    for before, each, after in zip(followed, section.blocks, followed[2:], strict=False):
        if isinstance(each, Words) and after is not None and not isinstance(after, Heading):
            # A page does not end with a heading and one line.
            short = isinstance(before, Heading) and len(each.text) < SHORT
            made = writer.words(each.text, STYLES[each.kind])
            made.paragraph_format.keep_with_next = short or each.kind == "finding"
        else:
            _block(writer, each)


def _block(writer: Writer, block: Block) -> None:
    if isinstance(block, Heading):
        writer.heading(block.text, 2)
    elif isinstance(block, Words):
        writer.words(block.text, STYLES[block.kind])
    elif isinstance(block, Points):
        for each in block.items:
            writer.words(each, "List Bullet")
    elif isinstance(block, Typed):
        _typed(writer, block)
    elif isinstance(block, Figure):
        picture = _drawn(block)
        if picture:
            writer.picture(picture, block.alt, TALLEST, block.key)
            writer.caption("Figure", block.caption)
    elif block.rows:
        for part in parted(block):
            writer.caption("Table", part.caption)
            writer.table(part)
            if part.note:
                writer.words(part.note, "Note")


def _typed(writer: Writer, block: Typed) -> None:
    if not block.text:
        writer.words(BLANK, "Blank")
        return
    owner = writer.words(f"{WRITTEN_BY}: {block.owner}" if block.owner else WRITTEN_BY, "Note")
    owner.paragraph_format.keep_with_next = True
    for each in block.text.split("\n\n"):
        writer.words(each, "Written")


def _drawn(figure: Figure) -> str:
    """Return a figure as SVG text, or "" for a map that has not been drawn yet."""
    if isinstance(figure.shown, Chart):
        return svg(figure.shown, figure.caption, (WIDE, _tall(figure.shown)))
    return figure.shown if isinstance(figure.shown, str) else ""


def _tall(chart: Chart) -> int:
    """Return the height of a chart in pixels: low for few columns, by their number for bars."""
    if chart.kind == "bars":
        return max(LOW, AROUND + BAR * len(chart.categories))
    return LOW if chart.kind == "columns" and len(chart.categories) <= FEW else MIDDLE


def _briefing(writer: Writer, export: ViewExport) -> None:
    """Add a page for a view: what it found, its chart or map, the rows that fit, and a note."""
    key, panel = _leading(export)
    title = panel.title if panel else export.title
    sentence = plain_text(panel.sentence) if panel else export.lead
    said = [(title, "Title"), (f"{export.page}: {export.subject}", "Subtitle"),
            (sentence, "Finding"), (export.view.note, "Normal")]  # fmt: skip
    said = [(text, style) for text, style in said if text]
    for text, style in said:
        writer.words(text, style)
    left = HEIGHT - TOP - FOOT - SPARE - sum(_high(text, style) for text, style in said)
    picture = _picture(export, key, panel)
    if picture and panel:
        legend = entries(panel.legend)
        writer.picture(picture, f"{title}. {sentence}", OF_BRIEFING, legend)
        left -= OF_BRIEFING + 0.3 + _high("   ".join(each.text for each in legend), "Note")
    table = panel.leading or panel.table if panel else next(iter(export.every_table), None)
    note = " ".join(filter(None, [table.note if table else "", *_meaning(export)]))
    left -= _high(note, "Note")
    if table and table.rows:
        _fitted(writer, table, left)
    writer.words(note, "Note")


def _leading(export: ViewExport) -> tuple[str, Panel | None]:
    """Return the first card with a map, a chart or rows; else "" and the first panel or None."""
    for key, panel in export.panels.items():
        chart = isinstance(panel.figure, Chart) and drawable(panel.figure)
        if key in export.maps or chart or panel.table.rows:
            return key, panel
    return "", next(iter(export.panels.values()), None)


def _picture(export: ViewExport, key: str, panel: Panel | None) -> str:
    if key in export.maps:
        return export.maps[key]
    return svg(panel.figure, panel.title, CHART) if panel and isinstance(
        panel.figure, Chart
    ) else ""  # fmt: skip


def _meaning(export: ViewExport) -> Sequence[str]:
    """Return the first explanation of the view's numbers, as a list of one or none."""
    return [f"{name}. {text}" for name, text in list(export.meanings.items())[:1]]


def _fitted(writer: Writer, table: Table, left: float) -> None:
    """Add as many rows of a table as fit, and a line on those left out.

    Of a table with a row for each month or year the newest rows are shown.
    """
    part, *rest = parted(table)
    over = len(table.columns) - len(part.columns) if rest else 0
    by_time = part.columns[0] in PERIODS and len({row[0] for row in part.rows}) == len(part.rows)
    order = -1 if by_time else 1
    first = part.rows[::order][:MOST_ROWS]
    cells = [[cell_text(part, i, value) for i, value in enumerate(row)] for row in first]
    used, rows = 1.6, 0  # caption and the line below
    for each in laid(part.columns, cells).heights:
        if used + each > left:
            break
        used, rows = used + each, rows + 1
    rows = max(rows - 1, 1)
    writer.caption("Table", part.caption)
    writer.table(replace(part, rows=first[:rows][::order]))
    row = EARLIER if by_time else ROW
    more = [noun.count(n) for noun, n in ((row, len(part.rows) - rows), (COLUMN, over)) if n]
    if more:
        writer.words(f"and {' and '.join(more)}: see the workbook", "Note")


def _high(text: str, style: str) -> float:
    """Return the estimated height of a paragraph in centimetres."""
    size = next(points for name, points, *_rest in document_style.STYLES if name == style)
    count = fitting.lines(text, INNER / INCH, size, bold=style == "Title")
    return fitting.height(count, size) * INCH + GAPS[style]
