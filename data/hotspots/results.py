"""Results of the layers of the hotspot map."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

import geopandas as gpd
import shapely

from geo.getis_ord import TooFew
from geo.lifecycle import TooFewQuarters

Level = Literal[99, 95, 90]
# The least confidence, in per cent, of a cluster that is beyond chance.
SURE = 95
LifeClass = Literal["persistent", "emerging", "intermittent", "former"]


class ClusterRow(NamedTuple):
    """A significant cell: its incidents ``n``, and ``around`` with those of its neighbours.

    ``across`` counts neighbouring incidents outside the borough, which are in no other count;
    ``edge`` is true where these are unknown. ``top_share`` is the share of its largest point (None
    without incidents), ``level`` the confidence in per cent.
    """

    cell: int
    name: str
    level: Level
    n: int
    around: int
    across: int
    edge: bool
    top_share: float | None
    z: float
    q: float


class GroupRow(NamedTuple):
    """A cluster: adjacent significant cells with the incidents ``n`` in all its ``squares``.

    ``name`` is that of the named place nearby, whose own incidents are ``place_n``; or that of a
    street or ward, with ``place_n`` None. ``across`` counts incidents outside the borough in and
    beside its squares. ``touches``: whether it overlaps the areas of the filters.
    """

    name: str
    squares: int
    n: int
    place_n: int | None
    across: int
    cells: tuple[int, ...]
    touches: bool
    geometry: shapely.Geometry

    @property
    def abroad(self) -> bool:
        """Whether it has more incidents outside the borough (``across``) than inside (``n``)."""
        return self.across > self.n


class BandRow(NamedTuple):
    """A band of density, in incidents per km²."""

    low: float
    high: float


class PeakRow(NamedTuple):
    """A peak of density, in incidents per km²."""

    name: str
    ward: str
    density: float
    lon: float
    lat: float


class LifeRow(NamedTuple):
    """A hotspot over the quarters: adjacent cells, each hot in two quarters or more.

    By quarter: ``counts`` (None where a month is missing) and ``hot``, whether any of its cells was
    (None where not tested).
    """

    name: str
    ward: str
    life: LifeClass
    hot_quarters: int
    squares: int
    counts: tuple[int | None, ...]
    hot: tuple[bool | None, ...]
    touches: bool
    geometry: shapely.Geometry


@dataclass(frozen=True, eq=False)
class Clusters:
    """The cells with significantly many incidents, most significant first, and the number tested.

    ``cells`` has the columns of ``data.hotspots.cells`` and of ``ClusterRow``; ``groups``
    (``GroupRow``) has the clusters of the cells at 95 % or above, or of all cells where there are
    none. Both are in EPSG:4326. With ``too_few`` nothing was tested.
    """

    cells: gpd.GeoDataFrame
    groups: gpd.GeoDataFrame
    tested: int
    cell_m: float
    too_few: TooFew | None

    @property
    def is_sure(self) -> bool:
        """Whether any cell is significant at 95 % or above, and so every cluster."""
        return bool((self.cells["level"] >= SURE).any())


@dataclass(frozen=True, eq=False)
class Density:
    """Bands of density (``BandRow`` and geometry) and the peaks (``PeakRow``), highest first.

    Both are in EPSG:4326. ``incidents`` is the number of matching incidents in the borough.
    """

    bands: gpd.GeoDataFrame
    peaks: gpd.GeoDataFrame
    bandwidth_m: int
    cell_m: float
    incidents: int


@dataclass(frozen=True, eq=False)
class Life:
    """The hotspots over the quarters (``LifeRow``, EPSG:4326), longest hot first.

    ``quarters`` are their first months; ``complete`` says whether each has all its data and
    ``assessed`` whether it was tested. With ``too_few`` there are no hotspots.
    """

    hotspots: gpd.GeoDataFrame
    quarters: tuple[date, ...]
    complete: tuple[bool, ...]
    assessed: tuple[bool, ...]
    cell_m: float
    too_few: TooFewQuarters | None
