"""Life cycle of hotspots over the financial quarters of a pack."""

from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd

from data.hotspots.cells import Cells, located
from data.hotspots.groups import grouped
from data.hotspots.hotspots import CACHE_SIZE, as_points, grid, nearby
from data.hotspots.results import Life
from data.model import months
from data.model.domain import Domain
from data.model.filters import Filters
from data.model.gaps import Types
from data.pack import incidents
from data.pack.cache import per_pack
from data.pack.pack import Pack
from geo.hotspots import METHODS
from geo.lifecycle import LIVES, LifeCycles, classes, life_cycles

QUARTER = 3


@per_pack(CACHE_SIZE)
def life(pack: Pack, filters: Filters) -> Life:
    """Return the hotspots over the financial quarters of the whole pack."""
    whole = filters.everywhere().whole_series(pack.domain)
    cells = Cells(pack, whole, grid(pack, METHODS["clusters"].cell_m))
    quarters = quarters_of(pack.domain.months)
    inside = _by_quarter(incidents.anchors_by_month(pack, whole), quarters)
    outside = nearby(pack, whole)
    near = [None] * len(quarters) if outside is None else _by_quarter(outside, quarters)
    complete = [is_complete(pack.domain, each, whole.types) for each in quarters]
    answer = life_cycles(
        [
            as_points(here, beyond) if held else None
            for here, beyond, held in zip(inside, near, complete, strict=True)
        ],
        cells.grid,
    )
    lived = answer.cells[answer.cells["life"].isin(LIVES)]
    lived = lived.sort_values(["hot_quarters", "n"], ascending=False)
    n = answer.cells["n"].to_numpy()
    at_place = incidents.by_place(pack, whole)
    places = grouped(pack, filters, located(cells, lived), cells.grid, n, at_place=at_place)
    return Life(
        _by_place(places, answer),
        quarters,
        tuple(complete),
        tuple(answer.assessed.tolist()),
        cells.grid.cell_m,
        answer.too_few,
    )


def _by_place(places: gpd.GeoDataFrame, answer: LifeCycles) -> gpd.GeoDataFrame:
    """Add the columns of ``LifeRow``: a hotspot is hot when any of its cells is."""
    parts = [list(each) for each in places["cells"]]
    hot = np.array([answer.hot[part].any(axis=0) for part in parts], bool)
    hot = hot.reshape(len(parts), len(answer.assessed))
    covered = ~np.isnan(answer.counts).all(axis=0)
    places["life"] = classes(hot[:, covered], answer.assessed[covered]) if parts else []
    places["hot_quarters"] = hot.sum(axis=1)
    places["squares"] = [len(part) for part in parts]
    places["counts"] = [_known(answer.counts[part].sum(axis=0)) for part in parts]
    assessed = answer.assessed.tolist()
    places["hot"] = [
        tuple(now if tested else None for now, tested in zip(row, assessed, strict=True))
        for row in hot.tolist()
    ]
    return gpd.GeoDataFrame(places.sort_values(["hot_quarters", "n"], ascending=False))


def _known(counts: np.ndarray) -> tuple[int | None, ...]:
    return tuple(None if np.isnan(n) else int(n) for n in counts)


def quarters_of(run: tuple[date, ...]) -> tuple[date, ...]:
    """Return the first months of the financial quarters wholly within a run of months."""
    inside = set(run)
    return tuple(
        month
        for month in run
        if month.month % QUARTER == 1 and months.shift(month, QUARTER - 1) in inside
    )


def is_complete(domain: Domain, first: date, types: Types) -> bool:
    """Return whether a quarter has all data of its months, given its first month.

    It has those of every primary force, and of each other force that ``gaps.lacking`` counts.
    """
    last = months.shift(first, QUARTER - 1)
    lacking = domain.gaps.lacking(types, narrowed=False)
    return domain.complete(first, last, types) and not any(
        each in lacking for each in months.between(first, last)
    )


def _by_quarter(anchors: pd.DataFrame, quarters: tuple[date, ...]) -> list[pd.DataFrame]:
    """Split anchors by quarter, given the quarters' first months."""
    first = anchors["month"].dt.to_period("Q").dt.to_timestamp()
    rows = anchors.groupby(first).indices
    return [anchors.iloc[rows.get(pd.Timestamp(each), [])] for each in quarters]
