"""Names on a drawing, placed so that they do not overlap."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Literal

# A letter of a sans serif is about this wide for each pixel of its size.
LETTER = 0.54
LINE = 1.25
Anchor = Literal["start", "middle", "end"]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Name:
    """A name with its point and a radius to keep free, in pixels from the top left.

    ``beside`` puts the name at a side of the point; otherwise it stands on the point, turned by an
    ``angle`` in degrees.
    """

    text: str
    x: float
    y: float
    radius: float = 0
    size: float = 12
    colour: str = "#000"
    beside: bool = True
    angle: float = 0


@dataclass(frozen=True)
class Placed:
    """A name with the position of its text in pixels."""

    name: Name
    x: float
    y: float
    anchor: Anchor


def placed(names: Iterable[Name], width: float, height: float) -> list[Placed]:
    """Return the positions of the names that have room, in the order given.

    A name has room if it is within the drawing and covers no name before it. One that stands
    ``beside`` its point has four positions to try.
    """
    found: list[Placed] = []
    taken: list[Box] = []
    whole = (0.0, 0.0, width, height)
    for name in names:
        for at in _tries(name):
            boxes = _boxes(at)
            inside = all(_within(box, whole) for box in boxes)
            if inside and not any(_meet(box, other) for box in boxes for other in taken):
                found.append(at)
                taken += boxes
                break
    return found


def _tries(name: Name) -> list[Placed]:
    low = name.y + name.size * 0.35
    if not name.beside:
        return [Placed(name, name.x, low, "middle")]
    gap = name.radius + 4
    return [
        Placed(name, name.x + gap, low, "start"),
        Placed(name, name.x - gap, low, "end"),
        Placed(name, name.x, name.y - gap, "middle"),
        Placed(name, name.x, name.y + gap + name.size * 0.8, "middle"),
    ]


def _boxes(at: Placed) -> list[Box]:
    """Return the box (left, top, right, bottom) of a name, or of each letter if it is turned."""
    name = at.name
    wide, high = len(name.text) * name.size * LETTER, name.size * LINE
    if not name.angle:
        left = at.x - {"start": 0, "middle": wide / 2, "end": wide}[at.anchor]
        top = at.y - name.size
        return [(left, top, left + wide, top + high)]
    across, down = cos(radians(name.angle)), sin(radians(name.angle))
    steps = [name.size * LETTER * (n - (len(name.text) - 1) / 2) for n in range(len(name.text))]
    middles = [(name.x + step * across, name.y + step * down) for step in steps]
    return [(x - high / 2, y - high / 2, x + high / 2, y + high / 2) for x, y in middles]


def _within(box: Box, whole: Box) -> bool:
    left, top, right, bottom = whole
    return box[0] >= left and box[1] >= top and box[2] <= right and box[3] <= bottom


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
