"""The life of hotspots over the financial quarters of a pack."""

from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from data import months, queries
from data.cells import Cells, located
from data.filters import Filters
from data.hotspots import HELD, as_points, grid, nearby
from data.layers import Life
from data.pack import Pack
from geo.hotspots import METHODS
from geo.lifecycle import life_cycles

QUARTER = 3


@lru_cache(maxsize=HELD)
def life(pack: Pack, filters: Filters) -> Life:
    """The life of each cell over the financial quarters of the whole pack."""
    asked = filters.everywhere().whole_series(pack.domain)
    cells = Cells(pack, asked, grid(pack, METHODS["clusters"].cell_m))
    quarters = quarters_of(pack.domain.months)
    inside, near = queries.anchors_by_month(pack, asked), nearby(pack, asked)
    held = [pack.domain.complete(each, months.shift(each, QUARTER - 1)) for each in quarters]
    answer = life_cycles(
        [
            as_points(_within(inside, each), None if near is None else _within(near, each))
            if complete
            else None
            for each, complete in zip(quarters, held, strict=True)
        ],
        cells.grid,
    )
    told = answer.cells
    shown = told[told["hot_quarters"] > 0] if answer.too_few else told[told["life"] != "none"]
    shown = shown.sort_values(["hot_quarters", "n"], ascending=False)
    around = cells.grid.neighbours @ np.nan_to_num(answer.counts)
    around[:, [not each for each in held]] = np.nan
    counts = [
        tuple(None if np.isnan(n) else int(n) for n in around[cell]) for cell in shown["cell"]
    ]
    hot = [
        tuple(
            bool(each) if tested else None
            for each, tested in zip(row, answer.assessed, strict=True)
        )
        for row in answer.hot[shown["cell"]]
    ]
    found = located(cells, shown)
    found["counts"], found["hot"] = counts, hot
    return Life(found, quarters, answer, cells.grid.cell_m)


def quarters_of(held: tuple[date, ...]) -> tuple[date, ...]:
    """The first months of the financial quarters that lie wholly within a run of months."""
    inside = set(held)
    return tuple(
        month
        for month in held
        if month.month % QUARTER == 1 and months.shift(month, QUARTER - 1) in inside
    )


def _within(anchors: pd.DataFrame, quarter: date) -> pd.DataFrame:
    last = months.shift(quarter, QUARTER - 1)
    month = anchors["month"].dt.date
    return anchors[(month >= quarter) & (month <= last)]
