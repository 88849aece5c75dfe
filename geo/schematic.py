"""Schematic ward areas made from ward centres, for use until official boundaries are loaded.

They show the relative positions of wards and are not boundaries; packs mark them with
``boundary = 'schematic'``.
"""

import geopandas as gpd
import numpy as np
import shapely

from geo import crs

# The distance from the outermost centres to the outline.
MARGIN_M = 1500
# The radius of concave bends of the outline.
BEND_M = 4000
# The tolerance of simplification: smaller details cannot be seen.
DETAIL_M = 4
# Ratios of the concave hull, from the tightest outline to the convex hull (1).
HULL_RATIOS = (0.4, 0.7, 1.0)
# Six decimals of a degree are 0.1 m; rounding keeps the shared vertices of cells identical.
DECIMALS = 6


def wards(centres: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the wards as areas: the Voronoi cells of their centres within a smooth outline.

    ``centres`` are points with any columns, which are kept; the result is in EPSG:4326. Cells
    share their edges exactly. Each is one polygon: if an outline would cut a cell in two, the next
    rounder outline is used. The last outline is convex and cannot cut a cell in two.
    """
    metres = centres.to_crs(crs.GRID)
    points = metres.geometry.array
    cells = next(cells for cells in _outlined(points) if all(cells.geom_type == "Polygon"))
    degrees = gpd.GeoSeries(cells, crs=crs.GRID).to_crs(crs.DEGREES)
    rounded = shapely.transform(degrees.to_numpy(), lambda lonlat: np.round(lonlat, DECIMALS))
    attributes = centres.drop(columns=centres.geometry.name)
    return gpd.GeoDataFrame(attributes, geometry=rounded, crs=crs.DEGREES)


def _outlined(points):
    """Yield the cells clipped to each outline, from the tightest outline to the convex one."""
    together = shapely.union_all(points)
    for ratio in HULL_RATIOS:
        outline = _outline(together, ratio)
        nearest = shapely.voronoi_polygons(together, extend_to=outline)
        parts = gpd.GeoSeries(shapely.get_parts(nearest))
        order = shapely.STRtree(parts).query(points, predicate="within")[1]
        # Rounding to a centimetre gives neighbouring cells identical vertices on the outline.
        yield gpd.GeoSeries(shapely.intersection(parts[order], outline, grid_size=0.01))


def _outline(centres, ratio):
    hull = shapely.concave_hull(centres, ratio=ratio)
    return hull.buffer(MARGIN_M + BEND_M).buffer(-BEND_M).simplify(DETAIL_M)
