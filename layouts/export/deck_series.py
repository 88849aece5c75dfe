"""Draw the series of a native chart: lines or bars, marks, labels and intervals."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from pptx.dml.fill import FillFormat
from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from data.model import months
from layouts.base import theme
from layouts.base.chart import Category, Chart, Series, Text
from layouts.export.deck_parts import colour

SIZE = 12
POINTS = 0.75  # points per pixel
LONE = 6.0  # pixels across a point that has no neighbour
DASHES = {"dash": MSO_LINE_DASH_STYLE.DASH, "dot": MSO_LINE_DASH_STYLE.ROUND_DOT,
          "dashdot": MSO_LINE_DASH_STYLE.DASH_DOT}  # fmt: skip
SYMBOLS = {"circle": XL_MARKER_STYLE.CIRCLE, "square": XL_MARKER_STYLE.SQUARE,
           "diamond": XL_MARKER_STYLE.DIAMOND, "triangle-up": XL_MARKER_STYLE.TRIANGLE}  # fmt: skip


# Around an interval on a bar, so that it shows on bars of any colour.
LIGHT_EDGE = (
    f'<a:effectLst><a:glow rad="19050"><a:srgbClr val="{colour(theme.PAPER)}"/></a:glow>'
    "</a:effectLst>"
)


def parts(series: Series, categories: Sequence[Category]) -> list[Series]:
    """Return a series in parts, because a native line joins all neighbouring points.

    A line is split at its breaks, a level where its value changes. The name of each part has its
    first category. A series with labels, which has no line, or without breaks is one part.
    """
    starts = [first for first, _last, _value in series.runs()] if series.level else series.breaks
    firsts = sorted({0, *starts})
    if len(firsts) == 1 or series.labels or (series.level and len(starts) == 1):
        return [series]
    found = [
        replace(
            series,
            name=f"{series.name}, from {_named(categories[first])}",
            values=[value if first <= n < last else None for n, value in enumerate(series.values)],
        )
        for first, last in pairwise([*firsts, len(series.values)])
    ]
    return [each for each in found if not each.empty]


def _named(category: Category) -> str:
    return months.label(category) if isinstance(category, date) else category


def line(native: Any, series: Series) -> None:
    """Draw a line, points or both, with labels and intervals.

    A line has the colour of its points, because LibreOffice has only one colour for both. Labelled
    points have no line, because it would cross the labels.
    """
    native.smooth = False
    if series.joined and not series.labels:
        native.format.line.color.rgb = colour(series.mark or series.colour)
        native.format.line.width = Pt(max(series.width, 1))
        if series.dash in DASHES:
            native.format.line.dash_style = DASHES[series.dash]
    else:
        native.format.line.fill.background()
    one = series.symbol if isinstance(series.symbol, str) else ""
    marked = one or ("circle" if series.lone and series.joined and not series.level else "")
    _mark(native.marker, series, marked)
    if not isinstance(series.symbol, str):
        for index, symbol in enumerate(series.symbol):
            _mark(native.points[index].marker, series, symbol)
    _labels(native, series, XL_LABEL_POSITION.RIGHT, theme.INK, bold=True)
    _interval(native, series, series.mark or series.colour, '<c:errDir val="y"/>')


def _mark(marker: Any, series: Series, symbol: str) -> None:
    if not symbol:
        marker.style = XL_MARKER_STYLE.NONE
        return
    shade = colour(series.mark or series.colour)
    marker.style = SYMBOLS[symbol]
    marker.size = round((series.size if series.symbol else LONE) * POINTS)
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = shade
    marker.format.line.color.rgb = colour(series.outline) if series.outline else shade


def bar(native: Any, series: Series) -> None:
    """Draw bars; where they have intervals, ``beyond`` places their labels instead."""
    native.invert_if_negative = False
    native.format.fill.solid()
    native.format.fill.fore_color.rgb = colour(series.colour)
    for index, value in enumerate(series.values):
        if value is not None and series.hatched and series.hatched[index]:
            _hatch(native.points[index].format.fill)
        elif value is not None and series.colours:
            fill = native.points[index].format.fill
            fill.solid()
            fill.fore_color.rgb = colour(series.colours[index])
    if not series.high:
        _labels(native, series, XL_LABEL_POSITION.OUTSIDE_END, theme.INK)
    _interval(native, series, theme.INK, edge=LIGHT_EDGE)


def beyond(chart: Chart) -> list[Text]:
    """Return the labels of bars with intervals: above the intervals, or in a column at the edge."""
    flat = chart.kind == "bars"
    return [
        Text(label, at, chart.y.high if flat else high, "left" if flat else "center",
             "middle" if flat else "bottom", theme.INK)
        for each in chart.series
        for at, (label, high) in enumerate(zip(each.labels, each.high or (), strict=False))
        if label and (flat or high is not None)
    ] if chart.kind in {"bars", "columns"} else []  # fmt: skip


def _hatch(fill: FillFormat) -> None:
    fill.patterned()
    fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
    fill.fore_color.rgb, fill.back_color.rgb = colour(theme.ACCENT), colour(theme.PAPER)


def _labels(native: Any, series: Series, where: Any, shade: str, *, bold: bool = False) -> None:
    for index, text in enumerate(series.labels):
        if series.values[index] is None or not text:
            continue
        label = native.points[index].data_label
        label.position = where
        label.has_text_frame = True
        label.text_frame.text = text
        font = label.text_frame.paragraphs[0].font
        font.size, font.bold, font.color.rgb = Pt(14 if bold else SIZE), bold, colour(shade)


def _interval(
    native: Any, series: Series, shade: str, direction: str = "", *, edge: str = ""
) -> None:
    """Draw an interval as error bars, which are given as distances from the value."""
    if not series.high:
        return
    reach = _distances("plus", series, series.high) + _distances("minus", series, series.low)
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}>{direction}<c:errBarType val="both"/>'
        f'<c:errValType val="cust"/><c:noEndCap val="0"/>{reach}'
        f'<c:spPr><a:ln w="19050"><a:solidFill><a:srgbClr val="{colour(shade)}"/>'
        f"</a:solidFill></a:ln>{edge}</c:spPr></c:errBars>"
    )
    native._element.xpath("c:cat|c:xVal")[0].addprevious(bars)


def _distances(tag: str, series: Series, ends: Any) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{abs(end - value)}</c:v></c:pt>'
        for index, (value, end) in enumerate(zip(series.values, ends, strict=True))
        if value is not None and end is not None
    )
    return (
        f"<c:{tag}><c:numLit><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(series.values)}"/>{points}</c:numLit></c:{tag}>'
    )
