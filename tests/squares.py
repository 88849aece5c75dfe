"""Squares and kernels again in plain Python, from the incidents of the files."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

import numpy as np
import shapely
from pyproj import Transformer

from tests.oracles import Incident

TO_METRES = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
Square = tuple[int, int]


@cache
def metres(lon: float, lat: float) -> tuple[float, float]:
    return TO_METRES.transform(lon, lat)


def points(incidents: Iterable[Incident]) -> list[tuple[float, float]]:
    return [metres(each.lon, each.lat) for each in incidents]


def counted(incidents: Iterable[Incident], side: int) -> Counter[Square]:
    """Return the number of incidents in each square of this side (metres), by column and row."""
    return Counter((int(x // side), int(y // side)) for x, y in points(incidents))


def around(counts: Counter[Square], square: Square) -> int:
    column, row = square
    return sum(counts[column + a, row + b] for a in (-1, 0, 1) for b in (-1, 0, 1))


def square_of(shape: shapely.Geometry, side: int) -> Square:
    """The column and row of a cell, from its shape in degrees."""
    inside = shapely.transform(
        shape, lambda xy: np.column_stack(TO_METRES.transform(xy[:, 0], xy[:, 1]))
    ).representative_point()
    return int(inside.x // side), int(inside.y // side)


def touching(squares: Iterable[Square]) -> list[set[Square]]:
    """Return groups of squares that touch at an edge or a corner."""
    left, groups = {*squares}, []
    while left:
        group, ahead = set(), [left.pop()]
        while ahead:
            column, row = ahead.pop()
            group.add((column, row))
            near = {(column + a, row + b) for a in (-1, 0, 1) for b in (-1, 0, 1)} & left
            left -= near
            ahead += near
        groups.append(group)
    return groups


def with_what_it_encloses(group: set[Square]) -> set[Square]:
    """Return the squares and those that they enclose."""
    left, right = min(c for c, _r in group) - 1, max(c for c, _r in group) + 1
    bottom, top = min(r for _c, r in group) - 1, max(r for _c, r in group) + 1
    out, ahead = {(left, bottom)}, [(left, bottom)]
    while ahead:
        c, r = ahead.pop()
        for step in ((c + 1, r), (c - 1, r), (c, r + 1), (c, r - 1)):
            inside = left <= step[0] <= right and bottom <= step[1] <= top
            if inside and step not in out and step not in group:
                out.add(step)
                ahead.append(step)
    box = {(c, r) for c in range(left, right + 1) for r in range(bottom, top + 1)}
    return box - out


def kernel(at: np.ndarray, incidents: list[tuple[float, float]], bandwidth: float) -> np.ndarray:
    """Return incidents per km² at each place: the sum of quartic kernels."""
    total = np.zeros(len(at))
    for (x, y), n in Counter(incidents).items():
        squared = ((at[:, 0] - x) ** 2 + (at[:, 1] - y) ** 2) / bandwidth**2
        total += n * np.where(squared < 1, (1 - squared) ** 2, 0)
    return total * 3 / (np.pi * bandwidth**2) * 1e6
