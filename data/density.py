"""Density of the incidents of a question: bands between readable limits, and the peaks."""

from functools import lru_cache

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.spatial import KDTree

from data import queries
from data.cells import Cells, located
from data.filters import Filters
from data.hotspots import HELD, grid, scored
from data.layers import Density
from data.pack import Pack
from geo import crs
from geo.grid import Grid
from geo.hotspots import METHODS, Settings

BANDS = 5
READABLE = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
PEAKS = 10
# For types never shown as points: how many points must add up to what is drawn.
FEWEST_ANCHORS = 3


@lru_cache(maxsize=HELD)
def density(pack: Pack, filters: Filters, bandwidth_m: int) -> Density:
    """The density of the matching incidents in readable bands, and its highest peaks."""
    everywhere = filters.everywhere()
    cells = Cells(pack, everywhere, grid(pack, METHODS["density"].cell_m))
    told = scored(pack, everywhere, "density", Settings(bandwidth_m=float(bandwidth_m))).cells
    if not filters.points_may_be_shown:
        near = _anchors_near(pack, everywhere, cells.grid, told, bandwidth_m)
        told = told[near >= FEWEST_ANCHORS]
    peaks = located(cells, _peaks(told, cells.grid, bandwidth_m))
    centre = crs.to_degrees(
        gpd.GeoDataFrame(
            geometry=gpd.points_from_xy(
                cells.grid.x[peaks["cell"]], cells.grid.y[peaks["cell"]], crs=crs.GRID
            )
        )
    )
    peaks["lon"], peaks["lat"] = centre.geometry.x.to_numpy(), centre.geometry.y.to_numpy()
    return Density(
        _bands(told, cells.grid),
        peaks,
        bandwidth_m,
        cells.grid.cell_m,
    )


def _anchors_near(
    pack: Pack, filters: Filters, cells: Grid, told: pd.DataFrame, bandwidth_m: int
) -> np.ndarray:
    """How many different points with incidents lie within the bandwidth of each cell."""
    anchors = queries.anchors(pack, filters)
    tree = KDTree(np.column_stack([anchors["easting"], anchors["northing"]]))
    centres = np.column_stack([cells.x[told["cell"]], cells.y[told["cell"]]])
    return tree.query_ball_point(centres, bandwidth_m, return_length=True)


def _peaks(told: pd.DataFrame, cells: Grid, bandwidth_m: int) -> pd.DataFrame:
    """The densest cells, none within a bandwidth of a denser one."""
    x, y = cells.x[told["cell"]], cells.y[told["cell"]]
    order = np.argsort(-told["score"].to_numpy(), kind="stable")
    kept: list[int] = []
    for each in order:
        if len(kept) == PEAKS or not told["score"].iloc[each] > 0:
            break
        if all(np.hypot(x[each] - x[at], y[each] - y[at]) > bandwidth_m for at in kept):
            kept.append(int(each))
    return told.iloc[kept].rename(columns={"score": "density"})


def _bands(told: pd.DataFrame, cells: Grid) -> gpd.GeoDataFrame:
    """The cells joined into bands between readable limits; the lowest sixth is left white."""
    score = told["score"].to_numpy()
    limits = readable_limits(float(score.max()) if len(score) else 0.0)
    band = np.searchsorted(limits, score, side="right") - 1
    rows = []
    for place in range(len(limits)):
        chosen = told["cell"].to_numpy()[band == place]
        if len(chosen):
            shape = shapely.coverage_union_all(cells.shapes(chosen))
            high = limits[place + 1] if place + 1 < len(limits) else float(score.max())
            rows.append((limits[place], high, shape))
    low, high, shapes = zip(*rows, strict=True) if rows else ((), (), ())
    bands = gpd.GeoDataFrame({"low": low, "high": high}, geometry=list(shapes), crs=crs.GRID)
    return crs.to_degrees(bands)


def readable_limits(top: float) -> list[float]:
    """The lower limits of up to five even bands: the lowest part, below the first, is left out."""
    if top <= 0:
        return []
    rough = top / (BANDS + 1)
    unit = 10.0 ** np.floor(np.log10(rough))
    step = next(each * unit for each in READABLE if each * unit >= rough)
    return [round(step * place, 9) for place in range(1, BANDS + 1) if step * place < top]
