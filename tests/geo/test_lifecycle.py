"""Classes of hotspots by hand, and quarters that are incomplete or have too few incidents."""

import numpy as np
import pytest

from geo import grid, lifecycle
from geo.hotspots import gi_star
from geo.points import Points
from tests.geo.boroughs import CELL, TEN, scattered

SQUARES = grid.squares(TEN, CELL)
MIDDLE = [44, 45, 54, 55]
QUIET, HOT, THIN = scattered(150, seed=5), scattered(150, seed=6, hot=80), scattered(40, seed=7)


def flags(text: str) -> np.ndarray:
    return np.array([each == "H" for each in text])


@pytest.mark.parametrize(("quarters", "life"), [
    # Twelve quarters: the last two are recent, and 10 % is more than one quarter.
    ("HHHHHHHHHHHH", "persistent"),
    ("HHHHHHHHHH..", "persistent"),
    ("..HHHHHHHHHH", "persistent"),
    ("HHHH.HHHH.HH", "persistent"),
    ("HHH.HH.HH.HH", "intermittent"),
    ("..........HH", "emerging"),
    (".........HHH", "intermittent"),
    ("HH..........", "former"),
    ("HHHHHHHHH...", "former"),
    ("H....H.....H", "intermittent"),
    ("H..........H", "intermittent"),
    ("............", "none"),
    ("...........H", "none"),  # one of twelve is under 10 %
    ("H...........", "none"),
    # Six quarters: the last two are recent, and one quarter is not a life.
    (".....H", "none"),
    ("H.....", "none"),
    ("....HH", "emerging"),
    ("HH....", "former"),
    ("H....H", "intermittent"),
    ("HHHHH.", "persistent"),
    ("HHHH..", "former"),
    ("......", "none"),
    # Quarters that were not assessed are neither hot nor not hot.
    ("?HHH?H", "persistent"),
    ("??H?HH", "persistent"),
    ("?.?.HH", "emerging"),
    ("?.?..H", "none"),
    ("HH???.", "former"),
])  # fmt: skip
def test_classes_by_hand(quarters: str, life: str) -> None:
    assessed = np.array([each != "?" for each in quarters])

    [found] = lifecycle.classes(flags(quarters)[None], assessed)

    assert found == life


@pytest.mark.parametrize(("quarters", "recent"), [(6, 2), (9, 2), (10, 2), (12, 2), (15, 3)])
def test_the_last_fifth_is_recent_and_at_least_two(quarters: int, recent: int) -> None:
    assert lifecycle.recent_quarters(quarters) == recent


@pytest.mark.parametrize(("quarters", "enough"), [
    ("AAAAAA", True), ("AAAAA", False), ("AAAAA-", False), ("-AAAAAA", True), ("AA-AAAA-", True),
    ("???AAA", True), ("????AA", False), ("AAAAA?", True), ("AAAA??", False), ("AAA???", False),
    ("", False),
])  # fmt: skip
def test_six_complete_quarters_are_needed_and_half_of_them_assessed(quarters, enough) -> None:
    """A: assessed; ?: too few incidents; -: months are missing."""
    held = np.array([each != "-" for each in quarters], bool)
    assessed = np.array([each == "A" for each in quarters], bool)

    reason = lifecycle.too_few(held, assessed)

    assert (reason is None) == enough
    if reason:
        assert reason.complete == quarters.count("A") + quarters.count("?")
        assert reason.assessed == quarters.count("A")
        assert (reason.least_complete, reason.least_assessed) == (6, 3)


def test_hot_quarters_are_those_of_gi_star() -> None:
    quarters = [HOT, QUIET, HOT, HOT, QUIET, HOT]

    found = lifecycle.life_cycles(quarters, SQUARES)

    each = [gi_star(points, SQUARES).cells for points in quarters]
    assert found.too_few is None
    assert found.hot.T.tolist() == [(cells["q"] <= 0.05).tolist() for cells in each]
    assert found.counts.T.tolist() == [cells["n"].tolist() for cells in each]
    assert found.cells["n"].tolist() == sum(cells["n"] for cells in each).tolist()
    assert found.cells["hot_quarters"].tolist() == found.hot.sum(axis=1).tolist()
    assert {*found.cells["life"][MIDDLE]} == {"intermittent"}
    assert {*found.cells["life"]} <= {*lifecycle.LIVES, "none"}


def test_a_missing_quarter_is_not_zero_and_one_with_few_incidents_is_not_assessed() -> None:
    quarters: list[Points | None] = [HOT, THIN, HOT, None, HOT, HOT, THIN, HOT]

    found = lifecycle.life_cycles(quarters, SQUARES)

    assert found.assessed.tolist() == [True, False, True, False, True, True, False, True]
    assert np.isnan(found.counts[:, 3]).all()
    assert found.counts[:, 1].sum() == 40
    assert found.cells["n"].sum() == 5 * 230 + 2 * 40
    assert {*found.cells["life"][MIDDLE]} == {"persistent"}


def test_with_too_few_quarters_there_is_a_reason_and_no_class() -> None:
    found = lifecycle.life_cycles([HOT, None, HOT], SQUARES)

    assert found.too_few == lifecycle.TooFewQuarters(complete=2, assessed=2)
    assert found.cells["life"].isna().all()
    assert found.cells["n"].sum() == 460
    assert found.hot[:, 1].sum() == 0 < found.hot[:, 0].sum()


def test_no_quarters_at_all_are_too_few() -> None:
    found = lifecycle.life_cycles([], SQUARES)

    assert found.too_few == lifecycle.TooFewQuarters(complete=0, assessed=0)
    assert found.counts.shape == found.hot.shape == (100, 0)
