"""The style of every map, served by the dashboard itself: no tiles, no fonts from elsewhere.

Rings and names of the named places are layers of the style, drawn above the wards: Plotly's own
traces cannot draw names that keep out of each other's way.
"""

from typing import Any

import geopandas as gpd

from geo.areas import as_geojson, centres
from layouts import theme
from layouts.maps import BELOW


def style(places: gpd.GeoDataFrame) -> dict[str, Any]:
    """A MapLibre style with a white ground and the named places (EPSG:4326) as rings and names."""
    outlines = as_geojson(places)
    points = as_geojson(centres(places))
    # Where names would collide, the larger place keeps its name.
    for feature, radius in zip(points["features"], places["radius_m"].fillna(0), strict=True):
        feature["properties"]["rank"] = -float(radius)
    return {
        "version": 8,
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
            {
                "id": "place-names",
                "type": "symbol",
                "source": "places",
                "layout": {
                    "text-field": ["get", "name"],
                    "text-font": ["Arial", "Helvetica", "sans-serif"],
                    "text-size": 12,
                    "text-variable-anchor": ["left", "right", "top", "bottom"],
                    "text-radial-offset": 0.9,
                    "text-justify": "auto",
                    "text-padding": 3,
                    "symbol-sort-key": ["get", "rank"],
                },
                "paint": {
                    "text-color": theme.INK,
                    "text-halo-color": "#fff",
                    "text-halo-width": 1.6,
                },
            },
        ],
    }
