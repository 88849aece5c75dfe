"""A street that can be chosen by its name."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from data.model.drawn_area import SMALLEST_M, DrawnArea
from geo import corridors, crs

# The tolerance in metres of a first simplification, since ``DrawnArea.shape`` limits the corners.
FINEST_M = 5


@dataclass(frozen=True)
class Street:
    """A street: its name, and its street points or the lines of its road (metres, EPSG:27700)."""

    name: str
    shape: shapely.Geometry

    @cached_property
    def area(self) -> DrawnArea:
        """The area within 100 m of the street, by the rules of drawn areas.

        This is the smallest radius that may be drawn by hand, so that a street chosen by name never
        gives a narrower count.

        Raises:
            ValueError: no drawn area can be made of it.
        """
        corridor = corridors.corridor(self.shape, SMALLEST_M)
        close = _drawn(shapely.simplify(corridor, FINEST_M))
        if close is None or not shapely.covers(close.polygon, self.shape):
            close = _drawn(shapely.convex_hull(corridor))
        if close is None:
            raise ValueError(f"there is no area around {self.name}")
        return DrawnArea(close.corners, close.metres, self.name)


def _drawn(polygon: shapely.Polygon) -> DrawnArea | None:
    """Return a polygon in metres as a drawn area, or None: see ``DrawnArea.shape``."""
    corners = shapely.get_coordinates(polygon.exterior)[:-1]
    degrees = np.column_stack(crs.lon_lat(*corners.T))
    return DrawnArea.shape([(lon, lat) for lon, lat in degrees.tolist()])
