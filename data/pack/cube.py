"""Counts of a pack in memory, by month, crime type and street point.

All counts of incidents on pages are sums over these cells. DuckDB takes 5 to 25 ms to plan a query
with all the filters; a sum over the cells of a borough takes less than 1 ms.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from data.model import crime_types
from data.model.domain import Edition
from data.model.drawn_area import Outline
from data.model.filters import Filters
from data.pack.cache import per_pack
from data.pack.pack import Pack

Numbers = NDArray[np.integer]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Matching:
    """The cells that match filters: for each, its count ``n`` and the positions of its parts.

    ``month`` is a position in ``Cube.months``, ``kind`` in ``Cube.kinds``, ``point`` in
    ``Cube.points``.
    """

    month: Numbers
    kind: Numbers
    point: Numbers
    n: Numbers

    def where(self, kept: Flags | slice) -> "Matching":
        """Return the cells of a mask or slice."""
        return Matching(self.month[kept], self.kind[kept], self.point[kept], self.n[kept])

    def between(self, starts: Numbers, ends: Numbers) -> "Matching":
        """Return the cells from each start (inclusive) to its end (exclusive).

        The ranges are in ascending order and do not overlap.
        """
        apart = np.flatnonzero(starts[1:] > ends[:-1]) + 1
        parts = [
            slice(starts[part[0]], ends[part[-1]])
            for part in np.split(np.arange(len(starts)), apart) if len(part)
        ]  # fmt: skip
        if len(parts) == 1:
            return self.where(parts[0])
        columns = (self.month, self.kind, self.point, self.n)
        return Matching(*(np.concatenate([each[:0], *map(each.__getitem__, parts)])
                          for each in columns))  # fmt: skip

    def by(self, position: Numbers, size: int) -> NDArray[np.int64]:
        """Return the number of incidents at each position from 0 to ``size`` - 1.

        ``position`` has a position for each cell.
        """
        # Exact: a float holds every integer up to 2 to the power of 53.
        return np.bincount(position, self.n, size).astype(np.int64)


class Cube:
    """The cells of one pack, of its covered months.

    ``points`` has a row for each street point, in the order of location, lon and lat: location,
    lon, lat (degrees), easting, northing (metres, EPSG:27700), ward_code and ward (its name).
    ``kinds`` has a row for each combination of crime_type and asb_category.
    """

    def __init__(self, pack: Pack) -> None:
        self.domain = pack.domain
        self.points = pack.frame("cube/points")
        first = self.points.pop("id").to_numpy()
        position = np.zeros(first.max(initial=0) + 1, np.int32)
        position[first] = np.arange(len(first))
        self.kinds = pack.frame("cube/kinds")
        counts = pack.frame("cube/counts")
        self._all = Matching(
            counts["month"].to_numpy(),
            counts["kind"].to_numpy(),
            position[counts["point"].to_numpy()],
            counts["n"].to_numpy(),
        )
        # The first cell of each kind and month; cells are in the order of kinds, then months.
        place = self._all.kind.astype(np.int64) * len(self.months) + self._all.month
        self._start = np.searchsorted(place, np.arange(len(self.kinds) * len(self.months) + 1))
        members = pack.frame("cube/members")
        self._members = members.assign(point=position[members.pop("id").to_numpy()])

    @cached_property
    def months(self) -> pd.Series:
        """Every month of the pack."""
        return pd.Series(pd.to_datetime(list(self.domain.months)).as_unit("us"), name="month")

    @cached_property
    def covered(self) -> Flags:
        """Whether each month is covered."""
        return np.array([each in self.domain.covered for each in self.domain.months], bool)

    @cached_property
    def tier_a(self) -> Flags:
        """Whether each kind may be shown by street point."""
        return np.array([crime_types.BY_ID[each].tier == "A" for each in self.kinds["crime_type"]])

    @cached_property
    def anchors(self) -> tuple[pd.DataFrame, Numbers]:
        """Distinct eastings and northings, in order, and the position of each point among them."""
        grouped = self.points.groupby(["easting", "northing"])
        return grouped.size().index.to_frame(index=False), grouped.ngroup().to_numpy()

    def span(self, filters: Filters) -> slice:
        """Return the slice of ``months`` from the first to the last month of filters."""
        months = self.domain.months
        return slice(
            bisect_left(months, filters.first_month), bisect_right(months, filters.last_month)
        )

    def covered_of(self, filters: Filters) -> Flags:
        """Return whether each month is covered and no primary force lacks a chosen type in it."""
        covered = self.domain.covered_of(filters.types)
        return np.array([each in covered for each in self.domain.months], bool)

    def covered_months(self, filters: Filters) -> Numbers:
        """Return the positions of the covered months of filters, even if a type is missing."""
        span = self.span(filters)
        return np.arange(span.start, span.stop)[self.covered[span]]

    def matching(self, filters: Filters, *, whole: bool = True) -> Matching:
        """Return the cells that match filters, by the rules of the macro ``matching``.

        If ``whole``, months in which a primary force lacks a chosen type are left out; otherwise
        their other types are included.
        """
        span = self.span(filters)
        kinds, inside = self.scope(filters)
        first = np.flatnonzero(kinds) * len(self.months)
        cells = self._all.between(self._start[first + span.start], self._start[first + span.stop])
        if not inside.all():
            cells = cells.where(inside[cells.point])
        if whole and filters.parameters(self.domain)["missing"]:
            cells = cells.where(self.covered_of(filters)[cells.month])
        return cells

    def scope(self, filters: Filters) -> tuple[Flags, Flags]:
        """Return masks of the kinds and of the points that filters select."""
        parameters = filters.parameters(self.domain)
        types, categories = {*parameters["crime_types"]}, {*parameters["asb_categories"]}
        wanted = [each in types or asb in categories for each, asb in self._pairs]
        inside = np.ones(len(self.points), bool)
        if parameters["areas"] or parameters["drawn"]["edges"]:
            inside = self._inside(parameters["drawn"])
            for code in parameters["areas"]:
                inside[self._by_area.get(code, [])] = True
        return np.array(wanted, bool), inside

    @cached_property
    def _pairs(self) -> list[tuple[str, str]]:
        """The crime type and ASB category of each kind."""
        return [*zip(self.kinds["crime_type"], self.kinds["asb_category"], strict=True)]

    @cached_property
    def _by_area(self) -> dict[str, Numbers]:
        """The positions of the points in each current ward and each place, by the area's code."""
        places = self._members[self._members["kind"] == "place"].groupby("code")["point"]
        wards = self.points.reset_index().groupby("ward_code")["index"]
        return {str(code): points.to_numpy() for code, points in (*wards, *places)}

    def _inside(self, drawn: Outline) -> Flags:
        """Return whether each point is inside a drawn area, by the rule of the macro ``inside``."""
        x, y = self.points["easting"].to_numpy(), self.points["northing"].to_numpy()
        inside = np.zeros(len(x), bool)
        if drawn["edges"]:
            west, south, east, north = drawn["box"]
            near = (x >= west) & (x <= east) & (y >= south) & (y <= north)
            px, py = x[near, None], y[near, None]
            x1, y1, x2, y2 = np.array(drawn["edges"]).T
            with np.errstate(divide="ignore", invalid="ignore"):
                crossed = ((y1 > py) != (y2 > py)) & (px < x1 + (x2 - x1) * (py - y1) / (y2 - y1))
            inside[near] = crossed.sum(axis=1) % 2 == 1
        return inside

    def members(self, edition: Edition, areas: pd.DataFrame) -> sparse.csr_array:
        """Return a matrix of 1 where a point (row) lies in an area (column), else 0.

        ``areas`` has the columns kind and code: areas of the edition, and places.
        """
        found = self._members[
            self._members["kind"].eq("place")
            | (
                self._members["kind"].eq(edition.kind)
                & self._members["vintage"].eq(edition.vintage)
            )
        ]
        if edition.current:
            ward = self.points[["ward_code"]].rename(columns={"ward_code": "code"})
            ward = ward.assign(kind="ward", point=np.arange(len(ward)))
            found = pd.concat([found[found["kind"].eq("place")], ward])
        columns = pd.MultiIndex.from_frame(areas[["kind", "code"]]).get_indexer(
            pd.MultiIndex.from_frame(found[["kind", "code"]])
        )
        known = columns >= 0
        rows = found["point"].to_numpy()[known]
        shape = (len(self.points), len(areas))
        return sparse.csr_array((np.ones(len(rows), np.int64), (rows, columns[known])), shape=shape)


@per_pack(1)
def cube(pack: Pack) -> Cube:
    """Return the cells of a pack, read once."""
    return Cube(pack)
