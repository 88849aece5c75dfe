"""How a native chart draws a series: its line or bars, marks, labels and intervals."""

from collections.abc import Callable, Mapping
from typing import Any

from pptx.dml.fill import FillFormat
from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from layouts import theme
from layouts.charted import Series
from layouts.deck_parts import colour

SIZE = 12
DASHES = {"dash": MSO_LINE_DASH_STYLE.DASH, "dot": MSO_LINE_DASH_STYLE.ROUND_DOT,
          "dashdot": MSO_LINE_DASH_STYLE.DASH_DOT}  # fmt: skip
SYMBOLS = {"circle": XL_MARKER_STYLE.CIRCLE, "square": XL_MARKER_STYLE.SQUARE,
           "diamond": XL_MARKER_STYLE.DIAMOND, "triangle-up": XL_MARKER_STYLE.TRIANGLE}  # fmt: skip


def _draw_line(made: Any, given: Series) -> None:
    made.smooth = False
    shade = colour(given.colour)
    if given.line:
        made.format.line.color.rgb = shade
        made.format.line.width = Pt(max(given.width, 1))
        if given.dash in DASHES:
            made.format.line.dash_style = DASHES[given.dash]
    else:
        made.format.line.fill.background()
    made.marker.style = SYMBOLS.get(given.symbol, XL_MARKER_STYLE.NONE) if given.symbol else (
        XL_MARKER_STYLE.CIRCLE if _alone(given) else XL_MARKER_STYLE.NONE
    )  # fmt: skip
    if given.symbol or _alone(given):
        made.marker.size = 5 if given.line else 9
        made.marker.format.fill.solid()
        made.marker.format.fill.fore_color.rgb = shade
        made.marker.format.line.color.rgb = shade if given.line else colour(theme.INK)
    _labels(made, given, XL_LABEL_POSITION.RIGHT, bold=True)
    _interval(made, given)


def _alone(given: Series) -> bool:
    """Whether some value has none on either side, so that a line would not show it."""
    padded = (None, *given.values, None)
    return given.line and any(
        here is not None and left is None and right is None
        for left, here, right in zip(padded, padded[1:], padded[2:], strict=False)
    )


def _draw_bar(made: Any, given: Series) -> None:
    made.invert_if_negative = False
    made.format.fill.solid()
    made.format.fill.fore_color.rgb = colour(given.colour)
    for place, value in enumerate(given.values):
        if value is None:
            continue
        shade = colour(given.colours[place] if given.colours else given.colour)
        fill = made.points[place].format.fill
        if given.hatched and given.hatched[place]:
            _hatch(fill)
        elif given.colours:
            fill.solid()
            fill.fore_color.rgb = shade
    _labels(made, given, XL_LABEL_POSITION.OUTSIDE_END)


def _hatch(fill: FillFormat) -> None:
    fill.patterned()
    fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
    fill.fore_color.rgb, fill.back_color.rgb = colour(theme.ACCENT), colour("#FFFFFF")


DRAW: Mapping[str, Callable[[Any, Series], None]] = {
    "lines": _draw_line, "points": _draw_line, "columns": _draw_bar, "bars": _draw_bar,
}  # fmt: skip


def _labels(made: Any, given: Series, where: Any, *, bold: bool = False) -> None:
    for place, text in enumerate(given.labels):
        if given.values[place] is None or not text:
            continue
        label = made.points[place].data_label
        label.position = where
        label.has_text_frame = True
        label.text_frame.text = text
        font = label.text_frame.paragraphs[0].font
        font.size, font.bold, font.color.rgb = Pt(14 if bold else SIZE), bold, colour(theme.INK)


def _interval(made: Any, given: Series) -> None:
    """Bars as far as an interval reaches either way."""
    if not given.above:
        return
    reach = "".join(
        f"<c:{tag}><c:numLit><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>'
        + "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(values)
                  if value is not None)
        + f"</c:numLit></c:{tag}>"
        for tag, values in (("plus", given.above), ("minus", given.below))
    )  # fmt: skip
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errDir val="y"/><c:errBarType val="both"/>'
        f'<c:errValType val="cust"/><c:noEndCap val="0"/>{reach}'
        f'<c:spPr><a:ln w="25400"><a:solidFill><a:srgbClr val="{given.colour.lstrip("#")}"/>'
        f"</a:solidFill></a:ln></c:spPr></c:errBars>"
    )
    made._element.xpath("c:cat|c:xVal")[0].addprevious(bars)
