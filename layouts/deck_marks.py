"""What lies on a native chart: shaded stretches behind it, upright lines and words over it."""

from typing import Any

from pptx.util import Pt

from layouts import deck_parts, fitting, theme
from layouts.charted import Band, Word
from layouts.deck_parts import colour, described
from layouts.deck_series import DASHES
from layouts.deck_style import Box

SIZE = 12
# Of the width of the plot: words that begin beyond stand right of it.
RIGHT_OF_PLOT = 0.9
LEGIBLE = {theme.SERIES[1]: "#B8430C", theme.SERIES[2]: "#1B7A72", theme.LINE: theme.SOFT}


def beside(given: Word) -> bool:
    """Whether words stand right of the plot."""
    return given.across == "left" and given.x > RIGHT_OF_PLOT


def band(slide: Any, plot: Box, given: Band) -> None:
    """A shaded stretch, or an upright line, behind the chart."""
    left, right = (min(max(each, 0), 1) for each in (given.left, given.right))
    foot, top = (min(max(each, 0), 1) for each in (given.foot, given.top))
    box = Box(
        plot.left + left * plot.width, plot.top + (1 - top) * plot.height,
        (right - left) * plot.width, (top - foot) * plot.height,
    )  # fmt: skip
    if box.width == 0:
        x, y, _wide, tall = box.emu()
        line = slide.shapes.add_connector(1, x, y, x, y + tall)
        line.line.color.rgb, line.line.width = colour(given.colour), Pt(1.5)
        line.line.dash_style = DASHES.get(given.dash)
        described(line, "Mark", "A marked month")
        return
    said = "A shaded stretch of the chart; its name is written on it"
    fill = _blended(given.colour, given.opacity)
    deck_parts.shape(slide, box, fill, said=said, name="Band")


def _off(given: Word) -> float:
    """Inches that words at the height of a point stand away from it."""
    side = {"left": 1, "center": 0, "right": -1}[given.across]
    return 0.12 * side if given.up == "middle" else 0.0


def _blended(shade: str, opacity: float) -> str:
    """A colour on white at an opacity, as one that needs none."""
    parts = [int(shade.lstrip("#")[place : place + 2], 16) for place in (0, 2, 4)]
    return "#" + "".join(f"{round(255 + (part - 255) * opacity):02X}" for part in parts)


def word(slide: Any, plot: Box, given: Word, free: float) -> None:
    """A few words on the plot, or right of it."""
    wide = fitting.width(given.text, SIZE, bold=True) + 0.05
    high = fitting.height(1, SIZE)
    x = plot.left + min(max(given.x, 0), 1) * plot.width + _off(given)
    y = plot.top + (1 - min(max(given.y, 0), 1)) * plot.height
    left = x - {"left": 0, "center": wide / 2, "right": wide}[given.across]
    top = y - {"top": -0.03, "middle": high / 2, "bottom": high + 0.05}[given.up]
    home = plot.right + (free if beside(given) else 0)
    left = max(min(left, home - wide), plot.left) if not beside(given) else left
    shade = LEGIBLE.get(given.colour, given.colour)
    deck_parts.words(slide, Box(left, top, wide, high), given.text, (SIZE,), shade, name="Label")
