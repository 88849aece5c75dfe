"""Sums of counts with weights, such as harm: their size, interval and change.

The weight of a single incident is not known, only the mean and the mean square of the weights of
its type. The variance of a sum of weights is therefore the total over types of count · mean
square · dispersion. This variance divided by the sum is the *unit*. The sum divided by the unit is
an *effective* number of incidents: a count of this size would vary as much in proportion. Tests
and intervals of counts (``dispersion``, ``significance``) are applied to it. If all weights are
equal, the result is that of the count. The interval is the gamma interval of Fay and Feuer 1997.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from data.stats.dispersion import Scatter, share_limits, two_sided
from data.stats.significance import Change, Interval, rate_intervals

Numbers = NDArray[np.float64]
TINY = 1e-9
DECIMALS = 9  # to which an effective number of incidents is rounded


@dataclass(frozen=True, eq=False)
class Weights:
    """The weight of each type: mean and mean square of its incidents, and how its counts vary.

    Counts have one column for each type.
    """

    mean: Numbers
    mean_square: Numbers
    scatters: tuple[Scatter, ...]

    @classmethod
    def of(cls, pairs: Sequence[tuple[float, float]], scatters: Sequence[Scatter]) -> "Weights":
        """Return the weights from (mean, mean square) of each type."""
        values = np.asarray(pairs, dtype=float).reshape(-1, 2)
        return cls(values[:, 0], values[:, 1], tuple(scatters))

    def totals(self, counts: ArrayLike) -> Numbers:
        """Return the weighted sum of each row of counts."""
        return _rows(counts) @ self.mean

    def limits(self, counts: ArrayLike) -> list[Interval]:
        """Return the 95 % interval of the weighted sum of each row of counts.

        A sum of zero has the largest unit that any type has by itself.
        """
        return rate_intervals(self.effective(counts), 1 / self._units(counts), per=1)

    def effective(self, counts: ArrayLike) -> Numbers:
        """Return the effective number of incidents of each row: its weighted sum over its unit."""
        # Rounded, so that floating-point errors do not move 10.0 below the limit for small counts.
        return np.round(self.totals(counts) / self._units(counts), DECIMALS)

    def _units(self, counts: ArrayLike) -> Numbers:
        """Return the unit of each row of counts: the variance of its weighted sum over the sum."""
        n, totals = _rows(counts), self.totals(counts)
        spread = np.column_stack([each.dispersion(n[:, i]) for i, each in enumerate(self.scatters)])
        variance = (spread * n * self.mean_square).sum(axis=1)
        largest = float((self.mean_square / np.maximum(self.mean, TINY)).max(initial=1.0))
        some = totals > 0
        return np.where(some, variance / np.where(some, totals, 1.0), largest)

    def changes(
        self, before: ArrayLike, after: ArrayLike, exposure: Interval = (1.0, 1.0)
    ) -> list[Change]:
        """Return the change of the weighted sum of each row, tested by the rule for counts."""
        both = _rows(before) + _rows(after)
        return self.changes_of(self.totals(before), self.totals(after), both, exposure)

    def changes_of(
        self, before: Numbers, after: Numbers, both: Numbers, exposure: Interval = (1.0, 1.0)
    ) -> list[Change]:
        """Return the change of each pair of weighted sums.

        ``both`` has a row for each pair: the counts of both periods together, by type. The unit is
        estimated from them, on the null hypothesis that the rates are equal.
        """
        share, squares = exposure[1] / sum(exposure), both * self.mean_square
        pairs = np.column_stack(
            [each.pair(both[:, i], share) for i, each in enumerate(self.scatters)]
        )
        size, sums = squares.sum(axis=1), both @ self.mean
        some = size > 0
        units = np.where(some, size / np.where(some, sums, 1.0), 1.0)
        factors = np.where(some, (pairs * squares).sum(axis=1) / np.where(some, size, 1.0), 1.0)
        p_values = two_sided(before / units, after / units, share, factors)
        low, high = share_limits(before / units, after / units, factors)
        return [
            Change(
                round(float(before[i])),
                round(float(after[i])),
                float(p_values[i]),
                exposure,
                float(factors[i]),
                (float(low[i]), float(high[i])),
                float(units[i]),
            )
            for i in range(len(both))
        ]


def _rows(counts: ArrayLike) -> Numbers:
    """Return counts as a matrix with a row for each sum; one list of counts is a single row."""
    return np.atleast_2d(np.asarray(counts, dtype=float))
