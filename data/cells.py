"""Cells of a grid as people can find them: where each lies, and what to call it."""

from dataclasses import dataclass
from functools import lru_cache

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data import queries
from data.filters import Filters
from data.pack import Pack
from geo import crs
from geo.grid import OUTSIDE, Grid


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of one grid, and the question whose incidents they count."""

    pack: Pack
    filters: Filters
    grid: Grid


def located(cells: Cells, told: pd.DataFrame) -> gpd.GeoDataFrame:
    """These cells in EPSG:4326, each with its ward and its leading street.

    ``told`` has cell and any other columns, which are kept. Added: code (for the map), ward,
    street (of the tier A point with the most incidents in the cell; null where there is none),
    name and geometry, clipped to the borough.
    """
    told = told.reset_index(drop=True)
    number = told["cell"].to_numpy()
    ward = _wards(cells, number)
    street = _streets(cells).reindex(number)
    names = [
        area if not isinstance(place, str) else place if area in place else f"{place}, {area}"
        for place, area in zip(street, ward, strict=True)
    ]
    frame = gpd.GeoDataFrame(
        told.assign(
            code=[f"c{each}" for each in number], ward=ward, street=street.to_numpy(), name=names
        ),
        geometry=cells.grid.shapes(number),
        crs=crs.GRID,
    )
    return crs.to_degrees(frame)


def _wards(cells: Cells, number: np.ndarray) -> list[str]:
    """The ward at the middle of each cell, or the one nearest to it."""
    wards = wards_in_metres(cells.pack)
    centres = shapely.points(cells.grid.x[number], cells.grid.y[number])
    nearest = shapely.STRtree(wards.geometry.to_numpy()).nearest(centres)
    return wards["name"].to_numpy()[nearest].tolist() if len(number) else []


@lru_cache(maxsize=2)
def wards_in_metres(pack: Pack) -> gpd.GeoDataFrame:
    """The current wards in EPSG:27700: code, slug, name."""
    return crs.to_metres(pack.shapes("ward"))


def _streets(cells: Cells) -> pd.Series:
    """The name of the busiest tier A point of each cell that has one, by cell number."""
    points = queries.street_points(cells.pack, cells.filters)
    points = points[points["location"].notna() & (points["location"] != "")]
    east, north = crs.eastings_northings(points["lon"].to_numpy(), points["lat"].to_numpy())
    # Most incidents first, so the first of each cell leads it.
    named = pd.Series(points["location"].to_numpy(), index=cells.grid.cell_of(east, north))
    return named[(named.index != OUTSIDE) & ~named.index.duplicated()]
