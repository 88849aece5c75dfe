"""An area that someone drew: a circle around a point, or a shape; how the URL spells it.

It is a polygon in metres (EPSG:27700), as the circles of named places are, so that one rule says
what lies inside. It is never so small that it picks out a single street point.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self, TypedDict

import numpy as np
import shapely

from geo import areas, crs

SMALLEST_M, LARGEST_M = 100, 5000
# A circle of the smallest radius covers a little more than this.
SMALLEST_M2 = 30_000
MOST_CORNERS = 40
SMOOTHING_M = tuple(2.0**power for power in range(15))
DECIMALS = 5  # about a metre
LONGEST = 1000
BETWEEN, AFTER = ",", "_"
TRIANGLE = 3


class Outline(TypedDict):
    """West, south, east and north, and the edges, each from one corner to the next."""

    box: list[float]
    edges: list[list[float]]


@dataclass(frozen=True)
class Drawn:
    """A circle (one corner and a radius) or a shape (its corners), in degrees.

    ``corners`` are (longitude, latitude) to five decimals; ``metres`` is the radius, 0 for a shape.
    """

    corners: tuple[tuple[float, float], ...]
    metres: int = 0

    @classmethod
    def circle(cls, lon: float, lat: float, metres: int) -> Self | None:
        """The circle of so many metres around a point; nothing if it is too small or too large."""
        made = cls(((round(lon, DECIMALS), round(lat, DECIMALS)),), metres)
        return made if made.is_sound else None

    @classmethod
    def shape(cls, corners: Sequence[tuple[float, float]]) -> Self | None:
        """The shape with these corners, with fewer of them where a hand shook.

        Where the line crosses itself the largest part counts. Nothing if too little is left.
        """
        if len(corners) < TRIANGLE or not np.isfinite(corners).all():
            return None
        lon, lat = np.asarray(corners, float).T
        if not crs.in_great_britain(lon, lat).all():
            return None
        ring = shapely.polygons(np.column_stack(crs.eastings_northings(lon, lat)))
        parts = shapely.get_parts(shapely.make_valid(ring))
        largest = parts[np.argmax(shapely.area(parts))]
        if largest.geom_type != "Polygon":
            return None
        # Holes are left where a line crosses itself; whoever drew it meant them too.
        largest = shapely.polygons(largest.exterior)
        for tolerance in SMOOTHING_M:
            if len(largest.exterior.coords) > MOST_CORNERS:
                largest = shapely.simplify(largest, tolerance)
        ring = np.column_stack(crs.lon_lat(*shapely.get_coordinates(largest.exterior)[:-1].T))
        made = cls(tuple((x, y) for x, y in ring.round(DECIMALS).tolist()))
        return made if made.is_sound else None

    @classmethod
    def read(cls, text: str) -> Self | None:
        """What ``spelt`` wrote; nothing for any other text."""
        try:
            numbers = [tuple(map(float, each.split(BETWEEN))) for each in text.split(AFTER)]
        except ValueError:
            return None
        if len(text) > LONGEST or not all(np.isfinite(each).all() for each in numbers):
            return None
        lengths = [len(each) for each in numbers]
        if lengths == [3]:
            lon, lat, metres = numbers[0]
            made = cls(((lon, lat),), int(metres))
        elif set(lengths) == {2}:
            made = cls(tuple((each[0], each[1]) for each in numbers))
        else:
            return None
        return made if made.spelt == text and made.is_sound else None

    @property
    def spelt(self) -> str:
        """How the URL has it: ``lon,lat,metres`` or ``lon,lat_lon,lat_lon,lat``."""
        corners = AFTER.join(f"{lon:.5f}{BETWEEN}{lat:.5f}" for lon, lat in self.corners)
        return f"{corners}{BETWEEN}{self.metres}" if self.metres else corners

    @property
    def is_sound(self) -> bool:
        """Whether it lies in Great Britain, does not cross itself and is large enough."""
        lon, lat = np.asarray(self.corners, float).T
        if not crs.in_great_britain(lon, lat).all():
            return False
        if self.metres:
            return len(self.corners) == 1 and SMALLEST_M <= self.metres <= LARGEST_M
        if not TRIANGLE <= len(self.corners) <= MOST_CORNERS:
            return False
        return bool(shapely.is_valid(self.polygon)) and self.polygon.area >= SMALLEST_M2

    @cached_property
    def polygon(self) -> shapely.Polygon:
        """The area in metres, EPSG:27700."""
        if self.metres:
            degrees = areas.circles(*zip(*self.corners, strict=True), [self.metres])
            return degrees.to_crs(crs.GRID).iloc[0]
        lon, lat = np.asarray(self.corners, float).T
        return shapely.polygons(np.column_stack(crs.eastings_northings(lon, lat)))

    @property
    def outline(self) -> Outline:
        """The box and the edges as the ``matching`` macro reads them, in metres (EPSG:27700)."""
        corners = shapely.get_coordinates(self.polygon.exterior).round(2)
        return {
            "box": [*corners.min(axis=0).tolist(), *corners.max(axis=0).tolist()],
            "edges": np.hstack([corners[:-1], corners[1:]]).tolist(),
        }


NOWHERE: Outline = {"box": [], "edges": []}
