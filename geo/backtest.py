"""Back-test of the hotspot methods: cells chosen on one period, scored on the next.

Chainey, Tompson and Uhlig 2008: the prediction accuracy index (PAI). Hunt 2016: the prediction
efficiency index (PEI).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.crs import Numbers
from geo.grid import Grid
from geo.hotspots import METHODS, USUAL, Method, Settings
from geo.points import Points

SHARES = (0.01, 0.05)


class BackTestRow(NamedTuple):
    """The score of one method for one share of the study area, ``area_share``.

    ``cells`` is the number chosen and ``hits`` the later incidents in them, of ``incidents`` in
    all. ``hit_rate`` is hits/incidents, ``pai`` hit_rate/area_share, ``best_pai`` the PAI of the
    best possible cells and ``pei`` pai/best_pai. ``settled_pai`` is hit_rate divided by the share
    of the settled ground that was chosen. With too few earlier incidents ``cells``, ``hits``,
    the rate and the indices are None except ``best_pai``; without later incidents the rate and all
    indices are None.
    """

    area_share: float
    method: str
    label: str
    cells: float | None
    hits: float | None
    incidents: int
    hit_rate: float | None
    pai: float | None
    best_pai: float | None
    pei: float | None
    settled_pai: float | None


def compare(
    earlier: Points,
    later: Points,
    grid: Grid,
    *,
    settled: NDArray[np.bool_],
    shares: Sequence[float] = SHARES,
    settings: Settings = USUAL,
    methods: Mapping[str, Method] = METHODS,
) -> pd.DataFrame:
    """Return one row per share of the area and method: the columns of ``BackTestRow``.

    All methods score the cells of the same grid; density is computed at their centres. Each
    method chooses the cells with its highest scores until they cover exactly the share of the
    study area. Of cells with equal scores that do not all fit, each counts in part, which is the
    expected value of choosing among them at random; so cells and hits need not be whole numbers.
    ``settled`` marks the cells of settled ground.
    """
    hits = grid.counts(later.east, later.north)
    total = int(hits.sum())
    scores = {each.id: _scored(each, earlier, grid, settings) for each in methods.values()}
    ground = np.where(settled, grid.area_m2, 0)
    ground = ground / (ground.sum() or 1)
    rows = []
    for share in shares:
        (best,) = _chosen(hits / grid.area_m2, grid, share, hits)
        for each in methods.values():
            score = scores[each.id]
            parts = np.ones(len(grid)), hits, ground
            found = [np.nan] * len(parts) if score is None else _chosen(score, grid, share, *parts)
            rows.append((share, each.id, each.label, *found, total, best))
    table = pd.DataFrame(
        rows,
        columns=[
            "area_share", "method", "label", "cells", "hits", "settled", "incidents", "best",
        ],
    )  # fmt: skip
    with np.errstate(invalid="ignore", divide="ignore"):
        rate = table["hits"] / table["incidents"]
        best_pai = table["best"] / table["incidents"] / table["area_share"]
        pai = rate / table["area_share"]
        pei, settled_pai = pai / best_pai, rate / table["settled"]
    return table.drop(columns=["best", "settled"]).assign(
        hit_rate=rate, pai=pai, best_pai=best_pai, pei=pei, settled_pai=settled_pai
    )


def _scored(method: Method, points: Points, grid: Grid, settings: Settings) -> Numbers | None:
    """Return the score of every cell of the grid; None if there were too few incidents."""
    scores = method.score(points, grid, settings)
    if scores.too_few:
        return None
    found = np.zeros(len(grid))
    found[scores.cells["cell"]] = scores.cells["score"]
    return found


def _chosen(score: Numbers, grid: Grid, share: float, *parts: NDArray) -> tuple[float, ...]:
    """Return the sum of each of ``parts`` (a value per cell) over the cells that are chosen.

    These are the cells with the highest scores that together cover the share of the area.
    """
    _score, group = np.unique(-score, return_inverse=True)
    area = np.bincount(group, grid.area_m2)
    before = np.cumsum(area) - area
    covered = np.clip((share * grid.area_m2.sum() - before) / area, 0, 1)
    return tuple(float(covered @ np.bincount(group, each)) for each in parts)
