"""Gi* against esda, and its chances against esda's draws and every possible draw."""

import numpy as np
import pytest
from scipy.stats import false_discovery_control

from geo import clusters, grid
from tests.geo import gi_oracles
from tests.geo.boroughs import HOLED, TEN

MANY = 99_999


def random_counts(cells: int, seed: int, mean: float = 0.7) -> np.ndarray:
    """Counts as incidents have them: most cells empty, a few with many."""
    rng = np.random.default_rng(seed)
    return rng.poisson(mean * rng.gamma(0.3, 1 / 0.3, cells))


GRIDS = {
    "square": grid.squares(TEN, 250),
    "coarse": grid.squares(TEN, 500),
    "holed": grid.squares(HOLED, 250),
    "fine": grid.squares(HOLED.buffer(40), 100),
}
every_grid = pytest.mark.parametrize("squares", GRIDS.values(), ids=[*GRIDS])


@every_grid
@pytest.mark.parametrize("seed", range(5))
def test_z_is_that_of_esda(squares, seed: int) -> None:
    counts = random_counts(len(squares), seed)

    expected, _p = gi_oracles.by_esda(counts, squares.neighbours, permutations=19)

    assert np.abs(clusters.z_scores(counts, squares.neighbours) - expected).max() < 1e-9


@every_grid
def test_p_is_that_of_esdas_own_draws(squares) -> None:
    counts, draws = random_counts(len(squares), 7), 9_999

    found = clusters.p_values(counts, squares.neighbours)

    _z, expected = gi_oracles.by_esda(counts, squares.neighbours, draws)
    error = np.sqrt(np.maximum(found * (1 - found), 1 / draws) / draws)
    assert np.abs(found - expected).max() > 0
    assert (np.abs(found - expected) < 5 * error).all()


@pytest.mark.parametrize("seed", range(3))
def test_p_is_the_share_of_all_possible_draws(seed: int) -> None:
    """Twelve cells: with so few, replacing the cell itself matters in most draws."""
    squares = grid.squares(TEN.intersection(TEN.buffer(0)), 750)
    counts = random_counts(len(squares), seed, mean=3)

    found = clusters.p_values(counts, squares.neighbours, MANY)

    expected = gi_oracles.by_every_draw(counts, squares.neighbours)
    assert gi_oracles.by_polynomials(counts, squares.neighbours) == pytest.approx(expected)
    error = np.sqrt(np.maximum(expected * (1 - expected), 1 / MANY) / MANY)
    assert (np.abs(found - expected) <= 5 * error).all()


def test_p_is_right_for_cells_at_the_edge_and_in_the_middle() -> None:
    squares = GRIDS["fine"]
    counts = random_counts(len(squares), 3)

    found = clusters.p_values(counts, squares.neighbours)

    expected = gi_oracles.by_polynomials(counts, squares.neighbours)
    error = np.sqrt(np.maximum(expected * (1 - expected), 1 / MANY) / MANY)
    neighbours = np.diff(squares.neighbours.indptr) - 1
    assert {*neighbours} >= {3, 5, 8}
    assert (np.abs(found - expected) <= 5 * error).all()


def test_the_draws_hold_different_cells_and_every_cell_equally_often() -> None:
    lots = clusters._lots(12, 9, 30_000, 0)

    ordered = np.sort(lots, axis=0)
    assert (np.diff(ordered, axis=0) > 0).all()
    assert (lots.min(), lots.max()) == (0, 11)
    for pick in lots:
        often = np.bincount(pick, minlength=12)
        assert np.abs(often - 2500).max() < 5 * np.sqrt(2500)


def test_the_same_seed_gives_the_same_p_and_another_seed_does_not() -> None:
    squares, counts = GRIDS["square"], random_counts(100, 1)
    first, again, other = (
        clusters.p_values(counts, squares.neighbours, 999, seed) for seed in (0, 0, 1)
    )

    assert first.tolist() == again.tolist() != other.tolist()


def test_q_is_that_of_benjamini_and_hochberg() -> None:
    """Their own example of 1995: four of fifteen are rejected at 0.05."""
    p = np.array(
        [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
         0.5719, 0.6528, 0.7590, 1.0]
    )  # fmt: skip
    mixed = np.random.default_rng(0).permutation(p)

    assert clusters.adjusted(mixed) == pytest.approx(false_discovery_control(mixed))
    assert (clusters.adjusted(p) <= 0.05).sum() == 4
    assert clusters.adjusted(np.zeros(0)).tolist() == []


def test_levels_are_of_q_and_include_their_limit() -> None:
    q = np.array([0.009, 0.01, 0.011, 0.05, 0.051, 0.1, 0.101, 1, np.nan])

    assert clusters.levels(q).tolist() == [99, 99, 95, 95, 90, 90, 0, 0, 0]


@pytest.mark.slow
def test_shuffled_counts_are_seldom_a_cluster() -> None:
    squares = grid.squares(TEN, 125)
    counts, rng = random_counts(len(squares), 0), np.random.default_rng(1)

    alarms = 0
    for _turn in range(200):
        p = clusters.p_values(rng.permutation(counts), squares.neighbours, 19_999)
        alarms += (clusters.adjusted(p) <= 0.05).any()

    assert alarms <= 20


def test_a_cluster_that_was_put_there_is_found() -> None:
    squares = grid.squares(TEN, 125)
    counts = random_counts(len(squares), 0)
    middle = (np.abs(squares.column - 3770) <= 1) & (np.abs(squares.row - 1330) <= 1)
    counts[middle] += 8

    q = clusters.adjusted(clusters.p_values(counts, squares.neighbours))

    assert middle.sum() == 9
    assert (q[middle] <= 0.05).sum() >= 5
    assert not (q[~squares.neighbours[:, middle].toarray().any(axis=1)] <= 0.05).any()


def test_where_nothing_varies_there_is_no_z_and_nothing_is_hot() -> None:
    squares, counts = GRIDS["square"], np.full(100, 3)

    assert np.isnan(clusters.z_scores(counts, squares.neighbours)).all()
    assert clusters.p_values(counts, squares.neighbours, 99).tolist() == [1.0] * 100
    assert clusters.z_scores(np.zeros(0, int), grid.squares(TEN - TEN, 250).neighbours).size == 0


def test_a_lone_cell_has_nothing_to_be_compared_with() -> None:
    squares = grid.squares(TEN, 2500)

    assert clusters.p_values(np.array([5]), squares.neighbours, 99).tolist() == [1]
    assert np.isnan(clusters.z_scores(np.array([5]), squares.neighbours)).all()


@pytest.mark.parametrize(("incidents", "occupied", "enough"), [
    (60, 30, True), (59, 30, False), (60, 29, False), (1000, 1, False), (0, 0, False),
])  # fmt: skip
def test_the_gate_is_sixty_incidents_in_thirty_cells(incidents, occupied, enough) -> None:
    counts = np.zeros(100, int)
    counts[:occupied] = 1
    counts[0] += incidents - occupied

    reason = clusters.too_few(counts)

    assert (reason is None) == enough
    if reason:
        assert (reason.incidents, reason.occupied) == (incidents, occupied)
        assert (reason.least_incidents, reason.least_occupied) == (60, 30)
