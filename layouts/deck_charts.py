"""Native charts on a slide: a ``Chart`` as PowerPoint draws it, with its values to edit."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from layouts import deck_marks, deck_series, deck_style, fitting, theme
from layouts.charted import Axis, Chart
from layouts.deck_parts import colour, described
from layouts.deck_style import Box

SIZE = 12
LABEL_ROOM = 0.85  # inches for the name of a month
MONTHS = "mmm yyyy"
STEPS = (1, 2, 3, 6, 12, 24, 60)  # months from one name to the next
LEFT, FOOT, TOP = 0.95, 0.72, 0.12  # inches around the plot, for ticks and titles
RIGHT = 0.15
DASHES = {"dash": MSO_LINE_DASH_STYLE.DASH, "dot": MSO_LINE_DASH_STYLE.ROUND_DOT,
          "dashdot": MSO_LINE_DASH_STYLE.DASH_DOT}  # fmt: skip
SYMBOLS = {"circle": XL_MARKER_STYLE.CIRCLE, "square": XL_MARKER_STYLE.SQUARE,
           "diamond": XL_MARKER_STYLE.DIAMOND, "triangle-up": XL_MARKER_STYLE.TRIANGLE}  # fmt: skip
LEGIBLE = {theme.SERIES[1]: "#B8430C", theme.SERIES[2]: "#1B7A72", theme.LINE: theme.SOFT}


def add(slide: Any, box: Box, chart: Chart, said: str) -> None:
    """Add a chart to a slide, with what it says as its text alternative."""
    free = max(
        [chart.free * box.width, RIGHT]
        + [fitting.width(each.text, SIZE) + 0.15 for each in chart.words if deck_marks.beside(each)]
    )
    left = LEFT if chart.kind != "bars" else _names(chart) + 0.5
    plot = Box(box.left + left, box.top + TOP, box.width - left - free, box.height - TOP - FOOT)
    for band in chart.bands:
        deck_marks.band(slide, plot, band)
    frame = slide.shapes.add_chart(TYPES[chart.kind](chart), *box.emu(), _data(chart))
    described(frame, "Chart", said)
    made = frame.chart
    made.has_legend = made.has_title = False
    made.font.size, made.font.name = Pt(SIZE), deck_style.FACE
    made.font.color.rgb = colour(theme.SOFT)
    _plain(made)
    _settle(made, box, plot)
    _axes(made, chart, plot)
    for series, given in zip(made.plots[0].series, chart.series, strict=True):
        deck_series.DRAW[chart.kind](series, given)
    if chart.kind in {"columns", "bars"}:
        made.plots[0].gap_width = 55 if chart.kind == "bars" else 80
        made.plots[0].overlap = 100 if chart.stacked else 0
    for word in chart.words:
        deck_marks.word(slide, plot, word, free)


def _names(chart: Chart) -> float:
    return max(fitting.width(str(each), SIZE) for each in chart.categories)


TYPES: Mapping[str, Callable[[Chart], Any]] = {
    "lines": lambda _chart: XL_CHART_TYPE.LINE_MARKERS,
    "columns": lambda chart: (
        XL_CHART_TYPE.COLUMN_STACKED if chart.stacked else XL_CHART_TYPE.COLUMN_CLUSTERED
    ),
    "bars": lambda chart: (
        XL_CHART_TYPE.BAR_STACKED if chart.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    ),
    "points": lambda _chart: XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS,
}


def _data(chart: Chart) -> Any:
    form = f'#,##0.##"{chart.y.suffix}"' if chart.y.suffix else "General"
    if chart.kind == "points":
        data = XyChartData(number_format=form)
        for each in chart.series:
            points = data.add_series(each.name)
            for x, y in zip(each.x, each.values, strict=True):
                if x is not None and y is not None:
                    points.add_data_point(x, y)
        return data
    data = CategoryChartData(number_format=form)
    data.categories = list(chart.categories)
    if _dated(chart):
        data.categories.number_format = MONTHS
    for each in chart.series:
        data.add_series(each.name, each.values)
    return data


def _dated(chart: Chart) -> bool:
    return bool(chart.categories) and isinstance(chart.categories[0], date)


def _plain(made: Any) -> None:
    """What is missing stays a gap, and what lies behind the chart is seen."""
    space = made._chartSpace.chart
    for old in space.xpath("c:dispBlanksAs"):
        old.set("val", "gap")
    clear = f"<c:spPr {nsdecls('c', 'a')}><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    space.plotArea.append(parse_xml(clear))
    made._chartSpace.xpath("c:txPr")[0].addprevious(parse_xml(clear))


def _settle(made: Any, box: Box, plot: Box) -> None:
    """Put the plot where it was reckoned to be, so that bands and words lie right on it."""
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


def _axes(made: Any, chart: Chart, plot: Box) -> None:
    values, names = made.value_axis, made.category_axis
    values.minimum_scale, values.maximum_scale = chart.y.low, chart.y.high
    values.major_unit = chart.y.step
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = colour(theme.PALE)
    values.format.line.fill.background()
    values.tick_labels.number_format = _form(chart.y)
    values.tick_labels.number_format_is_linked = False
    names.format.line.color.rgb = colour(theme.GREY)
    names.has_major_gridlines = False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    for axis, title in ((values, chart.y.title), (names, chart.across)):
        axis.has_title = True
        axis.axis_title.text_frame.text = title
        font = axis.axis_title.text_frame.paragraphs[0].font
        font.size, font.bold, font.color.rgb = Pt(SIZE), False, colour(theme.SOFT)
        _level(axis)
    if chart.kind == "points" and chart.x is not None:
        names.minimum_scale, names.maximum_scale = chart.x.low, chart.x.high
        names.major_unit = chart.x.step
        names.tick_labels.number_format = _form(chart.x)
        names.tick_labels.number_format_is_linked = False
    elif _dated(chart):
        _by_month(names, chart, plot)


def _level(axis: Any) -> None:
    """Names of categories stand level, never aslant."""
    axis.tick_labels.font.size = Pt(SIZE)
    axis._element.xpath("c:txPr/a:bodyPr")[0].set("rot", "0")


def _form(axis: Axis) -> str:
    """The number format of ticks: as many decimals as their distance has."""
    fine = next((each for each in range(4) if round(axis.step, each) == axis.step), 4)
    form = "#,##0" + ("." + "0" * fine if fine else "")
    return f'{form}"{axis.suffix}"' if axis.suffix else form


def _by_month(axis: Any, chart: Chart, plot: Box) -> None:
    """An axis of months, which names only as many as there is room for: by quarter or year."""
    days = [each for each in chart.categories if isinstance(each, date)]
    first, last = days[0], days[-1]
    count = 12 * (last.year - first.year) + last.month - first.month + 1
    step = next((each for each in STEPS if each * plot.width / count >= LABEL_ROOM), STEPS[-1])
    axis.tick_labels.number_format = MONTHS
    axis.tick_labels.number_format_is_linked = False
    base = axis._element.xpath("c:baseTimeUnit")[0]
    base.set("val", "months")
    for tag, value in (("majorTimeUnit", "months"), ("majorUnit", step)):
        base.addnext(parse_xml(f'<c:{tag} {nsdecls("c")} val="{value}"/>'))
