"""The back-test against hand calculations."""

import numpy as np
import pytest
import shapely

from geo import backtest, grid
from geo.hotspots import METHODS
from geo.points import Points
from tests.geo.boroughs import CELL, HOLED, SOUTH, TEN, WEST, centres, scattered

SQUARES = grid.squares(TEN, CELL)
A, B, C = (2, 2), (7, 3), (5, 8)


def compare(earlier, later, cells, **more):
    return backtest.compare(earlier, later, cells, **{"settled": np.ones(len(cells), bool)} | more)


def row(results, method: str, share: float):
    [found] = results[(results["method"] == method) & (results["area_share"] == share)].itertuples()
    return found


def test_the_indices_by_hand() -> None:
    """One of a hundred cells is chosen, A, which then has 4 of 20 incidents; B has 6."""
    earlier = Points(*centres(*5 * [A], *3 * [B]))
    later = Points(*centres(*4 * [A], *6 * [B], *[(each, 0) for each in range(10)]))

    found = row(compare(earlier, later, SQUARES, shares=[0.01]), "count", 0.01)

    assert (found.cells, found.hits, found.incidents) == (1, 4, 20)
    assert found.hit_rate == pytest.approx(0.2)
    assert found.pai == pytest.approx(0.2 / 0.01)
    assert found.best_pai == pytest.approx(0.3 / 0.01)
    assert found.pei == pytest.approx(4 / 6)
    assert found.settled_pai == pytest.approx(found.pai)


def test_on_settled_ground_the_share_of_ground_is_that_of_settled_cells() -> None:
    """One of the ten settled cells is chosen: a tenth of the settled ground, not a hundredth."""
    points = Points(*centres(*5 * [A], *3 * [B]))
    settled = np.isin(np.arange(len(SQUARES)), SQUARES.cell_of(*centres(A, B))) | (
        np.arange(len(SQUARES)) < 8
    )

    found = row(compare(points, points, SQUARES, shares=[0.01], settled=settled), "count", 0.01)

    assert found.settled_pai == pytest.approx(5 / 8 / 0.1)


def test_a_larger_area_has_more_hits_and_a_lower_index() -> None:
    """Five cells: A, B and three of the 97 cells without earlier incidents, which have 10 later."""
    earlier = Points(*centres(*5 * [A], *3 * [B], C))
    later = Points(*centres(*4 * [A], *6 * [B], *[(each, 0) for each in range(10)]))

    found = row(compare(earlier, later, SQUARES, shares=[0.05]), "count", 0.05)

    assert found.cells == pytest.approx(5)
    assert found.hits == pytest.approx(10 + 2 * 10 / 97)
    assert found.pai == pytest.approx(found.hits / 20 / 0.05)
    assert found.best_pai == pytest.approx((6 + 4 + 3) / 20 / 0.05)


def test_cells_with_equal_scores_share_the_remaining_area() -> None:
    earlier = Points(*centres(*4 * [A], *4 * [B]))
    later = Points(*centres(*4 * [A], *6 * [B]))

    found = row(compare(earlier, later, SQUARES, shares=[0.01]), "count", 0.01)

    assert (found.cells, found.hits) == (pytest.approx(1), pytest.approx(5))


def test_cells_cut_by_the_border_count_with_their_area_inside() -> None:
    """A borough of one and a half cells: the half cell is a third of its area."""
    area = shapely.box(WEST, SOUTH, WEST + 1.5 * CELL, SOUTH + CELL)
    squares = grid.squares(area, CELL)
    points = Points(*centres((0, 0), (1, 0), (1, 0)) - np.array([[60.0], [0]]))

    results = compare(points, points, squares, shares=[1 / 3, 2 / 3])

    assert row(results, "count", 1 / 3)[3:7] == ("Count", pytest.approx(1), pytest.approx(2), 3)
    assert row(results, "count", 2 / 3).hits == pytest.approx(2.5)
    assert row(results, "count", 1 / 3).pai == pytest.approx(2)


def test_a_method_with_too_few_incidents_has_null_figures() -> None:
    points = Points(*centres(*5 * [A], *3 * [B]))

    found = row(compare(points, points, SQUARES), "clusters", 0.01)

    assert np.isnan([found.cells, found.hits, found.hit_rate, found.pai, found.pei]).all()
    assert found.incidents == 8


def test_every_method_and_share_has_its_row_and_none_beats_the_best() -> None:
    earlier, later = scattered(400, seed=1, hot=100), scattered(300, seed=2, hot=80)
    squares = grid.squares(HOLED.buffer(30), CELL)

    results = compare(earlier, later, squares)

    assert list(zip(results["area_share"], results["method"], strict=True)) == [
        (share, method) for share in (0.01, 0.05) for method in METHODS
    ]
    assert ((results["pei"] > 0) & (results["pei"] <= 1 + 1e-9)).all()
    assert (results["pai"] > 1).all()
    assert (results["hits"] <= results["incidents"]).all()


def test_a_perfect_forecast_has_an_efficiency_of_one() -> None:
    points = scattered(500, hot=100)

    results = compare(points, points, SQUARES)

    assert results[results["method"] == "count"]["pei"].tolist() == pytest.approx([1, 1])


def test_without_later_incidents_all_figures_are_null() -> None:
    nobody = Points(np.zeros(0), np.zeros(0))

    results = compare(scattered(100), nobody, SQUARES)

    assert (results["incidents"] == 0).all()
    assert results[["hit_rate", "pai", "best_pai", "pei"]].isna().all(axis=None)
