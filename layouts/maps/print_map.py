"""A map as SVG text, drawn on the server, for paper and maps that are not interactive.

Interactive maps print blank, since a browser discards their picture once it has shown it.
"""

from collections.abc import Iterator, Sequence
from html import escape

import geopandas as gpd
import numpy as np
import shapely

from geo import crs
from layouts.base import theme
from layouts.base.drawings import Drawing
from layouts.maps import print_streets, svg_labels
from layouts.maps.paper_view import View, path_of
from layouts.maps.print_streets import Streets
from layouts.maps.svg_labels import Name, Placed

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


def svg(
    drawing: Drawing,
    areas: gpd.GeoDataFrame,
    places: gpd.GeoDataFrame,
    streets: Streets | None = None,
) -> str:
    """Return the map as one SVG element, with its title and description for a screen reader.

    ``areas`` (code, name) and ``places`` (name) are in EPSG:4326, as a pack gives them. The map of
    ``streets`` (in metres), if there is one, is drawn over the areas and below the street points.
    """
    ground, rings = crs.to_metres(areas), crs.to_metres(places)
    view = _view(drawing, ground)
    shapes = shapely.coverage_simplify(ground.geometry.to_numpy(), 0.4 / view.scale)
    below = [*(print_streets.lines(streets, view) if streets else ())]
    names = [
        *(print_streets.credit(streets, view) if streets else ()),
        *_ring_names(rings, view),
        *(_area_names(ground, drawing.around, view) if drawing.around else ()),
        *(print_streets.names(streets, view) if streets and drawing.around else ()),
    ]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {view.width} {view.height}" '
        f'width="{view.width}" height="{view.height}" role="img" '
        f'aria-label="{escape(drawing.title)}" font-family="{escape(theme.FONT)}">',
        f"<title>{escape(drawing.title)}</title><desc>{escape(drawing.description)}</desc>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        *_areas(drawing, ground["code"].tolist(), shapes, view),
        *(below if drawing.around is None else ()),
        *_over(drawing, view),
        *_around(drawing, view, below),
        *_points(drawing, view),
        *_rings(rings, view),
        *(
            _text(each)
            for each in svg_labels.placed(names, view.width, view.height - print_streets.FOOT)
        ),
        _scale_bar(view),
        "</svg>",
    ]
    return "".join(parts)


def _view(drawing: Drawing, areas: gpd.GeoDataFrame) -> View:
    """Return the view that shows the borough, or what the map is around, with a margin."""
    if drawing.around is None:
        west, south, east, north = areas.total_bounds
        margin = MARGIN
    else:
        west, south, east, north = drawing.around.bounds
        margin = MARGIN_AROUND
    wide, high = (east - west) * (1 + 2 * margin), (north - south) * (1 + 2 * margin)
    scale = min(drawing.width / wide, drawing.height / high)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return View(
        west=middle_x - drawing.width / scale / 2,
        north=middle_y + drawing.height / scale / 2,
        scale=float(scale),
        width=drawing.width,
        height=drawing.height,
    )


def _areas(
    drawing: Drawing, codes: Sequence[str], shapes: Sequence[shapely.Geometry], view: View
) -> Iterator[str]:
    """Yield each area with its fill; the chosen ones last, so that their line lies on top."""
    order = sorted(range(len(codes)), key=lambda index: codes[index] in drawing.chosen)
    yield f'<g stroke="{theme.GREY}" stroke-width="0.8" stroke-linejoin="round">'
    for index in order:
        path = path_of(shapely.clip_by_rect(shapes[index], *view.box), view)
        if path:
            heavy = HEAVY if codes[index] in drawing.chosen else ""
            fill = drawing.fills.get(codes[index], GROUND)
            yield f'<path d="{path}" fill="{fill}"{heavy}/>'
    yield "</g>"


def _over(drawing: Drawing, view: View) -> Iterator[str]:
    """Yield the shapes of ``drawing.over``, each with its fill and a thin dark line."""
    shapes = gpd.GeoSeries([shape for shape, _colour in drawing.over], crs=crs.DEGREES)
    for shape, (_degrees, colour) in zip(shapes.to_crs(crs.GRID), drawing.over, strict=True):
        path = path_of(shape, view)
        yield f'<path d="{path}" fill="{colour}" stroke="{theme.INK}" stroke-width="0.3"/>'


def _rings(rings: gpd.GeoDataFrame, view: View) -> Iterator[str]:
    """Yield the outline of each place in view."""
    for shape in rings.geometry:
        if shape.intersects(shapely.box(*view.box)):
            path = path_of(shape, view)
            yield f'<path d="{path}" fill="none" stroke="{RING}" stroke-width="1.4"/>'


def _around(drawing: Drawing, view: View, streets: Sequence[str]) -> Iterator[str]:
    """Yield the shape that the map is around, if any: a light fill, streets, and a heavy line."""
    if drawing.around is not None:
        path = path_of(drawing.around, view)
        yield f'<path d="{path}" fill="#fff" fill-opacity="0.75"/>'
        yield from streets
        yield f'<path d="{path}" fill="none" stroke="{RING}" stroke-width="3"/>'


def _points(drawing: Drawing, view: View) -> Iterator[str]:
    """Yield a circle for each street point, the largest first so that none hides another.

    With ``drawing.around``, large circles have their count.
    """
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


def _ring_names(rings: gpd.GeoDataFrame, view: View) -> Iterator[Name]:
    """Yield the names of the places in view, the largest place first, so that it keeps its name."""
    ordered = rings.assign(size=rings.area).sort_values("size", ascending=False, kind="stable")
    for name, shape in zip(ordered["name"], ordered.geometry, strict=True):
        middle = shape.centroid
        x, y = view.at(middle.x, middle.y)
        if 0 <= x <= view.width and 0 <= y <= view.height:
            radius = (shape.bounds[2] - shape.bounds[0]) / 2 * view.scale
            yield Name(name, x, y, radius, SIZE, theme.INK)
        else:
            yield from _seen(name, shape, view, theme.INK)


def _area_names(areas: gpd.GeoDataFrame, around: shapely.Geometry, view: View) -> Iterator[Name]:
    """Yield the names of the areas in view, each on its visible part outside ``around``."""
    for name, shape in zip(areas["name"], areas.geometry, strict=True):
        yield from _seen(name, shape.difference(around), view, theme.SOFT)


def _seen(name: str, shape: shapely.Geometry, view: View, colour: str) -> Iterator[Name]:
    """Yield a name on the largest part of a shape that is in view, if any part is."""
    parts = shapely.get_parts(shapely.clip_by_rect(shape, *view.box))
    if len(parts):
        middle = shapely.point_on_surface(parts[np.argmax(shapely.area(parts))])
        x, y = view.at(middle.x, middle.y)
        yield Name(name, x, y, 0, SIZE, colour, beside=False)


def _text(at: Placed) -> str:
    name = at.name
    turned = (
        f' transform="rotate({name.angle:.1f} {name.x:.1f} {name.y:.1f})"' if name.angle else ""
    )
    return (
        f'<text x="{at.x:.1f}" y="{at.y:.1f}" font-size="{name.size:g}" '
        f'text-anchor="{at.anchor}" fill="{name.colour}" stroke="#fff" stroke-width="3" '
        f'stroke-linejoin="round" paint-order="stroke"{turned}>{escape(name.text)}</text>'
    )


def _scale_bar(view: View) -> str:
    """Return the scale bar, of a round length in metres or km, at the foot on the left."""
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
