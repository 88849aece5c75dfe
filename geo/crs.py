"""Conversion between degrees and metres.

Distances and areas are computed on the British National Grid (EPSG:27700, metres); files and maps
use longitude and latitude (EPSG:4326, degrees).
"""

from functools import cache

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

GRID = "EPSG:27700"
DEGREES = "EPSG:4326"
# Great Britain with its islands, without the North Sea oil fields.
LON_RANGE = (-8.7, 1.8)
LAT_RANGE = (49.8, 60.9)

Numbers = NDArray[np.float64]


def eastings_northings(lon: Numbers, lat: Numbers) -> tuple[Numbers, Numbers]:
    """Return eastings and northings in metres (EPSG:27700) of points in degrees."""
    east, north = _transformer().transform(lon, lat)
    return np.asarray(east), np.asarray(north)


def lon_lat(east: Numbers, north: Numbers) -> tuple[Numbers, Numbers]:
    """Return longitude and latitude in degrees (EPSG:4326) of points in metres."""
    lon, lat = _transformer().transform(east, north, direction="INVERSE")
    return np.asarray(lon), np.asarray(lat)


def in_great_britain(lon: Numbers, lat: Numbers) -> NDArray[np.bool_]:
    """Return whether each point in degrees is in the bounding box of Great Britain."""
    return (
        (lon >= LON_RANGE[0]) & (lon <= LON_RANGE[1])
        & (lat >= LAT_RANGE[0]) & (lat <= LAT_RANGE[1])
    )  # fmt: skip


def to_metres(shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the shapes in EPSG:27700, metres."""
    return shapes.to_crs(GRID)


def to_degrees(shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the shapes in EPSG:4326, degrees."""
    return shapes.to_crs(DEGREES)


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs(DEGREES, GRID, always_xy=True)
