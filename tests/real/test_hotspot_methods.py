"""The hotspot methods on real incidents, against esda, plain sums and plain pandas."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
import shapely
from scipy.stats import false_discovery_control

from geo import backtest, concentration, density, getis_ord, grid, lifecycle
from geo.hotspots import METHODS, gi_star, kernel
from geo.points import Points, anchors
from tests.geo import gi_oracles

pytestmark = pytest.mark.slow

ASB, BURGLARY, BICYCLES = "Anti-social behaviour", "Burglary", "Bicycle theft"


@dataclass(frozen=True, eq=False)
class Real:
    """A borough with its incidents, found by plain pandas, and those up to 1 km outside."""

    area: shapely.Geometry
    inside: pd.DataFrame
    outside: pd.DataFrame

    def points(self, crime: str, months: slice = slice(None), *, near: bool = False) -> Points:
        sets = [self.inside, *([self.outside] if near else [])]
        held = [
            each[(each["Crime type"] == crime)].set_index("Month").sort_index().loc[months]
            for each in sets
        ]
        return Points(*(each[axis].to_numpy() for each in held for axis in ("east", "north")))

    def counts(self, crime: str, squares: grid.Grid) -> np.ndarray:
        points = self.points(crime)
        return squares.counts(points.east, points.north)


def real(naive, rows: pd.DataFrame) -> Real:
    area = shapely.union_all(list(naive.wards.values()))
    located = rows[rows["Longitude"].notna()]
    east, north = naive.to_grid(located["Longitude"].to_numpy(), located["Latitude"].to_numpy())
    placed = located.assign(east=east, north=north)
    inside = naive.with_wards(placed)
    near = shapely.contains_xy(area.buffer(1000), east, north)
    return Real(area, inside, placed[near & ~shapely.intersects_xy(area, east, north)])


@pytest.fixture(scope="module")
def wokingham(plainly) -> Real:
    naive = plainly("wards-2022/E06000041.geojson")
    return real(naive, naive.rows("thames-valley/street/*.csv.gz"))


@pytest.fixture(scope="module")
def hart(plainly) -> Real:
    naive = plainly("wards-2022/E07000089.geojson")
    return real(naive, naive.rows("hampshire/street/*.csv.gz"))


@pytest.fixture(scope="module")
def squares(wokingham) -> grid.Grid:
    return grid.squares(wokingham.area, 250)


@pytest.fixture(scope="module")
def hart_squares(hart) -> grid.Grid:
    return grid.squares(hart.area, 250)


def test_the_borough_has_as_many_cells_as_the_definitions_say(wokingham, squares) -> None:
    assert len(squares) == 3_062
    assert squares.area_m2.sum() == pytest.approx(wokingham.area.area)
    assert wokingham.area.area == pytest.approx(179e6, rel=1e-3)


def test_a_cell_is_in_the_grid_when_shapely_says_so(wokingham, squares) -> None:
    west, south, east, north = (round(each / 250) for each in wokingham.area.bounds)
    column, row = (
        each.ravel()
        for each in np.meshgrid(np.arange(west - 2, east + 2), np.arange(south - 2, north + 2))
    )
    every = shapely.box(column * 250, row * 250, column * 250 + 250, row * 250 + 250)
    touching = shapely.area(shapely.intersection(every, wokingham.area)) > 0

    assert squares.column.tolist() == column[touching].tolist()
    assert squares.row.tolist() == row[touching].tolist()


def test_every_incident_of_the_borough_is_in_a_cell(wokingham, squares) -> None:
    assert wokingham.counts(ASB, squares).sum() == 957


@pytest.fixture(scope="module")
def boroughs(wokingham, hart, squares, hart_squares) -> dict[str, tuple[Real, grid.Grid]]:
    return {"Wokingham": (wokingham, squares), "Hart": (hart, hart_squares)}


TYPES = (
    ASB, BICYCLES, BURGLARY,
    *(pytest.param(each, marks=pytest.mark.verify) for each in (
        "Criminal damage and arson", "Public order", "Shoplifting", "Violence and sexual offences",
    )),
)  # fmt: skip


@pytest.mark.parametrize("borough", ["Wokingham", "Hart"])
@pytest.mark.parametrize("crime", TYPES)
def test_p_q_and_levels_are_exact(boroughs, borough: str, crime: str) -> None:
    """Maps as the product draws them, with incidents outside the borough."""
    real, squares = boroughs[borough]
    points = real.points(crime, near=True)

    found = gi_star(points, squares).cells

    counts = squares.wider.counts(*points.everywhere)
    p = gi_oracles.by_integers(counts, squares.wider.neighbours)[: len(squares)]
    q = gi_oracles.adjusted(p)
    assert found["p"].to_numpy() == pytest.approx([float(each) for each in p], rel=1e-9)
    assert found["q"].to_numpy() == pytest.approx([float(each) for each in q], rel=1e-9)
    limits = {99: Fraction(1, 100), 95: Fraction(1, 20), 90: Fraction(1, 10)}
    assert found["level"].tolist() == [
        max((level for level, limit in limits.items() if each <= limit), default=0) for each in q
    ]


def test_the_levels_of_asb_in_hart_are_those_of_an_earlier_exact_calculation(boroughs) -> None:
    real, squares = boroughs["Hart"]

    level = gi_star(real.points(ASB, near=True), squares).cells["level"]

    assert [(level == each).sum() for each in (99, 95, 90)] == [0, 10, 24]


@pytest.mark.parametrize(("borough", "crime"), [("Wokingham", ASB), ("Hart", BURGLARY)])
def test_gi_star_is_that_of_esda(boroughs, borough: str, crime: str) -> None:
    real, squares = boroughs[borough]
    counts, permutations = real.counts(crime, squares), 9_999
    z, p = gi_oracles.by_esda(counts, squares.neighbours, permutations)

    found = getis_ord.p_values(counts, squares.neighbours)

    assert np.abs(getis_ord.z_scores(counts, squares.neighbours) - z).max() < 1e-9
    error = np.sqrt(np.maximum(found * (1 - found), 1 / permutations) / permutations)
    assert (np.abs(found - p) < 5 * error).all()


def test_shuffled_over_the_cells_asb_is_seldom_a_cluster(wokingham, squares) -> None:
    counts = wokingham.counts(ASB, squares)
    rng = np.random.default_rng(0)

    alarms = 0
    for _turn in range(200):
        p = getis_ord.p_values(rng.permutation(counts), squares.neighbours)
        alarms += (false_discovery_control(p) <= 0.05).any()

    assert alarms <= 20


@pytest.mark.parametrize("bandwidth", [200, 400, 800])
def test_density_is_the_sum_over_every_incident(wokingham, bandwidth: float) -> None:
    fine = grid.squares(wokingham.area, 100)
    east, north = wokingham.points(ASB, near=True).everywhere

    found = density.quartic(*anchors(east, north), fine, bandwidth)

    total = np.zeros(len(fine))
    for x, y in zip(east, north, strict=True):
        apart = (fine.x - x) ** 2 + (fine.y - y) ** 2
        total += np.where(apart < bandwidth**2, (1 - apart / bandwidth**2) ** 2, 0)
    expected = total * 3 / (np.pi * (bandwidth / 1000) ** 2)
    assert np.abs(found - expected).max() < 1e-9 * expected.max()


def test_nearby_incidents_are_used_and_never_counted(wokingham, squares) -> None:
    fine = grid.squares(wokingham.area, 100)
    alone, known = (wokingham.points(ASB, near=near) for near in (False, True))

    for method, cells in ((gi_star, squares), (kernel, fine)):
        first, second = (method(each, cells).cells for each in (alone, known))
        assert first["n"].sum() == second["n"].sum() == 957
        assert first["score"].tolist() != second["score"].tolist()


def test_the_largest_point_of_a_cell_is_told(wokingham, squares) -> None:
    """The parking area in Wescott: 30 incidents, and one of a month that does not name it."""
    points = wokingham.points(ASB)
    rows = wokingham.inside[wokingham.inside["Crime type"] == ASB]
    most = rows.groupby(["east", "north"]).size()
    (east, north), n = most.idxmax(), most.max()

    cells = gi_star(points, squares).cells

    cell = squares.cell_of(np.array([east]), np.array([north]))[0]
    inside = (rows["east"] // 250 == east // 250) & (rows["north"] // 250 == north // 250)
    assert n == 31
    assert cells["top_share"][cell] == n / inside.sum()


def test_below_sixty_incidents_there_is_a_reason(wokingham, squares) -> None:
    robberies = wokingham.points("Robbery")

    scores = gi_star(robberies, squares)

    rows = wokingham.inside[wokingham.inside["Crime type"] == "Robbery"]
    assert scores.too_few is not None
    assert scores.too_few.incidents == len(rows) < 60
    assert scores.cells["n"].sum() == len(rows)


def test_wokingham_has_too_few_complete_quarters_for_life_cycles(wokingham, squares) -> None:
    """Of the quarters that the ten months touch, only January to March 2022 is complete."""
    held = {*wokingham.inside["Month"]}
    spans = [("2021-04", "2021-06"), ("2021-10", "2021-12"), ("2022-01", "2022-03"),
             ("2022-04", "2022-06")]  # fmt: skip
    complete = [{*pd.period_range(*each, freq="M").astype(str)} <= held for each in spans]
    quarters = [
        wokingham.points(ASB, slice(*span)) if whole else None
        for span, whole in zip(spans, complete, strict=True)
    ]

    found = lifecycle.life_cycles(quarters, squares)

    assert complete == [False, False, True, False]
    assert found.too_few is not None
    assert found.too_few.complete == 1 < found.too_few.least_complete
    assert np.isnan(found.counts).all(axis=0).tolist() == [not each for each in complete]


QUARTERS = [("2021-04", "2021-06"), ("2021-07", "2021-09"), ("2021-10", "2021-12"),
            ("2022-01", "2022-03"), ("2022-04", "2022-06"), ("2022-07", "2022-09")]  # fmt: skip


@pytest.mark.parametrize(("crime", "assessed"), [
    (ASB, 6), (BURGLARY, None), ("Robbery", 0),
])  # fmt: skip
def test_six_quarters_of_hart_and_the_minimum_of_each(hart, hart_squares, crime, assessed) -> None:
    found = lifecycle.life_cycles(
        [hart.points(crime, slice(*each)) for each in QUARTERS], hart_squares
    )

    rows = hart.inside[hart.inside["Crime type"] == crime]
    each = [rows[rows["Month"].between(*span)] for span in QUARTERS]
    cells = [len((part[["east", "north"]] // 250).drop_duplicates()) for part in each]
    enough = [len(part) >= 60 and n >= 30 for part, n in zip(each, cells, strict=True)]
    assert found.assessed.tolist() == enough
    assert sum(enough) == assessed or assessed is None
    assert found.counts.sum(axis=0).tolist() == [len(part) for part in each]
    if assessed == 6:
        assert found.too_few is None
        assert {*found.cells["life"]} > {"none"}
    if assessed == 0:
        assert found.too_few == lifecycle.TooFewQuarters(complete=6, assessed=0)
        assert not found.hot.any()


def test_squares_of_hart_are_hot_as_an_earlier_exact_calculation_gave(hart, hart_squares) -> None:
    """31 squares hot in any quarter; their lives follow from their hot quarters."""
    quarters = [hart.points(ASB, slice(*each), near=True) for each in QUARTERS]

    found = lifecycle.life_cycles(quarters, hart_squares)

    assert found.hot.any(axis=1).sum() == 31
    assert found.assessed.all()
    again, recent = found.hot.sum(axis=1) >= 2, found.hot[:, -2:].any(axis=1)
    older = found.hot[:, :-2].any(axis=1)
    assert found.cells["life"].value_counts().to_dict() == {
        "none": (~again).sum(),
        "intermittent": (again & recent & older).sum(),
        "former": (again & ~recent).sum(),
    }


def test_concentration_of_asb(wokingham) -> None:
    rows = wokingham.inside[wokingham.inside["Crime type"] == ASB]
    by_point = rows.groupby(["Longitude", "Latitude"]).size().sort_values(ascending=False)
    places = wokingham.inside.groupby(["Longitude", "Latitude"]).ngroups

    share = concentration.share_holding(by_point.to_numpy(), 0.5, places)

    needed = int((by_point.cumsum() < len(rows) / 2).sum()) + 1
    assert share == needed / places
    every = np.zeros(places)
    every[: len(by_point)] = by_point
    apart = np.abs(every[:, None] - every).mean() / (2 * every.mean())
    assert concentration.gini(by_point.to_numpy(), places) == pytest.approx(apart)
    assert concentration.generalised_gini(by_point.to_numpy(), places) == pytest.approx(
        max(places / len(rows), 1) * (apart - 1) + 1
    )


def test_last_years_hottest_cells_of_hart_scored_on_this_year(hart, hart_squares) -> None:
    """The count method again by plain pandas, where ties at the limit share what is left."""
    earlier = hart.points(BURGLARY, slice("2021-04", "2022-03"))
    later = hart.points(BURGLARY, slice("2022-04", "2022-11"))

    results = backtest.compare(
        earlier, later, hart_squares, shares=[0.05], settled=np.ones(len(hart_squares), bool)
    )

    cells = pd.DataFrame(
        {
            "before": hart_squares.counts(earlier.east, earlier.north),
            "after": hart_squares.counts(later.east, later.north),
            "area": hart_squares.area_m2,
        }
    )
    left, hits = 0.05 * cells["area"].sum(), 0.0
    for _before, tied in sorted(cells.groupby("before"), reverse=True):
        part = min(left / tied["area"].sum(), 1)
        hits += part * tied["after"].sum()
        left -= part * tied["area"].sum()
    count = results[results["method"] == "count"].iloc[0]
    assert count["hits"] == pytest.approx(hits)
    assert count["pai"] == pytest.approx(hits / len(later) / 0.05)
    assert results["method"].tolist() == [*METHODS]
    assert ((results["pai"] > 1) & (results["pei"] <= 1)).all()
