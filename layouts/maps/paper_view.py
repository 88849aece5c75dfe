"""The view of a map on paper: metres to pixels, and shapes to paths."""

from dataclasses import dataclass
from typing import Any

import shapely


@dataclass(frozen=True)
class View:
    """The north-west corner of a drawing in metres, pixels per metre, and its size in pixels."""

    west: float
    north: float
    scale: float
    width: int
    height: int

    def at(self, east: Any, north: Any) -> tuple[Any, Any]:
        """Return points given in metres (EPSG:27700) as pixels from the left and from the top."""
        return (east - self.west) * self.scale, (self.north - north) * self.scale

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north in metres, 5 px beyond the drawing, to hide cut edges."""
        beyond = 5 / self.scale
        return (
            self.west - beyond,
            self.north - self.height / self.scale - beyond,
            self.west + self.width / self.scale + beyond,
            self.north + beyond,
        )


def path_of(shape: shapely.Geometry, view: View) -> str:
    """Return the SVG path of a polygon, or of several, with holes; "" for any other shape."""
    parts = []
    for polygon in shapely.get_parts(shape):
        if polygon.geom_type == "Polygon" and not polygon.is_empty:
            for ring in (polygon.exterior, *polygon.interiors):
                x, y = view.at(*shapely.get_coordinates(ring)[:-1].T)
                corners = [f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True)]
                parts.append(f"M{'L'.join(corners)}Z")
    return "".join(parts)
