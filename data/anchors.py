"""The street points of a pack, to tell whether a drawn area would single one of them out."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

# As few points as a count of tier B types may stand for.
FEWEST = 3


@dataclass(frozen=True, eq=False)
class Anchors:
    """Every point that incidents of any type and month are plotted at, in metres (EPSG:27700)."""

    east: NDArray[np.float64]
    north: NDArray[np.float64]

    def too_few_in(self, area: shapely.Polygon) -> bool:
        """Whether so few points lie in an area (EPSG:27700) that a count is as good as a point."""
        shapely.prepare(area)
        return int(shapely.intersects_xy(area, self.east, self.north).sum()) < FEWEST
