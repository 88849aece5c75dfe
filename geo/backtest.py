"""Which method deserves trust: the hottest cells of one time, scored on the incidents of the next.

Chainey, Tompson and Uhlig 2008: the prediction accuracy index (PAI). Hunt 2016: the prediction
efficiency index (PEI).
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.crs import Numbers
from geo.grid import Grid
from geo.hotspots import METHODS, USUAL, Method, Settings
from geo.points import Points

SHARES = (0.01, 0.05)


def compare(
    earlier: Points,
    later: Points,
    grid: Grid,
    *,
    shares: Sequence[float] = SHARES,
    settings: Settings = USUAL,
    methods: Mapping[str, Method] = METHODS,
) -> pd.DataFrame:
    """One row per share of the area and method, told how it would have done.

    Columns: area_share, method, label, cells (how many it took), hits (later incidents in them),
    incidents (all later ones), hit_rate (hits/incidents), pai (hit_rate/area_share), best_pai (of
    the best cells, known afterwards), pei (pai/best_pai). The figures of a method that had too few
    incidents to say anything are null.

    Every method scores the cells of the one grid, so that all choose among the same: density is
    taken at their centres. Each takes its hottest cells until they cover exactly the share of the
    study area. Cells with equal scores share evenly in what is left, which is what picking among
    them at random would give on average; so hits need not be whole.
    """
    hits = grid.counts(later.east, later.north)
    total = int(hits.sum())
    scores = {each.id: _scored(each, earlier, grid, settings) for each in methods.values()}
    rows = []
    for share in shares:
        best = _found(hits / grid.area_m2, hits, grid, share)[1]
        for each in methods.values():
            score = scores[each.id]
            cells, found = (np.nan, np.nan) if score is None else _found(score, hits, grid, share)
            rows.append((share, each.id, each.label, cells, found, total, best))
    told = pd.DataFrame(
        rows, columns=["area_share", "method", "label", "cells", "hits", "incidents", "best"]
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        rate = told["hits"] / told["incidents"]
        best_pai = told["best"] / told["incidents"] / told["area_share"]
        pai = rate / told["area_share"]
        pei = pai / best_pai
    return told.drop(columns="best").assign(hit_rate=rate, pai=pai, best_pai=best_pai, pei=pei)


def _scored(method: Method, points: Points, grid: Grid, settings: Settings) -> Numbers | None:
    """The score of every cell of the grid; nothing where the method could say nothing."""
    scores = method.score(points, grid, settings)
    if scores.too_few:
        return None
    found = np.zeros(len(grid))
    found[scores.cells["cell"]] = scores.cells["score"]
    return found


def _found(score: Numbers, hits: NDArray, grid: Grid, share: float) -> tuple[float, float]:
    """How many cells, hottest first, make up the share of the area, and the incidents in them."""
    _score, group = np.unique(-score, return_inverse=True)
    area, held, cells = (
        np.bincount(group, each) for each in (grid.area_m2, hits, np.ones(len(grid)))
    )
    before = np.cumsum(area) - area
    part = np.clip((share * grid.area_m2.sum() - before) / area, 0, 1)
    return float(part @ cells), float(part @ held)
