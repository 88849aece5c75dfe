"""Names and shapes for the cells of a grid."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.model.filters import Filters
from data.pack import incidents
from data.pack.cache import per_pack
from data.pack.pack import Pack
from geo import crs
from geo.grid import OUTSIDE, Grid


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of one grid, and the filters of the incidents counted in them."""

    pack: Pack
    filters: Filters
    grid: Grid


def located(cells: Cells, frame: pd.DataFrame) -> gpd.GeoDataFrame:
    """Add ward, street, name and shape to a frame of cells, in EPSG:4326.

    ``frame`` has cell (its number) and any other columns. Added: code (for the map), ward, street
    (of the tier A point with the most incidents in the cell; None where there is none), name and
    geometry, clipped to the borough.
    """
    frame = frame.reset_index(drop=True)
    number = frame["cell"].to_numpy()
    ward = _wards(cells, number)
    street = _streets(cells).reindex(number)
    names = [
        area if not isinstance(road, str) else road if area in road else f"{road}, {area}"
        for road, area in zip(street, ward, strict=True)
    ]
    shapes = gpd.GeoDataFrame(
        frame.assign(
            code=[f"c{each}" for each in number], ward=ward, street=street.to_numpy(), name=names
        ),
        geometry=cells.grid.shapes(number),
        crs=crs.GRID,
    )
    return crs.to_degrees(shapes)


def _wards(cells: Cells, number: np.ndarray) -> list[str]:
    """Return the name of the ward at the centre of each cell, or of the nearest."""
    wards = wards_in_metres(cells.pack)
    centres = shapely.points(cells.grid.x[number], cells.grid.y[number])
    nearest = shapely.STRtree(wards.geometry.to_numpy()).nearest(centres)
    return wards["name"].to_numpy()[nearest].tolist() if len(number) else []


@per_pack(2)
def wards_in_metres(pack: Pack) -> gpd.GeoDataFrame:
    """Return the current wards in EPSG:27700: code, slug, name."""
    return crs.to_metres(pack.shapes("ward"))


def _streets(cells: Cells) -> pd.Series:
    """Return the name of each cell's tier A point with most incidents, by cell number."""
    points = incidents.street_points(cells.pack, cells.filters)
    points = points[points["location"].notna() & (points["location"] != "")]
    east, north = crs.eastings_northings(points["lon"].to_numpy(), points["lat"].to_numpy())
    # Points are sorted by incidents, so the first of each cell is its busiest.
    named = pd.Series(points["location"].to_numpy(), index=cells.grid.cell_of(east, north))
    return named[(named.index != OUTSIDE) & ~named.index.duplicated()]
