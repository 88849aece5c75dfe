"""Small boroughs and incidents for the tests of grids and methods."""

import numpy as np
import shapely
from hypothesis import strategies as st

from geo.points import Points

# Ten by ten cells of 250 m, aligned with the national grid.
WEST, SOUTH, CELL = 470_000.0, 165_000.0, 250.0
TEN = shapely.box(WEST, SOUTH, WEST + 10 * CELL, SOUTH + 10 * CELL)
# The same with a hole of two by two cells in the middle.
HOLED = TEN - shapely.box(WEST + 4 * CELL, SOUTH + 4 * CELL, WEST + 6 * CELL, SOUTH + 6 * CELL)


def centres(*cells: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return the centres of cells, given column and row from the corner of the borough."""
    column, row = np.array(cells, float).reshape(-1, 2).T
    return WEST + (column + 0.5) * CELL, SOUTH + (row + 0.5) * CELL


def scattered(incidents: int, seed: int = 0, hot: int = 0) -> Points:
    """Return random incidents over the ten by ten, and ``hot`` more within 300 m of its middle."""
    rng = np.random.default_rng(seed)
    side = 10 * CELL
    east = np.concatenate([rng.uniform(0, side, incidents), side / 2 + rng.uniform(-300, 300, hot)])
    north = np.concatenate(
        [rng.uniform(0, side, incidents), side / 2 + rng.uniform(-300, 300, hot)]
    )
    return Points(WEST + east, SOUTH + north)


def moved(points: Points, east: float, north: float) -> Points:
    """Return the incidents moved by so many metres."""
    return Points(points.east + east, points.north + north)


def _sides(box: tuple[int, int, int, int]) -> shapely.Polygon:
    x, y, width, height = box
    return shapely.box(x, y, x + width, y + height)


CORNER, LENGTH = st.integers(0, 40), st.integers(1, 40)
BOXES = st.tuples(CORNER, CORNER, LENGTH, LENGTH).map(_sides)
TRIANGLES = (
    st.lists(st.tuples(CORNER, CORNER), min_size=3, max_size=3)
    .map(shapely.Polygon)
    .filter(lambda shape: shape.area > 0)
)
SHAPES = st.lists(BOXES | TRIANGLES, min_size=1, max_size=4).map(shapely.union_all)
# Areas of several parts and with holes; vertices at whole metres are often on a grid line.
AREAS = (
    st.tuples(SHAPES, SHAPES, st.booleans())
    .map(lambda three: three[0] - three[1] if three[2] else three[0])
    .filter(lambda shape: shape.area > 0)
)
