"""Significant squares that touch, taken together: what a tasking group would call one hotspot."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from data.pack import Pack
from geo import crs
from geo.grid import Grid

# A group bears the name of a place that holds at least so much of it.
MOSTLY = 0.3


def grouped(
    pack: Pack, cells: gpd.GeoDataFrame, grid: Grid, counts: NDArray[np.intp]
) -> gpd.GeoDataFrame:
    """The groups of significant cells that touch, the surest and largest first, in EPSG:4326.

    ``cells`` are those of ``data.hotspots.Clusters``, ``counts`` the incidents of every cell of the
    grid. Columns: name (of a named place, else of the surest cell), squares, n (incidents in the
    squares and those beside them, on which the test rests), level (of the surest), border (whether
    one lies on the border, where incidents just outside count in the test), geometry.
    """
    if cells.empty:
        return gpd.GeoDataFrame(
            {"name": [], "squares": [], "n": [], "level": [], "border": []},
            geometry=[],
            crs=crs.DEGREES,
        )
    number = cells["cell"].to_numpy()
    _count, group = connected_components(grid.neighbours[number][:, number], directed=False)
    shapes = grid.shapes(number)
    places = crs.to_metres(pack.shapes("place"))
    rows = []
    for each in np.unique(group):
        mine = np.flatnonzero(group == each)
        shape = shapely.union_all(shapes[mine])
        surest = cells.iloc[mine[0]]
        name = _place(shape, places) or surest["name"]
        around = np.unique(grid.neighbours[number[mine]].indices)
        border = bool(cells["border"].iloc[mine].any())
        n, level = int(counts[around].sum()), int(surest["level"])
        rows.append((name, len(mine), n, level, border, shape))
    frame = pd.DataFrame(rows, columns=["name", "squares", "n", "level", "border", "geometry"])
    frame = frame.sort_values(["level", "n"], ascending=False, ignore_index=True)
    return crs.to_degrees(gpd.GeoDataFrame(frame, geometry="geometry", crs=crs.GRID))


def _place(shape: shapely.Geometry, places: gpd.GeoDataFrame) -> str | None:
    """The named place with most in common, if it holds much of the group or is much held by it."""
    if places.empty:
        return None
    held = places.geometry.to_numpy()
    both = shapely.area(shapely.intersection(held, shape))
    share = both / np.minimum(shapely.area(held), shape.area)
    best = int(np.argmax(np.where(share >= MOSTLY, both, 0)))
    return places["name"].iloc[best] if share[best] >= MOSTLY else None
