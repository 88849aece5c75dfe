"""Streets under a map on paper: lines by class, their names, and the attribution."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, degrees

import geopandas as gpd
import numpy as np
import shapely

from layouts.base import theme
from layouts.maps import street_style
from layouts.maps.paper_view import View, path_of
from layouts.maps.street_style import CASING, ROADS
from layouts.maps.svg_labels import LETTER, Name

# Metres per pixel on a screen at zoom 0 in England: gives a map on paper the zoom of its scale.
ZOOM_0_M = 48_700
SIZE = 10
CREDIT_SIZE = 9
STRAIGHT_PX = 3  # a road that bends less is straight
FOOT = 22  # pixels, for the scale bar


@dataclass(frozen=True)
class Streets:
    """The background map: ``features`` (EPSG:27700; kind, class, name, number) and attribution."""

    features: gpd.GeoDataFrame
    credit: str


def lines(streets: Streets, view: View) -> Iterator[str]:
    """Yield areas, railways and roads in the order and widths of the map on screen."""
    shown = _in_view(streets, view)
    zoom = _zoom(view)
    for kind, colour, opacity in street_style.SURFACES:
        paths = "".join(path_of(each, view) for each in _of(shown, "kind", kind))
        if paths and (kind != "building" or zoom >= street_style.BUILDINGS_FROM):
            yield f'<path d="{paths}" fill="{colour}" fill-opacity="{opacity}"/>'
    for kind, colour, widths in street_style.PLAIN:
        yield from _stroke(_of(shown, "kind", kind), view, colour, _width(widths, zoom))
    classes = [(name, about) for name, about in ROADS.items() if about.zoom <= zoom]
    for colour, more in ((CASING, street_style.CASING_PX), (street_style.ROAD, 0)):
        for name, about in classes:
            width = _width(about.widths, zoom) + more
            yield from _stroke(_of(shown, "class", name), view, colour, width)


def names(streets: Streets, view: View) -> Iterator[Name]:
    """Yield the names of roads in view, along their longest straight part, main roads first."""
    zoom = _zoom(view)
    shown = _in_view(streets, view)
    for road, about in street_style.MAIN_FIRST:
        here = shown[(shown["class"] == road) & (shown["name"] != "")]
        if about.names_from > zoom:
            continue
        longest = here.assign(length=here.length).sort_values("length", ascending=False)
        for name, shape in zip(longest["name"], longest.geometry, strict=True):
            yield from _along(name, shape, view)


def credit(streets: Streets, view: View) -> Iterator[Name]:
    """Yield the attribution, in small type above the foot on the right."""
    size = min(CREDIT_SIZE, (view.width - 8) / (len(streets.credit) * LETTER))
    middle = view.width - 3 - len(streets.credit) * size * LETTER / 2
    yield Name(streets.credit, middle, view.height - FOOT - size, 0, size, theme.SOFT, beside=False)


def _in_view(streets: Streets, view: View) -> gpd.GeoDataFrame:
    found = streets.features
    shapes = shapely.clip_by_rect(found.geometry.to_numpy(), *view.box)
    seen = gpd.GeoDataFrame(found, geometry=shapes, crs=found.crs)
    return seen[~shapely.is_empty(shapes)]


def _of(shown: gpd.GeoDataFrame, column: str, value: str) -> list[shapely.Geometry]:
    return shown.geometry[shown[column] == value].tolist()


def _zoom(view: View) -> float:
    """Return the zoom at which a pixel on a screen is as many metres as in this view."""
    return float(np.log2(ZOOM_0_M * view.scale))


def _width(widths: tuple[float, float, float], zoom: float) -> float:
    return float(np.interp(zoom, street_style.ZOOMS, widths))


def _stroke(shapes: list[shapely.Geometry], view: View, colour: str, width: float) -> Iterator[str]:
    """Yield lines as one path, if any of them is in view."""
    parts = []
    for line in shapely.get_parts(shapes):
        if line.geom_type == "LineString":
            x, y = view.at(*shapely.get_coordinates(line).T)
            parts.append("M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True)))
    if parts:
        yield (
            f'<path d="{"".join(parts)}" fill="none" stroke="{colour}" stroke-width="{width:.2f}" '
            'stroke-linejoin="round" stroke-linecap="round" stroke-opacity="0.8"/>'
        )


def _along(name: str, shape: shapely.Geometry, view: View) -> Iterator[Name]:
    """Yield a name on the longest straight part of a road, if it has room there."""
    best = np.zeros(4)  # left, top, width, height in pixels
    for line in shapely.get_parts(shape):
        corners = shapely.get_coordinates(shapely.simplify(line, STRAIGHT_PX / view.scale))
        points = np.column_stack(view.at(*corners.T))
        steps = np.hstack([points[:-1], np.diff(points, axis=0)])
        best = max(best, *steps, key=lambda step: np.hypot(*step[2:]))
    x, y, wide, high = (float(each) for each in best)
    if np.hypot(wide, high) >= len(name) * SIZE * LETTER:
        level = (degrees(atan2(high, wide)) + 90) % 180 - 90  # never upside down
        middle = (x + wide / 2, y + high / 2)
        yield Name(name, *middle, 0, SIZE, theme.SOFT, beside=False, angle=level)
