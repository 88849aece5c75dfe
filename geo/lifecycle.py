"""The life of a hotspot over quarters: persistent, emerging, intermittent, former, or none.

After Ashby's sfhotspot, with its shares of periods; the test of each quarter is ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.grid import Grid
from geo.hotspots import USUAL, Settings, gi_star
from geo.points import Points

Flags = NDArray[np.bool_]

NONE, FORMER, INTERMITTENT, EMERGING, PERSISTENT = (
    "none", "former", "intermittent", "emerging", "persistent",
)  # fmt: skip
LIVES = (PERSISTENT, EMERGING, INTERMITTENT, FORMER, NONE)
LEAST_QUARTERS = 6
# The largest q at which a cell is hot in a quarter.
HOT_Q = 0.05
# Shares of the quarters that could be tested.
HOTSPOT, ALWAYS = 0.1, 0.8
# The share of all quarters, the latest, that is recent.
RECENT = 0.2


@dataclass(frozen=True)
class TooFewQuarters:
    """Why there are no classes: how many quarters are complete, and how many could be tested."""

    complete: int
    assessed: int
    least_complete: int = LEAST_QUARTERS
    least_assessed: int = LEAST_QUARTERS // 2


@dataclass(frozen=True, eq=False)
class LifeCycles:
    """Every cell of a grid over the quarters, oldest first.

    ``cells`` has cell, n (over all quarters), hot_quarters and life (one of ``LIVES``). The tables
    have a row per cell and a column per quarter: ``counts`` (null where the quarter is not held)
    and ``hot`` (false where it was not assessed). ``assessed`` says which quarters were tested.
    With ``too_few``, no cell has a class: ``life`` is null.
    """

    cells: pd.DataFrame
    counts: NDArray[np.float64]
    hot: Flags
    assessed: Flags
    too_few: TooFewQuarters | None = None


def life_cycles(
    quarters: Sequence[Points | None], grid: Grid, settings: Settings = USUAL
) -> LifeCycles:
    """The life of every cell, from the significant clusters (q up to 0.05) of each quarter.

    None stands for a quarter that is not complete: it is not zero. A quarter with too few
    incidents to look for clusters is not assessed: it is neither hot nor not hot.
    """
    counts = np.full((len(grid), len(quarters)), np.nan)
    hot = np.zeros(counts.shape, bool)
    held, assessed = np.zeros(len(quarters), bool), np.zeros(len(quarters), bool)
    for at, points in enumerate(quarters):
        if points is None:
            continue
        scores = gi_star(points, grid, settings)
        counts[:, at] = scores.cells["n"]
        held[at], assessed[at] = True, scores.too_few is None
        hot[:, at] = scores.cells["q"] <= HOT_Q  # never true of a null
    reason = too_few(held, assessed)
    lives = np.full(len(grid), None) if reason else classes(hot[:, held], assessed[held])
    cells = pd.DataFrame(
        {
            "cell": np.arange(len(grid)),
            "n": np.nansum(counts, axis=1).astype(np.intp),
            "hot_quarters": hot.sum(axis=1),
            "life": pd.array(lives, dtype="str"),
        }
    )
    return LifeCycles(cells, counts, hot, assessed, reason)


def too_few(held: Flags, assessed: Flags) -> TooFewQuarters | None:
    """The reason if the quarters do not bear classes.

    Six must be complete and half as many tested, of those at least one recent and one older.
    """
    tested = assessed[held]
    recent = recent_quarters(len(tested))
    found = TooFewQuarters(int(held.sum()), int(tested.sum()))
    enough = found.complete >= found.least_complete and found.assessed >= found.least_assessed
    return None if enough and tested[-recent:].any() and tested[:-recent].any() else found


def recent_quarters(quarters: int) -> int:
    """How many of so many quarters are recent: the last fifth, at least one."""
    return max(int(RECENT * quarters), 1)


def classes(hot: Flags, assessed: Flags) -> NDArray[np.str_]:
    """The class of each cell (row) from the complete quarters (columns) in which it was hot.

    All shares are of assessed quarters. None: hot in fewer than 10 %. Persistent: in 80 % or more.
    Emerging: in fewer than 10 % of the older ones. Former: in fewer than 10 % of the recent ones.
    Intermittent: the rest.
    """
    recent = np.zeros(len(assessed), bool)
    recent[-recent_quarters(len(assessed)) :] = True
    share, now, earlier = (
        hot[:, which].mean(axis=1) for which in (assessed, assessed & recent, assessed & ~recent)
    )
    return np.select(
        [share < HOTSPOT, share >= ALWAYS, earlier < HOTSPOT, now < HOTSPOT],
        [NONE, PERSISTENT, EMERGING, FORMER],
        INTERMITTENT,
    )
