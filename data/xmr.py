"""Process behaviour (XmR) charts: limits, and the four rules that mark a special cause.

Limits are the mean and 2.66 mean moving ranges to either side (Shewhart 1931; Wheeler 2000,
*Understanding Variation*). The rules are those of NHS England's Making Data Count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import Literal

SCALE = 2.66
NEAR = 2 / 3
RUN = 7
WINDOW, ENOUGH = 3, 2
TRIAL = 12
BASELINE = 36  # locked there: see docs/method.md for the false alarms of shorter ones
Rule = Literal["beyond", "trend", "near", "run"]
ORDER: tuple[Rule, ...] = ("beyond", "trend", "near", "run")
Values = Sequence[float | None]


@dataclass(frozen=True)
class Phase:
    """One stretch of points with its own limits, from the place ``first`` to the place ``last``.

    ``spread`` is 2.66 mean moving ranges; ``points`` how many the limits rest on. ``reason`` says
    why the limits were set anew here; it is empty at the start.
    """

    first: int
    last: int
    mean: float
    spread: float
    points: int
    reason: str = ""

    @property
    def upper(self) -> float:
        """The upper process limit."""
        return self.mean + self.spread

    @property
    def lower(self) -> float:
        """The lower process limit, which a count may never reach when it is below zero."""
        return self.mean - self.spread

    @property
    def trial(self) -> bool:
        """Whether the limits rest on fewer than 12 points and are only a first try."""
        return self.points < TRIAL

    def side(self, value: float) -> int:
        """1 above the mean, -1 below it, 0 on it."""
        return (value > self.mean) - (value < self.mean)

    def beyond(self, value: float) -> bool:
        """Whether a point lies outside the limits."""
        return not self.lower <= value <= self.upper

    def near(self, value: float) -> bool:
        """Whether a point lies between the near limit, at two thirds, and the limit."""
        return abs(value - self.mean) > NEAR * self.spread and not self.beyond(value)


@dataclass(frozen=True)
class Signal:
    """A special cause: which rule marks it, from which point to which, and on which side.

    ``high`` is above the mean, or rising for a trend.
    """

    rule: Rule
    first: int
    last: int
    high: bool

    @property
    def length(self) -> int:
        """How many points it spans."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class Chart:
    """A series with its phases and the special causes in it, in the order of time."""

    values: tuple[float | None, ...]
    phases: tuple[Phase, ...]
    signals: tuple[Signal, ...]

    def phase_at(self, place: int) -> Phase | None:
        """The phase that a point belongs to."""
        return next((each for each in self.phases if each.first <= place <= each.last), None)

    def rule_at(self, place: int) -> Rule | None:
        """The rule to show at a point that several may mark: beyond, trend, near, run."""
        marking = {each.rule for each in self.signals if each.first <= place <= each.last}
        return next((rule for rule in ORDER if rule in marking), None)


def chart(values: Values, anew: Mapping[int, str] | None = None) -> Chart:
    """The process behaviour chart of a series; ``None`` is a missing point, never a zero.

    ``anew`` gives the places where limits are set anew, each with its reason. A missing point
    breaks every run, and no moving range spans one.
    """
    anew = anew or {}
    starts = sorted({0, *(place for place in anew if 0 < place < len(values))})
    phases, signals = [], []
    for start, stop in pairwise([*starts, len(values)]):
        found = phase(values, start, stop, anew.get(start, ""))
        if found is not None:
            phases.append(found)
            signals += _signals(values, found)
    signals.sort(key=lambda each: (each.first, ORDER.index(each.rule)))
    return Chart(tuple(values), tuple(phases), tuple(signals))


def phase(values: Values, start: int, stop: int, reason: str = "") -> Phase | None:
    """The limits of the points from ``start`` up to ``stop``; null without two points in a row.

    They rest on the first 36 points held, or on as many as there are; later points do not move
    them.
    """
    held = [place for place in range(start, stop) if values[place] is not None][:BASELINE]
    points = [value for place in held if (value := values[place]) is not None]
    end = held[-1] + 1 if held else start
    ranges = [
        abs(after - before)
        for before, after in pairwise(values[start:end])
        if before is not None and after is not None
    ]
    if not ranges:
        return None
    return Phase(start, stop - 1, fmean(points), SCALE * fmean(ranges), len(points), reason)


def _signals(values: Values, phase: Phase) -> Iterator[Signal]:
    for stretch in _unbroken(values, phase):
        points = [value for each in stretch if (value := values[each]) is not None]
        start = stretch[0]
        sides = [phase.side(value) for value in points]
        outside = [side * phase.beyond(value) for side, value in zip(sides, points, strict=True)]
        near = [side * phase.near(value) for side, value in zip(sides, points, strict=True)]
        steps = [(after > before) - (after < before) for before, after in pairwise(points)]
        for first, last, sign in _alike(outside):
            yield Signal("beyond", start + first, start + last, sign > 0)
        for first, last, sign in _alike(sides):
            if last - first + 1 >= RUN:
                yield Signal("run", start + first, start + last, sign > 0)
        for first, last, sign in _alike(steps):
            if last - first + 2 >= RUN:
                yield Signal("trend", start + first, start + last + 1, sign > 0)
        yield from _two_of_three(sides, near, start)


def _unbroken(values: Values, phase: Phase) -> Iterator[range]:
    """The stretches of a phase in which no point is missing."""
    start = phase.first
    for place in range(phase.first, phase.last + 2):
        if place > phase.last or values[place] is None:
            if place > start:
                yield range(start, place)
            start = place + 1


def _alike(signs: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Each longest stretch of one sign that is not zero: its first place, its last, its sign."""
    start = 0
    for place in range(1, len(signs) + 1):
        if place == len(signs) or signs[place] != signs[start]:
            if signs[start]:
                yield start, place - 1, signs[start]
            start = place


def _two_of_three(sides: Sequence[int], near: Sequence[int], start: int) -> Iterator[Signal]:
    """Two of three in a row near a limit, all three on one side; overlapping ones are joined."""
    found: list[Signal] = []
    for place in range(len(sides) - WINDOW + 1):
        window = range(place, place + WINDOW)
        side = sides[place]
        close = [each for each in window if near[each]]
        if not side or any(sides[each] != side for each in window) or len(close) < ENOUGH:
            continue
        now = Signal("near", start + close[0], start + close[-1], side > 0)
        if found and found[-1].high == now.high and now.first <= found[-1].last:
            now = Signal("near", found.pop().first, now.last, now.high)
        found.append(now)
    yield from found
