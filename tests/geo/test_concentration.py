"""Concentration against hand calculations."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import concentration
from tests.domains import quick

COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=40).map(np.array)


@pytest.mark.parametrize(("counts", "part", "share"), [
    ([10, 5, 3, 2], 0.5, 1 / 4),  # 10 of 20 is half
    ([9, 6, 3, 2], 0.5, 2 / 4),  # 9 of 20 is not
    ([1, 1, 1, 1], 0.5, 2 / 4),
    ([1, 1, 1, 1], 0.25, 1 / 4),
    ([0, 0, 0, 7], 0.5, 1 / 4),
    ([7], 0.5, 1),
    ([3] * 10, 0.1, 1 / 10),  # 0.1 × 30 is 3.0000000000000004 in floating point
])  # fmt: skip
def test_the_smallest_share_of_places_that_holds_a_part_by_hand(counts, part, share) -> None:
    assert concentration.share_holding(np.array(counts), part) == share


def test_places_without_an_incident_count_as_places() -> None:
    assert concentration.share_holding(np.array([2, 2]), 0.5, places=10) == 1 / 10
    assert concentration.share_holding(np.array([2, 2, 0]), 0.5) == 1 / 3


def test_gini_by_hand() -> None:
    """1, 2, 3, 4: the mean difference of all pairs, over twice the mean, is 1.25 / 5."""
    assert concentration.gini(np.array([4, 2, 1, 3])) == pytest.approx(0.25)
    assert concentration.gini(np.array([5, 5, 5])) == pytest.approx(0)
    assert concentration.gini(np.array([0, 0, 0, 8])) == pytest.approx(0.75)


@pytest.mark.parametrize(("counts", "gini", "generalised"), [
    # Ten places, four incidents: the most even spread leaves six places empty.
    ([1, 1, 1, 1], 0.6, 0.0),
    ([2, 2], 0.8, 0.5),
    ([3, 1], 0.85, 0.625),
    ([4], 0.9, 0.75),
])  # fmt: skip
def test_generalised_gini_by_hand(counts, gini, generalised) -> None:
    assert concentration.gini(np.array(counts), places=10) == pytest.approx(gini)
    assert concentration.generalised_gini(np.array(counts), 10) == pytest.approx(generalised)


def test_with_an_incident_for_every_place_the_generalised_gini_is_the_gini() -> None:
    counts = np.array([4, 2, 1, 3, 0, 0])

    assert concentration.generalised_gini(counts) == pytest.approx(concentration.gini(counts))


def test_without_an_incident_the_measures_are_nan() -> None:
    for each in (
        concentration.share_holding, concentration.gini, concentration.generalised_gini,
    ):  # fmt: skip
        assert np.isnan(each(np.zeros(5, int)))
        assert np.isnan(each(np.zeros(0, int)))


def test_fewer_places_than_have_incidents_are_refused() -> None:
    with pytest.raises(ValueError, match="There are 3 places with incidents, but places=2"):
        concentration.gini(np.array([1, 0, 1, 1]), places=2)


@quick
@given(COUNTS.filter(np.any), st.integers(0, 50))
def test_gini_is_half_the_relative_mean_difference(counts, empty) -> None:
    everywhere = np.concatenate([counts, np.zeros(empty, int)])
    apart = np.abs(everywhere[:, None] - everywhere).mean()

    gini = concentration.gini(counts, len(everywhere))

    assert gini == pytest.approx(apart / (2 * everywhere.mean()))
    generalised = concentration.generalised_gini(counts, len(everywhere))
    assert -1e-9 <= generalised <= gini + 1e-9


@quick
@given(COUNTS.filter(np.any), st.sampled_from([0.25, 0.5, 0.9]))
def test_the_share_is_of_the_fewest_places_that_reach_it(counts, part) -> None:
    places = round(concentration.share_holding(counts, part) * len(counts))

    ordered = sorted(counts, reverse=True)
    assert sum(ordered[:places]) >= part * counts.sum()
    assert sum(ordered[: places - 1]) < part * counts.sum()
