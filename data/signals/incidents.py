"""The incidents that are searched: counts by street point, type and month, and the areas."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial import KDTree

from data.model.crime_types import BY_ID, CRIME_TYPES, DEFAULT_CHOICE, OFFENCES

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
RADIUS_M = 250
TYPES = tuple(each.id for each in CRIME_TYPES)
# What an area is searched for: each type, and all crime together.
CHOICES = (*TYPES, DEFAULT_CHOICE)
# What the surroundings of a street point are searched for: types that may be shown there.
AT_STREETS = tuple(each for each in TYPES if BY_ID[each].tier == "A")


@dataclass(frozen=True, eq=False)
class Incidents:
    """Counts (points × types × months) of held months, and the points of each area.

    ``points`` has one row for each street point: easting, northing (metres, EPSG:27700), lon, lat,
    ward_code, location (None where no name may be shown). ``areas`` has a row for each street point
    of each area: kind (ward or place), code and point (its row number in ``points``).
    """

    months: tuple[date, ...]
    counts: NDArray[np.int32]
    points: pd.DataFrame
    areas: pd.DataFrame

    @classmethod
    def of(
        cls,
        points: pd.DataFrame,
        counts: pd.DataFrame,
        areas: pd.DataFrame,
        months: tuple[date, ...],
    ) -> "Incidents":
        """Return the incidents of the queries in ``sql/signals`` in the months held."""
        found = np.zeros((len(points), len(TYPES), len(months)), dtype=np.int32)
        month = pd.DatetimeIndex(months).get_indexer(pd.DatetimeIndex(counts["month"]))
        kind = pd.Index(TYPES).get_indexer(pd.Index(counts["crime_type"]))
        found[counts["point"].to_numpy(), kind, month] = counts["n"].to_numpy()
        return cls(months, found, points, areas)

    def within(self, span: Collection[date]) -> Flags:
        """Return, for each of the held months, whether it is in a span."""
        return np.array([each in span for each in self.months])

    def by_type(self, span: tuple[date, ...]) -> NDArray[np.int32]:
        """Return the counts of some months by point and type; kept for each span."""
        if span not in self._by_type:
            self._by_type[span] = self.counts @ self.within(span).astype(np.int32)
        return self._by_type[span]

    @cached_property
    def _by_type(self) -> dict[tuple[date, ...], NDArray[np.int32]]:
        return {}

    def over(self, span: tuple[date, ...]) -> Integers:
        """Return the counts of some months by point and choice: each type, then all crime."""
        by_type = self.by_type(span).astype(np.int64)
        crimes = by_type[:, [TYPES.index(each) for each in OFFENCES]].sum(1, keepdims=True)
        return np.hstack([by_type, crimes])

    @cached_property
    def units(self) -> pd.DataFrame:
        """Wards, places and street points, in the order of ``inside``: kind, code, point.

        ``point`` is -1 for wards and places, ``code`` blank for street points.
        """
        named = self.areas[["kind", "code"]].drop_duplicates().assign(point=-1)
        streets = pd.DataFrame({"kind": "street", "code": "", "point": range(len(self.points))})
        return pd.concat([named, streets], ignore_index=True)

    @cached_property
    def inside(self) -> sparse.csr_array:
        """Which points (columns) each unit (row) has; a street point has those within 250 m."""
        named = self.areas.groupby(["kind", "code"], sort=False).ngroup().to_numpy()
        n = len(self.points)
        tree = KDTree(self.points[["easting", "northing"]].to_numpy())
        near = tree.query_pairs(RADIUS_M, output_type="ndarray")
        centre = np.concatenate([near[:, 0], near[:, 1], np.arange(n)])
        point = np.concatenate([near[:, 1], near[:, 0], np.arange(n)])
        rows = np.concatenate([named, centre + len(self.units) - n])
        columns = np.concatenate([self.areas["point"].to_numpy(), point])
        shape = (len(self.units), n)
        return sparse.csr_array((np.ones(len(rows), np.int64), (rows, columns)), shape=shape)
