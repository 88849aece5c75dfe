"""A chart as plain values, for a program that draws charts of its own: what a figure shows.

Values are those of the figure, one for one: a gap stays a gap. Where on the plot a band or a word
stands is a share of its width from the left and of its height from the foot.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import floor, log10
from typing import Literal

Kind = Literal["lines", "columns", "bars", "points"]
Value = float | int | None
Category = date | str
ROUND = (1, 2, 2.5, 5, 10)
STEPS = 5
NEARLY = 0.9


@dataclass(frozen=True)
class Series:
    """One series: a value a category, ``None`` where there is none, and how it is drawn.

    ``line`` says whether its points are joined, ``symbol`` how each is marked. ``labels`` stand at
    the points. ``below`` and ``above`` are how far an interval reaches. ``x`` are numbers where the
    chart has no categories.
    """

    name: str
    values: tuple[Value, ...]
    colour: str
    width: float = 2.0
    dash: str = "solid"
    line: bool = True
    symbol: str = ""
    labels: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    hatched: tuple[bool, ...] = ()
    below: tuple[Value, ...] = ()
    above: tuple[Value, ...] = ()
    x: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Axis:
    """An axis of numbers: its title, its ends, and what stands after each number.

    ``given`` is the distance between its ticks, if it is not to be found.
    """

    title: str
    low: float
    high: float
    suffix: str = ""
    given: float = 0.0

    @property
    def step(self) -> float:
        """The distance between ticks that is given, else a round one that makes about five."""
        if self.given:
            return self.given
        reach = (self.high - self.low) / STEPS or 1
        power = 10.0 ** floor(log10(reach))
        return next(each * power for each in ROUND if each * power >= reach * NEARLY)

    @property
    def ticked(self) -> "Axis":
        """The same axis, begun at a tick, so that zero is one."""
        return replace(self, low=floor(self.low / self.step) * self.step)

    def at(self, value: float) -> float:
        """Where a value lies, as a share of the axis."""
        return (value - self.low) / (self.high - self.low or 1)


@dataclass(frozen=True)
class Band:
    """A shaded part of the plot; one without width or height is a line."""

    left: float
    right: float
    foot: float
    top: float
    colour: str
    opacity: float = 1.0
    dash: str = "solid"


@dataclass(frozen=True)
class Word:
    """A few words on the plot, at a point that they stand left of, right of or centred on."""

    text: str
    x: float
    y: float
    across: str
    up: str
    colour: str


@dataclass(frozen=True)
class Chart:
    """A whole chart. ``free`` is the share of its width that words right of the plot need."""

    kind: Kind
    categories: tuple[Category, ...]
    series: tuple[Series, ...]
    across: str
    y: Axis
    x: Axis | None = None
    bands: Sequence[Band] = field(default_factory=tuple)
    words: Sequence[Word] = field(default_factory=tuple)
    free: float = 0.0
    stacked: bool = False
