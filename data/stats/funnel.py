"""Funnel plot: the rates of an area and its peers, with control limits.

Peers differ by more than chance: by towns, roads, age and recording practice. The limits therefore
add variance between areas to Poisson variance within them, an additive random-effects model
(Spiegelhalter 2005, "Handling over-dispersion of performance indicators"). Rates are square-root
transformed, which makes their chance variance independent of their size.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

from data.model.rows import rows
from data.stats.area_values import PER
from data.stats.significance import rate_intervals

LEVELS = (0.95, 0.998)
WINSORISED = 0.1  # the share winsorised at each end before the spread is estimated
FEWEST = 10  # peers, for an estimate of the spread
SHARE_OF_PEERS = 0.5
Standing = Literal["above 99.8", "above 95", "within", "below 95", "below 99.8", "not assessed"]
Reason = Literal["no peers", "categories", "types", "no residents", "not held", "no months"]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Expected:
    """The pooled rate of the peers and their overdispersion.

    ``rate`` is incidents per resident. ``spread`` is the variance between peers of the square root
    of the rate, beyond chance; zero without overdispersion. ``dispersion`` is the mean square of
    the winsorised z-scores; about 1 without overdispersion.
    """

    rate: float
    spread: float
    dispersion: float

    def chance(self, residents: Sequence[float] | Numbers, level: float) -> tuple[Numbers, Numbers]:
        """Return the exact Poisson limits, as rates per resident.

        The probability of a count beyond one limit is at most half of 1 - ``level``. The lower
        limit is zero where a count of zero is more probable than that.
        """
        people = np.asarray(residents, dtype=float)
        expected, tail = self.rate * people, (1 - level) / 2
        low = np.where(np.exp(-expected) > tail, 0.0, special.pdtrik(tail, expected))
        return low / people, (special.pdtrik(1 - tail, expected) + 1) / people

    def limits(self, residents: Sequence[float] | Numbers, level: float) -> tuple[Numbers, Numbers]:
        """Return the limits with the variance between peers, as rates per resident.

        Never narrower than the Poisson limits.
        """
        low, high = self.chance(residents, level)
        if not self.spread:
            return low, high
        people = np.asarray(residents, dtype=float)
        reach = special.ndtri((1 + level) / 2) * np.sqrt(1 / (4 * people) + self.spread)
        middle = np.sqrt(self.rate)
        return (
            np.minimum(low, np.maximum(middle - reach, 0) ** 2),
            np.maximum(high, (middle + reach) ** 2),
        )

    def standing(self, counts: Sequence[float], residents: Sequence[float]) -> list[Standing]:
        """Classify each count by the limits for its number of residents."""
        rates = np.asarray(counts, dtype=float) / np.asarray(residents, dtype=float)
        inner, outer = (self.limits(residents, level) for level in LEVELS)
        found = np.select(
            [rates > outer[1], rates > inner[1], rates < outer[0], rates < inner[0]],
            ["above 99.8", "above 95", "below 99.8", "below 95"],
            "within",
        )
        return found.tolist()

    def beyond_chance(self, counts: Sequence[float], residents: Sequence[float]) -> int:
        """Return the number of counts outside the 95 % Poisson limits."""
        rates = np.asarray(counts, dtype=float) / np.asarray(residents, dtype=float)
        low, high = self.chance(residents, LEVELS[0])
        return int(((rates < low) | (rates > high)).sum())


class FunnelRow(NamedTuple):
    """An area of a funnel: its rate per 1,000 residents with 95 % interval, and its standing.

    ``own`` marks the area that is compared with its peers. ``size`` is the number to which control
    limits apply: ``n``, or for weighted sums the sum divided by the funnel's ``unit``.
    """

    code: str
    name: str
    area_group: str | None
    own: bool
    n: int
    size: float
    residents: float
    rate: float
    rate_low: float
    rate_high: float
    standing: Standing


@dataclass(frozen=True, eq=False)
class Funnel:
    """An area and its peers over their common months.

    ``areas`` has the area and its peers by name: the columns of ``FunnelRow``. ``months`` are the
    months counted, of ``months_in_period`` in the chosen period; ``left_out`` are the names of
    peers that lack one of ``months``. ``expected`` is None, and there are no limits, with fewer
    than ten peers or without an incident among them. It is computed from the column ``size``, in
    which an incident stands for one ``unit``: 1 for counts (see ``weighted``).
    """

    areas: pd.DataFrame
    months: tuple[date, ...]
    months_in_period: int
    left_out: tuple[str, ...]
    expected: Expected | None
    unit: float = 1.0

    @property
    def per(self) -> float:
        """What a rate per resident of ``expected`` is multiplied by to be shown."""
        return PER * self.unit

    @cached_property
    def own(self) -> FunnelRow:
        """The area itself."""
        return rows(self.areas[self.areas["own"]], FunnelRow)[0]

    @cached_property
    def peers(self) -> pd.DataFrame:
        """The rows of its peers."""
        return self.areas[~self.areas["own"]]


@dataclass(frozen=True, eq=False)
class Peers:
    """The funnel, or the reason why there is none; the other is None.

    ``similar`` of the ``every`` areas in the sources are listed as similar; ``missing`` are the
    chosen crime types without data for peers.
    """

    funnel: Funnel | None
    reason: Reason | None
    similar: int
    every: int
    missing: tuple[str, ...] = ()


def common_months(ours: Collection[date], peers: Sequence[Collection[date]]) -> tuple[date, ...]:
    """Return the months of ``ours`` that at least half of the peers have, in order.

    The funnel leaves out peers that lack one of these months.
    """
    return tuple(
        month
        for month in sorted(ours)
        if peers and sum(month in by_month for by_month in peers) >= SHARE_OF_PEERS * len(peers)
    )


def expected_of(counts: Sequence[float], residents: Sequence[float]) -> Expected | None:
    """Estimate ``Expected`` from peers; None with fewer than ten, or without any incident."""
    n, people = np.asarray(counts, dtype=float), np.asarray(residents, dtype=float)
    if len(n) < FEWEST or not n.sum():
        return None
    rate = float(n.sum() / people.sum())
    z = winsorised(2 * (np.sqrt(n) - np.sqrt(rate * people)))
    return Expected(rate, between_variance(z, 4 * people), float(np.mean(z**2)))


def winsorised(z: Numbers, share: float = WINSORISED) -> Numbers:
    """Winsorise: clip values to the quantiles ``share`` and 1 - ``share``."""
    return np.clip(z, *np.quantile(z, (share, 1 - share)))


def between_variance(z: Numbers, weights: Numbers) -> float:
    """Estimate the variance between areas by moments (DerSimonian and Laird 1986).

    ``z`` are deviations divided by their standard errors; ``weights`` are one over the squares of
    these errors.
    """
    spare = weights.sum() - (weights**2).sum() / weights.sum()
    return max(float(((z**2).sum() - (len(z) - 1)) / spare), 0.0)


def funnel(
    peers: pd.DataFrame,
    counts_by_area: Mapping[str, Mapping[date, float]],
    ours: Mapping[date, float],
    own: tuple[str, str, float],
    months_in_period: int,
) -> Funnel | None:
    """Return the funnel of an area and its peers; None without a common month.

    ``peers`` has code, name, area_group and residents; ``counts_by_area`` the counts of each code
    by month, ``ours`` those of the area and ``own`` its code, name and residents. Limits are
    estimated from the peers alone, so that the area is not compared with itself.
    """
    months = common_months(ours, [counts_by_area.get(code, {}) for code in peers["code"]])
    if not months:
        return None
    whole = [
        all(month in counts_by_area.get(code, {}) for month in months) for code in peers["code"]
    ]
    kept = peers[whole]
    counts = [sum(counts_by_area[code][month] for month in months) for code in kept["code"]]
    code, name, residents = own
    mine = {"code": code, "name": name, "area_group": "", "residents": residents, "own": True}
    lines = [
        *kept.assign(own=False, n=counts).to_dict("records"),
        {**mine, "n": sum(ours[month] for month in months)},
    ]
    areas = pd.DataFrame(lines)
    n, people = areas["n"].tolist(), areas["residents"].tolist()
    expected = expected_of(counts, kept["residents"].tolist())
    intervals = rate_intervals(n, people, PER)
    areas = areas.assign(
        size=areas["n"].astype(float),
        rate=areas["n"] / areas["residents"] * PER,
        rate_low=[low for low, _high in intervals],
        rate_high=[high for _low, high in intervals],
        standing=expected.standing(n, people) if expected else "not assessed",
    ).sort_values(["name", "code"], ignore_index=True)
    left_out = tuple(peers.loc[[not each for each in whole], "name"])
    return Funnel(areas, months, months_in_period, left_out, expected)
