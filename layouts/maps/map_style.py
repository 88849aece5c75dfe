"""The style of every map, served by the dashboard itself, without tiles or fonts from elsewhere.

The outlines (rings) and names of the named places are layers of the style, above the wards, because
Plotly's own traces cannot keep names from overlapping.
"""

from html import escape
from typing import Any

import geopandas as gpd

from geo.areas import as_geojson, centres
from layouts.base import theme
from layouts.maps import street_style
from layouts.maps.maps import BELOW

EASTERN = 0.9  # a place is eastern beyond this share of the way across all places from the west


def style(
    places: gpd.GeoDataFrame, *, streets: str = "", credit: str = "", large: bool = False
) -> dict[str, Any]:
    """Return a MapLibre style: a white ground, the places (EPSG:4326) as rings with names.

    ``large`` names are for a meeting. ``streets`` is the address of the background map, if there is
    one, and ``credit`` the attribution that it requires: ``assets/streets.js`` adds both.
    """
    # MapLibre shows the credit as HTML.
    about = {"address": streets, "credit": escape(credit), "layers": street_style.layers()}
    outlines = as_geojson(places)
    points = as_geojson(centres(places))
    # Where names would collide, the larger place keeps its name.
    west, _south, east, _north = places.total_bounds
    for feature, radius in zip(points["features"], places["radius_m"].fillna(0), strict=True):
        lon = feature["geometry"]["coordinates"][0]
        feature["properties"]["rank"] = -float(radius)
        feature["properties"]["east"] = bool(lon - west > EASTERN * (east - west))
    return {
        "version": 8,
        "metadata": {"streets": about} if streets else {},
        "sources": {
            "places": {"type": "geojson", "data": points},
            "outlines": {"type": "geojson", "data": outlines, "tolerance": 0},
        },
        "layers": [
            {"id": "ground", "type": "background", "paint": {"background-color": "#fff"}},
            {
                "id": BELOW,
                "type": "line",
                "source": "outlines",
                "paint": {"line-color": "#B8430C", "line-width": 2},
            },
            _names("place-names", ("left", "right", "top", "bottom"), east=False, large=large),
            # A narrow map would cut them at its edge.
            _names("eastern-names", ("right", "top", "bottom", "left"), east=True, large=large),
        ],
    }


def _names(layer: str, anchors: tuple[str, ...], *, east: bool, large: bool) -> dict[str, Any]:
    """Return a layer of names, of eastern places or others; ``anchors`` are in order of choice."""
    return {
        "id": layer,
        "type": "symbol",
        "source": "places",
        "filter": ["==", ["get", "east"], east],
        "layout": {
            "text-field": ["get", "name"],
            "text-font": ["Arial", "Helvetica", "sans-serif"],
            "text-size": 16 if large else 12,
            "text-variable-anchor": [*anchors],
            "text-radial-offset": 0.9,
            "text-justify": "auto",
            "text-padding": 3,
            "symbol-sort-key": ["get", "rank"],
        },
        "paint": {"text-color": theme.INK, "text-halo-color": "#fff", "text-halo-width": 1.6},
    }
