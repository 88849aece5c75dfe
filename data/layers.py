"""What the layers of the hotspot map hold: answers as shapes, ready to be drawn."""

from dataclasses import dataclass
from datetime import date

import geopandas as gpd

from geo.clusters import TooFew
from geo.lifecycle import LifeCycles


@dataclass(frozen=True, eq=False)
class Clusters:
    """The cells where incidents gather beyond chance, the surest first, and how many were tested.

    ``cells`` has the columns of ``data.cells`` with around (incidents in it and the squares beside
    it), z, p, q, level (99, 95 or 90), top_share, across (those beside it outside the borough,
    which are in no count) and edge (what is across is not held). ``groups`` has those that touch,
    taken together: see ``data.groups``. With ``too_few`` nothing was tested.
    """

    cells: gpd.GeoDataFrame
    groups: gpd.GeoDataFrame
    tested: int
    cell_m: float
    too_few: TooFew | None


@dataclass(frozen=True, eq=False)
class Density:
    """Bands of density (low, high in incidents per km², geometry) and the peaks, highest first.

    ``peaks`` has the columns of ``data.cells`` with density, lon and lat. Both in EPSG:4326.
    """

    bands: gpd.GeoDataFrame
    peaks: gpd.GeoDataFrame
    bandwidth_m: int
    cell_m: float


@dataclass(frozen=True, eq=False)
class Life:
    """Cells that were hot in some quarter, with their class and their counts by quarter.

    ``cells`` has the columns of ``data.cells`` with life, hot_quarters, and by quarter counts (in
    it and the squares beside it; null where it is not held) and hot (null where it was not
    tested). ``quarters`` are the first months.
    """

    cells: gpd.GeoDataFrame
    quarters: tuple[date, ...]
    answer: LifeCycles
    cell_m: float
