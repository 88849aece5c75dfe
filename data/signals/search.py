"""The search: test every type, area and span, and adjust the p-values for the number of tests.

Each area is compared with the rest of the borough, and each type in the whole borough with all
other types, so that a season or trend that both share is no signal. P-values are those of the
calibrated rule (``data.stats.dispersion``).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from data.signals import windows
from data.signals.incidents import AT_STREETS, CHOICES, TYPES, Incidents, Integers
from data.signals.windows import Window
from data.stats.dispersion import DEFAULT_EXCESS, EXCESS, Scatter, two_sided

Numbers = NDArray[np.float64]
LEVEL = 0.05
FEWEST = 10  # incidents in both spans together: with fewer, no split of them can stand out
BOROUGH = -1


@dataclass(frozen=True)
class Found:
    """A comparison that stands out: the row of its unit (``BOROUGH`` or one of ``units``).

    ``before`` and ``after`` are its earlier and later counts; ``expected`` is the later count if it
    had changed as the rest did. ``q_value`` is the p-value
    adjusted for all comparisons.
    """

    unit: int
    choice: str
    window: Window
    before: int
    after: int
    expected: float
    p_value: float
    q_value: float

    @property
    def excess(self) -> float:
        """How many more incidents than expected; negative if fewer."""
        return self.after - self.expected


@dataclass(frozen=True, eq=False)
class Comparisons:
    """Comparisons of one choice over one window, as arrays of the same length.

    ``share`` is the part of both counts together that is expected in the later one.
    """

    choice: str
    window: Window
    unit: Integers
    before: Integers
    after: Integers
    share: Numbers
    p_values: Numbers


def search(incidents: Incidents) -> tuple[int, list[Found]]:
    """Return the number of comparisons, and those that stand out, most certain first.

    The false discovery rate over all of them is held at 5 % by the procedure of Benjamini and
    Yekutieli (2001), which is valid whatever the dependence: areas and spans overlap, and every
    area is part of what the others are compared with.
    """
    comparisons = [*of_areas(incidents), *of_types(incidents)]
    tests = sum(len(each.unit) for each in comparisons)
    if not tests:
        return 0, []
    every = np.concatenate([each.p_values for each in comparisons])
    adjusted = stats.false_discovery_control(every, method="by")
    ends = np.cumsum([len(each.unit) for each in comparisons])[:-1]
    found = [
        _found(each, i, float(q[i]))
        for each, q in zip(comparisons, np.split(adjusted, ends), strict=True)
        for i in np.flatnonzero(q <= LEVEL).tolist()
    ]
    return tests, sorted(found, key=lambda each: (each.p_value, -abs(each.excess)))


def of_areas(incidents: Incidents) -> Iterator[Comparisons]:
    """Return the comparisons of wards, places and street points with the rest of the borough."""
    street = (incidents.units["kind"] == "street").to_numpy()
    for window in windows.of_areas(incidents.months):
        counts = [incidents.over(span) for span in (window.before, window.now)]
        before, after = (incidents.inside @ each for each in counts)
        for column, choice in enumerate(CHOICES):
            whole = [int(each[:, column].sum()) for each in counts]
            b, a = before[:, column], after[:, column]
            may_be_shown = ~street | (choice in AT_STREETS)
            kept = np.flatnonzero(may_be_shown & _large_enough(b, a, whole[0] - b, whole[1] - a))
            yield _compared(choice, window, kept, (b[kept], a[kept]), (whole, EXCESS[choice]))


def of_types(incidents: Incidents) -> Iterator[Comparisons]:
    """Return the comparisons of each type in the borough with all other types together."""
    for window in windows.of_types(incidents.months):
        spans = window.before, window.now
        counts = [incidents.over(each)[:, : len(TYPES)].sum(0) for each in spans]
        whole = [int(each.sum()) for each in counts]
        for column, choice in enumerate(TYPES):
            b, a = (each[column : column + 1] for each in counts)
            if _large_enough(b, a, whole[0] - b, whole[1] - a).all():
                unit = np.array([BOROUGH])
                yield _compared(choice, window, unit, (b, a), (whole, DEFAULT_EXCESS))


def p_values(
    before: Integers,
    after: Integers,
    rest: tuple[Integers, Integers],
    window: Window,
    excess: tuple[float, float],
    *,
    wanted: float = 1.0,
) -> tuple[Numbers, Numbers]:
    """Compare counts with the rest of a whole; return the shares and two-sided p-values.

    A share is the part of both counts together that is expected in ``after``. ``rest`` has the
    earlier and later counts of the rest. ``excess`` is that of ``Scatter``, for the counts and for
    their rest: the variation of both counts. P-values over ``wanted`` may be given as 1.
    """
    total, around = before + after, rest[0] + rest[1]
    share = rest[1] / around
    now, earlier = len(window.now), len(window.before)
    own, other = (Scatter(each, now) for each in excess)
    factor = (
        own.pair(total, share, own.over(earlier))
        + other.pair(around, share, other.over(earlier)) * total / around
    )
    return share, two_sided(before, after, share, factor, wanted=wanted)


def _large_enough(before: Integers, after: Integers, *rest: Integers) -> NDArray[np.bool_]:
    """Return whether counts, and the rest's before and after, are large enough to be compared.

    The test is conditional on the sum of the two counts, so choosing by it does not bias p-values.
    """
    return (before + after >= FEWEST) & (rest[0] > 0) & (rest[1] > 0)


def _compared(
    choice: str,
    window: Window,
    unit: Integers,
    counts: tuple[Integers, Integers],
    whole: tuple[list[int], float],
) -> Comparisons:
    """Return comparisons of counts with the rest of ``whole``: its two counts, and its excess."""
    (before, after), (every, excess) = counts, whole
    rest = every[0] - before, every[1] - after
    # A p-value over LEVEL cannot be significant once adjusted, nor change which others are.
    share, p = p_values(before, after, rest, window, (EXCESS[choice], excess), wanted=LEVEL)
    return Comparisons(choice, window, unit, before, after, share, p)


def _found(comparisons: Comparisons, i: int, q_value: float) -> Found:
    before, after = int(comparisons.before[i]), int(comparisons.after[i])
    odds = float(comparisons.share[i] / (1 - comparisons.share[i]))
    return Found(
        int(comparisons.unit[i]), comparisons.choice, comparisons.window, before, after,
        before * odds, float(comparisons.p_values[i]), q_value,
    )  # fmt: skip
