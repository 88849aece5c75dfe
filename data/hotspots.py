"""Hotspots of a question: its incidents as points, cells to count them in, and their clusters.

The methods are in ``geo``; here they meet the incidents of a pack. Every layer covers the whole
borough, whatever areas were chosen, and holds its answer as long as the pack lasts.
"""

from functools import lru_cache

import numpy as np
import pandas as pd
import shapely

from data import queries
from data.cells import Cells, located, wards_in_metres
from data.filters import Filters
from data.groups import grouped
from data.layers import Clusters
from data.pack import Pack
from geo import backtest, hotspots
from geo.grid import Grid, squares
from geo.hotspots import METHODS, Scores, Settings
from geo.points import Points

HELD = 64


@lru_cache(maxsize=2)
def study_area(pack: Pack) -> shapely.Geometry:
    """The current wards as one shape in metres, EPSG:27700."""
    return shapely.union_all(wards_in_metres(pack).geometry.to_numpy())


@lru_cache(maxsize=4)
def grid(pack: Pack, cell_m: float) -> Grid:
    """The cells of so many metres that touch the current wards."""
    return squares(study_area(pack), cell_m)


def points(pack: Pack, filters: Filters) -> Points:
    """The matching incidents as points, with those near the border where they are held."""
    inside = queries.anchors(pack, filters.everywhere())
    return as_points(inside, nearby(pack, filters))


def nearby(pack: Pack, filters: Filters) -> pd.DataFrame | None:
    """What is held across the border; nothing where it is not known, as of an ASB category."""
    known = not filters.parameters(pack.domain)["asb_categories"] and pack.holds_nearby
    return queries.nearby(pack, filters) if known else None


def as_points(inside: pd.DataFrame, near: pd.DataFrame | None) -> Points:
    """Anchors with their counts as points, one for each incident."""
    if near is None:
        return Points(*_repeated(inside))
    return Points(*_repeated(inside), *_repeated(near))


def _repeated(anchors: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Eastings and northings with each anchor once for each of its incidents."""
    n = anchors["n"].to_numpy()
    return np.repeat(anchors["easting"].to_numpy(), n), np.repeat(anchors["northing"].to_numpy(), n)


@lru_cache(maxsize=HELD)
def scored(pack: Pack, filters: Filters, method: str, settings: Settings) -> Scores:
    """What one method of ``geo.hotspots.METHODS`` makes of the matching incidents."""
    chosen = METHODS[method]
    return chosen.score(points(pack, filters), grid(pack, chosen.cell_m), settings)


@lru_cache(maxsize=HELD)
def back_test(pack: Pack, before: Filters, now: Filters) -> pd.DataFrame:
    """How each method's hottest cells of one stretch did on the next: see ``geo.backtest``."""
    cells = grid(pack, METHODS["clusters"].cell_m)
    return backtest.compare(points(pack, before), points(pack, now), cells)


@lru_cache(maxsize=HELD)
def clusters(pack: Pack, filters: Filters) -> Clusters:
    """The significant clusters of the matching incidents, or the reason why there are none."""
    cells = Cells(pack, filters.everywhere(), grid(pack, METHODS["clusters"].cell_m))
    scores = scored(pack, filters.everywhere(), "clusters", hotspots.USUAL)
    counts = scores.cells["n"].to_numpy()
    told = scores.cells.assign(
        around=cells.grid.neighbours @ counts,
        across=_across(points(pack, filters.everywhere()), cells.grid),
    )
    found = told[told["level"] > 0].sort_values(["q", "z"], ascending=[True, False])
    sure = located(cells, found)
    groups = grouped(pack, sure, cells.grid, counts)
    return Clusters(sure, groups, len(told), cells.grid.cell_m, scores.too_few)


def _across(incidents: Points, grid: Grid) -> np.ndarray:
    """How many incidents outside the area lie in the squares beside each cell, or in it."""
    if incidents.near_east is None or incidents.near_north is None:
        return np.zeros(len(grid), np.intp)
    field = grid.wider
    return (field.neighbours @ field.counts(incidents.near_east, incidents.near_north))[: len(grid)]
