"""Grids against shapely, cell by cell."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import grid
from tests.domains import quick
from tests.geo.boroughs import AREAS, CELL, HOLED, SOUTH, TEN, WEST, centres


def boxes(squares: grid.Grid) -> np.ndarray:
    x, y, half = squares.x, squares.y, squares.cell_m / 2
    return shapely.box(x - half, y - half, x + half, y + half)


def places(squares: grid.Grid) -> list[tuple[int, int]]:
    return list(zip(squares.column.tolist(), squares.row.tolist(), strict=True))


@quick
@given(AREAS, st.sampled_from([4, 7, 10, 50]))
def test_the_cells_are_those_that_overlap_the_area(area, cell_m: int) -> None:
    across, up = (each.ravel() for each in np.meshgrid(*2 * [np.arange(-1, 100 // cell_m + 1)]))
    every = shapely.box(across * cell_m, up * cell_m, (across + 1) * cell_m, (up + 1) * cell_m)
    shared = shapely.intersection(every, area)
    expected = shapely.area(shared) > 1e-9
    squares = grid.squares(area, cell_m)

    wanted = list(zip(across[expected].tolist(), up[expected].tolist(), strict=True))
    found = places(squares)
    assert found == sorted(found, key=lambda place: place[::-1])
    assert set(wanted) <= set(found)
    # Slivers within rounding error and edges that only touch may or may not be included.
    more = [place for place in found if place not in set(wanted)]
    assert all(shapely.box(x * cell_m, y * cell_m, (x + 1) * cell_m, (y + 1) * cell_m)
               .distance(area) < 1e-9 for x, y in more)  # fmt: skip
    own = np.array([found.index(place) for place in wanted], np.intp)
    assert squares.area_m2[own] == pytest.approx(shapely.area(shared)[expected], abs=1e-6)
    assert squares.area_m2.sum() == pytest.approx(area.area, abs=1e-6)
    assert squares.whole.tolist() == (squares.area_m2 > cell_m**2 - 1e-6).tolist()
    difference = shapely.symmetric_difference(squares.polygons[own], shared[expected])
    assert shapely.area(difference).max(initial=0) < 1e-6


@quick
@given(AREAS, st.sampled_from([1, 4, 10]), st.lists(st.tuples(*2 * [st.integers(0, 80)])))
def test_a_point_of_the_area_is_in_a_cell_that_contains_it(area, cell_m, points) -> None:
    squares = grid.squares(area, cell_m)
    east, north = np.array(points, float).reshape(-1, 2).T

    found = squares.cell_of(east, north)

    inside = shapely.intersects_xy(area, east, north) & ~shapely.touches(
        area, shapely.points(east, north)
    )
    assert (found[inside] >= 0).all()
    known = found >= 0
    assert shapely.intersects_xy(boxes(squares)[found[known]], east[known], north[known]).all()


def test_cells_lie_on_multiples_of_their_size() -> None:
    squares = grid.squares(shapely.box(470_010, 165_010, 470_740, 165_240), 250)

    assert squares.x.tolist() == [470_125, 470_375, 470_625]
    assert squares.y.tolist() == [165_125] * 3
    assert squares.area_m2.tolist() == pytest.approx([240 * 230, 250 * 230, 240 * 230])
    assert not squares.whole.any()


def test_an_aligned_borough_has_whole_cells_only_and_keeps_its_outer_edges() -> None:
    squares = grid.squares(TEN, CELL)
    east = WEST + np.array([0, 2500, 2500, 1250, 2500.1, -0.1])
    north = SOUTH + np.array([0, 2500, 1250, 2500, 10, 10])

    assert len(squares) == 100
    assert squares.whole.all()
    assert squares.cell_of(east, north).tolist() == [0, 99, 59, 95, -1, -1]


def test_a_grid_line_belongs_to_the_cell_after_it() -> None:
    squares = grid.squares(TEN, CELL)

    assert squares.cell_of(*(np.array([each]) for each in (WEST + 250, SOUTH + 500))) == [21]


def test_counts_leave_out_what_is_outside() -> None:
    squares = grid.squares(TEN, CELL)
    east, north = centres((0, 0), (0, 0), (3, 2), (10, 0), (-1, 4))

    counts = squares.counts(east, north)

    assert counts.sum() == 3
    assert counts[[0, 23]].tolist() == [2, 1]


@quick
@given(AREAS, st.sampled_from([3, 7, 10]))
def test_neighbours_are_within_a_cell_times_root_two_and_include_the_cell(area, cell_m) -> None:
    squares = grid.squares(area, cell_m)
    points = np.column_stack([squares.x, squares.y])
    apart = np.hypot(*(points[:, None] - points[None]).T)

    assert (squares.neighbours.toarray() == (apart <= cell_m * 2**0.5 + 1e-9)).all()


@quick
@given(AREAS, AREAS, st.sampled_from([4, 7, 10]))
def test_cells_within_a_shape_have_their_centres_in_it(area, shape, cell_m) -> None:
    squares = grid.squares(area, cell_m)
    inside = np.flatnonzero(shapely.contains_xy(shape, squares.x, squares.y))
    assert squares.within(shape).tolist() == inside.tolist()


def test_no_cell_is_within_an_empty_or_distant_shape() -> None:
    squares = grid.squares(TEN, CELL)
    assert squares.within(shapely.Polygon()).tolist() == []
    far = shapely.box(10**6, 10**6, 10**6 + 500, 10**6 + 500)
    assert squares.within(far).tolist() == []


def test_a_borough_with_a_hole_has_no_cell_in_it() -> None:
    squares = grid.squares(HOLED, CELL)

    assert len(squares) == 96
    assert squares.cell_of(*centres((4, 4), (5, 5), (3, 4))).tolist()[:2] == [-1, -1]
    # Cells along the outer edge and around the hole.
    assert squares.bordering.sum() == 36 + 12


def test_the_wider_grid_has_one_more_ring_outside_and_the_hole() -> None:
    squares = grid.squares(HOLED, CELL)

    wider = squares.wider

    assert len(wider) == 144
    assert places(wider)[:96] == places(squares)
    assert wider.area_m2[:96].tolist() == squares.area_m2.tolist()
    assert wider.area_m2[96:].tolist() == [0] * 48
    assert np.diff(wider.neighbours[:96].indptr).tolist() == [9] * 96


def test_an_empty_area_has_no_cells() -> None:
    squares = grid.squares(shapely.Polygon(), 250)

    assert len(squares) == 0
    assert squares.counts(*centres((0, 0))).tolist() == []
    assert squares.neighbours.shape == (0, 0)


def test_the_same_location_has_the_same_cell_in_any_area() -> None:
    part = shapely.box(WEST + 600, SOUTH + 600, WEST + 900, SOUTH + 1900)

    assert {*places(grid.squares(part, CELL))} < {*places(grid.squares(TEN, CELL))}
