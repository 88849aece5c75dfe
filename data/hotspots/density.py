"""Kernel density of incidents: bands between round limits, and the peaks."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.spatial import KDTree

from data.hotspots.cells import Cells, located
from data.hotspots.hotspots import CACHE_SIZE, grid, scored
from data.hotspots.results import Density
from data.model.filters import Filters
from data.pack import incidents
from data.pack.cache import per_pack
from data.pack.pack import Pack
from geo import crs
from geo.grid import Grid
from geo.hotspots import METHODS, Settings

BANDS = 5  # at most
READABLE = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
PEAKS = 10
# For tier B types: density is shown only in cells with this many points within the bandwidth.
FEWEST_ANCHORS = 3


@per_pack(CACHE_SIZE)
def density(pack: Pack, filters: Filters, bandwidth_m: int) -> Density:
    """Return the density of the matching incidents of the whole borough, in bands and peaks."""
    everywhere = filters.everywhere()
    cells = Cells(pack, everywhere, grid(pack, METHODS["density"].cell_m))
    scores = scored(pack, everywhere, "density", Settings(bandwidth_m=float(bandwidth_m))).cells
    scores = scores.assign(highest=_highest(scores, cells.grid))
    if not filters.points_may_be_shown:
        near = _anchors_near(pack, everywhere, cells.grid, scores, bandwidth_m)
        scores = scores[near >= FEWEST_ANCHORS]
    peaks = located(cells, _peaks(scores, cells.grid, bandwidth_m))
    centre = crs.to_degrees(
        gpd.GeoDataFrame(
            geometry=gpd.points_from_xy(
                cells.grid.x[peaks["cell"]], cells.grid.y[peaks["cell"]], crs=crs.GRID
            )
        )
    )
    peaks["lon"], peaks["lat"] = centre.geometry.x.to_numpy(), centre.geometry.y.to_numpy()
    return Density(
        _bands(scores, cells.grid),
        peaks,
        bandwidth_m,
        cells.grid.cell_m,
        incidents.total(pack, everywhere),
    )


def _anchors_near(
    pack: Pack, filters: Filters, cells: Grid, scores: pd.DataFrame, bandwidth_m: int
) -> np.ndarray:
    """Return the number of points with incidents within the bandwidth of each cell."""
    anchors = incidents.anchors(pack, filters)
    tree = KDTree(np.column_stack([anchors["easting"], anchors["northing"]]))
    centres = np.column_stack([cells.x[scores["cell"]], cells.y[scores["cell"]]])
    return tree.query_ball_point(centres, bandwidth_m, return_length=True)


def _highest(scores: pd.DataFrame, cells: Grid) -> np.ndarray:
    """Return whether each cell is a local maximum: no neighbour has a higher score."""
    score = np.zeros(len(cells))
    score[scores["cell"]] = scores["score"]
    beside = cells.neighbours
    most = np.maximum.reduceat(score[beside.indices], beside.indptr[:-1])
    return scores["score"].to_numpy() >= most[scores["cell"]]


def _peaks(scores: pd.DataFrame, cells: Grid, bandwidth_m: int) -> pd.DataFrame:
    """Return up to ten of the densest local maxima, more than a bandwidth apart."""
    scores = scores[scores["highest"]]
    x, y = cells.x[scores["cell"]], cells.y[scores["cell"]]
    order = np.argsort(-scores["score"].to_numpy(), kind="stable")
    kept: list[int] = []
    for each in order:
        if len(kept) == PEAKS or not scores["score"].iloc[each] > 0:
            break
        if all(np.hypot(x[each] - x[at], y[each] - y[at]) > bandwidth_m for at in kept):
            kept.append(int(each))
    return scores.iloc[kept].drop(columns="highest").rename(columns={"score": "density"})


def _bands(scores: pd.DataFrame, cells: Grid) -> gpd.GeoDataFrame:
    """Join cells into bands between round limits; density below the lowest is not drawn."""
    score = scores["score"].to_numpy()
    limits = readable_limits(float(score.max()) if len(score) else 0.0)
    band = np.searchsorted(limits, score, side="right") - 1
    rows = []
    for index in range(len(limits)):
        chosen = scores["cell"].to_numpy()[band == index]
        if len(chosen):
            shape = shapely.coverage_union_all(cells.shapes(chosen))
            high = limits[index + 1] if index + 1 < len(limits) else float(score.max())
            rows.append((limits[index], high, shape))
    low, high, shapes = zip(*rows, strict=True) if rows else ((), (), ())
    bands = gpd.GeoDataFrame({"low": low, "high": high}, geometry=list(shapes), crs=crs.GRID)
    return crs.to_degrees(bands)


def readable_limits(top: float) -> list[float]:
    """Return the lower limits of up to five bands of equal width, in round numbers."""
    if top <= 0:
        return []
    rough = top / (BANDS + 1)
    unit = 10.0 ** np.floor(np.log10(rough))
    step = next(each * unit for each in READABLE if each * unit >= rough)
    return [round(step * index, 9) for index in range(1, BANDS + 1) if step * index < top]
