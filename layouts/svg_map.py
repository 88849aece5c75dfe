"""A map as SVG text, drawn on the server: for paper, and where nothing needs to move.

Live maps print blank, since a browser throws their picture away once it has shown it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from data.frames import each_row
from geo import crs
from layouts import svg_labels, theme
from layouts.drawings import Drawing
from layouts.svg_labels import Name, Placed

RING = "#B8430C"
HEAVY = f' stroke="{theme.INK}" stroke-width="2.5"'
GROUND = "#F3F5F7"
WIDEST = 30  # pixels across, the largest street point
SMALLEST = 4
ROOM_FOR_COUNT = 9
MARGIN, MARGIN_AROUND = 0.02, 0.12
SIZE = 12  # pixels, of every name
ROUND_STEPS = (1, 2, 5)
KM = 1000  # metres
SCALE_SHARE = 0.28  # of the width, at most


@dataclass(frozen=True)
class _View:
    """Metres to pixels: the box of the drawing in metres, and how many pixels a metre has."""

    west: float
    north: float
    scale: float
    width: int
    height: int

    def at(self, east: Any, north: Any) -> tuple[Any, Any]:
        return (east - self.west) * self.scale, (self.north - north) * self.scale

    @property
    def box(self) -> tuple[float, float, float, float]:
        """A little more than the drawing shows, so that no cut edge is seen."""
        beyond = 5 / self.scale
        return (
            self.west - beyond,
            self.north - self.height / self.scale - beyond,
            self.west + self.width / self.scale + beyond,
            self.north + beyond,
        )


def svg(drawing: Drawing, areas: gpd.GeoDataFrame, places: gpd.GeoDataFrame) -> str:
    """The map as one SVG element, with its title and description for a screen reader.

    ``areas`` (code, name) and ``places`` (name) are in EPSG:4326, as a pack gives them.
    """
    ground, rings = crs.to_metres(areas), crs.to_metres(places)
    view = _view(drawing, ground)
    shapes = shapely.coverage_simplify(ground.geometry.to_numpy(), 0.4 / view.scale)
    names = [
        *_ring_names(rings, view),
        *(_area_names(ground, drawing.around, view) if drawing.around else ()),
    ]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {view.width} {view.height}" '
        f'width="{view.width}" height="{view.height}" role="img" '
        f'aria-label="{escape(drawing.title)}" font-family="{escape(theme.FONT)}">',
        f"<title>{escape(drawing.title)}</title><desc>{escape(drawing.description)}</desc>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        *_areas(drawing, ground["code"].tolist(), shapes, view),
        *_over(drawing, view),
        *_around(drawing, view),
        *_points(drawing, view),
        *_rings(rings, view),
        *(_text(each) for each in svg_labels.placed(names, view.width, view.height - 22)),
        _scale_bar(view),
        "</svg>",
    ]
    return "".join(parts)


def _view(drawing: Drawing, areas: gpd.GeoDataFrame) -> _View:
    """The view that shows the borough, or twice as far as what the map is around."""
    if drawing.around is None:
        west, south, east, north = areas.total_bounds
        margin = MARGIN
    else:
        west, south, east, north = drawing.around.bounds
        margin = MARGIN_AROUND
    wide, high = (east - west) * (1 + 2 * margin), (north - south) * (1 + 2 * margin)
    scale = min(drawing.width / wide, drawing.height / high)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return _View(
        west=middle_x - drawing.width / scale / 2,
        north=middle_y + drawing.height / scale / 2,
        scale=float(scale),
        width=drawing.width,
        height=drawing.height,
    )


def _areas(
    drawing: Drawing, codes: Sequence[str], shapes: Sequence[shapely.Geometry], view: _View
) -> Iterator[str]:
    """Each area with its fill; the chosen ones last, so that their line lies on top."""
    order = sorted(range(len(codes)), key=lambda place: codes[place] in drawing.chosen)
    yield f'<g stroke="{theme.GREY}" stroke-width="0.8" stroke-linejoin="round">'
    for place in order:
        path = _path(shapely.clip_by_rect(shapes[place], *view.box), view)
        if path:
            heavy = HEAVY if codes[place] in drawing.chosen else ""
            fill = drawing.fills.get(codes[place], GROUND)
            yield f'<path d="{path}" fill="{fill}"{heavy}/>'
    yield "</g>"


def _over(drawing: Drawing, view: _View) -> Iterator[str]:
    """The further shapes, each with its fill and a thin dark line."""
    shapes = gpd.GeoSeries([shape for shape, _colour in drawing.over], crs=crs.DEGREES)
    for shape, (_degrees, colour) in zip(shapes.to_crs(crs.GRID), drawing.over, strict=True):
        path = _path(shape, view)
        yield f'<path d="{path}" fill="{colour}" stroke="{theme.INK}" stroke-width="0.3"/>'


def _path(shape: shapely.Geometry, view: _View) -> str:
    """The outline of a polygon, or of several, with their holes."""
    parts = []
    for polygon in shapely.get_parts(shape):
        if polygon.geom_type == "Polygon" and not polygon.is_empty:
            for ring in (polygon.exterior, *polygon.interiors):
                x, y = view.at(*shapely.get_coordinates(ring)[:-1].T)
                corners = [f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True)]
                parts.append(f"M{'L'.join(corners)}Z")
    return "".join(parts)


def _rings(rings: gpd.GeoDataFrame, view: _View) -> Iterator[str]:
    """The outline of each place."""
    for shape in rings.geometry:
        if shape.intersects(shapely.box(*view.box)):
            path = _path(shape, view)
            yield f'<path d="{path}" fill="none" stroke="{RING}" stroke-width="1.4"/>'


def _around(drawing: Drawing, view: _View) -> Iterator[str]:
    """What the map is around, lighter than the ground and with a heavy line."""
    if drawing.around is not None:
        path = _path(drawing.around, view)
        yield f'<path d="{path}" fill="#fff" fill-opacity="0.75" stroke="{RING}" stroke-width="3"/>'


def _points(drawing: Drawing, view: _View) -> Iterator[str]:
    """A circle for each street point, the largest first so that none hides another."""
    points = drawing.points
    if points is None or points.empty:
        return
    east, north = crs.eastings_northings(points["lon"].to_numpy(), points["lat"].to_numpy())
    reach = np.maximum(WIDEST / 2 * np.sqrt(points["n"] / points["n"].max()), SMALLEST / 2)
    yield f'<g fill="{theme.SERIES[1]}" fill-opacity="0.75" stroke="#fff" stroke-width="0.8">'
    x, y = view.at(east, north)
    found = sorted(zip(reach, x, y, points["n"], strict=True), reverse=True)
    for radius, a, b, _n in found:
        yield f'<circle cx="{a:.1f}" cy="{b:.1f}" r="{radius:.1f}"/>'
    yield "</g>"
    if drawing.around is not None:
        yield f'<g font-size="11" text-anchor="middle" fill="{theme.INK}">'
        for radius, a, b, n in found:
            if radius >= ROOM_FOR_COUNT:
                yield f'<text x="{a:.1f}" y="{b + 3.9:.1f}">{n:,}</text>'
        yield "</g>"


def _ring_names(rings: gpd.GeoDataFrame, view: _View) -> Iterator[Name]:
    """The names of the places in view, the largest first: where two collide it keeps its name."""
    ordered = rings.assign(size=rings.area).sort_values("size", ascending=False, kind="stable")
    for row in each_row(ordered):
        middle = row.geometry.centroid
        x, y = view.at(middle.x, middle.y)
        if 0 <= x <= view.width and 0 <= y <= view.height:
            radius = (row.geometry.bounds[2] - row.geometry.bounds[0]) / 2 * view.scale
            yield Name(row.name, x, y, radius, SIZE, theme.INK)
        else:
            yield from _seen(row.name, row.geometry, view, theme.INK)


def _area_names(areas: gpd.GeoDataFrame, around: shapely.Geometry, view: _View) -> Iterator[Name]:
    """The names of the areas in view, each on what is seen of it beside the outline."""
    for row in each_row(areas):
        yield from _seen(row.name, row.geometry.difference(around), view, theme.SOFT)


def _seen(name: str, shape: shapely.Geometry, view: _View, colour: str) -> Iterator[Name]:
    """A name on the largest part of a shape that is in view."""
    parts = shapely.get_parts(shapely.clip_by_rect(shape, *view.box))
    if len(parts):
        middle = shapely.point_on_surface(parts[np.argmax(shapely.area(parts))])
        x, y = view.at(middle.x, middle.y)
        yield Name(name, x, y, 0, SIZE, colour, beside=False)


def _text(at: Placed) -> str:
    return (
        f'<text x="{at.x:.1f}" y="{at.y:.1f}" font-size="{at.name.size:g}" '
        f'text-anchor="{at.anchor}" fill="{at.name.colour}" stroke="#fff" stroke-width="3" '
        f'stroke-linejoin="round" paint-order="stroke">{escape(at.name.text)}</text>'
    )


def _scale_bar(view: _View) -> str:
    """A bar of a round length at the foot on the left."""
    most = SCALE_SHARE * view.width / view.scale
    power = 10.0 ** np.floor(np.log10(most))
    metres = max(step * power for step in ROUND_STEPS if step * power <= most)
    long, y = metres * view.scale, view.height - 8
    said = f"{metres / KM:g} km" if metres >= KM else f"{metres:g} m"
    wide = long + 26 + 7 * len(said)
    return (
        f'<rect x="2" y="{y - 13}" width="{wide:.1f}" height="19" fill="#fff" fill-opacity="0.8"/>'
        f'<path d="M8 {y - 5}V{y}H{8 + long:.1f}V{y - 5}" fill="none" stroke="{theme.INK}" '
        f'stroke-width="1.5"/><text x="{14 + long:.1f}" y="{y}" font-size="12" '
        f'fill="{theme.INK}">{said}</text>'
    )
