"""An area drawn by a user: a circle around a point, or a shape, and its form in the URL.

It is counted as a polygon in metres (EPSG:27700), like the circles of named places, so that one
rule decides which points lie inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self, TypedDict

import numpy as np
import shapely
from numpy.typing import NDArray

from geo import areas, crs

SMALLEST_M, LARGEST_M = 100, 5000
# Just under the area of a circle of the smallest radius.
SMALLEST_M2 = 30_000
MOST_CORNERS = 40
# A lasso has a few hundred corners: Plotly drops those nearer than 1.5 pixels to the line.
MOST_DRAWN = 1000
# Tolerances of simplification in metres, tried in turn until few enough corners remain.
SMOOTHING_M = tuple(2.0**power for power in range(15))
# The largest tolerance, as a share of the longer side of the shape's bounding box.
ROUGHEST = 0.05
DECIMALS = 5  # about a metre
LONGEST = 1000
BETWEEN, AFTER = ",", "_"
TRIANGLE = 3


class Outline(TypedDict):
    """Bounding box (west, south, east, north) and edges (x, y of both ends), in metres."""

    box: list[float]
    edges: list[list[float]]


@dataclass(frozen=True)
class DrawnArea:
    """A circle (one corner and a radius) or a shape (its corners), in degrees.

    ``corners`` are (longitude, latitude) to five decimals; ``metres`` is the radius, 0 for a shape.
    ``street`` is the name of the street it is around, if it was chosen by name.
    """

    corners: tuple[tuple[float, float], ...]
    metres: int = 0
    street: str = ""

    @classmethod
    def circle(cls, lon: float, lat: float, metres: int) -> Self | None:
        """Return the circle around a point in degrees; ``metres`` is its radius.

        None if the radius is too small or large, or the point is not in Great Britain.
        """
        area = cls(((round(lon, DECIMALS), round(lat, DECIMALS)),), metres)
        return area if area.is_sound else None

    @classmethod
    def shape(cls, corners: Sequence[tuple[float, float]]) -> Self | None:
        """Return the shape with these corners (degrees), simplified to ``MOST_CORNERS`` or fewer.

        If the line crosses itself, the largest part is kept. None if the shape is too small, not in
        Great Britain or too irregular to simplify, or has under 3 or over ``MOST_DRAWN`` corners.
        """
        if not TRIANGLE <= len(corners) <= MOST_DRAWN or not np.isfinite(corners).all():
            return None
        lon, lat = np.asarray(corners, float).T
        if not crs.in_great_britain(lon, lat).all():
            return None
        points = np.column_stack(crs.eastings_northings(lon, lat))
        ring = _fewer_corners(np.vstack([points, points[:1]]))
        if ring is None:
            return None
        # A line that crosses itself can leave holes: the exterior includes them.
        ring = _fewer_corners(shapely.get_coordinates(areas.largest_part(ring).exterior))
        if ring is None:
            return None
        degrees = np.column_stack(crs.lon_lat(*ring[:-1].T)).round(DECIMALS)
        area = cls(tuple((x, y) for x, y in degrees.tolist()))
        return area if area.is_sound else None

    @classmethod
    def from_param(cls, text: str) -> Self | None:
        """Return the area that ``to_param`` wrote; None for any other text."""
        if len(text) > LONGEST:
            return None
        try:
            numbers = [tuple(map(float, each.split(BETWEEN))) for each in text.split(AFTER)]
        except ValueError:
            return None
        if not all(np.isfinite(each).all() for each in numbers):
            return None
        lengths = [len(each) for each in numbers]
        if lengths == [3]:
            lon, lat, metres = numbers[0]
            area = cls(((lon, lat),), int(metres))
        elif set(lengths) == {2}:
            area = cls(tuple((each[0], each[1]) for each in numbers))
        else:
            return None
        return area if area.to_param() == text and area.is_sound else None

    def to_param(self) -> str:
        """Return the text in the URL: ``lon,lat,metres`` or ``lon,lat_lon,lat_lon,lat``."""
        corners = AFTER.join(f"{lon:.5f}{BETWEEN}{lat:.5f}" for lon, lat in self.corners)
        return f"{corners}{BETWEEN}{self.metres}" if self.metres else corners

    @property
    def is_sound(self) -> bool:
        """Whether it is in Great Britain, does not cross itself and is within the size limits."""
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
        """The polygon in metres (EPSG:27700)."""
        if self.metres:
            degrees = areas.circles(*zip(*self.corners, strict=True), [self.metres])
            return degrees.to_crs(crs.GRID).iloc[0]
        lon, lat = np.asarray(self.corners, float).T
        return shapely.polygons(np.column_stack(crs.eastings_northings(lon, lat)))

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """The west, south, east and north in degrees."""
        west, south, east, north = self.polygon.bounds
        lon, lat = crs.lon_lat(np.array([west, east]), np.array([south, north]))
        return float(lon[0]), float(lat[0]), float(lon[1]), float(lat[1])

    @property
    def outline(self) -> Outline:
        """The bounding box and edges for the ``matching`` macro, in metres (EPSG:27700)."""
        corners = shapely.get_coordinates(self.polygon.exterior).round(2)
        return {
            "box": [*corners.min(axis=0).tolist(), *corners.max(axis=0).tolist()],
            "edges": np.hstack([corners[:-1], corners[1:]]).tolist(),
        }


def _fewer_corners(ring: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Simplify a closed line in metres (n x 2) to ``MOST_CORNERS`` corners or fewer.

    None if that needs a tolerance over ``ROUGHEST`` of its size, or leaves under three corners.
    """
    if not len(ring):
        return None
    line, side = shapely.linestrings(ring), np.ptp(ring, axis=0).max()
    for tolerance in SMOOTHING_M:
        if shapely.get_num_coordinates(line) <= MOST_CORNERS + 1:
            break
        if tolerance > ROUGHEST * side:
            return None
        line = shapely.simplify(line, tolerance, preserve_topology=False)
    simplified = shapely.get_coordinates(line)
    return simplified if len(simplified) > TRIANGLE else None


NO_AREA: Outline = {"box": [], "edges": []}
# An area without a point inside, unlike ``NO_AREA``, with which a query covers the borough.
EMPTY_AREA: Outline = {"box": [0.0, 0.0, 0.0, 0.0], "edges": [[0.0, 0.0, 0.0, 0.0]]}
