"""Draw a ``Chart`` as a native PowerPoint chart, whose values can be edited."""

from dataclasses import replace
from datetime import date
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from layouts.base import theme
from layouts.base.chart import FEW_BARS, Axis, Chart, Text
from layouts.export import deck_marks, deck_series, deck_style, fitting
from layouts.export.chart_data import CategoryData, XyData
from layouts.export.deck_marks import Plot
from layouts.export.deck_parts import colour, described
from layouts.export.deck_style import Box

SIZE = 12
MONTH_WIDTH = 0.85  # inches for the name of a month
MONTHS = "mmm yyyy"
STEPS = (1, 2, 3, 6, 12, 24, 60)  # months from one name to the next
LEFT, FOOT, TOP, RIGHT = 0.95, 0.72, 0.12, 0.15  # inches around the plot
ABOVE = 0.32  # inches for words over the plot
SMALLEST = 7  # points
MOST_GAP = 500  # per cent, as PowerPoint has it
SCREEN = 900  # pixels: about the width that the margins of a chart are given for
TYPES = {
    "lines": XL_CHART_TYPE.LINE_MARKERS, "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "bars": XL_CHART_TYPE.BAR_CLUSTERED, "points": XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS,
}  # fmt: skip


def add(slide: Any, box: Box, chart: Chart, alt: str) -> None:
    """Add a chart with values, not a heat table, to a slide, with its text alternative."""
    series = [part for each in chart.series for part in deck_series.parts(each, chart.categories)]
    texts = [*chart.texts, *deck_series.beyond(chart), *_above(chart)]
    size = _size(box, chart)
    chart = replace(chart, y=chart.y.ticked, series=series, texts=texts)
    plot = _plot(box, chart)
    for band in chart.bands:
        if not band.dash:
            deck_marks.band(slide, plot, band)
    frame = slide.shapes.add_chart(TYPES[chart.kind], *box.emu(), _data(chart))
    described(frame, "Chart", alt)
    made = frame.chart
    made.has_legend = made.has_title = False
    made.font.size, made.font.name = Pt(SIZE), deck_style.FACE
    made.font.color.rgb = colour(theme.SOFT)
    _clear(made)
    _settle(made, box, plot.box)
    _axes(made, chart, plot.box, size)
    flat = chart.kind in {"columns", "bars"}
    for native, series in zip(made.plots[0].series, chart.series, strict=True):
        (deck_series.bar if flat else deck_series.line)(native, series)
    if flat:
        made.plots[0].gap_width = _gap(chart)
    for band in chart.bands:
        if band.dash:
            deck_marks.band(slide, plot, band)
    for text in chart.texts:
        deck_marks.word(slide, plot, text, box.right, size)


def _size(box: Box, chart: Chart) -> float:
    """Return the type size in points of names and labels: smaller where many bars are close."""
    if chart.kind != "bars":
        return SIZE
    pitch = (box.height - FOOT - TOP) / len(chart.categories)
    return max(SMALLEST, min(SIZE, pitch * fitting.POINTS / fitting.LEADING))


def _gap(chart: Chart) -> int:
    """Return the gap between categories in per cent of a bar; it is wider where bars are few."""
    bars, gap = 100 * len(chart.series), 55 if chart.kind == "bars" else 80
    wider = max(1, FEW_BARS / max(len(chart.categories), 1))
    return min(round((bars + gap) * wider) - bars, MOST_GAP)


def _above(chart: Chart) -> list[Text]:
    """Return a mark at the upper edge for each point of a scatter that lies above its axis."""
    return [
        Text("▲", x, None, "center", "top", theme.GREY)
        for each in chart.series
        for x, value in zip(each.x, each.values, strict=True)
        if value is not None and value > chart.y.high
    ] if chart.kind == "points" else []  # fmt: skip


def _plot(box: Box, chart: Chart) -> Plot:
    """Return the plot area of a chart in a box, leaving space for ticks, titles and words."""
    whole = Plot(box, chart)
    beside = [each.text for each in chart.texts if whole.beside(each)]
    right = max([RIGHT, chart.right / SCREEN * box.width, *(_wide(each) + 0.15 for each in beside)])
    names = max(_wide(f"{each}") for each in chart.categories) if chart.kind == "bars" else 0
    left = max(names + 0.5, LEFT)
    top = ABOVE if any(each.up == "above" for each in chart.texts) else TOP
    return Plot(
        Box(box.left + left, box.top + top, box.width - left - right, box.height - top - FOOT),
        chart,
    )


def _wide(text: str) -> float:
    return fitting.width(text, SIZE)


def _data(chart: Chart) -> Any:
    """Return the data of a chart, each series with its number format."""
    if chart.kind == "points":
        data: Any = XyData(number_format=number_format(chart.y))
        for each in chart.series:
            points = data.add_series(each.name)
            for x, y in zip(each.x, each.values, strict=True):
                if y is not None:
                    points.add_data_point(x, y)
        return data
    data = CategoryData(number_format=number_format(chart.y))
    data.categories = list(chart.categories if chart.dated else chart.ticks or chart.categories)
    if chart.dated:
        data.categories.number_format = MONTHS
    for each in chart.series:
        data.add_series(each.name, each.values, number_format(chart.y, each.decimals))
    return data


def number_format(axis: Axis, decimals: int | None = None) -> str:
    """Return a spreadsheet's number format for the values of an axis."""
    decimals = axis.decimals if decimals is None else decimals
    form = "#,##0" + ("." + "0" * decimals if decimals else "")
    if axis.suffix:
        form += f'"{axis.suffix}"'
    if axis.mirrored:
        return f"{form};{form}"
    return f"+{form};-{form};{form}" if axis.signed else form


def _clear(made: Any) -> None:
    """Show missing values as gaps, and make the background transparent for bands behind it."""
    space = made._chartSpace.chart
    for old in space.xpath("c:dispBlanksAs"):
        old.set("val", "gap")
    clear = f"<c:spPr {nsdecls('c', 'a')}><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    space.plotArea.append(parse_xml(clear))
    made._chartSpace.xpath("c:txPr")[0].addprevious(parse_xml(clear))


def _settle(made: Any, box: Box, plot: Box) -> None:
    """Fix the plot area by hand, so that bands and words lie exactly on it."""
    area = made._chartSpace.chart.plotArea
    for old in area.xpath("c:layout"):
        area.remove(old)
    shares = (
        (plot.left - box.left) / box.width, (plot.top - box.top) / box.height,
        plot.width / box.width, plot.height / box.height,
    )  # fmt: skip
    x, y, w, h = (f"{each:.5f}" for each in shares)
    area.insert(0, parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
        f'<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{x}"/><c:y val="{y}"/>'
        f'<c:w val="{w}"/><c:h val="{h}"/></c:manualLayout></c:layout>'
    ))  # fmt: skip


def _axes(made: Any, chart: Chart, plot: Box, size: float) -> None:
    values, names = made.value_axis, made.category_axis
    _scale(values, chart.y)
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = colour(theme.PALE)
    values.format.line.fill.background()
    names.format.line.color.rgb = colour(theme.GREY)
    names.has_major_gridlines = False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    for axis, given in ((values, chart.y), (names, chart.x)):
        axis.has_title = True
        axis.axis_title.text_frame.text = given.title
        font = axis.axis_title.text_frame.paragraphs[0].font
        font.size, font.bold, font.color.rgb = Pt(SIZE), False, colour(theme.SOFT)
        axis.tick_labels.font.size = Pt(size if axis is names else SIZE)
        axis._element.xpath("c:txPr/a:bodyPr")[0].set("rot", "0")  # labels stay horizontal
    if chart.kind == "points":
        _scale(names, chart.x)
    elif chart.kind == "bars":
        names.reverse_order = True  # the first category on top, the values below
        values._element.xpath("c:crosses")[0].set("val", "max")
    elif chart.dated:
        _by_month(names, chart, plot)


def _scale(axis: Any, given: Axis) -> None:
    """Set the ends and ticks of an axis of numbers, with as many decimals as the ticks need."""
    axis.minimum_scale, axis.maximum_scale = given.low, given.high
    axis.major_unit = given.tick
    decimals = next((each for each in range(4) if round(given.tick, each) == given.tick), 4)
    axis.tick_labels.number_format = number_format(given, decimals)
    axis.tick_labels.number_format_is_linked = False


def _by_month(axis: Any, chart: Chart, plot: Box) -> None:
    """Set an axis of months to name as many as fit: each, or at a step of ``STEPS``."""
    days = [each for each in chart.categories if isinstance(each, date)]
    count = 12 * (days[-1].year - days[0].year) + days[-1].month - days[0].month + 1
    step = next((each for each in STEPS if each * plot.width / count >= MONTH_WIDTH), STEPS[-1])
    axis.tick_labels.number_format = MONTHS
    axis.tick_labels.number_format_is_linked = False
    base = axis._element.xpath("c:baseTimeUnit")[0]
    base.set("val", "months")
    for tag, value in (("majorTimeUnit", "months"), ("majorUnit", step)):
        base.addnext(parse_xml(f'<c:{tag} {nsdecls("c")} val="{value}"/>'))
