"""Incidents as points on the British National Grid (EPSG:27700, metres)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.crs import Numbers


@dataclass(frozen=True, eq=False)
class Points:
    """Incidents inside the study area, one point each, and those up to 1 km outside if known.

    Incidents outside are used for the surroundings of cells at the border and never counted. None
    means unknown; empty arrays mean that there were none.
    """

    east: Numbers
    north: Numbers
    near_east: Numbers | None = None
    near_north: Numbers | None = None

    def __len__(self) -> int:
        return len(self.east)

    @property
    def everywhere(self) -> tuple[Numbers, Numbers]:
        """Eastings and northings of all incidents, including those outside."""
        if self.near_east is None or self.near_north is None:
            return self.east, self.north
        return (
            np.concatenate([self.east, self.near_east]),
            np.concatenate([self.north, self.near_north]),
        )


def anchors(east: Numbers, north: Numbers) -> tuple[Numbers, Numbers, NDArray[np.intp]]:
    """Return the distinct points, by easting and northing, as arrays: east, north, incidents.

    Publishers move incidents to a fixed list of points, so that many share one.
    """
    # Complex numbers sort faster than pairs.
    points, n = np.unique(np.asarray(east) + 1j * np.asarray(north), return_counts=True)
    return points.real, points.imag, n
