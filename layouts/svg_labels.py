"""Names on a drawing that keep out of each other's way."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

# A letter of a sans serif is about this wide for each pixel of its size.
LETTER = 0.54
LINE = 1.25
Anchor = Literal["start", "middle", "end"]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Name:
    """A name for something round: its middle and its radius, in pixels from the top left.

    ``beside`` puts the name around it, otherwise it stands on the middle.
    """

    text: str
    x: float
    y: float
    radius: float = 0
    size: float = 12
    colour: str = "#000"
    beside: bool = True


@dataclass(frozen=True)
class Placed:
    """A name with the place that was found for it."""

    name: Name
    x: float
    y: float
    anchor: Anchor


def placed(names: Iterable[Name], width: float, height: float) -> list[Placed]:
    """Where each name stands, the first having the choice; one that finds no room is left out.

    A name stands beside its thing, on any of four sides, within the drawing and clear of the
    names before it.
    """
    found: list[Placed] = []
    taken: list[Box] = []
    for name in names:
        for at in _tries(name):
            box = _box(at)
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
            if inside and not any(_meet(box, other) for other in taken):
                found.append(at)
                taken.append(box)
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


def _box(at: Placed) -> Box:
    """Left, top, right and bottom of a name."""
    wide, high = len(at.name.text) * at.name.size * LETTER, at.name.size * LINE
    left = at.x - {"start": 0, "middle": wide / 2, "end": wide}[at.anchor]
    top = at.y - at.name.size
    return left, top, left + wide, top + high


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
