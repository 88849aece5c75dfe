"""Hotspots: groups of adjacent significant squares, each counted and named as one place."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import atan2, degrees

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from data.model.filters import Filters
from data.pack.pack import Pack
from geo import crs
from geo.grid import Grid

Numbers = NDArray[np.intp]
# A group is near a named place if they overlap by at least this share of the smaller area.
MOSTLY = 0.3
# The least incidents of a place, as a share of the group's, for the group to have its name.
OWN_SHARE = 0.5
# The buffer that joins squares that meet only at a corner.
JOIN_M = 1.0
EVERYWHERE_M = 1e8
# A group with fewer incidents is no hotspot: incidents outside the borough make it significant.
LEAST_INCIDENTS = 2
COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
COLUMNS = ("name", "ward", "place", "n", "cells")


def grouped(
    pack: Pack,
    filters: Filters,
    cells: gpd.GeoDataFrame,
    grid: Grid,
    counts: Numbers,
    *,
    at_place: Mapping[str, int],
) -> gpd.GeoDataFrame:
    """Return groups of adjacent significant cells as shapes in EPSG:4326, most incidents first.

    ``cells`` has cell, name and ward (see ``data.hotspots.cells``), the most significant first;
    ``counts`` the incidents of every cell of the grid, ``at_place`` those of each named place by
    slug. Columns: name (of the named place nearby, if that has ``OWN_SHARE`` of the incidents, else
    of the most significant cell; unique), ward, place (slug of the named place, or None), n
    (incidents), cells (their numbers), touches (whether it overlaps the areas of the filters),
    geometry.

    A group includes the cells that it encloses and the neighbours that hold more incidents than
    any of its cells: the test keeps a cell's own count fixed, so the cells around a busy one are
    significant before it is. Groups under ``LEAST_INCIDENTS`` are left out.
    """
    rows = []
    number = cells["cell"].to_numpy(np.intp)
    places = crs.to_metres(pack.shapes("place"))
    for part in parts(number, grid, counts):
        shape = _whole(grid.shapes(part))
        inside = np.union1d(part, grid.within(shape))
        n = int(counts[inside].sum())
        if n < LEAST_INCIDENTS:
            continue
        surest = cells.iloc[int(np.flatnonzero(np.isin(number, part))[0])]
        near = _place(shape, places)
        held = near is not None and at_place.get(near[0], 0) >= OWN_SHARE * n
        slug, name = near if near and held else (None, surest["name"])
        rows.append((name, surest["ward"], slug, n, tuple(inside.tolist()), shape))
    frame = pd.DataFrame(rows, columns=[*COLUMNS, "geometry"])
    frame = frame.sort_values("n", ascending=False, kind="stable", ignore_index=True)
    inner = shapely.buffer(frame["geometry"], -2 * JOIN_M)
    frame["touches"] = shapely.intersects(inner, _chosen(pack, filters))
    frame["name"] = distinguished(frame["name"].tolist(), shapely.centroid(frame["geometry"]))
    return crs.to_degrees(gpd.GeoDataFrame(frame, geometry="geometry", crs=crs.GRID))


def _chosen(pack: Pack, filters: Filters) -> shapely.Geometry:
    """Return the areas of the filters as one shape in metres; the whole plane without any."""
    if not filters.narrowed:
        return shapely.box(-EVERYWHERE_M, -EVERYWHERE_M, EVERYWHERE_M, EVERYWHERE_M)
    shapes = [filters.drawn.polygon] if filters.drawn else []
    for kind in ("ward", "place"):
        named = crs.to_metres(pack.shapes(kind))
        shapes += named.geometry[named["slug"].isin(filters.areas)].tolist()
    return shapely.union_all(shapes)


def parts(number: Numbers, grid: Grid, counts: Numbers) -> list[Numbers]:
    """Return the connected groups of some cells and their busier neighbours, as cell numbers."""
    busier = [
        beside[counts[beside] > counts[part].max()]
        for part in _connected(number, grid)
        for beside in [np.unique(grid.neighbours[part].indices)]
    ]
    return _connected(np.unique(np.concatenate([number, *busier])), grid)


def _connected(number: Numbers, grid: Grid) -> list[Numbers]:
    if not len(number):
        return []
    _count, group = connected_components(grid.neighbours[number][:, number], directed=False)
    return [number[group == each] for each in np.unique(group)]


def distinguished(names: Sequence[str], middles: Sequence[shapely.Point]) -> list[str]:
    """Return unique names: groups of one name get a compass direction ("Norreys, north").

    ``middles`` are in metres (EPSG:27700). Names still equal are numbered from the second.
    """
    alike: dict[str, list[shapely.Point]] = {}
    for name, middle in zip(names, middles, strict=True):
        alike.setdefault(name, []).append(middle)
    unique, times = [], Counter[str]()
    for name, middle in zip(names, middles, strict=True):
        if len(alike[name]) == 1:
            unique.append(name)
            continue
        where = f"{name}, {_bearing(shapely.centroid(shapely.multipoints(alike[name])), middle)}"
        times[where] += 1
        unique.append(where if times[where] == 1 else f"{where} {times[where]}")
    return unique


def _bearing(start: shapely.Point, end: shapely.Point) -> str:
    turn = degrees(atan2(end.x - start.x, end.y - start.y))
    return COMPASS[round(turn / 45) % len(COMPASS)]


def _whole(shapes: NDArray[np.object_]) -> shapely.Geometry:
    """Return adjacent squares as one shape without holes."""
    joined = shapely.union_all(shapely.buffer(shapes, JOIN_M, join_style="mitre"))
    rings = shapely.get_exterior_ring(shapely.get_parts(joined))
    return shapely.union_all(shapely.polygons(rings))


def _place(shape: shapely.Geometry, places: gpd.GeoDataFrame) -> tuple[str, str] | None:
    """Return slug and name of the place that overlaps most; None if by less than ``MOSTLY``."""
    if places.empty:
        return None
    shapes = places.geometry.to_numpy()
    both = shapely.area(shapely.intersection(shapes, shape))
    share = both / np.minimum(shapely.area(shapes), shape.area)
    best = int(np.argmax(np.where(share >= MOSTLY, both, 0)))
    found = places.iloc[best]
    return (found["slug"], found["name"]) if share[best] >= MOSTLY else None
