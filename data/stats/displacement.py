"""Weighted displacement difference: the change at one place less the change at another.

Wheeler and Ratcliffe 2018, without their displacement areas and with equal times and areas.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import optimize, special

from data.stats.dispersion import Numbers, Scatter, averaged
from data.stats.significance import Interval, Verdict, verdict

# With fewer incidents in the four counts together, the normal approximation is too rough.
FEWEST = 20
# A place with more than this many times the incidents of the other is no good comparison: an
# influence that changes both by the same percentage changes their counts by different amounts.
UNLIKE = 2


@dataclass(frozen=True)
class Displacement:
    """Counts before and after at a treated place and at a comparison place, and their test.

    ``scatter`` says how much each count varies. The null hypothesis is that both places change by
    the same number of incidents.
    """

    treated: tuple[int, int]
    comparison: tuple[int, int]
    scatter: Scatter

    @property
    def estimate(self) -> int:
        """The change at the treated place less the change at the comparison place, in incidents."""
        return (self.treated[1] - self.treated[0]) - (self.comparison[1] - self.comparison[0])

    @property
    def total(self) -> int:
        """The sum of the four counts, which is the variance of the estimate of Poisson counts."""
        return sum(self.treated) + sum(self.comparison)

    @cached_property
    def variance(self) -> float:
        """The variance of the estimate: each place's two counts times their dispersion."""
        return float(
            sum(
                sum(pair) * self.scatter.dispersion(sum(pair) / 2)
                for pair in (self.treated, self.comparison)
            )
        )

    def _p_value(self, size: float) -> float:
        """Return the two-sided p-value of an estimate of this size, averaged over the excess.

        At the mean excess the estimate is normal with ``variance``.
        """

        def chance(times: Numbers) -> Numbers:
            spread = np.sqrt(self.total + (self.variance - self.total) * times)
            return 2 * special.ndtr(-abs(size) / spread)

        return averaged(chance)

    @property
    def enough(self) -> bool:
        """Whether the four counts add up to the twenty incidents that a test needs."""
        return self.total >= FEWEST

    @property
    def interval(self) -> Interval | None:
        """The 95 % interval of the estimate; None with fewer than twenty incidents in all."""
        if not self.enough:
            return None
        furthest = 10 * self.variance**0.5
        reach = float(optimize.brentq(lambda size: self._p_value(size) - 0.05, 0.0, furthest))
        return self.estimate - reach, self.estimate + reach

    @property
    def verdict(self) -> Verdict | None:
        """Clear, possible or normal, from the two-sided p-value.

        Normal exactly when the interval contains zero; None when there is no interval.
        """
        if not self.enough:
            return None
        return verdict(self._p_value(self.estimate))

    @property
    def alike(self) -> bool:
        """Whether neither place had more than twice the incidents of the other before."""
        few, many = sorted((self.treated[0], self.comparison[0]))
        return many <= UNLIKE * few
