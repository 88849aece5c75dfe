"""Kernel density: how many incidents a square kilometre has around each cell."""

import numpy as np
from numpy.typing import NDArray

from geo.crs import Numbers
from geo.grid import Grid

BANDWIDTH_M = 400.0
LEAST_BANDWIDTH_M, MOST_BANDWIDTH_M = 200.0, 800.0
M2_IN_KM2 = 1_000_000


def quartic(
    east: Numbers, north: Numbers, n: NDArray, grid: Grid, bandwidth_m: float = BANDWIDTH_M
) -> Numbers:
    """Incidents per km² at the centre of each cell of the grid, by the quartic kernel.

    ``n`` incidents lie at each point. An incident counts 3/(πh²)·(1 - d²/h²)² at a distance d
    within the bandwidth h and nothing beyond it (Silverman 1986, equation 4.5). The same bandwidth
    goes for both axes. The distance is that of the point itself: nothing is moved to a cell first.
    Raises ValueError where the bandwidth is so narrow that a cell's centre would miss points in it.
    """
    cell_m = grid.cell_m
    if bandwidth_m**2 < cell_m**2 / 2:
        raise ValueError(f"{bandwidth_m} m does not reach the corners of cells of {cell_m} m.")
    if not len(grid):
        return np.zeros(0)
    reach = int(bandwidth_m / cell_m + 0.5)
    left, bottom = grid.column.min() - reach, grid.row.min() - reach
    width, height = np.ptp(grid.column) + 2 * reach + 1, np.ptp(grid.row) + 2 * reach + 1
    column = np.floor(np.asarray(east) / cell_m).astype(np.intp) - left
    row = np.floor(np.asarray(north) / cell_m).astype(np.intp) - bottom
    close = (column >= 0) & (column < width) & (row >= 0) & (row < height)
    # A margin of cells that nobody asks for, so that no step leads out of the plane.
    plane = np.zeros((height + 2 * reach, width + 2 * reach))
    stride = plane.shape[1]
    at = ((row + reach) * stride + column + reach)[close]
    order = np.argsort(at, kind="stable")  # near on the ground, near in memory: faster
    at, root = at[order], np.sqrt(np.asarray(n, float)[close][order])
    x, y = ((axis[close][order] / cell_m) % 1 - 0.5 for axis in (east, north))
    # With the root of n multiplied in, the square of what is left is the incident's share.
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
    """Every step from a cell to one whose centre may lie within so many cells of a point in it."""
    span = range(-reach, reach + 1)
    return [
        (across, up)
        for across in span
        for up in span
        if max(abs(across) - 0.5, 0) ** 2 + max(abs(up) - 0.5, 0) ** 2 < cells**2
    ]
