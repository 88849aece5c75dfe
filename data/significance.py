"""Is a change real? Exact tests and intervals for counts, rates and proportions.

The verdict is the same everywhere on the dashboard: *clear* beyond 99.8 %, *possible* beyond
95 %, else *within normal variation*.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import stats

CLEAR = 0.002
POSSIBLE = 0.05
SMALL_BASE = 50
SMALL_COUNT = 10
Verdict = Literal["clear", "possible", "normal"]
Interval = tuple[float, float]


@dataclass(frozen=True)
class Change:
    """A change between two counts: how large, how likely by chance, and so how to speak of it.

    ``percent`` is null when the base is under 50, where a percentage misleads; ``ratio`` is the
    95 % interval of after over before (null when there is nothing to divide by).
    """

    before: int
    after: int
    p_value: float
    ratio: Interval | None

    @property
    def difference(self) -> int:
        """After less before."""
        return self.after - self.before

    @property
    def percent(self) -> float | None:
        """The change as a percentage of the earlier count."""
        return 100 * self.difference / self.before if self.before >= SMALL_BASE else None

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
    two-sided test (Przyborowski and Wilenski 1940), with the interval of the ratio from the
    Clopper-Pearson limits of that share.
    """
    total = before + after
    share = exposure[1] / sum(exposure)
    if total == 0:
        return Change(before, after, 1.0, None)
    test = stats.binomtest(after, total, share)
    low, high = test.proportion_ci(0.95, method="exact")
    scale = exposure[0] / exposure[1]
    with np.errstate(divide="ignore"):
        ratio = tuple(float(scale * np.divide(each, 1 - each)) for each in (low, high))
    return Change(before, after, float(test.pvalue), (ratio[0], ratio[1]))


def proportions_differ(first: tuple[int, int], second: tuple[int, int]) -> float:
    """The p-value of Fisher's exact test for two shares, each given as (part, whole)."""
    table = [[part, whole - part] for part, whole in (first, second)]
    return float(stats.fisher_exact(table).pvalue)


def wilson(part: int, whole: int) -> Interval:
    """The 95 % Wilson score interval of a share (Wilson 1927), as fractions of one."""
    low, high = stats.binomtest(part, whole).proportion_ci(0.95, method="wilson")
    return float(low), float(high)


def rate_interval(count: int, population: float, per: float = 1000) -> Interval:
    """The 95 % interval of a rate: Byar's for counts from 10, exact below.

    The choice and both formulas are those of UKHSA's PHEindicatormethods (Breslow and Day 1987).
    """
    alpha = 0.05
    if count < SMALL_COUNT:
        low = stats.chi2.ppf(alpha / 2, 2 * count) / 2 if count else 0.0
        high = stats.chi2.ppf(1 - alpha / 2, 2 * count + 2) / 2
    else:
        z = stats.norm.ppf(1 - alpha / 2)
        low = count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3
        upper = count + 1
        high = upper * (1 - 1 / (9 * upper) + z / (3 * np.sqrt(upper))) ** 3
    return float(low / population * per), float(high / population * per)
