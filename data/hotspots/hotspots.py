"""Apply the methods of ``geo`` to the incidents of a pack: points, grid, scores and clusters.

Every layer covers the whole borough, whatever areas are chosen, and is cached with its pack.
"""

import numpy as np
import pandas as pd
import shapely

from data.hotspots.cells import Cells, located, wards_in_metres
from data.hotspots.groups import grouped
from data.hotspots.results import SURE, Clusters
from data.model.filters import Filters
from data.pack import incidents, queries
from data.pack.cache import per_pack
from data.pack.pack import Pack
from geo import backtest, hotspots
from geo.grid import Grid, squares
from geo.hotspots import METHODS, Scores, Settings
from geo.points import Points

CACHE_SIZE = 64


@per_pack(2)
def study_area(pack: Pack) -> shapely.Geometry:
    """Return the current wards as one shape in metres (EPSG:27700)."""
    return shapely.union_all(wards_in_metres(pack).geometry.to_numpy())


@per_pack(4)
def grid(pack: Pack, cell_m: float) -> Grid:
    """Return the grid of square cells (side in metres) that intersect the current wards."""
    return squares(study_area(pack), cell_m)


def points(pack: Pack, filters: Filters) -> Points:
    """Return the matching incidents as points, with those just outside the borough if known."""
    inside = incidents.anchors(pack, filters.everywhere())
    return as_points(inside, nearby(pack, filters))


def nearby(pack: Pack, filters: Filters) -> pd.DataFrame | None:
    """Return the matching anchor points just outside the borough; None where unknown.

    They are unknown if the pack has none, and for an ASB category.
    """
    known = not filters.parameters(pack.domain)["asb_categories"] and pack.holds_nearby
    return queries.nearby(pack, filters) if known else None


def as_points(inside: pd.DataFrame, near: pd.DataFrame | None) -> Points:
    """Return a point for each incident of anchor points inside and just outside the borough."""
    if near is None:
        return Points(*_repeated(inside))
    return Points(*_repeated(inside), *_repeated(near))


def _repeated(anchors: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return eastings and northings, each anchor repeated for each of its incidents."""
    n = anchors["n"].to_numpy()
    return np.repeat(anchors["easting"].to_numpy(), n), np.repeat(anchors["northing"].to_numpy(), n)


@per_pack(CACHE_SIZE)
def scored(pack: Pack, filters: Filters, method: str, settings: Settings) -> Scores:
    """Score the matching incidents with one method of ``geo.hotspots.METHODS``."""
    chosen = METHODS[method]
    return chosen.score(points(pack, filters), grid(pack, chosen.cell_m), settings)


@per_pack(CACHE_SIZE)
def back_test(pack: Pack, before: Filters, now: Filters) -> pd.DataFrame:
    """Test how well each method's top cells of one period predict the next: ``geo.backtest``.

    Settled cells are those in which the pack has an incident of any type in any month.
    """
    cells = grid(pack, METHODS["clusters"].cell_m)
    every = points(pack, now.with_crime("crime-and-asb").whole_series(pack.domain))
    settled = cells.counts(every.east, every.north) > 0
    return backtest.compare(points(pack, before), points(pack, now), cells, settled=settled)


@per_pack(CACHE_SIZE)
def clusters(pack: Pack, filters: Filters) -> Clusters:
    """Return the significant clusters of the matching incidents, or why none were tested."""
    cells = Cells(pack, filters.everywhere(), grid(pack, METHODS["clusters"].cell_m))
    scores = scored(pack, filters.everywhere(), "clusters", hotspots.USUAL)
    counts = scores.cells["n"].to_numpy()
    outside = _outside(points(pack, filters.everywhere()), cells.grid)
    beside = cells.grid.wider.neighbours
    tested = scores.cells.assign(
        around=cells.grid.neighbours @ counts, across=(beside @ outside)[: len(cells.grid)]
    )
    hot = tested[tested["level"] > 0].sort_values(["q", "z"], ascending=[True, False])
    significant = located(cells, hot)
    sure = significant[significant["level"] >= SURE]
    at_place = incidents.by_place(pack, cells.filters)
    kept = sure if len(sure) else significant
    groups = grouped(pack, filters, kept, cells.grid, counts, at_place=at_place)
    groups["squares"] = groups["cells"].map(len)
    groups["place_n"] = [at_place.get(each) for each in groups["place"]]
    groups["across"] = [
        int(outside[np.unique(beside[list(each)].indices)].sum()) for each in groups["cells"]
    ]
    return Clusters(significant, groups, len(tested), cells.grid.cell_m, scores.too_few)


def _outside(incidents: Points, grid: Grid) -> np.ndarray:
    """Return the number of incidents outside the borough in each cell of the wider grid."""
    if incidents.near_east is None or incidents.near_north is None:
        return np.zeros(len(grid.wider), np.intp)
    return grid.wider.counts(incidents.near_east, incidents.near_north)
