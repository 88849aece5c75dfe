"""Weighted displacement difference: the change at one place less the change at another.

Wheeler and Ratcliffe 2018, without their displacement areas and with equal times and areas.
"""

from dataclasses import dataclass
from math import sqrt

from scipy import special

from data.significance import Interval, Verdict, verdict

# Under so many incidents in all, the normal curve behind the interval does not hold.
FEWEST = 20
# A place with this many times the incidents of the other cannot stand for it: what moves both by
# the same share moves them by different counts.
UNLIKE = 2


@dataclass(frozen=True)
class Displacement:
    """Counts before and after at a treated place and at a comparison place, and what they say.

    The test takes incidents to happen one by one (Poisson) and the two places to change by the
    same count when nothing was done.
    """

    treated: tuple[int, int]
    comparison: tuple[int, int]

    @property
    def estimate(self) -> int:
        """The change at the treated place less the change at the comparison place, in incidents."""
        return (self.treated[1] - self.treated[0]) - (self.comparison[1] - self.comparison[0])

    @property
    def variance(self) -> int:
        """The variance of the estimate: the sum of the four counts."""
        return sum(self.treated) + sum(self.comparison)

    @property
    def enough(self) -> bool:
        """Whether there are incidents enough to say anything."""
        return self.variance >= FEWEST

    @property
    def interval(self) -> Interval | None:
        """The 95 % interval of the estimate; null on fewer than twenty incidents in all."""
        if not self.enough:
            return None
        reach = float(special.ndtri(0.975)) * sqrt(self.variance)
        return self.estimate - reach, self.estimate + reach

    @property
    def verdict(self) -> Verdict | None:
        """Clear, possible or normal, from the two-sided p-value; null where nothing can be said.

        It is normal exactly when the interval holds zero.
        """
        if not self.enough:
            return None
        return verdict(float(2 * special.ndtr(-abs(self.estimate) / sqrt(self.variance))))

    @property
    def alike(self) -> bool:
        """Whether neither place had more than twice the incidents of the other before."""
        few, many = sorted((self.treated[0], self.comparison[0]))
        return many <= UNLIKE * few
