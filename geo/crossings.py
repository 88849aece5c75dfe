"""Rasterise an outline: the squares it passes through, and those with their centre inside.

A square overlaps an area if the outline passes through its interior or the area contains it. The
second is tested at its centre, so both need only arithmetic on the vertices of the outline.
"""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.crs import Numbers

Pairs = NDArray[np.intp]

# The largest rounding error, as a fraction of a square's side.
ROUNDING = 1e-9


def crossed(area: BaseGeometry, cell_m: float) -> Pairs:
    """Return column and row of each square whose interior the outline passes through, once."""
    start, end = _edges(area)
    start, end = start / cell_m, end / cell_m
    # Each edge is cut at every grid line, so that each piece lies in one square.
    cuts = [_meetings(start[:, axis], end[:, axis]) for axis in (0, 1)]
    ends = np.arange(len(start))
    edge = np.concatenate([ends, ends, *(edge for edge, _along in cuts)])
    along = np.concatenate(
        [np.zeros(len(ends)), np.ones(len(ends)), *(along for _edge, along in cuts)]
    )
    order = np.lexsort((along, edge))
    edge, along = edge[order], along[order]
    same = (edge[1:] == edge[:-1]) & (along[1:] > along[:-1])
    edge, middle = edge[:-1][same], (along[:-1] + along[1:])[same] / 2
    at = start[edge] + middle[:, None] * (end - start)[edge]
    # A piece along a grid line, within rounding error, is in no interior.
    inside = (np.abs(at - np.round(at)) > ROUNDING).all(axis=1)
    return np.unique(np.floor(at[inside]).astype(np.intp), axis=0)


def covered(area: BaseGeometry, cell_m: float) -> Pairs:
    """Return column and row of each square whose centre lies inside the area (even-odd rule)."""
    start, end = (each / cell_m - 0.5 for each in _edges(area))
    # Rows of centres are now at whole numbers. An edge crosses those from its lower end, inclusive,
    # to its upper end, exclusive, so that a vertex shared by two edges counts once.
    low, high = (np.ceil(part(start[:, 1], end[:, 1])) for part in (np.minimum, np.maximum))
    edge, row = _spread(low, high)
    rise = (row - start[edge, 1]) / (end[edge, 1] - start[edge, 1])
    column = np.ceil(start[edge, 0] + rise * (end[edge, 0] - start[edge, 0])).astype(np.intp)
    order = np.lexsort((column, row))
    row, column = row[order].astype(np.intp), column[order]
    # Along a row, crossings come in pairs: into the area and out of it.
    pair, found = _spread(column[::2], column[1::2])
    return np.column_stack([found.astype(np.intp), row[::2][pair]])


def _edges(area: BaseGeometry) -> tuple[Numbers, Numbers]:
    """Return both ends of every edge of the outline, including holes."""
    points, ring = shapely.get_coordinates(
        shapely.get_parts(shapely.get_rings(shapely.get_parts(area))), return_index=True
    )
    joined = ring[1:] == ring[:-1]
    return points[:-1][joined], points[1:][joined]


def _meetings(start: Numbers, end: Numbers) -> tuple[NDArray[np.intp], Numbers]:
    """Return where edges (one coordinate of both ends) cross whole numbers between their ends.

    Returned are the edge of each crossing, and its position as a fraction of the edge's length.
    """
    low, high = np.minimum(start, end), np.maximum(start, end)
    edge, line = _spread(np.floor(low) + 1, np.ceil(high))
    return edge, (line - start[edge]) / (end[edge] - start[edge])


def _spread(low: NDArray, high: NDArray) -> tuple[NDArray[np.intp], Numbers]:
    """Return the whole numbers from each low, inclusive, to its high, exclusive.

    Two arrays: the index of the pair (low, high), and the number.
    """
    sizes = np.maximum(high - low, 0).astype(np.intp)
    which = np.repeat(np.arange(len(sizes)), sizes)
    first = np.repeat(np.cumsum(sizes) - sizes, sizes)
    return which, np.asarray(low, float)[which] + (np.arange(len(which)) - first)
