"""Boundaries, and the points and areas inside them."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo import crs

# A lower limit for the metres in a degree: of longitude in Shetland there are about 54,000.
LEAST_METRES_IN_A_DEGREE = 50_000
Box = dict[str, float]  # west, south, east and north in degrees


def repaired(areas: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, NDArray[np.bool_]]:
    """Return the areas with valid polygons, and a mask of those that had to be repaired."""
    shapes = areas.geometry.to_numpy()
    bad = ~shapely.is_valid(shapes)
    mended = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    return gpd.GeoDataFrame(areas, geometry=mended, crs=areas.crs), bad


def largest_part(ring: NDArray[np.float64]) -> shapely.Polygon:
    """Return the largest part of the area within a closed line (n x 2, metres).

    The line may cross itself; if it encloses no area, the polygon is empty. For 40 corners the
    method "structure" takes a few milliseconds and "linework" 60.
    """
    parts = shapely.get_parts(
        shapely.make_valid(shapely.polygons(ring), method="structure", keep_collapsed=False)
    )
    return parts[np.argmax(shapely.area(parts))]


def assign(east: crs.Numbers, north: crs.Numbers, areas: gpd.GeoDataFrame) -> NDArray[np.intp]:
    """Return the row number of the area (EPSG:27700) that contains each point; -1 for none.

    A point on a shared edge is in the first area of the frame, so nothing is counted twice.
    """
    # Many incidents share a point; complex numbers sort faster than pairs.
    points, row = np.unique(east + 1j * north, return_inverse=True)
    found = np.full(len(points), -1, dtype=np.intp)
    tree = shapely.STRtree(areas.geometry.to_numpy())
    point, area = tree.query(shapely.points(points.real, points.imag), predicate="intersects")
    order = np.argsort(
        -area, kind="stable"
    )  # the first area is written last, and overwrites the others
    found[point[order]] = area[order]
    return found[row]


def within(east: crs.Numbers, north: crs.Numbers, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return every pair of a point and an area (EPSG:27700) that contains it.

    Columns: point, area; both are row numbers. Areas may overlap.
    """
    tree = shapely.STRtree(shapely.points(east, north))
    area, point = tree.query(areas.geometry.to_numpy(), predicate="intersects")
    return pd.DataFrame({"point": point, "area": area}).sort_values(["point", "area"])


def box_around(areas: gpd.GeoDataFrame, metres: float) -> Box:
    """Return a box around everything within ``metres`` of the areas; both in EPSG:4326.

    For a fast first filter: it is larger than necessary.
    """
    margin = metres / LEAST_METRES_IN_A_DEGREE
    west, south, east, north = (float(each) for each in areas.total_bounds)
    return {
        "west": west - margin, "south": south - margin,
        "east": east + margin, "north": north + margin,
    }  # fmt: skip


def near(
    east: crs.Numbers, north: crs.Numbers, areas: gpd.GeoDataFrame, metres: float
) -> NDArray[np.bool_]:
    """Return whether each point is inside the areas or at most ``metres`` outside (EPSG:27700)."""
    outline = shapely.union_all(areas.geometry.to_numpy()).buffer(metres)
    shapely.prepare(outline)
    return shapely.contains_xy(outline, east, north)


def sharing(areas: gpd.GeoDataFrame, others: gpd.GeoDataFrame, least: float) -> NDArray[np.bool_]:
    """Return whether each area contains at least the share ``least`` of one of the others.

    Both may have any CRS; shares are of areas in EPSG:27700.
    """
    shapes = crs.to_metres(areas).geometry.to_numpy()
    found = np.zeros(len(shapes), bool)
    for other in crs.to_metres(others).geometry.to_numpy():
        found |= shapely.area(shapely.intersection(shapes, other)) >= least * other.area
    return found


def circles(lon: Sequence[float], lat: Sequence[float], radius_m: Sequence[float]) -> gpd.GeoSeries:
    """Return circles around points in degrees, as polygons in EPSG:4326; radii in metres."""
    east, north = crs.eastings_northings(np.asarray(lon, float), np.asarray(lat, float))
    discs = shapely.buffer(shapely.points(east, north), np.asarray(radius_m, float), quad_segs=16)
    return gpd.GeoSeries(discs, crs=crs.GRID).to_crs(crs.DEGREES)


def simplified(areas: gpd.GeoDataFrame, tolerance_m: float) -> gpd.GeoDataFrame:
    """Return the areas (EPSG:4326) with fewer vertices; neighbours keep their shared edges."""
    metres = crs.to_metres(areas)
    shapes = shapely.coverage_simplify(metres.geometry.to_numpy(), tolerance_m)
    return crs.to_degrees(gpd.GeoDataFrame(metres, geometry=shapes, crs=crs.GRID))


def as_geojson(areas: gpd.GeoDataFrame, tolerance_m: float = 0) -> dict:
    """Return a GeoJSON feature collection in EPSG:4326, to about a metre, with ``code`` as id.

    ``areas`` has the columns code, name and geometry.
    """
    shown = simplified(areas, tolerance_m) if tolerance_m else areas
    shapes = shapely.set_precision(shown.geometry.to_numpy(), 1e-5)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": code,
                "properties": {"code": code, "name": name},
                "geometry": shapely.geometry.mapping(shape),
            }
            for code, name, shape in zip(shown["code"], shown["name"], shapes, strict=True)
        ],
    }


def centres(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the areas (EPSG:4326) with their centroids as geometry."""
    middle = areas.geometry.to_crs(crs.GRID).centroid.to_crs(crs.DEGREES)
    return gpd.GeoDataFrame(areas.drop(columns="geometry"), geometry=middle)


def overlaps(some: gpd.GeoDataFrame, others: gpd.GeoDataFrame | None = None) -> pd.DataFrame:
    """Return every pair of areas (EPSG:27700) that overlap: columns one, other, both row numbers.

    A common part of less than one square metre is not an overlap: the areas share an edge. Without
    ``others``, the areas are compared with each other and each pair is returned once.
    """
    each_pair_once = others is None
    others = some if others is None else others
    tree = shapely.STRtree(others.geometry.to_numpy())
    one, other = tree.query(some.geometry.to_numpy(), predicate="intersects")
    if each_pair_once:
        one, other = one[one < other], other[one < other]
    shared = shapely.intersection(
        some.geometry.to_numpy()[one], others.geometry.to_numpy()[other]
    )  # fmt: skip
    real = shapely.area(shared) >= 1
    return pd.DataFrame({"one": one[real], "other": other[real]}).sort_values(["one", "other"])
