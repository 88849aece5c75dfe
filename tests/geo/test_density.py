"""Kernel density against a direct sum over every incident and every cell."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import density, grid
from geo.hotspots import METHODS, Settings, kernel
from geo.points import Points, anchors
from tests.domains import quick
from tests.geo.boroughs import CELL, HOLED, SOUTH, TEN, WEST, moved, scattered

FINE = METHODS["density"].cell_m


def by_brute_force(squares: grid.Grid, east, north, bandwidth: float) -> np.ndarray:
    apart = np.hypot(squares.x[:, None] - east, squares.y[:, None] - north)
    weight = np.where(apart < bandwidth, (1 - (apart / bandwidth) ** 2) ** 2, 0)
    return weight.sum(axis=1) * 3 / (np.pi * bandwidth**2) * 1e6


@pytest.mark.parametrize("bandwidth", [200, 333.3, 400, 800])
@pytest.mark.parametrize("area", [TEN, HOLED], ids=["square", "holed"])
def test_density_is_the_sum_over_every_incident(area, bandwidth: float) -> None:
    squares = grid.squares(area, FINE)
    points = scattered(300, hot=200)
    repeated = Points(np.repeat(points.east, 3), np.repeat(points.north, 3))

    found = density.quartic(*anchors(repeated.east, repeated.north), squares, bandwidth)

    expected = by_brute_force(squares, repeated.east, repeated.north, bandwidth)
    assert np.abs(found - expected).max() < 1e-9 * expected.max()


@quick
@given(
    st.lists(st.tuples(*2 * [st.floats(-1500, 4000)]), max_size=20),
    st.floats(200, 800),
    st.sampled_from([100.0, 250.0]),
)
def test_density_is_that_sum_for_any_points(places, bandwidth, cell_m) -> None:
    squares = grid.squares(HOLED, cell_m)
    east, north = np.array(places, float).reshape(-1, 2).T + np.array([[WEST], [SOUTH]])

    found = density.quartic(*anchors(east, north), squares, bandwidth)

    expected = by_brute_force(squares, east, north, bandwidth)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_the_kernel_integrates_to_one() -> None:
    """The volume under the kernel, as a sum over cells small enough to approximate the integral."""
    squares = grid.squares(TEN, 10)
    middle = np.array([WEST + 1250.0]), np.array([SOUTH + 1250.0])

    found = density.quartic(*middle, np.array([1]), squares, 400)

    assert (found * 10 * 10 / 1e6).sum() == pytest.approx(1, abs=1e-4)
    assert found.max() == pytest.approx(3 / (np.pi * 0.4**2), rel=1e-3)


def test_both_axes_have_the_same_bandwidth() -> None:
    squares = grid.squares(TEN, FINE)
    middle = np.array([WEST + 1250.0]), np.array([SOUTH + 1250.0])

    found = density.quartic(*middle, np.array([1]), squares, 400)

    held = found > 0
    width, height = (np.ptp(each[held]) for each in (squares.x, squares.y))
    assert width == height == 600
    square = found.reshape(25, 25)
    assert square == pytest.approx(square.T)


def test_a_bandwidth_under_half_the_diagonal_of_a_cell_is_refused() -> None:
    with pytest.raises(ValueError, match=r"100 m does not reach the corners of cells of 250"):
        density.quartic(*3 * [np.zeros(1)], grid.squares(TEN, CELL), 100)


def test_nearby_incidents_raise_the_density_and_are_not_counted() -> None:
    squares = grid.squares(TEN, FINE)
    inside = np.array([WEST + 1000.0]), np.array([SOUTH + 1000.0])
    outside = np.array([WEST - 50.0]), np.array([SOUTH + 1250.0])

    alone, both = kernel(Points(*inside), squares), kernel(Points(*inside, *outside), squares)

    assert alone.cells["n"].sum() == both.cells["n"].sum() == 1
    assert both.cells["score"].sum() > alone.cells["score"].sum()
    west = both.cells[squares.x[both.cells["cell"]] < WEST + 100]
    assert (west["score"] > 0).any()
    assert (west["n"] == 0).all()


def test_only_cells_of_the_borough_with_some_density_are_returned() -> None:
    squares = grid.squares(HOLED, FINE)
    points = Points(*(np.array([at + 3.5 * CELL]) for at in (WEST, SOUTH)))

    found = kernel(points, squares, Settings(bandwidth_m=300)).cells

    expected = by_brute_force(squares, points.east, points.north, 300)
    assert found["cell"].tolist() == np.flatnonzero(expected).tolist()
    hole = shapely.box(*(TEN - HOLED).bounds).buffer(-1)
    assert not shapely.intersects_xy(hole, squares.x[found["cell"]], squares.y[found["cell"]]).any()


def test_no_incidents_have_no_density() -> None:
    assert kernel(Points(np.zeros(0), np.zeros(0)), grid.squares(TEN, FINE)).cells.empty


def test_density_moves_with_the_incidents() -> None:
    points = scattered(200)
    here = density.quartic(*anchors(points.east, points.north), grid.squares(TEN, FINE))
    there = moved(points, 12_300, -45_600)
    area = shapely.transform(TEN, lambda at: at + np.array([12_300, -45_600]))

    found = density.quartic(*anchors(there.east, there.north), grid.squares(area, FINE))

    assert found == pytest.approx(here, rel=1e-9, abs=1e-9)
