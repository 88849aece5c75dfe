"""Lines and areas of a background map: clipped, joined and simplified."""

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray

LINE_M, AREA_M = 2.0, 4.0  # tolerances of simplification in metres
LINE, AREA = 1, 2  # dimensions


def clipped(
    shapes: NDArray[np.object_], around: shapely.Geometry, least_m2: float = 0
) -> NDArray[np.object_]:
    """Return the part of each line or area that is inside ``around``; empty where none is.

    Areas are made valid; one of under ``least_m2`` inside becomes empty. All in metres.
    """
    shapely.prepare(around)
    surface = shapely.get_dimensions(shapes) == AREA
    valid = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    kept = np.where(surface, valid, shapes)
    inside, touching = shapely.covered_by(kept, around), shapely.intersects(kept, around)
    crossing = touching & ~inside
    kept[crossing] = shapely.intersection(kept[crossing], around)
    small = surface & (shapely.area(kept) < least_m2)
    kept[~touching | small] = shapely.GeometryCollection()
    return kept


def joined(shapes: Iterable[shapely.Geometry]) -> shapely.Geometry:
    """Return shapes, all lines or all areas, as one simplified shape.

    Lines are joined end to end; areas become a multipolygon.
    """
    parts = shapely.get_parts([*shapes])
    if shapely.get_dimensions(parts).max() == LINE:
        lines = shapely.line_merge(shapely.multilinestrings(parts))
        return shapely.simplify(lines, LINE_M, preserve_topology=False)
    areas = shapely.get_parts(shapely.simplify(parts, AREA_M))
    return shapely.multipolygons(areas[shapely.area(areas) > 0])
