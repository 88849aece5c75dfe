"""Presentations read back: slides, native charts, tables and text boxes."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Emu

from dashboard.exports.export_work import export_at
from data.model import months
from data.model.meetings.agendas import SavedView
from data.pack.pack import Pack
from layouts.base import words
from layouts.base.chart import Chart
from layouts.base.panels import Panel
from layouts.base.tables import Cell
from layouts.export import fitting
from layouts.export.deck import deck
from layouts.export.view_export import ViewExport

EPOCH = date(1899, 12, 30)
HAIR = 0.02  # inches
# Lines of a funnel that come from all its areas together, so that no row of its table has them.
LIMITS = re.compile(r"Peers|Chance alone, (lower|upper)|(95|99\.8)% limit, (lower|upper)")
PART = re.compile(r", from .+")  # of a line that is broken
NUMBER = re.compile(r"(?:about )?([+−-]?[\d,]+(?:\.(\d+))?)%?")
INTERVAL = re.compile(r"([\d.]+) to ([\d.]+)%?")


@dataclass(frozen=True)
class Words:
    """The text of a box, its size, and the size of the box."""

    text: str
    size: float
    bold: bool
    width: float
    height: float

    @property
    def needed(self) -> float:
        """Return the height in inches of the text in the width of the box."""
        count = fitting.lines(self.text, self.width + HAIR, self.size, bold=self.bold)
        return fitting.height(count, self.size)


@cache
def export_of(pack: Pack, address: str, title: str = "", note: str = "") -> ViewExport:
    return export_at(pack, SavedView(title, address, note))


def read(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


@cache
def deck_of(pack: Pack, *addresses: str) -> Any:
    views = [SavedView(f"View {n}", each) for n, each in enumerate(addresses, 1)]
    agenda = views if len(views) > 1 else ()
    found = [export_of(pack, each.address, each.title) for each in views]
    return read(deck(found, pack.domain, agenda=agenda))


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def tables(slide: Any) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for shape in slide.shapes
        if shape.has_table
    ]


def boxes(slide: Any) -> list[Words]:
    """Return every text box and placeholder with text, and every cell."""
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame and shape.text_frame.text:
            run = shape.text_frame.paragraphs[0]
            size = run.font.size
            if size is None:
                continue  # the slide's number, in the size of its layout
            found.append(
                Words(
                    shape.text_frame.text, size.pt, bool(run.font.bold),
                    Emu(shape.width).inches, Emu(shape.height).inches,
                )
            )  # fmt: skip
        if shape.has_table:
            found += _cells(shape.table)
    return found


def _cells(table: Any) -> list[Words]:
    found = []
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            run = cell.text_frame.paragraphs[0].runs
            if not run or not run[0].text:
                continue
            aside = Emu(cell.margin_left + cell.margin_right).inches
            above = Emu(cell.margin_top + cell.margin_bottom).inches
            found.append(
                Words(
                    cell.text, run[0].font.size.pt, bool(run[0].font.bold),
                    Emu(column.width).inches - aside, Emu(row.height).inches - above,
                )
            )  # fmt: skip
    return found


def parsed(cell: Cell) -> tuple[float | None, float]:
    """Return the number in a cell of a table, and its possible rounding error."""
    if isinstance(cell, int | float):
        return cell, 0.0 if isinstance(cell, int) else 0.05
    found = NUMBER.fullmatch(cell or "")
    if not found:
        return None, 0.0
    return float(found[1].replace(",", "").replace("−", "-")), 0.5 / 10 ** len(found[2] or "")


def column(panel: Panel, name: str) -> tuple[list[Cell], bool]:
    """Return the column that a series is named after, and whether it is the whole column."""
    head = list(panel.table.columns)
    whole = name in head
    base = name if whole else name.rpartition(", ")[0]
    assert base in head, f"no column {name!r} in {head}"
    return [row[head.index(base)] for row in panel.table.rows], whole


def read_back(native: Any, panel: Panel) -> None:
    """Fail unless every name and value of a native chart is in the table of its panel."""
    chart = panel.figure
    assert isinstance(chart, Chart)
    assert native.value_axis.axis_title.text_frame.text == chart.y.title
    assert native.category_axis.axis_title.text_frame.text == chart.x.title != ""
    if chart.kind == "points":
        _read_points(native, panel)
        return
    assert chart.x.title == panel.table.columns[0]
    labels = [_label(each, chart) for each in native.plots[0].categories]
    rows = [str(row[0]) for row in panel.table.rows]
    for name, parts in groupby(native.plots[0].series, lambda each: PART.sub("", each.name)):
        series = Joined(name, [*parts])
        cells, whole = column(panel, name)
        values = dict(zip(labels, series.values, strict=True))
        _read_rest(values, dict(zip(rows, cells, strict=True)))
        for label, cell in zip(rows, cells, strict=True):
            number, rounded = parsed(cell)
            value = values.pop(label, None)
            if chart.y.mirrored and value is not None:
                value = abs(value)
            if value is None:
                assert number is None or not whole or label not in labels, (name, label)
            else:
                assert number is not None, (name, label)
                assert value == pytest.approx(number, abs=rounded + 1e-9), (name, label)
        assert not values, f"{name}: no rows for {[*values]}"
        percent = name.endswith("%") or any("%" in each for each in cells if isinstance(each, str))
        assert series.percent == percent
        _read_intervals(series, panel, labels)


@dataclass(frozen=True)
class Joined:
    """A series of a native chart, in parts where its line is broken."""

    name: str
    parts: Sequence[Any]

    @property
    def values(self) -> list[float | None]:
        """Return a value for each category; only one part may have one."""
        columns = [*zip(*(each.values for each in self.parts), strict=True)]
        found = [[value for value in column if value is not None] for column in columns]
        assert all(len(each) <= 1 for each in found), self.name
        return [each[0] if each else None for each in found]

    @property
    def percent(self) -> bool:
        """Whether its numbers are written as per cent."""
        [form] = {each._element.xpath("c:val//c:formatCode")[0].text for each in self.parts}
        return "%" in form

    def reach(self, tag: str) -> dict[int, float]:
        """Return the ends of its intervals by the index of the category."""
        return {
            int(point.get("idx")): float(point.xpath("c:v")[0].text)
            for each in self.parts
            for point in each._element.xpath(f"c:errBars/c:{tag}//c:pt")
        }


def _label(category: Any, chart: Chart) -> str:
    """The row that a category stands for."""
    if not chart.dated:
        return str(category).partition("\n")[0]
    day = EPOCH + timedelta(days=float(str(category)))  # as spreadsheets count days
    return words.stretch(day, months.shift(day, chart.months - 1))


def _read_rest(values: dict[str, Any], rows: dict[str, Cell]) -> None:
    """Take out the bar of all the others, which must be the sum of the rows without a bar."""
    [*rest] = [each for each in values if re.match(r"\d+ other ", each) and each not in rows]
    for label in rest:
        others = [parsed(cell)[0] or 0 for row, cell in rows.items() if row not in values]
        assert label.startswith(f"{len(others)} ")
        assert values.pop(label) == sum(others)


def _read_intervals(series: Joined, panel: Panel, labels: Sequence[str]) -> None:
    """Intervals must be those of the table, wherever it has any for a category."""
    at = next((n for n, each in enumerate(panel.table.columns) if "95% interval" in each), None)
    if at is None:
        return
    ends = {str(row[0]): INTERVAL.fullmatch(str(row[at])) for row in panel.table.rows}
    reach = series.reach("minus"), series.reach("plus")
    for index, (label, value) in enumerate(zip(labels, series.values, strict=True)):
        assert (index in reach[0]) == (index in reach[1]) == bool(ends[label]), label
        if found := ends[label]:
            drawn = value - reach[0][index], value + reach[1][index]
            assert drawn == pytest.approx((float(found[1]), float(found[2])), abs=0.0501)


def _read_points(native: Any, panel: Panel) -> None:
    """Each row of the table must be one dot, and each other series a known line."""
    head = list(panel.table.columns)
    at = head.index("Residents"), head.index("Per 1,000")
    assert panel.figure.x.title == "Residents of the area"
    dots = []
    for series in native.plots[0].series:
        if LIMITS.fullmatch(series.name):
            continue
        column(panel, series.name)
        x = [float(each.text) for each in series._element.xpath("c:xVal//c:pt/c:v")]
        dots += zip(x, series.values, strict=True)
    assert sorted(dots) == sorted(tuple(row[each] for each in at) for row in panel.table.rows)
