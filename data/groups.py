"""Significant squares that touch, taken together: what a tasking group would call one hotspot."""

from collections import Counter
from collections.abc import Sequence
from math import atan2, degrees

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
# So that squares which meet at a corner make one shape.
JOIN_M = 1.0
COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
COLUMNS = ("name", "squares", "n", "around", "level", "across")


def grouped(
    pack: Pack, cells: gpd.GeoDataFrame, grid: Grid, counts: NDArray[np.intp]
) -> gpd.GeoDataFrame:
    """The groups of significant cells that touch, the surest and largest first, in EPSG:4326.

    ``cells`` are those of ``data.layers.Clusters``; ``counts`` the incidents of every cell of the
    grid. Columns: name (of a named place, else of the surest cell; each once), squares, n
    (incidents in the squares and those they enclose), around (with the squares beside them, on
    which the test rests), level (of the surest), across (whether incidents outside the borough
    count in the test), geometry.
    """
    if cells.empty:
        return gpd.GeoDataFrame({each: [] for each in COLUMNS}, geometry=[], crs=crs.DEGREES)
    number = cells["cell"].to_numpy()
    _count, group = connected_components(grid.neighbours[number][:, number], directed=False)
    shapes = grid.shapes(number)
    places = crs.to_metres(pack.shapes("place"))
    rows = []
    for each in np.unique(group):
        mine = np.flatnonzero(group == each)
        shape = _whole(shapes[mine])
        held = np.union1d(number[mine], grid.within(shape))
        surest = cells.iloc[mine[0]]
        name = _place(shape, places) or surest["name"]
        reach = np.unique(grid.neighbours[held].indices)
        n, around = int(counts[held].sum()), int(counts[reach].sum())
        across = bool(cells["across"].iloc[mine].any())
        rows.append((name, len(mine), n, around, int(surest["level"]), across, shape))
    frame = pd.DataFrame(rows, columns=[*COLUMNS, "geometry"])
    frame = frame.sort_values(["level", "n"], ascending=False, ignore_index=True)
    frame["name"] = told_apart(frame["name"].tolist(), shapely.centroid(frame["geometry"]))
    return crs.to_degrees(gpd.GeoDataFrame(frame, geometry="geometry", crs=crs.GRID))


def told_apart(names: Sequence[str], middles: Sequence[shapely.Point]) -> list[str]:
    """The names, with where each lies among those that share one: "Norreys, north" and "south".

    ``middles`` are in metres (EPSG:27700). What even so shares a name is numbered from the second.
    """
    alike: dict[str, list[shapely.Point]] = {}
    for name, middle in zip(names, middles, strict=True):
        alike.setdefault(name, []).append(middle)
    said, times = [], Counter[str]()
    for name, middle in zip(names, middles, strict=True):
        if len(alike[name]) == 1:
            said.append(name)
            continue
        where = f"{name}, {_bearing(shapely.centroid(shapely.multipoints(alike[name])), middle)}"
        times[where] += 1
        said.append(where if times[where] == 1 else f"{where} {times[where]}")
    return said


def _bearing(start: shapely.Point, end: shapely.Point) -> str:
    turn = degrees(atan2(end.x - start.x, end.y - start.y))
    return COMPASS[round(turn / 45) % len(COMPASS)]


def _whole(shapes: NDArray[np.object_]) -> shapely.Geometry:
    """Squares that touch as one shape, with what they enclose.

    A busy square amid significant ones is often not significant itself, since its own count is
    held fixed: the group is around it all the same.
    """
    joined = shapely.union_all(shapely.buffer(shapes, JOIN_M, join_style="mitre"))
    parts = shapely.get_parts(joined)
    return shapely.union_all(shapely.polygons(shapely.get_exterior_ring(parts)))


def _place(shape: shapely.Geometry, places: gpd.GeoDataFrame) -> str | None:
    """The named place with most in common, if it holds much of the group or is much held by it."""
    if places.empty:
        return None
    held = places.geometry.to_numpy()
    both = shapely.area(shapely.intersection(held, shape))
    share = both / np.minimum(shapely.area(held), shape.area)
    best = int(np.argmax(np.where(share >= MOSTLY, both, 0)))
    return places["name"].iloc[best] if share[best] >= MOSTLY else None
