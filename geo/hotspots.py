"""The methods that score the cells of a grid, behind one registry.

A new method is one function, one entry and one test.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo import clusters, density
from geo.clusters import TooFew
from geo.crs import Numbers
from geo.grid import OUTSIDE, Grid
from geo.points import Points, anchors


@dataclass(frozen=True)
class Settings:
    """What can be chosen for the methods; a frozen value, so that answers can be held by it."""

    bandwidth_m: float = density.BANDWIDTH_M
    draws: int = clusters.DRAWS
    seed: int = clusters.SEED


USUAL = Settings()


@dataclass(frozen=True, eq=False)
class Scores:
    """One row per cell with something to say, in the order of the grid: cell, n and score.

    ``cell`` is its number in the grid, ``n`` the incidents counted in it. Methods add columns.
    With ``too_few`` the method could say nothing, and the score is null.
    """

    cells: pd.DataFrame
    too_few: TooFew | None = None


@dataclass(frozen=True)
class Method:
    """A way to score cells of so many metres: its name, and what it does in one sentence."""

    id: str
    label: str
    explanation: str
    cell_m: float
    score: Callable[[Points, Grid, Settings], Scores]


def count(points: Points, grid: Grid, _settings: Settings = USUAL) -> Scores:
    """The occupied cells with the number of incidents in each: n and score alike."""
    n = grid.counts(points.east, points.north)
    cell = np.flatnonzero(n)
    return Scores(pd.DataFrame({"cell": cell, "n": n[cell], "score": n[cell].astype(float)}))


def kernel(points: Points, grid: Grid, settings: Settings = USUAL) -> Scores:
    """The cells within a bandwidth of any incident; ``score`` is incidents per km².

    Nearby incidents raise the density and are not in ``n``.
    """
    score = density.quartic(*anchors(*points.everywhere), grid, settings.bandwidth_m)
    n = grid.counts(points.east, points.north)
    cell = np.flatnonzero((score > 0) | (n > 0))
    return Scores(pd.DataFrame({"cell": cell, "n": n[cell], "score": score[cell]}))


def gi_star(points: Points, grid: Grid, settings: Settings = USUAL) -> Scores:
    """Every cell with its Gi*, and whether the incidents around it are more than chance.

    Columns: cell, n, score and z (Gi*), p (upper tail), q (Benjamini-Hochberg over the cells),
    level (99, 95, 90; 0 for none), top_share (of n, at the cell's largest single point; null
    where n is 0), edge (the cell's surroundings are not all held).

    Each cell's own count is held fixed, so p speaks of the cells around it: a busy cell amid quiet
    ones is not a cluster.

    Where nearby incidents are held, the statistic is worked out over one more ring of cells
    around the area and only those of the area are tested and told.
    """
    n = grid.counts(points.east, points.north)
    reason = clusters.too_few(n)
    known = points.near_east is not None
    told = pd.DataFrame({"cell": np.arange(len(grid)), "n": n})
    if reason:
        z, p, q = (np.full(len(grid), np.nan) for _column in "zpq")
    else:
        field = grid.wider if known else grid
        values = field.counts(*points.everywhere)
        z = clusters.z_scores(values, field.neighbours)[: len(grid)]
        p = clusters.p_values(values, field.neighbours, settings.draws, settings.seed)[: len(grid)]
        q = clusters.adjusted(p)
    told = told.assign(score=z, z=z, p=p, q=q, level=clusters.levels(q))
    return Scores(
        told.assign(top_share=_top_share(points, grid, n), edge=grid.bordering & (not known)),
        reason,
    )


def _top_share(points: Points, grid: Grid, n: np.ndarray) -> Numbers:
    """The share of each cell's incidents that lie at its largest point; null where it has none."""
    east, north, held = anchors(points.east, points.north)
    cell = grid.cell_of(east, north)
    most = np.zeros(len(grid))
    np.maximum.at(most, cell[cell != OUTSIDE], held[cell != OUTSIDE])
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
