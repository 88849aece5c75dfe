"""Significant clusters: the local statistic Gi* of Getis and Ord with exact p-values.

Getis and Ord 1992, Ord and Getis 1995: the statistic with the cell itself and binary weights.
Anselin 1995: the conditional permutation null hypothesis.
"""

from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from geo.crs import Numbers

Whole = NDArray[np.intp]

LEAST_INCIDENTS = 60
LEAST_OCCUPIED = 30
# The largest adjusted p-value of each level of confidence, in per cent.
LEVELS = {99: 0.01, 95: 0.05, 90: 0.10}
NO_LEVEL = 0


@dataclass(frozen=True)
class TooFew:
    """Why no cell was tested: the number of incidents and occupied cells, and the minimum of each.

    There are fewer incidents, or fewer occupied cells, than the minimum.
    """

    incidents: int
    occupied: int
    least_incidents: int = LEAST_INCIDENTS
    least_occupied: int = LEAST_OCCUPIED


def too_few(counts: Whole) -> TooFew | None:
    """Return the reason if there are too few incidents or occupied cells to test, else None."""
    incidents, occupied = int(counts.sum()), int(np.count_nonzero(counts))
    enough = incidents >= LEAST_INCIDENTS and occupied >= LEAST_OCCUPIED
    return None if enough else TooFew(incidents, occupied)


def z_scores(counts: Whole, neighbours: sparse.csr_array) -> Numbers:
    """Return Gi* of each cell: its neighbourhood's sum less the expected sum, over its deviation.

    ``neighbours`` has a one for each pair of neighbours and for each cell with itself. NaN where
    the sum cannot vary: all cells are equal, or the neighbourhood is the whole grid.
    """
    cells = len(counts)
    size = np.diff(neighbours.indptr)
    mean = counts.mean() if cells else 0.0
    variance = (counts.astype(float) ** 2).mean() - mean**2 if cells else 0.0
    spread = np.sqrt(variance * size * (cells - size) / max(cells - 1, 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(spread > 0, (neighbours @ counts - size * mean) / spread, np.nan)


def p_values(counts: Whole, neighbours: sparse.csr_array) -> Numbers:
    """Return the exact upper-tail p-value of each cell under conditional permutation.

    The cell keeps its own count, and its k neighbours are any k of the other cells, all sets
    equally likely (Anselin 1995). The p-value is the share of sets that hold at least as many
    incidents as the neighbours do. It is never 0, since their own set is one of them.

    The sets of k cells without a given cell are all sets of k, less the sets of k - 1 other cells
    to which this cell is added. Repeated for k - 1 and so on, this is an alternating sum over sets
    of all cells. The absolute error of the p-value is under 1e-12.
    """
    others = np.diff(neighbours.indptr) - 1
    around = neighbours @ counts - counts
    tested = np.flatnonzero(around)  # for the others p is 1: every set holds 0 or more
    own, k, least = counts[tested], others[tested], around[tested]
    most = int(others.max(initial=0))
    sets = sets_reaching(counts, most, int(around.max(initial=0)))
    reaching = sets[k, least]
    for taken in range(1, most + 1):
        part = sets[np.maximum(k - taken, 0), np.maximum(least - taken * own, 0)]
        reaching += np.where(k >= taken, (-1) ** taken * part, 0)
    possible = np.array([float(comb(len(counts) - 1, size)) for size in range(most + 1)])[k]
    p = np.ones(len(counts))
    p[tested] = np.clip(reaching, 1, possible) / possible
    return p


def sets_reaching(counts: Whole, most: int, top: int) -> Numbers:
    """Return how many sets of k cells (row) hold at least s incidents (column).

    k runs from 0 to ``most`` and s from 0 to ``top``. The distinct counts are added one by one,
    ascending: of m cells with v incidents each, i can be taken in C(m, i) ways, and the other
    k - i cells have to hold at least s - i·v. No term is negative, so the relative error is under
    1e-12.
    """
    sets = np.zeros((most + 1, top + 1))
    sets[0, 0] = 1
    for value, cells in zip(*map(np.ndarray.tolist, np.unique_counts(counts)), strict=True):
        width = min(most * value, top) + 1  # no set reaches more yet
        before = sets[:, :width].copy()
        for taken in range(1, min(cells, most) + 1):
            shift = min(taken * value, width)
            ways = float(comb(cells, taken)) * before[: most + 1 - taken]
            sets[taken:, :shift] += ways[:, :1]
            sets[taken:, shift:width] += ways[:, : width - shift]
    return sets


def levels(q: Numbers) -> NDArray[np.int8]:
    """Return the confidence of each cell: 99, 95 or 90 per cent, or 0 for none."""
    found = np.full(len(q), NO_LEVEL, np.int8)
    for level in sorted(LEVELS):
        found[q <= LEVELS[level]] = level
    return found
