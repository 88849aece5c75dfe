"""Is a change real? Exact tests and intervals for counts, rates and proportions.

The verdict is the same everywhere on the dashboard: *clear* beyond 99.8 %, *possible* beyond
95 %, else *within normal variation*.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, inf, log
from typing import Literal

import numpy as np
from scipy import special, stats

CLEAR = 0.002
POSSIBLE = 0.05
SMALL_BASE = 50
SMALL_COUNT = 10
Verdict = Literal["clear", "possible", "normal"]
Interval = tuple[float, float]


@dataclass(frozen=True)
class Change:
    """A change between two counts: how large, how likely by chance, and so how to speak of it.

    ``exposure`` is how long each was observed; equal unless said.
    """

    before: int
    after: int
    p_value: float
    exposure: Interval = (1.0, 1.0)

    @property
    def difference(self) -> int:
        """After less before."""
        return self.after - self.before

    @property
    def percent(self) -> float | None:
        """The change as a percentage of the earlier count; null below 50, where it misleads."""
        return 100 * self.difference / self.before if self.before >= SMALL_BASE else None

    @property
    def ratio(self) -> Interval | None:
        """The 95 % interval of the rate after over the rate before; null when both are zero.

        From the Clopper-Pearson limits of the later share of both counts.
        """
        total = self.before + self.after
        if not total:
            return None
        low = special.betaincinv(self.after, self.before + 1, 0.025) if self.after else 0.0
        high = special.betaincinv(self.after + 1, self.before, 0.975) if self.before else 1.0
        scale = self.exposure[0] / self.exposure[1]
        return float(scale * low / (1 - low)), float(scale * high / (1 - high)) if high < 1 else inf

    @property
    def verdict(self) -> Verdict:
        """Clear, possible or normal."""
        return verdict(self.p_value)


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
        """The 95 % interval of the share after over the share before; null when both are zero.

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
    """How far beyond chance a p-value is: clear (0.002), possible (0.05) or normal."""
    if p_value <= CLEAR:
        return "clear"
    return "possible" if p_value <= POSSIBLE else "normal"


def change(before: int, after: int, exposure: Interval = (1.0, 1.0)) -> Change:
    """The change between two counts observed over so long each.

    Conditional on their sum, the later count is binomial when nothing has changed: an exact
    two-sided test (Przyborowski and Wilenski 1940).
    """
    if exposure[0] == exposure[1]:
        return changes([before], [after])[0]
    total = before + after
    share = exposure[1] / sum(exposure)
    p_value = float(stats.binomtest(after, total, share).pvalue) if total else 1.0
    return Change(before, after, p_value, exposure)


def changes(before: Sequence[int], after: Sequence[int]) -> list[Change]:
    """The change of each pair of counts over equally long times, all tested at once.

    With equal times the binomial is symmetric, so twice its shorter tail is the exact test.
    """
    first, second = np.asarray(before, dtype=int), np.asarray(after, dtype=int)
    tail = special.bdtr(np.minimum(first, second).astype(float), first + second, 0.5)
    p_values = np.minimum(2 * tail, 1.0)
    return [
        Change(int(b), int(a), float(p)) for b, a, p in zip(first, second, p_values, strict=True)
    ]


def survivors(p_values: Sequence[float], level: float = POSSIBLE) -> list[bool]:
    """Which of many tests hold when a false share of at most ``level`` is allowed among them.

    Benjamini and Hochberg 1995: the k smallest, for the largest k whose p-value is at most
    k / n of the level.
    """
    given = np.asarray(p_values, dtype=float)
    order = np.sort(given)
    passed = order[order <= level * np.arange(1, len(given) + 1) / max(len(given), 1)]
    return (given <= passed[-1]).tolist() if len(passed) else [False] * len(given)


def proportions_differ(first: tuple[int, int], second: tuple[int, int]) -> float:
    """The p-value of Fisher's exact test for two shares, each given as (part, whole)."""
    table = [[part, whole - part] for part, whole in (first, second)]
    return float(stats.fisher_exact(table).pvalue)


def rate_change(before: tuple[int, int], after: tuple[int, int]) -> RateChange:
    """The change between two shares, by Fisher's exact test; neither whole may be zero."""
    return RateChange(before, after, proportions_differ(before, after))


@lru_cache(maxsize=4096)
def wilson(part: int, whole: int) -> Interval:
    """The 95 % Wilson score interval of a share (Wilson 1927), as fractions of one."""
    low, high = stats.binomtest(part, whole).proportion_ci(0.95, method="wilson")
    return float(low), float(high)


def rate_intervals(
    counts: Sequence[int], populations: Sequence[float], per: float = 1000
) -> list[Interval]:
    """The 95 % interval of each rate: Byar's for counts from 10, exact below.

    The choice and both formulas are those of UKHSA's PHEindicatormethods (Breslow and Day 1987).
    A rate without a population has an interval of NaN.
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
