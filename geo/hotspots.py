"""The methods that score the cells of a grid, in one registry.

A new method is one function, one entry and one test.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.stats import false_discovery_control

from geo import density, getis_ord
from geo.crs import Numbers
from geo.getis_ord import TooFew
from geo.grid import OUTSIDE, Grid
from geo.points import Points, anchors


@dataclass(frozen=True)
class Settings:
    """What a user can choose for the methods; hashable, to be part of a cache key."""

    bandwidth_m: float = density.BANDWIDTH_M


USUAL = Settings()


@dataclass(frozen=True, eq=False)
class Scores:
    """One row per scored cell, in the order of the grid: cell, n and score.

    ``cell`` is its number in the grid, ``n`` the incidents in it. Methods add columns. If
    ``too_few`` is set, there were too few incidents and ``score`` is NaN in every row.
    """

    cells: pd.DataFrame
    too_few: TooFew | None = None


@dataclass(frozen=True)
class Method:
    """A way to score cells of ``cell_m`` metres; ``explanation`` is one sentence for the user."""

    id: str
    label: str
    explanation: str
    cell_m: float
    score: Callable[[Points, Grid, Settings], Scores]


def count(points: Points, grid: Grid, _settings: Settings = USUAL) -> Scores:
    """Return the occupied cells; both n and score are the number of incidents."""
    n = grid.counts(points.east, points.north)
    cell = np.flatnonzero(n)
    return Scores(pd.DataFrame({"cell": cell, "n": n[cell], "score": n[cell].astype(float)}))


def kernel(points: Points, grid: Grid, settings: Settings = USUAL) -> Scores:
    """Return the cells within a bandwidth of any incident; ``score`` is incidents per km².

    Incidents outside the area raise the density but are not in ``n``.
    """
    score = density.quartic(*anchors(*points.everywhere), grid, settings.bandwidth_m)
    n = grid.counts(points.east, points.north)
    cell = np.flatnonzero((score > 0) | (n > 0))
    return Scores(pd.DataFrame({"cell": cell, "n": n[cell], "score": score[cell]}))


def gi_star(points: Points, grid: Grid, _settings: Settings = USUAL) -> Scores:
    """Return every cell with its Gi* and the significance of the incidents around it.

    Columns: cell, n, score and z (both Gi*), p (upper tail), q (Benjamini and Hochberg 1995, over
    the cells), level (99, 95, 90; 0 for none), top_share (share of n at the cell's largest single
    point; NaN where n is 0), edge (whether incidents beside the cell may be unknown).

    Each cell's own count is fixed under the null hypothesis, so p tests the cells around it: a
    busy cell among quiet ones is not a cluster.
    """
    n = grid.counts(points.east, points.north)
    reason = getis_ord.too_few(n)
    if reason:
        z, p, q = (np.full(len(grid), np.nan) for _column in "zpq")
    else:
        z = getis_ord.z_scores(*_field(points, grid))[: len(grid)]
        p = p_values(points, grid)
        q = false_discovery_control(p)
    cells = pd.DataFrame(
        {
            "cell": np.arange(len(grid)), "n": n, "score": z, "z": z, "p": p, "q": q,
            "level": getis_ord.levels(q), "top_share": _top_share(points, grid, n),
            "edge": grid.bordering & (points.near_east is None),
        }
    )  # fmt: skip
    return Scores(cells, reason)


def p_values(points: Points, grid: Grid) -> Numbers:
    """Return the exact p-value of Gi* of each cell of the grid."""
    return getis_ord.p_values(*_field(points, grid))[: len(grid)]


def _field(points: Points, grid: Grid) -> tuple[NDArray[np.intp], csr_array]:
    """Return the counts by cell and the matrix of neighbours from which Gi* is computed.

    Where incidents outside the area are known, both include one more ring of cells around the
    grid, so that no cell of the grid lacks a neighbour. The ring's cells come last and their own
    results are not used.
    """
    field = grid if points.near_east is None else grid.wider
    return field.counts(*points.everywhere), field.neighbours


def _top_share(points: Points, grid: Grid, n: NDArray[np.intp]) -> Numbers:
    """Return the share of each cell's incidents at its largest point; NaN where it has none."""
    east, north, incidents = anchors(points.east, points.north)
    cell = grid.cell_of(east, north)
    most = np.zeros(len(grid))
    np.maximum.at(most, cell[cell != OUTSIDE], incidents[cell != OUTSIDE])
    return np.divide(most, n, out=np.full(len(grid), np.nan), where=n > 0)


METHODS: Mapping[str, Method] = {
    each.id: each
    for each in (
        Method(
            "count",
            "Count",
            "Incidents in each square of 250 metres.",
            250.0,
            count,
        ),
        Method(
            "density",
            "Density",
            "Incidents per square kilometre around each square of 100 metres: near ones count "
            "most, and those beyond the bandwidth not at all.",
            100.0,
            kernel,
        ),
        Method(
            "clusters",
            "Significant clusters",
            "Squares of 250 metres amid busy ones: those around them hold more incidents than "
            "chance would put there.",
            250.0,
            gi_star,
        ),
    )
}
