"""Counts of incidents that match filters, by month, type, area and street point.

A docstring names the class whose fields are the columns of the frame: of ``data.model.query_rows``
or, for ``AreaRow``, of ``data.stats.area_values``. A test compares the two.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from data.model import crime_types
from data.model.domain import WARDS
from data.model.filters import Filters
from data.pack.cache import per_pack
from data.pack.cube import Cube, Matching, cube
from data.pack.pack import Pack
from data.pack.town_centres import town_centres
from data.stats.area_values import area_values
from data.stats.dispersion import Scatter


def total(pack: Pack, filters: Filters) -> int:
    """Return the number of matching incidents."""
    return int(cube(pack).matching(filters).n.sum())


def by_month(pack: Pack, filters: Filters) -> pd.DataFrame:
    """Return each month of the filters with its count, null if missing: ``MonthRow``."""
    cells = cube(pack)
    found, span = cells.matching(filters), cells.span(filters)
    n = pd.Series(found.by(found.month, len(cells.months))[span])
    is_covered = cells.covered_of(filters)[span]
    return pd.DataFrame({
        "month": cells.months[span].reset_index(drop=True),
        "n": n if is_covered.all() else n.where(is_covered),
    })  # fmt: skip


def by_month_and_type(pack: Pack, filters: Filters) -> pd.DataFrame:
    """Return each covered month and crime type, zeros included: ``TypeMonthRow``.

    A month and type that a primary force lacks has no row.
    """
    cells = cube(pack)
    found, types = cells.matching(filters, whole=False), _types(filters)
    months = cells.covered_months(filters)
    size = len(cells.months)
    kinds = types.get_indexer(cells.kinds["crime_type"])
    n = found.by(kinds[found.kind] * size + found.month, len(types) * size)
    frame = pd.DataFrame({
        "crime_type": types.repeat(len(months)),
        "label": _labels(types, filters).repeat(len(months)),
        "month": cells.months.to_numpy()[np.tile(months, len(types))],
        "n": n.reshape(-1, size)[:, months].ravel(),
    })  # fmt: skip
    lost = {(gap.crime_type, gap.month) for gap in pack.domain.gaps.found if gap.primary}
    if not lost:
        return frame
    pairs = zip(frame["crime_type"], frame["month"].dt.date, strict=True)
    return frame[[pair not in lost for pair in pairs]].reset_index(drop=True)


def by_month_and_area(pack: Pack, filters: Filters) -> pd.DataFrame:
    """Return each covered month of each chosen area, zeros included: ``AreaMonthRow``.

    Without a chosen area, of each ward. Months that lack a chosen type have no row.
    """
    cells, members = cube(pack), areas_of(pack, WARDS.id)
    chosen = [pack.domain.area_by_id[each].code for each in filters.areas]
    is_chosen = members.areas["code"].isin(chosen) if chosen else members.areas["kind"].eq("ward")
    areas = members.areas[is_chosen]
    found, months = cells.matching(filters), cells.covered_months(filters)
    months = months[cells.covered_of(filters)[months]]
    by_point = sparse.coo_array(
        (found.n, (found.month, found.point)), shape=(len(cells.months), len(cells.points))
    )
    n = (by_point.tocsr() @ members.points[:, np.flatnonzero(is_chosen)]).toarray()[months]
    frame = areas[["slug", "name", "kind"]].loc[areas.index.repeat(len(months))]
    return frame.reset_index(drop=True).assign(
        month=cells.months.to_numpy()[np.tile(months, len(areas))], n=n.T.ravel()
    )


@dataclass(frozen=True)
class Members:
    """Areas, and a matrix of 1 where a street point (row) lies in an area (column), else 0."""

    areas: pd.DataFrame
    points: sparse.csr_array


@per_pack(8)
def areas_of(pack: Pack, edition: str) -> Members:
    """Return the areas of an edition and the places, by name, with the points that lie in them."""
    one = pack.domain.edition_by_id[edition]
    areas = pack.frame("areas/of_edition", {"kind": one.kind, "vintage": one.vintage})
    return Members(areas, cube(pack).members(one, areas))


def by_area(pack: Pack, filters: Filters, edition: str = WARDS.id) -> pd.DataFrame:
    """Return the areas of an edition and the places, most incidents first.

    Columns: kind, code, slug, name, confidence, n, residents (null where not known).
    """
    cells, members = cube(pack), areas_of(pack, edition)
    found = cells.matching(filters)
    n = found.by(found.point, len(cells.points)) @ members.points
    frame = members.areas.assign(n=n, residents=members.areas["residents"])
    return frame.iloc[np.argsort(-n, kind="stable")].reset_index(drop=True)


def by_place(pack: Pack, filters: Filters) -> dict[str, int]:
    """Return the number of matching incidents in each located place, by its slug."""
    frame = by_area(pack, filters)
    places = frame[frame["kind"] == "place"]
    return dict(zip(places["slug"], places["n"].tolist(), strict=True))


@per_pack(64)
def _areas(pack: Pack, filters: Filters, edition: str, earlier: Filters | None) -> pd.DataFrame:
    before = by_area(pack, earlier, edition)[["kind", "code", "n"]] if earlier else None
    return area_values(
        by_area(pack, filters, edition),
        before,
        Scatter.of(filters.crime, filters.length),
        town_centres(pack, edition),
    )


def areas(
    pack: Pack, filters: Filters, edition: str = WARDS.id, before: Filters | None = None
) -> pd.DataFrame:
    """Return every area of an edition and every place with count, rate and change: ``AreaRow``.

    The area filter does not apply, so that all choices of areas share one cached result. The change
    is from ``before`` (the same filters for other months), else from the year before if it is
    comparable.
    """
    everywhere = filters.everywhere()
    earlier = before.everywhere() if before else everywhere.year_before(pack.domain)
    return _areas(pack, everywhere, edition, earlier).copy(deep=False)


def by_type(pack: Pack, filters: Filters) -> pd.DataFrame:
    """Return the chosen crime types, most incidents first: ``TypeRow``."""
    cells = cube(pack)
    found, types = cells.matching(filters), _types(filters)
    n = found.by(types.get_indexer(cells.kinds["crime_type"])[found.kind], len(types))
    frame = pd.DataFrame({"crime_type": types, "label": _labels(types, filters), "n": n})
    return frame.iloc[np.argsort(-n, kind="stable")].reset_index(drop=True)


def street_points(pack: Pack, filters: Filters) -> pd.DataFrame:
    """Return the street points with tier A incidents, most incidents first: ``PointRow``."""
    cells = cube(pack)
    first, n = _busiest(cells, _tier_a(cells, filters))
    columns = ["location", "lon", "lat", "ward", "ward_code"]
    return cells.points[columns].iloc[first].assign(n=n).reset_index(drop=True)


def points_by_month(
    pack: Pack, filters: Filters, most: int
) -> tuple[pd.DatetimeIndex, sparse.csr_array]:
    """Return the covered months, and the incidents of each at the first ``most`` street points.

    In the matrix a row is a month and a column is a row of ``street_points``, in its order.
    """
    cells = cube(pack)
    found = _tier_a(cells, filters)
    first, _n = _busiest(cells, found)
    months = cells.covered_months(filters)
    months = months[cells.covered_of(filters)[months]]
    n = sparse.coo_array(
        (found.n, (found.month, found.point)), shape=(len(cells.months), len(cells.points))
    )
    shown = n.tocsr()[months][:, first[:most]]
    shown.sort_indices()
    return pd.DatetimeIndex(cells.months.iloc[months]), shown


def _tier_a(cells: Cube, filters: Filters) -> Matching:
    """Return the matching cells of types that may be shown by street point."""
    found = cells.matching(filters)
    return found.where(cells.tier_a[found.kind])


def _busiest(cells: Cube, found: Matching) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Return the positions of the points with incidents, most first, and how many each has."""
    n = found.by(found.point, len(cells.points))
    first = np.argsort(-n, kind="stable")[: np.count_nonzero(n)]
    return first, n[first]


def anchors(pack: Pack, filters: Filters) -> pd.DataFrame:
    """Return the street points of incidents of any tier: easting, northing (metres), n.

    The result includes tier B types, so it may be used only where no single point is shown.
    """
    distinct, position = cube(pack).anchors
    found = cube(pack).matching(filters)
    n = found.by(position[found.point], len(distinct))
    return distinct.assign(n=n)[n > 0].reset_index(drop=True)


def anchors_by_month(pack: Pack, filters: Filters) -> pd.DataFrame:
    """Return ``anchors`` of each month: month, easting, northing (metres), n."""
    cells = cube(pack)
    distinct, position = cells.anchors
    found = cells.matching(filters)
    both = found.month.astype(np.int64) * len(distinct) + position[found.point]
    kept, row = np.unique(both, return_inverse=True)
    frame = distinct.iloc[kept % max(len(distinct), 1)].reset_index(drop=True)
    frame.insert(0, "month", cells.months.to_numpy()[kept // max(len(distinct), 1)])
    return frame.assign(n=found.by(row, len(kept)))


def _types(filters: Filters) -> pd.Index:
    """Return the ids of the chosen crime types in order; a category of ASB counts as ASB."""
    return pd.Index(
        [each.id for each in crime_types.CRIME_TYPES if each.id in filters.types], dtype="str"
    )


def _labels(types: pd.Index, filters: Filters) -> pd.Index:
    """Return the label of each type: see ``crime_types.label_within``."""
    labels = [crime_types.label_within(each, filters.crime) for each in types]
    return pd.Index(labels, dtype="str")
