"""Classes of hotspots over quarters: persistent, emerging, intermittent, former, or none.

The limits of the classes, as shares of quarters, are those of Ashby's sfhotspot; the cells of each
quarter are tested by Gi* with q-values.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import getis_ord
from geo.discoveries import survivors
from geo.grid import Grid
from geo.hotspots import p_values
from geo.points import Points

Flags = NDArray[np.bool_]

NONE, FORMER, INTERMITTENT, EMERGING, PERSISTENT = (
    "none", "former", "intermittent", "emerging", "persistent",
)  # fmt: skip
LIVES = (PERSISTENT, EMERGING, INTERMITTENT, FORMER)
LEAST_QUARTERS = 6
# The largest q at which a cell is hot in a quarter.
HOT_Q = 0.05
# The fewest quarters in which a cell with a class is hot.
LEAST_HOT = 2
# Shares of the assessed quarters in which a hotspot, and a persistent one, is hot at least.
HOTSPOT, ALWAYS = 0.1, 0.8
# The share of all quarters that counts as recent, and the fewest such quarters.
RECENT, LEAST_RECENT = 0.2, 2


@dataclass(frozen=True)
class TooFewQuarters:
    """Why there are no classes: how many quarters are complete, and how many were assessed."""

    complete: int
    assessed: int
    least_complete: int = LEAST_QUARTERS
    least_assessed: int = LEAST_QUARTERS // 2


@dataclass(frozen=True, eq=False)
class LifeCycles:
    """Every cell of a grid over the quarters, oldest first.

    ``cells`` has cell, n (over all complete quarters), hot_quarters (their number) and life (one of
    ``LIVES``, or ``NONE``). ``counts`` (NaN for an incomplete quarter) and ``hot`` (false for a
    quarter that was not assessed) have a row per cell and a column per quarter. ``assessed`` marks
    the quarters that were tested. If ``too_few`` is set, no cell has a class and ``life`` is null.
    """

    cells: pd.DataFrame
    counts: NDArray[np.float64]
    hot: Flags
    assessed: Flags
    too_few: TooFewQuarters | None = None


def life_cycles(quarters: Sequence[Points | None], grid: Grid) -> LifeCycles:
    """Return the class of every cell, from the significant clusters of each quarter.

    ``quarters`` are the incidents of each quarter, oldest first.

    A cell is hot in a quarter if its q is at most 0.05. None stands for an incomplete quarter,
    which is missing, not zero. A quarter with too few incidents to test is not assessed: its
    cells are neither hot nor not hot.
    """
    known = {i: points for i, points in enumerate(quarters) if points is not None}
    counts = np.full((len(grid), len(quarters)), np.nan)
    for i, points in known.items():
        counts[:, i] = grid.counts(points.east, points.north)
    tested = {i: points for i, points in known.items() if not getis_ord.too_few(counts[:, i])}
    hot = np.zeros(counts.shape, bool)
    for i, points in tested.items():
        hot[:, i] = survivors(p_values(points, grid), HOT_Q)
    complete, assessed = (np.isin(range(len(quarters)), [*each]) for each in (known, tested))
    reason = too_few(complete, assessed)
    lives = np.full(len(grid), None) if reason else classes(hot[:, complete], assessed[complete])
    cells = pd.DataFrame(
        {
            "cell": np.arange(len(grid)),
            "n": np.nansum(counts, axis=1).astype(np.intp),
            "hot_quarters": hot.sum(axis=1),
            "life": pd.array(lives, dtype="str"),
        }
    )
    return LifeCycles(cells, counts, hot, assessed, reason)


def too_few(complete: Flags, assessed: Flags) -> TooFewQuarters | None:
    """Return the reason if there are too few quarters for classes, else None.

    At least six must be complete and three assessed, at least one of them recent and one older.
    """
    tested = assessed[complete]
    recent = recent_quarters(len(tested))
    found = TooFewQuarters(int(complete.sum()), int(tested.sum()))
    enough = found.complete >= found.least_complete and found.assessed >= found.least_assessed
    return None if enough and tested[-recent:].any() and tested[:-recent].any() else found


def recent_quarters(quarters: int) -> int:
    """Return how many of the last quarters are recent: a fifth, rounded down, at least two."""
    return max(int(RECENT * quarters), LEAST_RECENT)


def classes(hot: Flags, assessed: Flags) -> NDArray[np.str_]:
    """Return the class of each cell (row) from the complete quarters (columns) in which it was hot.

    The first that applies, with shares of assessed quarters. None: hot in at most one quarter, or
    in fewer than 10 %. Persistent: in 80 % or more. Emerging: in fewer than 10 % of the older
    quarters. Former: in fewer than 10 % of the recent ones. Intermittent: the rest.
    """
    recent = np.zeros(len(assessed), bool)
    recent[-recent_quarters(len(assessed)) :] = True
    share, now, earlier = (
        hot[:, which].mean(axis=1) for which in (assessed, assessed & recent, assessed & ~recent)
    )
    few = (hot & assessed).sum(axis=1) < LEAST_HOT
    return np.select(
        [(share < HOTSPOT) | few, share >= ALWAYS, earlier < HOTSPOT, now < HOTSPOT],
        [NONE, PERSISTENT, EMERGING, FORMER],
        INTERMITTENT,
    )
