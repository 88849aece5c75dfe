"""Maps as Plotly figures: areas coloured by class, and street points as circles."""

from collections.abc import Mapping, Sequence
from math import log, log2, pi, radians, tan
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.model.domain import Domain
from data.model.drawn_area import DrawnArea
from geo import crs
from layouts.base import theme
from layouts.base.addresses import below
from layouts.base.classes import Class

# Plotly's traces are drawn below this layer of the map style: rings and names stay on top.
BELOW = "place-rings"
CHOSEN_LINE = 3
CLEAR = "rgba(0,0,0,0)"
LINE = 0.8
THIN = {"color": theme.GREY, "width": LINE}
MOST_POINTS = 2000
WIDEST, NARROWEST = 22, 4
WORLD_PX = 512
FILLED = 0.96  # the share of the map that the borough fills
CHOSEN_SHARE = 0.6  # the share of the map that chosen areas fill, with their neighbours around
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
    drawn: DrawnArea | None = None,
    points: pd.DataFrame | None = None,
    chosen: Extent | None = None,
    outlined: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Any]:
    """Return the wards filled by class, chosen ones with a heavy line, on a map ``height`` px high.

    ``wards`` has code, name, card (the hover text) and chosen; ``placed`` has the index of each
    one's class. ``edition`` names the areas and the address of their shapes. ``extent`` is the
    west, south, east and north of the borough in degrees, ``chosen`` those of the chosen areas, to
    which the map is then fitted. ``drawn`` is outlined, and so are areas of other kinds
    (``outlined``: codes by kind). Street ``points`` are circles on top: see ``circles``.
    """
    marker = {"opacity": 1, "line": _borders(wards["chosen"].to_numpy(bool))}
    areas = filled(outlines(version, edition), wards, classes, placed, marker)
    over = [*([] if drawn is None else [drawn_line(drawn)])]
    over += [outline(version, *each) for each in (outlined or {}).items()]
    over += [] if points is None else [circles(points)]
    return {"data": [areas, *over], "layout": laid_out(version, extent, height, chosen)}


def outlines(version: str, edition: str = "ward") -> str:
    """Return the address of the shapes of an edition of areas."""
    return below(f"/boundaries/{version}/{edition}.geojson")


def filled(
    shapes: str | dict[str, Any],
    areas: pd.DataFrame,
    classes: Sequence[Class],
    placed: Sequence[int],
    marker: dict[str, Any],
) -> dict[str, Any]:
    """Return areas in the colours of their classes, as a trace of a map.

    ``shapes`` are GeoJSON or its address; ``areas`` has code and card (the hover text); ``placed``
    has the index of each one's class; ``marker`` gives their opacity and the line around them.
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
    """Return the wards for ``filled``: code, card (only the name) and chosen (False)."""
    wards = [each for each in domain.areas if each.kind == "ward"]
    return pd.DataFrame(
        {
            "code": [each.code for each in wards],
            "card": [each.name for each in wards],
            "chosen": False,
        }
    )


def laid_out(
    version: str, extent: Extent, height: int, chosen: Extent | None = None
) -> dict[str, Any]:
    """Return the layout of a map that an extent in degrees fills at ``height`` px.

    With an extent of ``chosen`` areas, that extent fills part of the map instead. ``meta`` is for
    ``assets/map_view.js``: both views, and the height at which they fit.
    """
    whole = fitted(extent, height)
    views = {"whole": {**whole, "degreesWide": round(extent[2] - extent[0], 4)}}
    shown = whole
    if chosen and chosen != extent:
        shown = fitted(chosen, height, CHOSEN_SHARE)
        wide = (chosen[2] - chosen[0]) / CHOSEN_SHARE
        views["chosen"] = {**shown, "degreesWide": round(wide, 4)}
    return {
        "map": {"style": below(f"{theme.MAP_STYLE}?v={version}"), **shown},
        # Another choice of areas is another view; otherwise the map stays where it was moved to.
        "uirevision": version if shown is whole else f"{version} {shown}",
        "meta": {"height": height, **views},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
    }


def colour_scale(classes: Sequence[Class]) -> list[list[Any]] | None:
    """Return a scale that gives each class, by its index, its own colour; None without classes."""
    steps = len(classes)
    return [
        [end / steps, each.colour]
        for index, each in enumerate(classes)
        for end in (index, index + 1)
    ] or None


def drawn_line(drawn: DrawnArea) -> dict[str, Any]:
    """Return the outline of a drawn area as a trace of a map."""
    lon, lat = crs.lon_lat(*shapely.get_coordinates(drawn.polygon.exterior).T)
    return {
        "type": "scattermap", "mode": "lines", "lon": lon.round(5).tolist(),
        "lat": lat.round(5).tolist(), "line": {"color": theme.INK, "width": 3},
        "hoverinfo": "skip", "below": BELOW,
    }  # fmt: skip


def outline(version: str, kind: str, codes: Sequence[str]) -> dict[str, Any]:
    """Return a heavy line around wards or places (``kind``) with these codes, as a trace."""
    return {
        "type": "choroplethmap", "geojson": outlines(version, kind), "locations": [*codes],
        "z": [0] * len(codes), "colorscale": [[0, CLEAR], [1, CLEAR]], "showscale": False,
        "marker": {"opacity": 1, "line": {"color": theme.INK, "width": CHOSEN_LINE}},
        "hoverinfo": "skip", "below": BELOW,
    }  # fmt: skip


def _borders(chosen: NDArray[np.bool_]) -> dict[str, Any]:
    """Return a thin line around every ward, a heavy one around those that are chosen."""
    if not chosen.any():
        return THIN
    return {
        "color": np.where(chosen, theme.INK, theme.GREY).tolist(),
        "width": np.where(chosen, CHOSEN_LINE, LINE).tolist(),
    }


def fitted(extent: Extent, height: int, filled: float = FILLED) -> dict[str, Any]:
    """Return the centre and zoom at which an extent in degrees fills a map of ``height`` px.

    ``filled`` is the share of the height or width that the extent takes. MapLibre's world is 512 px
    wide at zoom 0, in Web Mercator. Maps are taken to be at least as wide as high.
    """
    west, south, east, north = extent

    def mercator(lat: float) -> float:
        return log(tan(pi / 4 + radians(lat) / 2)) / (2 * pi)

    share = max((east - west) / 360, mercator(north) - mercator(south), 1e-6)
    zoom = log2(height * filled / (WORLD_PX * share))
    return {
        "center": {"lon": (west + east) / 2, "lat": (south + north) / 2},
        "zoom": round(zoom, 2),
    }


def circles(points: pd.DataFrame) -> dict[str, Any]:
    """Return a circle for each street point, its area in proportion to the count, as a trace.

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
            "size": circle_sizes(shown["n"].to_numpy(), largest),
            "color": theme.SERIES[1],
            "opacity": 0.75,
        },
        "text": shown["card"].tolist(),
        "customdata": shown["ward_code"].tolist(),
        "hovertemplate": "%{text}<extra></extra>",
        "below": BELOW,
    }


def circle_sizes(n: NDArray[np.integer], largest: int) -> list[float]:
    """Return diameters in pixels: areas are in proportion to counts, but for the smallest."""
    return np.maximum(WIDEST * np.sqrt(n / largest), NARROWEST).round(1).tolist()
