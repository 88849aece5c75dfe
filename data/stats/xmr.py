"""Process behaviour (XmR) charts: limits, and the four rules for special causes.

Limits are the mean plus and minus 2.66 mean moving ranges (Shewhart 1931; Wheeler 2000,
*Understanding Variation*). The rules are those of NHS England's Making Data Count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import Literal

SCALE = 2.66
NEAR_LIMIT = 2 / 3
SHIFT = 7
WINDOW, ENOUGH = 3, 2
TRIAL = 12
BASELINE = 36  # limits are locked at 36 points; docs/method.md has false alarm rates of fewer
Rule = Literal["astronomical_point", "trend", "two_of_three", "shift"]
ORDER: tuple[Rule, ...] = ("astronomical_point", "trend", "two_of_three", "shift")
Values = Sequence[float | None]


@dataclass(frozen=True)
class Phase:
    """A run of points with its own limits, from index ``first`` to index ``last``.

    ``spread`` is 2.66 mean moving ranges; ``points`` the number of points in the baseline.
    ``reason`` says why limits were recalculated here; empty at the start.
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
        """The lower process limit; it may be below zero, which no count reaches."""
        return self.mean - self.spread

    @property
    def trial(self) -> bool:
        """Whether the limits are trial limits, from fewer than 12 points."""
        return self.points < TRIAL

    def side(self, value: float) -> int:
        """Return 1 above the mean, -1 below it, 0 on it."""
        return (value > self.mean) - (value < self.mean)

    def is_outside(self, value: float) -> bool:
        """Whether a point is outside the limits."""
        return not self.lower <= value <= self.upper

    def is_near_limit(self, value: float) -> bool:
        """Whether a point is in the outer third between mean and limit."""
        return abs(value - self.mean) > NEAR_LIMIT * self.spread and not self.is_outside(value)


@dataclass(frozen=True)
class Signal:
    """A special cause: its rule, its first and last point, and its side.

    ``high`` means above the mean, or rising for a trend.
    """

    rule: Rule
    first: int
    last: int
    high: bool

    @property
    def length(self) -> int:
        """The number of points."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class XmrChart:
    """A series with its phases and special causes, in order of time."""

    values: tuple[float | None, ...]
    phases: tuple[Phase, ...]
    signals: tuple[Signal, ...]

    def phase_at(self, index: int) -> Phase | None:
        """Return the phase that contains a point; None where no limits could be computed."""
        return next((each for each in self.phases if each.first <= index <= each.last), None)

    def rule_at(self, index: int) -> Rule | None:
        """Return the rule to show at a point, or None: of several, the first in ``ORDER``."""
        marking = {each.rule for each in self.signals if each.first <= index <= each.last}
        return next((rule for rule in ORDER if rule in marking), None)


def chart(values: Values, recalculated: Mapping[int, str] | None = None) -> XmrChart:
    """Return the process behaviour chart of a series; ``None`` is a missing point, not zero.

    ``recalculated`` maps the indices where limits are recalculated to the reasons. A missing point
    interrupts every rule and moving range.
    """
    recalculated = recalculated or {}
    starts = sorted({0, *(index for index in recalculated if 0 < index < len(values))})
    phases, signals = [], []
    for start, stop in pairwise([*starts, len(values)]):
        limits = phase(values, start, stop, recalculated.get(start, ""))
        if limits is not None:
            phases.append(limits)
            signals += _signals(values, limits)
    signals.sort(key=lambda each: (each.first, ORDER.index(each.rule)))
    return XmrChart(tuple(values), tuple(phases), tuple(signals))


def phase(values: Values, start: int, stop: int, reason: str = "") -> Phase | None:
    """Return the limits of points ``start`` to ``stop`` - 1; None without two consecutive points.

    The baseline is the first 36 points that are not missing, or all if fewer.
    """
    known = [index for index in range(start, stop) if values[index] is not None][:BASELINE]
    points = [value for index in known if (value := values[index]) is not None]
    end = known[-1] + 1 if known else start
    ranges = [
        abs(after - before)
        for before, after in pairwise(values[start:end])
        if before is not None and after is not None
    ]
    if not ranges:
        return None
    return Phase(start, stop - 1, fmean(points), SCALE * fmean(ranges), len(points), reason)


def _signals(values: Values, phase: Phase) -> Iterator[Signal]:
    """Yield the special causes of a phase by all four rules."""
    for stretch in _unbroken(values, phase):
        points = [value for each in stretch if (value := values[each]) is not None]
        start = stretch[0]
        sides = [phase.side(value) for value in points]
        outside = [
            side * phase.is_outside(value) for side, value in zip(sides, points, strict=True)
        ]
        near_limit = [
            side * phase.is_near_limit(value) for side, value in zip(sides, points, strict=True)
        ]
        steps = [(after > before) - (after < before) for before, after in pairwise(points)]
        for first, last, sign in _alike(outside):
            yield Signal("astronomical_point", start + first, start + last, sign > 0)
        for first, last, sign in _alike(sides):
            if last - first + 1 >= SHIFT:
                yield Signal("shift", start + first, start + last, sign > 0)
        for first, last, sign in _alike(steps):
            if last - first + 2 >= SHIFT:
                yield Signal("trend", start + first, start + last + 1, sign > 0)
        yield from _two_of_three(sides, near_limit, start)


def _unbroken(values: Values, phase: Phase) -> Iterator[range]:
    """Yield the longest runs of points of a phase without a missing one, as indices."""
    start = phase.first
    for index in range(phase.first, phase.last + 2):
        if index > phase.last or values[index] is None:
            if index > start:
                yield range(start, index)
            start = index + 1


def _alike(signs: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield each longest run of one non-zero sign as (first index, last index, sign)."""
    start = 0
    for index in range(1, len(signs) + 1):
        if index == len(signs) or signs[index] != signs[start]:
            if signs[start]:
                yield start, index - 1, signs[start]
            start = index


def _two_of_three(sides: Sequence[int], near_limit: Sequence[int], start: int) -> Iterator[Signal]:
    """Yield the signals of two of three consecutive points near a limit, all three on one side.

    ``sides`` are 1, -1 or 0, and ``near_limit`` the same but 0 for points not near a limit.
    ``start`` is the index of the first point. Overlapping signals are merged.
    """
    found: list[Signal] = []
    for index in range(len(sides) - WINDOW + 1):
        window = range(index, index + WINDOW)
        side = sides[index]
        marked = [each for each in window if near_limit[each]]
        if not side or any(sides[each] != side for each in window) or len(marked) < ENOUGH:
            continue
        now = Signal("two_of_three", start + marked[0], start + marked[-1], side > 0)
        if found and found[-1].high == now.high and now.first <= found[-1].last:
            now = Signal("two_of_three", found.pop().first, now.last, now.high)
        found.append(now)
    yield from found
