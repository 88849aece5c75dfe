"""Is a change real? Tests and intervals for counts, rates and proportions.

The rule of the verdict is the same everywhere on the dashboard: *clear* at a p-value of 0.002 or
less, *possible* at 0.05 or less, else *within normal variation*, which for counts is their usual
scatter (``dispersion``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, inf, log
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from data.stats.dispersion import Scatter, by_chance, share_limits, two_sided
from geo import discoveries

CLEAR = 0.002
POSSIBLE = 0.05
SMALL_BASE = 50
SMALL_COUNT = 10
Verdict = Literal["clear", "possible", "normal"]
Interval = tuple[float, float]


@dataclass(frozen=True)
class Change:
    """A change between two counts: its size, its test and the verdict.

    ``exposure`` is how long each count was observed, equal by default. ``dispersion`` is the
    variance of the counts divided by that of Poisson counts. ``share`` is the 95 % interval of the
    share of the later count in the sum of both, without regard to exposure. ``unit`` is that of a
    weighted sum (see ``weighted``), 1 for counts.
    """

    before: int
    after: int
    p_value: float
    exposure: Interval = (1.0, 1.0)
    dispersion: float = 1.0
    share: Interval = (0.0, 1.0)
    unit: float = 1.0

    @property
    def difference(self) -> int:
        """After less before."""
        return self.after - self.before

    @property
    def percent(self) -> float | None:
        """The change as a percentage of the earlier count; None below 50, where it misleads."""
        small = self.before < SMALL_BASE * self.unit
        return None if small else 100 * self.difference / self.before

    @property
    def ratio(self) -> Interval | None:
        """The 95 % interval of the rate after over the rate before; None when both are zero.

        It excludes 1 exactly when the verdict is not normal.
        """
        if not self.before + self.after:
            return None
        low, high = self.share
        scale = self.exposure[0] / self.exposure[1]
        return scale * low / (1 - low), scale * high / (1 - high) if high < 1 else inf

    @property
    def verdict(self) -> Verdict:
        """Clear, possible or normal."""
        return verdict(self.p_value)

    @property
    def by_chance(self) -> Verdict:
        """The verdict if counts were Poisson (Przyborowski and Wilenski 1940)."""
        share = self.exposure[1] / sum(self.exposure)
        counts = self.before / self.unit, self.after / self.unit
        return verdict(by_chance(*counts, share))


@dataclass(frozen=True)
class RateChange:
    """A change between two shares, each given as (part, whole), with Fisher's p-value."""

    before: tuple[int, int]
    after: tuple[int, int]
    p_value: float

    @property
    def difference(self) -> float:
        """The share after less the share before, as a fraction of one."""
        return self.after[0] / self.after[1] - self.before[0] / self.before[1]

    @property
    def ratio(self) -> Interval | None:
        """The 95 % interval of the share after over the share before; None when both are zero.

        On the logarithm of the ratio (Katz and others 1978), with a half added to every count when
        one of them is zero.
        """
        if not (self.before[0] or self.after[0]):
            return None
        zero = not (self.before[0] and self.after[0])
        (b, m), (a, n) = (
            (part + 0.5, whole + 0.5) if zero else (part, whole)
            for part, whole in (self.before, self.after)
        )
        spread = special.ndtri(0.975) * (1 / a - 1 / n + 1 / b - 1 / m) ** 0.5
        middle = log((a / n) / (b / m))
        low = exp(middle - spread) if self.after[0] else 0.0
        return low, exp(middle + spread) if self.before[0] else inf

    @property
    def verdict(self) -> Verdict:
        """Clear, possible or normal."""
        return verdict(self.p_value)


def verdict(p_value: float) -> Verdict:
    """Return the verdict of a p-value: clear up to 0.002, possible up to 0.05, else normal."""
    if p_value <= CLEAR:
        return "clear"
    return "possible" if p_value <= POSSIBLE else "normal"


@lru_cache(4096)  # published figures are tested again in every answer
def change(
    before: int,
    after: int,
    scatter: Scatter,
    exposure: Interval = (1.0, 1.0),
    rounding: float = 0.0,
) -> Change:
    """Return the change between two counts; ``exposure`` is how long each was observed.

    ``rounding`` is what the rounding of both counts adds to the variance of their sum.
    """
    total = before + after
    factor = float(scatter.pair(total, exposure[1] / sum(exposure))) + rounding / max(total, 1)
    return _tested([before], [after], [factor], exposure)[0]


def changes(
    before: Sequence[int],
    after: Sequence[int],
    scatters: Sequence[Scatter],
    exposure: Interval = (1.0, 1.0),
) -> list[Change]:
    """Return the change of each pair of counts, all tested at once, each with its scatter.

    Two-sided, conditional on the sum of both: see ``dispersion.tails``.
    """
    expected = exposure[1] / sum(exposure)
    factors = [
        float(scatter.pair(b + a, expected))
        for b, a, scatter in zip(before, after, scatters, strict=True)
    ]
    return _tested(before, after, factors, exposure)


def difference(
    counts: tuple[int, int], scatters: tuple[Scatter, Scatter], exposure: Interval
) -> Change:
    """Return the test of two independent counts, each with its own scatter and exposure."""
    (before, after), (earlier, later) = counts, scatters
    factor = float(later.pair(sum(counts), exposure[1] / sum(exposure), earlier))
    return _tested([before], [after], [factor], exposure)[0]


def change_against(here: tuple[int, int], rest: tuple[int, int], scatter: Scatter) -> Change:
    """Return the change of a place relative to the rest around it, both given as (before, after).

    The two counts of the rest are the exposures of those of the place, and the variance of the
    rest is added to the dispersion. Neither count of the rest may be zero.
    """
    expected, total = rest[1] / sum(rest), sum(here)
    of_rest = scatter.pair(sum(rest), expected) * total / sum(rest)
    factor = float(scatter.pair(total, expected) + of_rest)
    return _tested([here[0]], [here[1]], [factor], (float(rest[0]), float(rest[1])))[0]


def _tested(
    before: Sequence[int], after: Sequence[int], dispersions: Sequence[float], exposure: Interval
) -> list[Change]:
    first, second = np.asarray(before, dtype=int), np.asarray(after, dtype=int)
    factors = np.asarray(dispersions, dtype=float)
    p_values = two_sided(first, second, exposure[1] / sum(exposure), factors)
    limits = zip(*(each.tolist() for each in share_limits(first, second, factors)), strict=True)
    return [
        Change(b, a, p, exposure, factor, share)
        for b, a, p, factor, share in zip(
            first.tolist(),
            second.tolist(),
            p_values.tolist(),
            factors.tolist(),
            limits,
            strict=True,
        )
    ]


def survivors(p_values: Sequence[float], level: float = POSSIBLE) -> list[bool]:
    """Return which of many tests are significant at a false discovery rate of ``level``."""
    return discoveries.survivors(p_values, level).tolist()


@lru_cache(maxsize=4096)
def proportions_differ(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Return the p-value of Fisher's exact test for two shares, each given as (part, whole)."""
    table = [[part, whole - part] for part, whole in (first, second)]
    return float(stats.fisher_exact(table).pvalue)


def rate_change(before: tuple[int, int], after: tuple[int, int]) -> RateChange:
    """Return the change between two shares (part, whole) by Fisher's test; no whole may be zero."""
    return RateChange(before, after, proportions_differ(before, after))


@lru_cache(maxsize=4096)
def wilson(part: int, whole: int) -> Interval:
    """Return the 95 % Wilson score interval of a share (Wilson 1927), as fractions of one."""
    low, high = stats.binomtest(part, whole).proportion_ci(0.95, method="wilson")
    return float(low), float(high)


def rate_intervals(
    counts: Sequence[float] | NDArray[np.float64],
    populations: Sequence[float] | NDArray[np.float64],
    per: float = 1000,
) -> list[Interval]:
    """Return the 95 % interval of each rate: Byar's for counts from 10, exact below.

    The choice and both formulas are those of UKHSA's PHEindicatormethods (Breslow and Day 1987).
    Rates are ``per`` so many people. Where the population is NaN, so is the interval.
    """
    n, people = np.asarray(counts, dtype=float), np.asarray(populations, dtype=float)
    z = special.ndtri(0.975)
    small = n < SMALL_COUNT
    low, high = np.empty_like(n), np.empty_like(n)
    low[small] = np.where(n[small] > 0, special.chdtri(2 * n[small], 0.975) / 2, 0)
    high[small] = special.chdtri(2 * n[small] + 2, 0.025) / 2
    large, above = n[~small], n[~small] + 1
    low[~small] = large * (1 - 1 / (9 * large) - z / (3 * np.sqrt(large))) ** 3
    high[~small] = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    scaled = zip(low / people * per, high / people * per, strict=True)
    return [(float(bottom), float(top)) for bottom, top in scaled]
