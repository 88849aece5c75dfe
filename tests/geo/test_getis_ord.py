"""Gi* against esda, and its p-values against esda's null hypothesis and exact oracles."""

from fractions import Fraction

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from geo import getis_ord, grid
from tests.domains import quick
from tests.geo import gi_oracles
from tests.geo.boroughs import CELL, HOLED, SOUTH, TEN, WEST

GRIDS = {
    "square": grid.squares(TEN, 250),
    "coarse": grid.squares(TEN, 500),
    "holed": grid.squares(HOLED, 250),
    "fine": grid.squares(HOLED.buffer(40), 100),
}
# Five columns and three rows; cells have 3, 5 or 8 neighbours.
SMALL = grid.squares(shapely.box(WEST, SOUTH, WEST + 5 * CELL, SOUTH + 3 * CELL), CELL)
every_grid = pytest.mark.parametrize("squares", GRIDS.values(), ids=[*GRIDS])
small_counts = st.lists(st.integers(0, 4) | st.integers(0, 700), min_size=15, max_size=15).map(
    np.array
)


def random_counts(cells: int, seed: int, mean: float = 0.7) -> np.ndarray:
    """Return counts spread like incidents: most cells empty, a few with many."""
    rng = np.random.default_rng(seed)
    return rng.poisson(mean * rng.gamma(0.3, 1 / 0.3, cells))


def relative_error(found: np.ndarray, exact: list[Fraction]) -> float:
    return max(abs(float(Fraction(p) / q - 1)) for p, q in zip(found, exact, strict=True))


@every_grid
@pytest.mark.parametrize("seed", range(5))
def test_z_is_that_of_esda(squares, seed: int) -> None:
    counts = random_counts(len(squares), seed)

    expected, _p = gi_oracles.by_esda(counts, squares.neighbours, permutations=19)

    assert np.abs(getis_ord.z_scores(counts, squares.neighbours) - expected).max() < 1e-9


@every_grid
def test_the_null_hypothesis_is_that_of_esda(squares) -> None:
    """Up to five standard errors of esda's permutations."""
    counts, permutations = random_counts(len(squares), 7), 9_999

    found = getis_ord.p_values(counts, squares.neighbours)

    _z, expected = gi_oracles.by_esda(counts, squares.neighbours, permutations)
    error = np.sqrt(np.maximum(found * (1 - found), 1 / permutations) / permutations)
    assert (np.abs(found - expected) < 5 * error).all()


@quick
@given(small_counts)
def test_p_is_the_share_of_all_sets_of_neighbours(counts) -> None:
    found = getis_ord.p_values(counts, SMALL.neighbours)

    assert found == pytest.approx(
        [float(p) for p in gi_oracles.by_enumeration(counts, SMALL.neighbours)], rel=1e-9
    )


@quick
@given(small_counts, st.integers(1, 50), st.integers(1, 50))
def test_p_does_not_depend_on_the_unit_or_the_origin_of_counts(counts, scale, more) -> None:
    found = getis_ord.p_values(scale * counts + more, SMALL.neighbours)

    assert found == pytest.approx(getis_ord.p_values(counts, SMALL.neighbours), rel=1e-9)


@quick
@given(small_counts)
def test_p_is_mirrored_with_the_grid(counts) -> None:
    p = getis_ord.p_values(counts, SMALL.neighbours)
    mirrored = getis_ord.p_values(counts[::-1], SMALL.neighbours)

    assert mirrored[::-1].tolist() == p.tolist()
    assert ((p > 0) & (p <= 1)).all()


@every_grid
@pytest.mark.parametrize("seed", range(3))
def test_p_is_exact_at_the_edge_and_in_the_middle(squares, seed) -> None:
    counts = random_counts(len(squares), seed)

    found = getis_ord.p_values(counts, squares.neighbours)

    assert relative_error(found, gi_oracles.by_integers(counts, squares.neighbours)) < 1e-9


def test_both_exact_oracles_agree() -> None:
    counts = random_counts(len(SMALL), 5, mean=3)

    assert gi_oracles.by_integers(counts, SMALL.neighbours) == gi_oracles.by_enumeration(
        counts, SMALL.neighbours
    )


def test_a_town_centre_with_large_counts_is_exact() -> None:
    """700 incidents in one cell and hundreds beside it: p down to 10⁻²⁰."""
    squares = grid.squares(TEN, 100)
    counts = random_counts(len(squares), 2)
    centre = (np.abs(squares.column - 4712) <= 1) & (np.abs(squares.row - 1662) <= 1)
    counts[centre] += np.array([90, 210, 40, 330, 700, 120, 60, 250, 20])

    found = getis_ord.p_values(counts, squares.neighbours)

    exact = gi_oracles.by_integers(counts, squares.neighbours)
    assert min(exact) < 1e-15
    assert relative_error(found, exact) < 1e-9


def test_levels_are_of_q_and_include_their_limit() -> None:
    q = np.array([0.009, 0.01, 0.011, 0.05, 0.051, 0.1, 0.101, 1, np.nan])

    assert getis_ord.levels(q).tolist() == [99, 99, 95, 95, 90, 90, 0, 0, 0]


def test_shuffled_counts_are_seldom_a_cluster() -> None:
    squares = grid.squares(TEN, 125)
    counts, rng = random_counts(len(squares), 0), np.random.default_rng(1)

    alarms = 0
    for _turn in range(200):
        p = getis_ord.p_values(rng.permutation(counts), squares.neighbours)
        alarms += (false_discovery_control(p) <= 0.05).any()

    assert alarms <= 20


def test_a_cluster_that_was_put_there_is_found() -> None:
    squares = grid.squares(TEN, 125)
    counts = random_counts(len(squares), 0)
    middle = (np.abs(squares.column - 3770) <= 1) & (np.abs(squares.row - 1330) <= 1)
    counts[middle] += 8

    q = false_discovery_control(getis_ord.p_values(counts, squares.neighbours))

    assert middle.sum() == 9
    assert (q[middle] <= 0.05).sum() >= 5
    assert not (q[~squares.neighbours[:, middle].toarray().any(axis=1)] <= 0.05).any()


def test_where_nothing_varies_there_is_no_z_and_nothing_is_hot() -> None:
    squares, counts = GRIDS["square"], np.full(100, 3)

    assert np.isnan(getis_ord.z_scores(counts, squares.neighbours)).all()
    assert getis_ord.p_values(counts, squares.neighbours) == pytest.approx(np.ones(100))
    assert getis_ord.z_scores(np.zeros(0, int), grid.squares(TEN - TEN, 250).neighbours).size == 0


def test_a_lone_cell_has_nothing_to_be_compared_with() -> None:
    squares = grid.squares(TEN, 2500)

    assert getis_ord.p_values(np.array([5]), squares.neighbours).tolist() == [1]
    assert np.isnan(getis_ord.z_scores(np.array([5]), squares.neighbours)).all()


@pytest.mark.parametrize(("incidents", "occupied", "enough"), [
    (60, 30, True), (59, 30, False), (60, 29, False), (1000, 1, False), (0, 0, False),
])  # fmt: skip
def test_the_gate_is_sixty_incidents_in_thirty_cells(incidents, occupied, enough) -> None:
    counts = np.zeros(100, int)
    counts[:occupied] = 1
    counts[0] += incidents - occupied

    reason = getis_ord.too_few(counts)

    assert (reason is None) == enough
    if reason:
        assert (reason.incidents, reason.occupied) == (incidents, occupied)
        assert (reason.least_incidents, reason.least_occupied) == (60, 30)
