"""Equal square cells over a study area, on the British National Grid (EPSG:27700, metres)."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import sparse
from shapely.geometry.base import BaseGeometry

from geo import crossings
from geo.crs import Numbers

Cells = NDArray[np.intp]

OUTSIDE = -1
# The study area is cut into tiles of this many cells a side, and each cell is clipped to its tile:
# a tile has fewer vertices of the outline than the whole area.
TILE = 16
STEPS = [(across, up) for up in (-1, 0, 1) for across in (-1, 0, 1)]


@dataclass(frozen=True, eq=False)
class Grid:
    """Square cells numbered from 0, row by row from the south-west.

    ``column`` and ``row`` count cells from the origin of the national grid, so that a location is
    always in the same cell. ``whole`` marks the cells that lie wholly within ``area``; the others
    may be cut by its outline.
    """

    cell_m: float
    column: Cells
    row: Cells
    area: BaseGeometry
    whole: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.column)

    @cached_property
    def x(self) -> Numbers:
        """Eastings of the cell centres in metres."""
        return self.column.astype(float) * self.cell_m + self.cell_m / 2

    @cached_property
    def y(self) -> Numbers:
        """Northings of the cell centres in metres."""
        return self.row.astype(float) * self.cell_m + self.cell_m / 2

    @cached_property
    def area_m2(self) -> Numbers:
        """Square metres of each cell within the study area."""
        found = np.full(len(self), float(self.cell_m) ** 2)
        found[~self.whole] = shapely.area(self.shapes(np.flatnonzero(~self.whole)))
        return found

    @cached_property
    def polygons(self) -> NDArray[np.object_]:
        """Every cell clipped to the study area; for a few cells, ``shapes`` is faster."""
        return self.shapes(np.arange(len(self)))

    def shapes(self, cells: Cells) -> NDArray[np.object_]:
        """Return these cells as shapes (EPSG:27700), clipped to the study area."""
        found = _boxes(self.column[cells], self.row[cells], self.cell_m)
        cut = ~self.whole[cells]
        corners = np.column_stack([self.column[cells[cut]], self.row[cells[cut]]]) // TILE
        tiles, tile = np.unique(corners, axis=0, return_inverse=True)
        pieces = shapely.intersection(
            self.area, _boxes(tiles[:, 0], tiles[:, 1], TILE * self.cell_m)
        )
        found[cut] = shapely.intersection(pieces[tile.ravel()], found[cut])
        return found

    def cell_of(self, east: Numbers, north: Numbers) -> Cells:
        """Return the number of the cell that contains each point (metres); -1 for none.

        A cell includes its western and southern edges. A point on the outermost eastern or
        northern edge of the grid is in the cell before it, so that no point of the area is lost.
        """
        across, up = np.asarray(east) / self.cell_m, np.asarray(north) / self.cell_m
        found = self.numbered(np.floor(across), np.floor(up))
        for right, top in ((True, False), (False, True), (True, True)):
            lost = np.flatnonzero(found == OUTSIDE)
            column = np.ceil(across[lost]) - 1 if right else np.floor(across[lost])
            row = np.ceil(up[lost]) - 1 if top else np.floor(up[lost])
            found[lost] = self.numbered(column, row)
        return found

    def numbered(self, column: NDArray, row: NDArray) -> Cells:
        """Return the number of the cell at each column and row; -1 for none."""
        table, (left, bottom) = self._table
        across = np.clip(np.asarray(column) - left, 0, table.shape[1] - 1).astype(np.intp)
        up = np.clip(np.asarray(row) - bottom, 0, table.shape[0] - 1).astype(np.intp)
        return table[up, across].astype(np.intp)

    def counts(self, east: Numbers, north: Numbers) -> Cells:
        """Return the number of points in each cell; points outside the grid are left out."""
        cell = self.cell_of(east, north)
        return np.bincount(cell[cell != OUTSIDE], minlength=len(self))

    def within(self, shape: BaseGeometry) -> Cells:
        """Return the numbers of the cells whose centres lie inside a shape (EPSG:27700)."""
        if shape.is_empty:
            return np.zeros(0, np.intp)
        left, bottom, right, top = (np.array(shape.bounds) // self.cell_m).astype(int)
        columns, rows = np.meshgrid(np.arange(left, right + 1), np.arange(bottom, top + 1))
        cells = self.numbered(columns.ravel(), rows.ravel())
        cells = cells[cells != OUTSIDE]
        return cells[shapely.contains_xy(shape, self.x[cells], self.y[cells])]

    @cached_property
    def neighbours(self) -> sparse.csr_array:
        """The matrix of ones for cells that share an edge or a corner, and for each with itself.

        Queen's contiguity with self: all cells whose centres are within cell × √2.
        """
        beside = np.column_stack([self._beside(*step) for step in STEPS])
        exists = beside != OUTSIDE
        ends = np.concatenate([[0], np.cumsum(exists.sum(axis=1))])
        cells = beside[exists]
        return sparse.csr_array(
            (np.ones(len(cells), np.int64), cells, ends), shape=(len(self), len(self))
        )

    @cached_property
    def wider(self) -> "Grid":
        """This grid with one more ring of cells around it and in its holes, numbered last.

        The cells of the ring are outside the study area, so their area is 0.
        """
        missing = [self._beside(*step) == OUTSIDE for step in STEPS]
        around = [
            (self.column[gone] + across, self.row[gone] + up)
            for (across, up), gone in zip(STEPS, missing, strict=True)
        ]
        row, column = np.unique(
            np.column_stack([np.concatenate([each[at] for each in around]) for at in (1, 0)]),
            axis=0,
        ).T
        return Grid(
            cell_m=self.cell_m,
            column=np.concatenate([self.column, column]),
            row=np.concatenate([self.row, row]),
            area=self.area,
            whole=np.concatenate([self.whole, np.zeros(len(column), bool)]),
        )

    @cached_property
    def bordering(self) -> NDArray[np.bool_]:
        """Whether each cell touches ground outside the study area."""
        degree = np.diff(self.neighbours.indptr)
        return ~self.whole | (degree < len(STEPS))

    @cached_property
    def _table(self) -> tuple[NDArray[np.int32], tuple[int, int]]:
        """Cell numbers by row and column with a margin of one, and its first column and row."""
        if not len(self):
            return np.full((1, 1), OUTSIDE, np.int32), (0, 0)
        left, bottom = int(self.column.min()) - 1, int(self.row.min()) - 1
        shape = (int(self.row.max()) - bottom + 2, int(self.column.max()) - left + 2)
        table = np.full(shape, OUTSIDE, np.int32)
        table[self.row - bottom, self.column - left] = np.arange(len(self))
        return table, (left, bottom)

    def _beside(self, across: int, up: int) -> Cells:
        """Return the number of the cell so many columns and rows from each cell; -1 for none."""
        table, (left, bottom) = self._table
        return table[self.row - bottom + up, self.column - left + across].astype(np.intp)


def squares(area: BaseGeometry, cell_m: float) -> Grid:
    """Return the grid of square cells that overlap the area (EPSG:27700).

    Cell edges are at multiples of ``cell_m`` from the origin of the national grid, so a borough
    always has the same cells.
    """
    crossed = crossings.crossed(area, cell_m)
    covered = crossings.covered(area, cell_m)
    both = np.concatenate([crossed, covered])
    if not len(both):
        empty = np.zeros(0, np.intp)
        return Grid(cell_m, empty, empty, area, np.zeros(0, bool))
    left, bottom = both.min(axis=0)
    right, top = both.max(axis=0)
    kind = np.zeros((top - bottom + 1, right - left + 1), np.int8)
    kind[covered[:, 1] - bottom, covered[:, 0] - left] = 1
    kind[crossed[:, 1] - bottom, crossed[:, 0] - left] = 2
    row, column = np.nonzero(kind)
    return Grid(cell_m, column + left, row + bottom, area, kind[row, column] == 1)


def _boxes(column: Cells, row: Cells, side: float) -> NDArray[np.object_]:
    x, y = column * side, row * side
    return shapely.box(x, y, x + side, y + side)
