"""How much counts of incidents usually vary, and tests of changes that allow for it.

Counts vary more than chance alone (Poisson) explains: sprees, operations and late recording move
many incidents at once. The variance of a count is its mean times a *dispersion*,
1 + ``excess`` · ln(1 + incidents a month), so 1 for rare incidents. The excess differs among
series: it is assumed to be exponentially distributed, with a mean for each crime type, and
probabilities are averaged over this distribution.
``python -m bench.calibration`` fits the table and shows how often the rule calls a change where
none was made; ``docs/method.md`` has the figures.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from data.model.crime_types import BY_LABEL
from data.model.months import YEAR

Numbers = NDArray[np.float64]

# The mean excess of each crime type choice, by its id, fitted to 237 districts of 35 forces, March
# 2021 to October 2022 (data.police.uk).
EXCESS: Mapping[str, float] = {
    "all-crime": 0.23,
    "asb": 0.18,
    "bicycle-theft": 0.33,
    "burglary": 0.31,
    "criminal-damage-and-arson": 0.17,
    "drugs": 0.34,
    "other-crime": 0.21,
    "other-theft": 0.08,
    "possession-of-weapons": 0.30,
    "public-order": 0.08,
    "robbery": 0.24,
    "shoplifting": 0.30,
    "theft-from-the-person": 0.49,
    "vehicle-crime": 0.32,
    "violence-and-sexual-offences": 0.18,
}
DEFAULT_EXCESS = 0.23  # all types together: for counts of other things and mixtures of types
# Gauss-Laguerre: the mean over an exponential distribution with mean 1.
NODES, WEIGHTS = np.polynomial.laguerre.laggauss(12)
FEW = slice(2)  # the first nodes, with about two thirds of the weight
OF_FEW = float(WEIGHTS[FEW].sum())
TAIL, HALF = 0.025, 0.5
STEPS, CLOSE, TINY = 50, 1e-11, 1e-300


@dataclass(frozen=True)
class Scatter:
    """How a series varies: the mean ``excess`` of its kind, and how many ``months`` a count covers.

    The default is for a yearly figure of unknown kind.
    """

    excess: float = DEFAULT_EXCESS
    months: float = YEAR

    @classmethod
    def of(cls, choices: Sequence[str], months: float = YEAR) -> "Scatter":
        """Return the scatter of counts of crime type choices over so many months.

        One choice has its own excess, several have the default.
        """
        only = choices[0] if len(choices) == 1 else ""
        return cls(EXCESS.get(only, DEFAULT_EXCESS), months)

    @classmethod
    def labelled(cls, label: str, months: float = YEAR) -> "Scatter":
        """Return the scatter of a series by its label; the default if that is no crime type."""
        return cls.of([BY_LABEL.get(label.lower(), "")], months)

    def over(self, months: float) -> "Scatter":
        """Return the scatter of the same series for counts over so many months."""
        return replace(self, months=months)

    def dispersion(self, incidents: ArrayLike) -> Numbers:
        """Return variance over mean of a count that is expected to be ``incidents``."""
        return 1 + self.excess * np.log1p(np.asarray(incidents, dtype=float) / self.months)

    def pair(self, total: ArrayLike, share: ArrayLike, earlier: "Scatter | None" = None) -> Numbers:
        """Return the dispersion of the split of ``total`` into an earlier and a later count.

        ``share`` of the total is expected later. The variance of ln(later/earlier) is this
        dispersion divided by total·share·(1 - share). ``earlier`` is the scatter of the earlier
        count, by default that of the later one.
        """
        n, later = np.asarray(total, dtype=float), np.asarray(share, dtype=float)
        before = earlier or self
        return (1 - later) * self.dispersion(n * later) + later * before.dispersion(n * (1 - later))


def tails(
    before: ArrayLike, after: ArrayLike, share: ArrayLike, dispersion: ArrayLike
) -> tuple[Numbers, Numbers]:
    """Return the probabilities of a later count of at most, and of at least, ``after``.

    Both are conditional on the sum of the two counts, of which ``share`` is expected in the later
    one. At dispersion 1 they are the exact binomial tails; otherwise the counts are divided by the
    dispersion in the binomial's beta integral (Korn and Graubard 1998), and its correction for
    whole numbers stays half an incident.
    """
    rest = 1 - np.asarray(share, float)
    return _at_least(before, after, rest, dispersion), _at_least(after, before, share, dispersion)


def _at_least(
    after: ArrayLike,
    before: ArrayLike,
    share: ArrayLike,
    dispersion: ArrayLike,
    *,
    nodes: slice = slice(None),
) -> Numbers:
    """Return the probability of a later count of at least ``after``: see ``tails``.

    With some of the nodes only, the result is a lower bound.
    """
    a, b, p, d = (np.asarray(each, float)[..., None] for each in (after, before, share, dispersion))
    d = 1 + (d - 1) * NODES[nodes]
    shape = np.maximum((a - 0.5) / d + 0.5, 1e-12)
    chances = np.where(a > 0, special.betainc(shape, (b + 0.5) / d + 0.5, p), 1.0)
    return (chances * WEIGHTS[nodes]).sum(-1)


def two_sided(
    before: ArrayLike,
    after: ArrayLike,
    share: ArrayLike,
    dispersion: ArrayLike,
    *,
    wanted: float = 1.0,
) -> Numbers:
    """Return the two-sided p-values: twice the smaller tail, at most 1.

    Both tails include the observed counts, so they add up to 1 or more: if the tail on the side of
    the difference is below a half, it is the smaller one, and the other is not computed. A p-value
    above ``wanted`` may be returned as 1: sums over a few nodes, which are lower bounds of both
    tails, show for most pairs that the p-value is above it.
    """
    b, a, p, d = np.broadcast_arrays(
        *(np.asarray(each, float) for each in (before, after, share, dispersion))
    )
    fewer = a < (a + b) * p
    sides = np.where(fewer, [b, a, 1 - p], [a, b, p])
    computed = np.ones(a.shape, bool)
    if wanted < 1:
        least = _at_least(*sides, d, nodes=FEW)
        computed = 2 * np.minimum(least, OF_FEW - least) <= wanted
    first, second, of_first, d = (each[computed] for each in (*sides, d))
    shorter = _at_least(first, second, of_first, d)
    doubtful = shorter >= HALF
    other = _at_least(*(each[doubtful] for each in (second, first, 1 - of_first, d)))
    shorter[doubtful] = np.minimum(shorter[doubtful], other)
    p_values = np.ones(a.shape)
    p_values[computed] = np.minimum(2 * shorter, 1.0)
    return p_values


def by_chance(before: float, after: float, share: float) -> float:
    """Return ``two_sided`` of one pair at dispersion 1, the exact binomial, without its arrays."""
    fewer = special.betainc(before, after + 1, 1 - share) if before > 0 else 1.0
    more = special.betainc(after, before + 1, share) if after > 0 else 1.0
    return min(2 * float(min(fewer, more)), 1.0)


def share_limits(
    before: ArrayLike, after: ArrayLike, dispersion: ArrayLike
) -> tuple[Numbers, Numbers]:
    """Return the 95 % limits of the share expected in the later count: each tail is 2.5 %."""
    b, a, d = np.broadcast_arrays(*(np.asarray(e, float) for e in (before, after, dispersion)))
    low, rest = _least_share(np.stack([b, a]), np.stack([a, b]), np.stack([d, d]))
    return low, 1 - rest


def _least_share(before: Numbers, after: Numbers, dispersion: Numbers) -> Numbers:
    """Return the share at which a later count of at least ``after`` has a probability of 2.5 %.

    Zero if ``after`` is 0. Found by Newton's method on the logarithm of that probability, which is
    nearly concave in the logit of the share.
    """
    some = np.maximum(after, 1)
    d = 1 + (dispersion[..., None] - 1) * NODES
    first, second = (some[..., None] - 0.5) / d + 0.5, (before[..., None] + 0.5) / d + 0.5
    scale = special.betaln(first, second)
    spread = np.sqrt(dispersion * (1 / (some + 0.5) + 1 / (before + 0.5)))
    logit = np.log((some + 0.5) / (before + 0.5)) + special.ndtri(TAIL) * spread
    done = np.zeros(np.shape(logit), bool)
    for _ in range(STEPS):
        at = logit[..., None]
        tail = (special.betainc(first, second, special.expit(at)) * WEIGHTS).sum(-1)
        density = np.exp(first * special.log_expit(at) + second * special.log_expit(-at) - scale)
        slope = (density * WEIGHTS).sum(-1)
        step = np.clip(np.log(np.maximum(tail, TINY) / TAIL) * tail / slope, -1, 1)
        logit = np.where(done, logit, logit - step)
        done = done | (np.abs(step) < CLOSE)
        if done.all():
            break
    return np.where(after > 0, special.expit(logit), 0.0)


def averaged(chance: Callable[[Numbers], Numbers]) -> float:
    """Return the mean of a probability over the distribution of the excess.

    ``chance`` returns the probability for each excess, which is given as a multiple of its mean.
    """
    return float(chance(NODES) @ WEIGHTS)
