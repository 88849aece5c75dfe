"""Frames to maps: wards in classes, and street points as circles sized by count."""

from collections.abc import Sequence
from math import log, log2, pi, radians, tan
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import shapely
from numpy.typing import NDArray

from data.domain import Domain
from data.drawn import Drawn
from geo import crs
from layouts import theme
from layouts.classes import NO_DATA, Class

# The layer of the map style above which nothing of Plotly's is drawn: rings and names stay on top.
BELOW = "place-rings"
CHOSEN_LINE = 3
LINE = 0.8
THIN = {"color": theme.GREY, "width": LINE}
MOST_POINTS = 2000
WIDEST = 22
WORLD_PX = 512
FILLED = 0.96
Extent = tuple[float, float, float, float]


def ward_map(
    wards: pd.DataFrame,
    classes: Sequence[Class],
    placed: Sequence[int],
    *,
    version: str,
    extent: Extent,
    height: int,
    edition: str = "ward",
    drawn: Drawn | None = None,
    points: pd.DataFrame | None = None,
) -> go.Figure:
    """The wards filled by class, chosen ones with a heavy line, fitted to a map so many px high.

    Or the areas of another ``edition``, whose shapes lie at the address of that name. ``drawn`` is
    outlined; street ``points`` are circles above: see ``circles``.
    ``wards`` has code, name, card (the hover text) and chosen; ``placed`` the class of each;
    ``extent`` is the west, south, east and north of the borough in degrees.
    """
    marker = {"opacity": 1, "line": _borders(wards["chosen"].to_numpy(bool))}
    areas = filled(outlines(version, edition), wards, classes, placed, marker)
    over = [*([] if drawn is None else [drawn_line(drawn)])]
    over += [] if points is None else [circles(points)]
    # In one go: Plotly checks and copies a trace again each time one is added.
    return go.Figure({"data": [areas, *over], "layout": laid_out(version, extent, height)})


def outlines(version: str, edition: str = "ward") -> str:
    """The address at which the shapes of an edition of areas lie."""
    return f"/boundaries/{version}/{edition}.geojson"


def filled(
    shapes: str | dict[str, Any],
    areas: pd.DataFrame,
    classes: Sequence[Class],
    placed: Sequence[int],
    marker: dict[str, Any],
) -> dict[str, Any]:
    """Areas in the colours of their classes, as a trace of a map.

    ``shapes`` are GeoJSON or its address; ``areas`` has code and card (the hover text), ``placed``
    the class of each; ``marker`` gives their opacity and the line around them.
    """
    return {
        "type": "choroplethmap",
        "geojson": shapes,
        "locations": areas["code"].tolist(),
        "z": list(placed),
        "zmin": -0.5,
        "zmax": max(len(classes), 1) - 0.5,
        "colorscale": colour_scale(classes),
        "showscale": False,
        "text": areas["card"].tolist(),
        "hovertemplate": "%{text}<extra></extra>",
        "marker": marker,
        "below": BELOW,
    }


def ward_names(domain: Domain) -> pd.DataFrame:
    """The wards with nothing said of them but their names: code, card and chosen."""
    wards = [each for each in domain.areas if each.kind == "ward"]
    return pd.DataFrame(
        {
            "code": [each.code for each in wards],
            "card": [each.name for each in wards],
            "chosen": False,
        }
    )


def laid_out(version: str, extent: Extent, height: int) -> dict[str, Any]:
    """The layout of a map that an extent in degrees fills, usually so many pixels high.

    ``meta`` is for ``assets/map_view.js``, which fits the map where it has another size.
    """
    fit = fitted(extent, height)
    wide = round(extent[2] - extent[0], 4)
    return {
        "map": {"style": f"{theme.MAP_STYLE}?v={version}", **fit},
        "uirevision": version,
        "meta": {"degreesWide": wide, "height": height, "zoom": fit["zoom"]},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
    }


def empty(domain: Domain, height: int) -> go.Figure:
    """The wards and named places, with nothing said of them."""
    wards = ward_names(domain)
    placed = [0] * len(wards)
    return ward_map(
        wards, [NO_DATA], placed, version=domain.version, extent=domain.extent, height=height
    )


def colour_scale(classes: Sequence[Class]) -> list[list[Any]] | None:
    """A scale that gives each class, by its number, its own colour."""
    steps = len(classes)
    return [
        [end / steps, each.colour]
        for place, each in enumerate(classes)
        for end in (place, place + 1)
    ] or None


def drawn_line(drawn: Drawn) -> dict[str, Any]:
    """The outline of a drawn area as a trace of a map."""
    lon, lat = crs.lon_lat(*shapely.get_coordinates(drawn.polygon.exterior).T)
    return {
        "type": "scattermap", "mode": "lines", "lon": lon.round(5).tolist(),
        "lat": lat.round(5).tolist(), "line": {"color": theme.INK, "width": 3},
        "hoverinfo": "skip", "below": BELOW,
    }  # fmt: skip


def _borders(chosen: NDArray[np.bool_]) -> dict[str, Any]:
    """A thin line around every ward, a heavy one around those that are chosen."""
    if not chosen.any():
        return THIN
    return {
        "color": np.where(chosen, theme.INK, theme.GREY).tolist(),
        "width": np.where(chosen, CHOSEN_LINE, LINE).tolist(),
    }


def fitted(extent: Extent, height: int) -> dict[str, Any]:
    """The centre and zoom at which an extent in degrees fills a map so many pixels high.

    MapLibre's world is 512 px wide at zoom 0, in Web Mercator; maps here are about as wide as
    high, or wider.
    """
    west, south, east, north = extent

    def mercator(lat: float) -> float:
        return log(tan(pi / 4 + radians(lat) / 2)) / (2 * pi)

    share = max((east - west) / 360, mercator(north) - mercator(south), 1e-6)
    zoom = log2(height * FILLED / (WORLD_PX * share))
    return {
        "center": {"lon": (west + east) / 2, "lat": (south + north) / 2},
        "zoom": round(zoom, 2),
    }


def circles(points: pd.DataFrame) -> dict[str, Any]:
    """A circle for each street point, its area in proportion to the count, as a trace of a map.

    ``points`` has lon, lat, n, card and ward_code, most first; at most the largest 2,000 are drawn.
    """
    shown = points.head(MOST_POINTS)
    largest = max(shown["n"].max(), 1) if len(shown) else 1
    return {
        "type": "scattermap",
        "lon": shown["lon"].round(6).tolist(),
        "lat": shown["lat"].round(6).tolist(),
        "mode": "markers",
        "marker": {
            "size": np.maximum(WIDEST * np.sqrt(shown["n"] / largest), 4).round(1).tolist(),
            "color": theme.SERIES[1],
            "opacity": 0.75,
        },
        "text": shown["card"].tolist(),
        "customdata": shown["ward_code"].tolist(),
        "hovertemplate": "%{text}<extra></extra>",
        "below": BELOW,
    }
