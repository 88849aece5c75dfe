"""Kernel density of incidents per square kilometre."""

from math import ceil

import numpy as np
from numpy.typing import NDArray

from geo.crs import Numbers
from geo.grid import Grid

BANDWIDTH_M = 400.0
M2_IN_KM2 = 1_000_000


def quartic(
    east: Numbers, north: Numbers, n: NDArray, grid: Grid, bandwidth_m: float = BANDWIDTH_M
) -> Numbers:
    """Return incidents per km² at the centre of each cell of the grid, by the quartic kernel.

    ``n`` is the number of incidents at each point. The kernel is 3/(πh²)·(1 - d²/h²)² at a
    distance d within the bandwidth h and 0 beyond (Silverman 1986, equation 4.5), the same along
    both axes. Distances are from the points themselves, not from cells. Raises ValueError if the
    bandwidth is less than half the diagonal of a cell, since points in a cell could then be more
    than a bandwidth from every centre.
    """
    cell_m = grid.cell_m
    if bandwidth_m**2 < cell_m**2 / 2:
        raise ValueError(
            f"A bandwidth of {bandwidth_m} m does not reach the corners of cells of {cell_m} m: "
            f"use {ceil(cell_m / 2**0.5)} m or more."
        )
    if not len(grid):
        return np.zeros(0)
    reach = int(bandwidth_m / cell_m + 0.5)
    left, bottom = grid.column.min() - reach, grid.row.min() - reach
    width, height = np.ptp(grid.column) + 2 * reach + 1, np.ptp(grid.row) + 2 * reach + 1
    column = np.floor(np.asarray(east) / cell_m).astype(np.intp) - left
    row = np.floor(np.asarray(north) / cell_m).astype(np.intp) - bottom
    close = (column >= 0) & (column < width) & (row >= 0) & (row < height)
    # Empty cells around the array, so that no step leads out of it.
    plane = np.zeros((height + 2 * reach, width + 2 * reach))
    stride = plane.shape[1]
    at = ((row + reach) * stride + column + reach)[close]
    order = np.argsort(at, kind="stable")  # access to memory in order is faster
    at, root = at[order], np.sqrt(np.asarray(n, float)[close][order])
    x, y = ((axis[close][order] / cell_m) % 1 - 0.5 for axis in (east, north))
    # The two parts are multiplied by the root of n, because their difference is squared below.
    share, flat, scale = np.empty(len(at)), plane.ravel(), (cell_m / bandwidth_m) ** 2
    across_part = {step: root * (1 - scale * (x - step) ** 2) for step in range(-reach, reach + 1)}
    up_part = {step: root * scale * (y - step) ** 2 for step in range(-reach, reach + 1)}
    for across, up in _steps(reach, bandwidth_m / cell_m):
        np.subtract(across_part[across], up_part[up], out=share)
        np.maximum(share, 0, out=share)
        np.multiply(share, share, out=share)
        np.add.at(flat, at + (up * stride + across), share)
    found = plane[grid.row - bottom + reach, grid.column - left + reach]
    return found * (3 / (np.pi * bandwidth_m**2) * M2_IN_KM2)


def _steps(reach: int, cells: float) -> list[tuple[int, int]]:
    """Return the steps (columns, rows) from the cell of a point to cells it may contribute to.

    The centre of such a cell may be within ``cells``, the bandwidth in cells, of the point.
    """
    span = range(-reach, reach + 1)
    return [
        (across, up)
        for across in span
        for up in span
        if max(abs(across) - 0.5, 0) ** 2 + max(abs(up) - 0.5, 0) ** 2 < cells**2
    ]
