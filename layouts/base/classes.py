"""Map classes: five at most, with whole and readable limits, and a class of their own for zeros."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.stats.significance import Change
from layouts.base import theme
from layouts.base.words import number

MOST = 5


@dataclass(frozen=True)
class Class:
    """One class of a map: its colour and what the legend says."""

    colour: str
    label: str


def quantised(values: Sequence[float | None], decimals: int) -> tuple[list[Class], list[int]]:
    """Return the classes of some values, lightest first, and the class of each value.

    Limits are quantiles of the values above zero, rounded to ``decimals``, so that each class
    holds about as many areas. A value that rounds to zero is in a class of its own, a missing one
    in the class -1.
    """
    rounded = [None if v is None or np.isnan(v) else round(float(v), decimals) for v in values]
    above = sorted(v for v in rounded if v)
    zeros = any(v == 0 for v in rounded)
    uppers = sorted({_quantile(above, (k + 1) / MOST) for k in range(MOST)}) if above else []
    shades = _shades(len(uppers))
    classes = [Class(theme.ZERO, "0")] if zeros else []
    step = 10**-decimals
    low = above[0] if above else 0.0
    for shade, upper in zip(shades, uppers, strict=True):
        label = number(low, decimals)
        if upper > low:
            label = f"{label}–{number(upper, decimals)}"
        classes.append(Class(shade, label))
        low = round(upper + step, decimals)
    offset = 1 if zeros else 0

    def class_of(value: float | None) -> int:
        if value is None:
            return -1
        return 0 if value == 0 else offset + int(np.searchsorted(uppers, value))

    return classes, [class_of(each) for each in rounded]


def _quantile(ordered: list[float], share: float) -> float:
    return ordered[int(np.ceil(share * len(ordered))) - 1]


def _shades(count: int) -> list[str]:
    if count <= 1:
        return [theme.SEQUENTIAL[3]] * count
    picks = np.linspace(0, len(theme.SEQUENTIAL) - 1, count).round().astype(int)
    return [theme.SEQUENTIAL[each] for each in picks]


NO_DATA = Class("#F3F2F1", "No data")
UNRELIABLE = Class("#F3F2F1", "Too few for a rate, or no population")
CHANGE_CLASSES = tuple(
    Class(colour, label)
    for colour, label in zip(
        theme.CHANGES,
        (
            "Clear fall",
            "Possible fall",
            "Within normal variation",
            "Possible rise",
            "Clear rise",
            "Not compared",
        ),
        strict=True,
    )
)


NOT_COMPARED = CHANGE_CLASSES[-1]


def by_verdict(tests: Sequence[Change | None]) -> tuple[list[Class], list[int]]:
    """Return the classes of a map of changes, and the class of each area's change."""
    if not any(tests):
        return [NOT_COMPARED], [0] * len(tests)
    steady = [each.label for each in CHANGE_CLASSES].index("Within normal variation")
    found = []
    for test in tests:
        if test is None:
            found.append(len(CHANGE_CLASSES) - 1)
            continue
        far = {"clear": 2, "possible": 1, "normal": 0}[test.verdict]
        found.append(steady + (far if test.difference > 0 else -far))
    return list(CHANGE_CLASSES[:-1] if all(tests) else CHANGE_CLASSES), found
