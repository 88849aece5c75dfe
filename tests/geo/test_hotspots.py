"""What every method guarantees, and the columns of Gi* besides its statistic."""

from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from geo import getis_ord, grid
from geo.hotspots import METHODS, count, gi_star
from geo.points import Points, anchors
from tests.domains import quick
from tests.geo.boroughs import CELL, HOLED, SOUTH, TEN, WEST, centres, moved, scattered

NOBODY = Points(np.zeros(0), np.zeros(0))
SQUARES = {
    (name, cell_m): grid.squares(area, cell_m)
    for name, area in {"square": TEN, "holed": HOLED}.items()
    for cell_m in {each.cell_m for each in METHODS.values()}
}
every_method = pytest.mark.parametrize("method", METHODS.values(), ids=[*METHODS])
every_area = pytest.mark.parametrize("area", ["square", "holed"])
AREAS = st.sampled_from(["square", "holed"])


@st.composite
def few(draw) -> Points:
    """Draw up to eighty incidents in and around the ten by ten cells, many at the same point."""
    places = draw(st.lists(st.tuples(*2 * [st.integers(-400, 2900)]), min_size=1, max_size=40))
    chosen = draw(st.lists(st.sampled_from(places), max_size=80))
    east, north = np.array(chosen, float).reshape(-1, 2).T
    return Points(WEST + east, SOUTH + north)


# Few incidents, or enough for clusters with some at the middle.
INCIDENTS = few() | st.builds(scattered, st.just(150), st.integers(0, 99), st.integers(0, 60))


def test_methods_are_named_by_their_ids_and_explained_in_a_sentence() -> None:
    assert list(METHODS) == ["count", "density", "clusters"]
    for name, method in METHODS.items():
        assert method.id == name
        assert method.label
        assert method.explanation.endswith(".")
        assert method.explanation.count(".") == 1


def test_the_method_page_has_every_method() -> None:
    page = Path(__file__).parents[2] / "docs" / "method.md"
    rows = [line.split(" | ") for line in page.read_text(encoding="utf-8").splitlines()]
    told = {row[0].removeprefix("| "): row[1] for row in rows if len(row) == 4}

    assert {each.label: f"{each.cell_m:.0f} m" for each in METHODS.values()}.items() <= told.items()


@pytest.mark.slow
@every_method
@quick
@given(AREAS, INCIDENTS, st.randoms(use_true_random=False))
def test_the_order_of_incidents_does_not_matter(method, area, points, random) -> None:
    order = [*range(len(points))]
    random.shuffle(order)
    mixed = Points(points.east[order], points.north[order])
    squares = SQUARES[area, method.cell_m]

    first, second = (method.score(each, squares) for each in (points, mixed))

    assert first.cells.equals(second.cells)
    assert first.too_few == second.too_few


@every_method
@quick
@given(AREAS, INCIDENTS)
def test_rows_are_cells_in_order_and_every_incident_inside_is_counted_once(
    method, area, points
) -> None:
    squares = SQUARES[area, method.cell_m]

    cells = method.score(points, squares).cells

    assert [*cells.columns][:3] == ["cell", "n", "score"]
    assert cells["cell"].is_monotonic_increasing
    assert cells["cell"].is_unique
    assert cells["n"].sum() == (squares.cell_of(points.east, points.north) >= 0).sum()


@every_method
@pytest.mark.parametrize("cells_away", [(1, 0), (-40, 700)])
def test_scores_move_with_the_incidents(method, cells_away) -> None:
    east, north = (500 * each for each in cells_away)  # whole cells of 100 and of 250 metres
    points = scattered(300, hot=60)
    area = shapely.transform(TEN, lambda at: at + np.array([east, north]))

    here = method.score(points, SQUARES["square", method.cell_m])
    there = method.score(moved(points, east, north), grid.squares(area, method.cell_m))

    assert here.cells[["cell", "n"]].equals(there.cells[["cell", "n"]])
    assert there.cells["score"].to_numpy() == pytest.approx(here.cells["score"].to_numpy())


@every_method
@every_area
def test_no_incidents_are_not_an_error(method, area) -> None:
    scores = method.score(NOBODY, SQUARES[area, method.cell_m])

    assert scores.cells["n"].sum() == 0
    assert not (scores.cells["score"] > 0).any()


@every_method
def test_one_incident_is_in_its_cell(method) -> None:
    squares = SQUARES["square", method.cell_m]
    one = Points(*centres((3, 7)))

    cells = method.score(one, squares).cells

    [cell] = cells[cells["n"] > 0]["cell"]
    assert cell == squares.cell_of(one.east, one.north)[0]
    assert cells["n"].sum() == 1


@every_method
def test_all_incidents_on_one_point_are_in_one_cell(method) -> None:
    squares = SQUARES["square", method.cell_m]
    points = Points(*centres(*500 * [(3, 7)]))

    scores = method.score(points, squares)

    assert scores.cells["n"].max() == scores.cells["n"].sum() == 500
    if method.id == "clusters":
        assert scores.too_few == getis_ord.TooFew(incidents=500, occupied=1)
    else:
        top = scores.cells["score"].idxmax()
        assert scores.cells["n"][top] == 500


@every_method
def test_an_area_without_cells_has_no_rows(method) -> None:
    scores = method.score(NOBODY, grid.squares(shapely.Polygon(), method.cell_m))

    assert scores.cells.empty


def test_count_is_the_incidents_of_each_occupied_cell() -> None:
    found = count(Points(*centres((0, 0), (2, 1), (0, 0))), SQUARES["square", CELL]).cells

    assert found.to_numpy().tolist() == [[0, 2, 2.0], [12, 1, 1.0]]


def test_below_the_minimum_there_is_a_reason_and_a_count_but_no_score() -> None:
    scores = gi_star(scattered(59), SQUARES["square", CELL])

    assert scores.too_few is not None
    assert scores.too_few.incidents == 59 < scores.too_few.least_incidents
    assert scores.cells["n"].sum() == 59
    assert scores.cells[["score", "z", "p", "q"]].isna().all(axis=None)
    assert (scores.cells["level"] == 0).all()


def test_every_cell_has_its_statistics_and_levels_are_for_hot_cells_only() -> None:
    points, squares = scattered(150, hot=60), SQUARES["square", CELL]

    scores = gi_star(points, squares)

    cells = scores.cells
    n = squares.counts(points.east, points.north)
    p = getis_ord.p_values(n, squares.neighbours)
    assert scores.too_few is None
    assert cells["cell"].tolist() == [*range(100)]
    assert cells["p"].tolist() == p.tolist()
    assert cells["q"].tolist() == false_discovery_control(p).tolist()
    assert cells["z"].tolist() == cells["score"].tolist()
    assert {*cells["level"]} >= {0, 99}
    assert (cells["z"][cells["level"] > 0] > 0).all()


def test_the_share_of_the_largest_point() -> None:
    points = scattered(100)
    many = centres(*7 * [(2, 2)])
    east, north = (
        np.concatenate(each) for each in zip((points.east, points.north), many, strict=True)
    )
    squares = SQUARES["square", CELL]

    cells = gi_star(Points(east, north), squares).cells

    n = squares.counts(east, north)
    assert cells["top_share"][22] == 7 / n[22]
    assert cells["top_share"].isna().tolist() == (n == 0).tolist()
    others = (n > 0) & (np.arange(100) != 22)
    assert cells["top_share"][others].tolist() == (1 / n[others]).tolist()


def test_incidents_outside_affect_the_edge_and_are_never_counted() -> None:
    points, squares = scattered(150), SQUARES["square", CELL]
    many = centres(*12 * [(-1, 4), (-1, 5), (-1, 6)])

    alone = gi_star(points, squares)
    known = gi_star(Points(points.east, points.north, *many), squares)

    assert known.cells["n"].tolist() == alone.cells["n"].tolist()
    assert known.cells["q"][50] < 0.05 < alone.cells["q"][50]
    assert len(known.cells) == 100
    field = squares.wider
    everyone = field.counts(
        *(np.concatenate(each) for each in zip((points.east, points.north), many, strict=True))
    )
    z = getis_ord.z_scores(everyone, field.neighbours)
    assert known.cells["z"].tolist() == z[:100].tolist()


def test_edge_cells_are_marked_if_incidents_outside_are_unknown() -> None:
    points, squares = scattered(150), SQUARES["square", CELL]
    nobody = np.zeros(0)

    unknown = gi_star(points, squares).cells["edge"]
    known = gi_star(Points(points.east, points.north, nobody, nobody), squares).cells["edge"]

    assert unknown.sum() == 36
    assert not known.any()


def test_anchors_are_the_distinct_points_with_their_incidents() -> None:
    east, north, n = anchors(np.array([3.0, 1, 3, 3]), np.array([4.0, 2, 4, 5]))

    assert np.column_stack([east, north, n]).tolist() == [[1, 2, 1], [3, 4, 2], [3, 5, 1]]
