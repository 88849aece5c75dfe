"""How often the search finds nothing where nothing is, and what it finds: ``bench.signals``.

Counts are simulated from season, trend and dispersion fitted to a borough: each type has its own
season, all share one trend, each street point keeps its share of every type. Months vary together
within clusters of points (wards, or squares of 500 metres), each with an excess drawn for it, so
that both are as variable as the calibrated rule says.
"""

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.pack.pack import Pack
from data.signals.distinct import distinct, kind_of, points_of
from data.signals.incidents import TYPES, Flags, Incidents
from data.signals.search import Found, search
from data.stats.dispersion import EXCESS

Numbers = NDArray[np.float64]
Clusters = NDArray[np.intp]
Size = tuple[float, float, int]
SQUARE_M = 500


def of_pack(pack: Pack) -> Incidents:
    """Return the incidents of all covered months of a pack."""
    months = tuple(sorted(pack.domain.covered))
    points, areas = pack.frame("signals/points"), pack.frame("signals/areas")
    return Incidents.of(points, pack.frame("signals/counts", {"months": months}), areas, months)


def fitted(incidents: Incidents) -> Numbers:
    """Return the expected counts (points × types × months) of season, trend and shares."""
    by_type = incidents.counts.sum(0).astype(float)
    month = np.array([each.month for each in incidents.months]) - 1
    time = np.array([each.year * 12 + each.month for each in incidents.months], dtype=float)
    time -= time.mean()
    trend = np.exp(np.polyfit(time, np.log(by_type.sum(0)), 1)[0] * time)
    season = np.ones_like(by_type)
    for each in np.unique(month):
        inside = month == each
        season[:, inside] = (by_type / trend)[:, inside].mean(1, keepdims=True)
    share = incidents.counts.sum(2) / np.maximum(by_type.sum(1), 1)
    scale = by_type.sum(1) / np.maximum((season * trend).sum(1), 1e-9)
    return share[:, :, None] * (scale[:, None] * season * trend)[None]


def by_ward(incidents: Incidents) -> Clusters:
    """Return the cluster of each street point: its ward."""
    return pd.factorize(incidents.points["ward_code"])[0]


def by_square(incidents: Incidents) -> Clusters:
    """Return the cluster of each street point: its square of 500 metres."""
    at = incidents.points[["easting", "northing"]] // SQUARE_M
    return at.groupby(["easting", "northing"], sort=False).ngroup().to_numpy()


def simulated(
    incidents: Incidents, mean: Numbers, clusters: Clusters, random: np.random.Generator
) -> Incidents:
    """Return the borough with counts drawn about their expected values."""
    total = np.zeros((clusters.max() + 1, *mean.shape[1:]))
    np.add.at(total, clusters, mean)
    usual = np.array([EXCESS[each] for each in TYPES])[None, :, None]
    excess = usual * random.exponential(size=(*total.shape[:2], 1))
    over = np.maximum(excess * np.log1p(total), 1e-9)
    factor = random.gamma(np.maximum(total, 1e-12) / over, over) / np.maximum(total, 1e-12)
    return replace(incidents, counts=random.poisson(mean * factor[clusters]).astype(np.int64))


def share_with_any(incidents: Incidents, clusters: Clusters, times: int, seed: int = 11) -> float:
    """Return the share of so many simulated boroughs in which any signal is found."""
    random, mean = np.random.default_rng(seed), fitted(incidents)
    found = [search(simulated(incidents, mean, clusters, random))[1] for _ in range(times)]
    return sum(bool(each) for each in found) / times


def planted(mean: Numbers, inside: Flags, kind: str, size: Size) -> Numbers:
    """Return expected counts with a type's count inside raised.

    ``size`` is the usual count a month, how many times it is in the newest months, and how many
    these are.
    """
    usual, times, length = size
    raised, column = mean.copy(), TYPES.index(kind)
    weight = inside / inside.sum()
    raised[:, column] = np.where(inside[:, None], weight[:, None] * usual, raised[:, column])
    raised[inside, column, -length:] *= times
    return raised


def share_found(incidents: Incidents, kind: str, size: Size, times: int, seed: int = 12) -> float:
    """Return the share of simulated boroughs in which a planted rise is shown where it is."""
    random, mean, clusters = np.random.default_rng(seed), fitted(incidents), by_square(incidents)
    first = len(incidents.units) - len(incidents.points)
    hits = 0
    for _ in range(times):
        row = first + int(random.integers(len(incidents.points)))
        inside = np.zeros(len(incidents.points), dtype=bool)
        inside[incidents.inside.indices[slice(*incidents.inside.indptr[row : row + 2])]] = True
        made = simulated(incidents, planted(mean, inside, kind, size), clusters, random)
        hits += any(_shows(made, each, inside, kind) for each in distinct(made, search(made)[1]))
    return hits / times


def _shows(incidents: Incidents, found: Found, inside: Flags, kind: str) -> bool:
    """Whether a signal is of the type, and its area has most of the points that were raised."""
    local = found.choice == kind and kind_of(incidents, found) != "borough"
    return local and bool((points_of(incidents, found) & inside).sum() > inside.sum() / 2)
