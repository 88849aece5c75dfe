"""A funnel: one area's rate among its peers, with limits for what to expect of each.

Peers differ by more than chance: by towns, roads, age and how crime is recorded. The limits
therefore hold two kinds of variation, chance within an area and a lasting difference between
areas, added up as in random effects (Spiegelhalter 2005, "Handling over-dispersion of performance
indicators"). Rates are taken as square roots, whose chance variation does not depend on their size.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

from data.area_values import PER
from data.significance import rate_intervals

LEVELS = (0.95, 0.998)
WINSORISED = 0.1  # the share at each end that is drawn in before the spread is measured
FEWEST = 10  # peers; from fewer the spread among them cannot be told
SHARE_OF_PEERS = 0.5
Standing = Literal["above 99.8", "above 95", "within", "below 95", "below 99.8", "not assessed"]
Reason = Literal["no peers", "categories", "types", "no residents", "not held", "no months"]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Expected:
    """What to expect of an area: the rate of all peers together and how peers differ beyond chance.

    ``rate`` is incidents per resident. ``spread`` is the variance, among peers, of the square root
    of the rate over and above chance; zero when chance explains all. ``dispersion`` is the mean
    square of the winsorised z-scores: 1 where chance explains all.
    """

    rate: float
    spread: float
    dispersion: float

    def chance(self, residents: Sequence[float] | Numbers, level: float) -> tuple[Numbers, Numbers]:
        """The rates per resident between which chance alone leaves an area; exact Poisson.

        A count is beyond a limit just when so far a count has a chance of at most half of 1 -
        ``level``. Where even a count of zero has more, the lower limit is zero.
        """
        people = np.asarray(residents, dtype=float)
        expected, tail = self.rate * people, (1 - level) / 2
        low = np.where(np.exp(-expected) > tail, 0.0, special.pdtrik(tail, expected))
        return low / people, (special.pdtrik(1 - tail, expected) + 1) / people

    def limits(self, residents: Sequence[float] | Numbers, level: float) -> tuple[Numbers, Numbers]:
        """The rates per resident between which an area is as expected, its peers' spread allowed.

        Never narrower than what chance alone allows.
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
        """Where each count stands against the limits for so many residents."""
        rates = np.asarray(counts, dtype=float) / np.asarray(residents, dtype=float)
        inner, outer = (self.limits(residents, level) for level in LEVELS)
        found = np.select(
            [rates > outer[1], rates > inner[1], rates < outer[0], rates < inner[0]],
            ["above 99.8", "above 95", "below 99.8", "below 95"],
            "within",
        )
        return found.tolist()

    def beyond_chance(self, counts: Sequence[float], residents: Sequence[float]) -> int:
        """How many counts lie beyond the 95 % limits of chance alone."""
        rates = np.asarray(counts, dtype=float) / np.asarray(residents, dtype=float)
        low, high = self.chance(residents, LEVELS[0])
        return int(((rates < low) | (rates > high)).sum())


@dataclass(frozen=True, eq=False)
class Funnel:
    """An area among its peers over the months that count.

    ``areas`` has it and the peers by name: code, name, area_group, own, n, residents, rate (per
    1,000), rate_low, rate_high (95 % interval), standing. ``months`` are those that count of
    ``asked`` in all; ``left_out`` are the names of peers that lack one of them. Without
    ``expected`` there are no limits: fewer than ten peers, or none of them has an incident.
    """

    areas: pd.DataFrame
    months: tuple[date, ...]
    asked: int
    left_out: tuple[str, ...]
    expected: Expected | None

    @cached_property
    def own(self) -> pd.Series:
        """The row of the area that is compared."""
        return self.areas[self.areas["own"]].iloc[0]

    @cached_property
    def peers(self) -> pd.DataFrame:
        """The rows of its peers."""
        return self.areas[~self.areas["own"]]


@dataclass(frozen=True, eq=False)
class Peers:
    """The answer: the funnel, or why there is none.

    ``similar`` of ``every`` areas in the sources were chosen as alike; ``missing`` are the crime
    types that no peer's file has.
    """

    funnel: Funnel | None
    reason: Reason | None
    similar: int
    every: int
    missing: tuple[str, ...] = ()


def common_months(ours: Collection[date], peers: Sequence[Collection[date]]) -> tuple[date, ...]:
    """The months of ours that at least half of the peers hold, in order.

    A month that few hold would leave most peers out; a month that most hold is worth losing a few.
    """
    return tuple(
        month
        for month in sorted(ours)
        if peers and sum(month in held for held in peers) >= SHARE_OF_PEERS * len(peers)
    )


def expected_of(counts: Sequence[float], residents: Sequence[float]) -> Expected | None:
    """What these peers lead one to expect; null of fewer than ten, or when none has an incident."""
    n, people = np.asarray(counts, dtype=float), np.asarray(residents, dtype=float)
    if len(n) < FEWEST or not n.sum():
        return None
    rate = float(n.sum() / people.sum())
    z = winsorised(2 * (np.sqrt(n) - np.sqrt(rate * people)))
    return Expected(rate, between_variance(z, 4 * people), float(np.mean(z**2)))


def winsorised(z: Numbers, share: float = WINSORISED) -> Numbers:
    """The values with the lowest and highest ``share`` drawn in to the nearest that is left."""
    return np.clip(z, *np.quantile(z, (share, 1 - share)))


def between_variance(z: Numbers, weights: Numbers) -> float:
    """The variance between areas beyond chance, by moments (DerSimonian and Laird 1986).

    ``z`` are deviations over their standard errors, ``weights`` one over the errors squared.
    """
    spare = weights.sum() - (weights**2).sum() / weights.sum()
    return max(float(((z**2).sum() - (len(z) - 1)) / spare), 0.0)


def funnel(
    peers: pd.DataFrame,
    held: Mapping[str, Mapping[date, int]],
    ours: Mapping[date, int],
    own: tuple[str, str, float],
    asked: int,
) -> Funnel | None:
    """An area among its peers; null if they share no month.

    ``peers`` has code, name, area_group and residents; ``held`` the counts of each code by month
    and ``ours`` those of the area, whose code, name and residents are ``own``. Limits rest on the
    peers alone, so that nothing is compared with itself.
    """
    months = common_months(ours, [held.get(code, {}) for code in peers["code"]])
    if not months:
        return None
    whole = [all(month in held.get(code, {}) for month in months) for code in peers["code"]]
    kept = peers[whole]
    counts = [sum(held[code][month] for month in months) for code in kept["code"]]
    code, name, residents = own
    mine = {"code": code, "name": name, "area_group": "", "residents": residents, "own": True}
    rows = [*kept.assign(own=False, n=counts).to_dict("records"),
            {**mine, "n": sum(ours[month] for month in months)}]  # fmt: skip
    areas = pd.DataFrame(rows)
    n, people = areas["n"].tolist(), areas["residents"].tolist()
    expected = expected_of(counts, kept["residents"].tolist())
    intervals = rate_intervals(n, people, PER)
    areas = areas.assign(
        rate=areas["n"] / areas["residents"] * PER,
        rate_low=[low for low, _high in intervals],
        rate_high=[high for _low, high in intervals],
        standing=expected.standing(n, people) if expected else "not assessed",
    ).sort_values(["name", "code"], ignore_index=True)
    left_out = tuple(peers.loc[[not each for each in whole], "name"])
    return Funnel(areas, months, asked, left_out, expected)
