"""Ward areas drawn from their centres alone, for use until official boundaries are loaded.

They show which ward lies where and next to which; they are no boundary, and say so as
``boundary = 'schematic'``.
"""

import geopandas as gpd
import numpy as np
import shapely

METRES = "EPSG:27700"
DEGREES = "EPSG:4326"
# How far the outline runs beyond the outermost centres.
MARGIN_M = 1500
# The radius of the curve in which the outline turns inwards.
BEND_M = 4000
# Vertices closer than this to the line through their neighbours add nothing to a drawing.
DETAIL_M = 4
# From clinging to the outermost centres to their convex hull.
HULL_RATIOS = (0.4, 0.7, 1.0)
# Six decimals of a degree: a tenth of a metre, and the same number for every cell at a corner.
DECIMALS = 6


def wards(centres: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The same wards as areas: what lies nearer to a ward's centre than to any other's.

    The cells share their edges exactly, so that together they cover one smooth outline. Each is
    in one piece: where the outline would cut a cell in two, a rounder outline is taken. The
    convex hull, the roundest, cannot cut one.
    """
    metres = centres.to_crs(METRES)
    points = metres.geometry.array
    cells = next(cells for cells in _outlined(points) if all(cells.geom_type == "Polygon"))
    degrees = gpd.GeoSeries(cells, crs=METRES).to_crs(DEGREES)
    rounded = shapely.transform(degrees.to_numpy(), lambda lonlat: np.round(lonlat, DECIMALS))
    attributes = centres.drop(columns=centres.geometry.name)
    return gpd.GeoDataFrame(attributes, geometry=rounded, crs=DEGREES)


def _outlined(points):
    """The cells inside each outline, from the closest to the roundest."""
    together = shapely.union_all(points)
    for ratio in HULL_RATIOS:
        outline = _outline(together, ratio)
        nearest = shapely.voronoi_polygons(together, extend_to=outline)
        parts = gpd.GeoSeries(shapely.get_parts(nearest))
        order = shapely.STRtree(parts).query(points, predicate="within")[1]
        # A grid of a centimetre gives neighbouring cells the very same corner on the outline.
        yield gpd.GeoSeries(shapely.intersection(parts[order], outline, grid_size=0.01))


def _outline(centres, ratio):
    hull = shapely.concave_hull(centres, ratio=ratio)
    return hull.buffer(MARGIN_M + BEND_M).buffer(-BEND_M).simplify(DETAIL_M)
