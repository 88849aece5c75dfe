"""The style of the background map: colours and widths by class, names by zoom.

The layers are added by ``assets/streets.js`` once the data of a map has been drawn, above the fill
of the areas and below everything else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from layouts.base import theme


@dataclass(frozen=True)
class Line:
    """A class of roads: widths in pixels at ``ZOOMS``; ``zoom`` is the least at which it is drawn.

    Its names are drawn from the zoom ``names_from``.
    """

    widths: tuple[float, float, float]
    zoom: float
    names_from: float


WATER, GREEN, BUILDING, RAIL = "#A9BCC6", "#C3D3BA", "#B9B2A7", "#6F6A75"
ROAD, CASING = "#78838D", "#FFFFFF"
ROADS: Mapping[str, Line] = {
    "local": Line((0.2, 0.7, 3.0), 11.5, 14.2),
    "minor": Line((0.4, 1.1, 4.0), 10.5, 13.4),
    "b-road": Line((0.6, 1.5, 5.0), 0, 12.8),
    "a-road": Line((0.9, 2.0, 6.0), 0, 12.2),
    "motorway": Line((1.5, 3.0, 8.0), 0, 11),
}
MAIN_FIRST = [*ROADS.items()][::-1]
ZOOMS = (10, 13, 16)
CASING_PX = 1.4
BUILDINGS_FROM = 13.5
# Areas, the lowest first: kind, colour, opacity.
SURFACES = (("green", GREEN, 0.55), ("water", WATER, 0.8), ("building", BUILDING, 0.5))
# Lines below the roads: kind, colour, widths.
PLAIN = (("river", WATER, (0.8, 1.6, 4.0)), ("rail", RAIL, (0.8, 1.2, 2.2)))
NUMBERED_TO = 14  # the zoom up to which a numbered road shows its number, not its name


def by_zoom(values: tuple[float, float, float], more: float = 0) -> list[Any]:
    """Return a MapLibre expression that takes these values, plus ``more``, at ``ZOOMS``."""
    pairs = zip(ZOOMS, values, strict=True)
    stops = [part for zoom, value in pairs for part in (zoom, value + more)]
    return ["interpolate", ["exponential", 1.4], ["zoom"], *stops]


def layers() -> list[dict[str, Any]]:
    """Return the layers of the background map, the lowest first, names last."""
    return [
        *(_surface(*each) for each in SURFACES),
        *(_line(*each) for each in PLAIN),
        *(_road(each, CASING, about, CASING_PX) for each, about in ROADS.items()),
        *(_road(each, ROAD, about) for each, about in ROADS.items()),
        *(_names(each, about) for each, about in MAIN_FIRST),
    ]


def _surface(kind: str, colour: str, opacity: float) -> dict[str, Any]:
    return {
        "id": f"street-{kind}",
        "type": "fill",
        "minzoom": BUILDINGS_FROM if kind == "building" else 0,
        "filter": ["==", ["get", "kind"], kind],
        "paint": {"fill-color": colour, "fill-opacity": opacity},
    }


def _line(kind: str, colour: str, widths: tuple[float, float, float]) -> dict[str, Any]:
    return {
        "id": f"street-{kind}",
        "type": "line",
        "filter": ["==", ["get", "kind"], kind],
        "layout": {"line-join": "round"},
        "paint": {"line-color": colour, "line-width": by_zoom(widths)},
    }


def _road(name: str, colour: str, about: Line, more: float = 0) -> dict[str, Any]:
    return {
        "id": f"street-{name}{'-casing' if more else ''}",
        "type": "line",
        "minzoom": about.zoom,
        "filter": ["==", ["get", "class"], name],
        "layout": {"line-join": "round", "line-cap": "round"},
        "paint": {
            "line-color": colour,
            "line-width": by_zoom(about.widths, more),
            "line-opacity": 0.55 if more else 0.85,
        },
    }


def _names(road: str, about: Line) -> dict[str, Any]:
    """Return the names along a class of roads; MapLibre draws them with fonts of the device."""
    name_first = ["coalesce", ["get", "name"], ["get", "number"], ""]
    number_first = ["coalesce", ["get", "number"], ["get", "name"], ""]
    return {
        "id": f"street-{road}-names",
        "type": "symbol",
        "minzoom": about.names_from,
        "filter": ["==", ["get", "class"], road],
        "layout": {
            "symbol-placement": "line",
            "text-field": ["step", ["zoom"], number_first, NUMBERED_TO, name_first],
            "text-font": ["Arial", "Helvetica", "sans-serif"],
            "text-size": 11.5,
            "symbol-spacing": 350,
            "text-max-angle": 35,
            "text-padding": 4,
        },
        "paint": {"text-color": theme.INK, "text-halo-color": "#fff", "text-halo-width": 1.5},
    }
