"""Boundaries, and what falls inside them."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo import crs

# Metres in the shortest degree of Great Britain, a degree of longitude in Shetland, or fewer.
LEAST_METRES_IN_A_DEGREE = 50_000


def repaired(areas: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, NDArray[np.bool_]]:
    """The areas with every polygon valid, and which of them had to be repaired."""
    shapes = areas.geometry.to_numpy()
    bad = ~shapely.is_valid(shapes)
    mended = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    return gpd.GeoDataFrame(areas, geometry=mended, crs=areas.crs), bad


def assign(east: crs.Numbers, north: crs.Numbers, areas: gpd.GeoDataFrame) -> NDArray[np.intp]:
    """The row number of the area (EPSG:27700) each point in metres falls in; -1 for none.

    A point on a shared edge goes to the first area in the frame, so nothing is counted twice.
    """
    # Incidents share few points; a complex number is a point that sorts fast.
    points, row = np.unique(east + 1j * north, return_inverse=True)
    found = np.full(len(points), -1, dtype=np.intp)
    tree = shapely.STRtree(areas.geometry.to_numpy())
    point, area = tree.query(shapely.points(points.real, points.imag), predicate="intersects")
    order = np.argsort(-area, kind="stable")  # the first area is written last, and stays
    found[point[order]] = area[order]
    return found[row]


def within(east: crs.Numbers, north: crs.Numbers, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Every pair of a point and an area (EPSG:27700) that holds it: columns point, area.

    Areas may overlap; both columns are row numbers.
    """
    tree = shapely.STRtree(shapely.points(east, north))
    area, point = tree.query(areas.geometry.to_numpy(), predicate="intersects")
    return pd.DataFrame({"point": point, "area": area}).sort_values(["point", "area"])


def in_box(
    lon: crs.Numbers, lat: crs.Numbers, areas: gpd.GeoDataFrame, metres: float
) -> NDArray[np.bool_]:
    """Whether each point in degrees lies in a box that holds all within so many metres of areas.

    ``areas`` are in EPSG:4326. Quick, and generous: the box is wider than it need be.
    """
    margin = metres / LEAST_METRES_IN_A_DEGREE
    west, south, east, north = areas.total_bounds
    across = (lon >= west - margin) & (lon <= east + margin)
    return across & (lat >= south - margin) & (lat <= north + margin)


def near(
    east: crs.Numbers, north: crs.Numbers, areas: gpd.GeoDataFrame, metres: float
) -> NDArray[np.bool_]:
    """Whether each point lies inside, or at most so many metres outside, the areas."""
    outline = shapely.union_all(areas.geometry.to_numpy()).buffer(metres)
    shapely.prepare(outline)
    return shapely.contains_xy(outline, east, north)


def sharing(areas: gpd.GeoDataFrame, others: gpd.GeoDataFrame, least: float) -> NDArray[np.bool_]:
    """Whether each area holds at least so large a share of any of the others (EPSG:4326)."""
    shapes = crs.to_metres(areas).geometry.to_numpy()
    found = np.zeros(len(shapes), bool)
    for other in crs.to_metres(others).geometry.to_numpy():
        found |= shapely.area(shapely.intersection(shapes, other)) >= least * other.area
    return found


def circles(lon: Sequence[float], lat: Sequence[float], radius_m: Sequence[float]) -> gpd.GeoSeries:
    """Circles of so many metres around points in degrees, as polygons in EPSG:4326."""
    east, north = crs.eastings_northings(np.asarray(lon, float), np.asarray(lat, float))
    discs = shapely.buffer(shapely.points(east, north), np.asarray(radius_m, float), quad_segs=16)
    return gpd.GeoSeries(discs, crs=crs.GRID).to_crs(crs.DEGREES)


def simplified(areas: gpd.GeoDataFrame, tolerance_m: float) -> gpd.GeoDataFrame:
    """The areas in EPSG:4326 with fewer corners; neighbours keep one shared edge between them."""
    metres = crs.to_metres(areas)
    shapes = shapely.coverage_simplify(metres.geometry.to_numpy(), tolerance_m)
    return crs.to_degrees(gpd.GeoDataFrame(metres, geometry=shapes, crs=crs.GRID))


def as_geojson(areas: gpd.GeoDataFrame, tolerance_m: float = 0) -> dict:
    """A feature collection for drawing: EPSG:4326, about a metre fine, ``code`` as each id.

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
    """The areas (EPSG:4326) with the point at the middle of each instead of its shape."""
    middle = areas.geometry.to_crs(crs.GRID).centroid.to_crs(crs.DEGREES)
    return gpd.GeoDataFrame(areas.drop(columns="geometry"), geometry=middle)


def overlaps(some: gpd.GeoDataFrame, others: gpd.GeoDataFrame) -> pd.DataFrame:
    """Every pair of areas (EPSG:27700) that share ground: columns one, other, both row numbers.

    A shared edge is not shared ground: less than a square metre does not count.
    """
    tree = shapely.STRtree(others.geometry.to_numpy())
    one, other = tree.query(some.geometry.to_numpy(), predicate="intersects")
    shared = shapely.intersection(
        some.geometry.to_numpy()[one], others.geometry.to_numpy()[other]
    )  # fmt: skip
    real = shapely.area(shared) >= 1
    return pd.DataFrame({"one": one[real], "other": other[real]}).sort_values(["one", "other"])
