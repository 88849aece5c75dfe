"""Is any year unlike the others? A p-chart of the repeat rate.

The centre is all repeats over all cases under one definition. A year's limits are the rates whose
Wilson interval would just reach the centre: centre ± z √(centre (1 − centre) / cases). So a year is
outside the limits exactly if its Wilson interval does not contain the centre. The limits are those
of funnel plots in UKHSA's PHEindicatormethods; the chart is Shewhart's (1931).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt

from scipy import special

from data.marac.marac import MaracYear
from data.stats.significance import Interval, Verdict

LEVELS = (0.95, 0.998)
FEWEST = 3


@dataclass(frozen=True)
class Point:
    """A year on the chart: its rate, its limits at 95 and 99.8 %, and where it lies."""

    year: MaracYear
    rate: float
    limits: tuple[Interval, Interval]

    @property
    def verdict(self) -> Verdict:
        """Normal within the inner limits, possible within the outer, else clear."""
        inner, outer = (low <= self.rate <= high for low, high in self.limits)
        return "normal" if inner else "possible" if outer else "clear"


@dataclass(frozen=True)
class Centre:
    """The years under one definition and the rate of all of them together."""

    definition: str
    rate: float
    points: tuple[Point, ...]


def centres(years: Sequence[MaracYear]) -> list[Centre]:
    """Return a centre for each definition with three years or more with a rate, oldest first."""
    rated = [year for year in years if year.rate is not None]
    found = []
    for definition, group in groupby(rated, key=lambda year: year.definition):
        phase_years = list(group)
        if len(phase_years) < FEWEST:
            continue
        centre = sum(year.repeats or 0 for year in phase_years) / sum(
            year.cases for year in phase_years
        )
        points = tuple(
            Point(year, year.rate or 0.0, limits(centre, year.cases)) for year in phase_years
        )
        found.append(Centre(definition, centre, points))
    return found


def limits(centre: float, cases: int) -> tuple[Interval, Interval]:
    """Return the limits around a centre for a number of cases, at 95 and 99.8 %, as fractions."""
    error = sqrt(centre * (1 - centre) / cases)
    inner, outer = (float(special.ndtri((1 + level) / 2)) * error for level in LEVELS)
    return (
        (max(centre - inner, 0.0), min(centre + inner, 1.0)),
        (max(centre - outer, 0.0), min(centre + outer, 1.0)),
    )
