"""Significant clusters: the local statistic Gi* of Getis and Ord, with chance worked out by lot.

Getis and Ord 1992, Ord and Getis 1995: the statistic with the cell itself and binary weights.
Anselin 1995: conditional permutation. Benjamini and Hochberg 1995: the false discovery rate.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from geo.crs import Numbers

Whole = NDArray[np.intp]

DRAWS = 99_999
SEED = 0
LEAST_INCIDENTS = 60
LEAST_OCCUPIED = 30
# The largest adjusted p-value of each level of confidence, in per cent.
LEVELS = {99: 0.01, 95: 0.05, 90: 0.10}
NO_LEVEL = 0


@dataclass(frozen=True)
class TooFew:
    """Why nothing was tested: so many incidents in so many cells, and the least that it takes."""

    incidents: int
    occupied: int
    least_incidents: int = LEAST_INCIDENTS
    least_occupied: int = LEAST_OCCUPIED


def too_few(counts: Whole) -> TooFew | None:
    """The reason if there are too few incidents, or occupied cells, to look for clusters."""
    incidents, occupied = int(counts.sum()), int(np.count_nonzero(counts))
    enough = incidents >= LEAST_INCIDENTS and occupied >= LEAST_OCCUPIED
    return None if enough else TooFew(incidents, occupied)


def z_scores(counts: Whole, neighbours: sparse.csr_array) -> Numbers:
    """Gi* of each cell: its neighbourhood's sum less the mean, in standard deviations.

    ``neighbours`` has a one for each pair of neighbours and for each cell with itself. NaN where
    nothing varies: all cells equal, or a neighbourhood that is the whole grid.
    """
    cells = len(counts)
    size = np.diff(neighbours.indptr)
    mean = counts.mean() if cells else 0.0
    variance = (counts.astype(float) ** 2).mean() - mean**2 if cells else 0.0
    spread = np.sqrt(variance * size * (cells - size) / max(cells - 1, 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(spread > 0, (neighbours @ counts - size * mean) / spread, np.nan)


def p_values(
    counts: Whole, neighbours: sparse.csr_array, draws: int = DRAWS, seed: int = SEED
) -> Numbers:
    """How often chance alone makes the surroundings of each cell at least as busy.

    It is (hits + 1)/(draws + 1), so never 0.

    The cell keeps its own count; as many others as it has neighbours are drawn from the rest of
    the grid without replacement. All cells with the same number of neighbours share the same
    draws. A draw that holds the cell itself has it replaced by the next cell drawn, which makes
    it a fair draw from the others: each p-value has the distribution of one with draws of its
    own, and only their errors go together.
    """
    others = np.diff(neighbours.indptr) - 1
    around = neighbours @ counts - counts
    most = int(others.max(initial=0))
    found = np.ones(len(counts))
    if not most:
        return found
    drawn = _lots(len(counts), min(most + 1, len(counts)), draws, seed)
    values = counts[drawn]
    total = np.zeros(draws, counts.dtype)
    for number in range(1, most + 1):
        total = total + values[number - 1]
        mine = (others == number) & (around > 0)  # nothing around is never unusual: p = 1
        if mine.any():
            hits = _at_least(total)[np.minimum(around, total.max() + 1)]
            if number < len(drawn):
                spare = values[: number + 1]
                hits = hits + _replaced(drawn[:number], spare, total, mine, around)
            found[mine] = (hits[mine] + 1) / (draws + 1)
    return found


def adjusted(p: Numbers) -> Numbers:
    """The Benjamini-Hochberg q of each p-value: the least false discovery rate that admits it."""
    order = np.argsort(p, kind="stable")
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    q = np.empty(len(p))
    q[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return np.minimum(q, 1)


def levels(q: Numbers) -> NDArray[np.int8]:
    """The confidence of each cell: 99, 95 or 90 per cent, or 0 for none."""
    found = np.full(len(q), NO_LEVEL, np.int8)
    for level in sorted(LEVELS):
        found[q <= LEVELS[level]] = level
    return found


def _at_least(totals: Whole) -> Whole:
    """How many totals reach each whole number from 0 to one above the largest."""
    return np.cumsum(np.bincount(totals, minlength=int(totals.max()) + 2)[::-1])[::-1]


def _replaced(drawn, values, total, mine, around):
    """What it changes for each cell that, where drawn itself, the next one takes its place."""
    change = np.zeros(len(around), np.intp)
    *picked, spare = values
    for cells, own in zip(drawn, picked, strict=True):
        at = np.flatnonzero(mine[cells])
        at = at[own[at] != spare[at]]
        cell, reached = cells[at], total[at]
        enough = around[cell]
        before, after = reached >= enough, reached - own[at] + spare[at] >= enough
        changed = before != after
        np.add.at(change, cell[changed], np.where(after[changed], 1, -1))
    return change


@lru_cache(maxsize=4)
def _lots(cells: int, picks: int, draws: int, seed: int) -> NDArray[np.int32]:
    """For each draw (columns) so many different cells, one pick a row, in random order.

    The first pick is one of all cells, the next one of those that are left, and so on: numbered
    without the cells already picked, so that nothing has to be drawn again.
    """
    rng = np.random.default_rng(seed)
    found = np.empty((picks, draws), np.int32)  # half the memory is half the time
    earlier: list[NDArray[np.int32]] = []
    for pick in range(picks):
        cell = rng.integers(0, cells - pick, draws, dtype=np.int32)
        for taken in earlier:
            cell += cell >= taken
        found[pick] = cell
        for place, taken in enumerate(earlier):  # in order of size, for the next pick
            earlier[place], cell = np.minimum(taken, cell), np.maximum(taken, cell)
        earlier.append(cell)
    found.flags.writeable = False
    return found
