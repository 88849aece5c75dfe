"""A signal is a change only when the same months a year earlier differ beyond chance."""

from math import pi, sin

import numpy as np
import pytest

from data.causes import causes, enough_quarters, leading, quarterly, too_low
from data.xmr import chart

CALM = (100, 104, 96, 101, 99, 103, 97, 100, 102, 98, 104, 96)


def test_a_pure_season_is_never_called_a_change_once_a_year_before_is_held() -> None:
    values = [round(600 * (1 + 0.2 * sin(2 * pi * month / 12))) for month in range(36)]
    found = causes(chart(values))
    assert found
    assert {each.kind for each in found if each.signal.first >= 12} == {"season"}
    assert {each.kind for each in found if each.signal.first < 12} <= {"unknown"}


def test_seasons_with_chance_are_seldom_called_a_change() -> None:
    random = np.random.default_rng(7)
    season = 1 + 0.2 * np.sin(2 * np.pi * np.arange(36) / 12)
    clear = called = tripped = 0
    for _ in range(300):
        found = causes(chart(random.poisson(300 * season).tolist()))
        tripped += bool(found)
        changes = [each for each in found if each.kind == "change"]
        called += bool(changes)
        clear += any(each.test.verdict == "clear" for each in changes)
    assert tripped > 290
    # Each of its signals has a chance of 1 in 20: about a third have one called possible.
    assert called < 0.4 * 300
    assert clear < 0.05 * 300


def test_a_step_is_a_change() -> None:
    found = causes(chart((*CALM, *CALM, *(value + 40 for value in CALM))))
    run = next(each for each in found if each.signal.rule == "run" and each.signal.high)
    assert run.kind == "change"
    assert (run.test.before, run.test.after) == (sum(CALM), sum(CALM) + 480)


def test_a_spike_without_a_year_before_is_not_known() -> None:
    (spike,) = causes(chart((*CALM[:5], 160, *CALM[6:])))
    assert spike.kind == "unknown"
    assert spike.test is None


def test_a_missing_month_a_year_earlier_leaves_it_unknown() -> None:
    values = [*CALM, *CALM]
    values[17] = 170
    (spike,) = causes(chart(values))
    assert spike.kind == "change"
    values[5] = None
    (spike,) = causes(chart(values))
    assert spike.kind == "unknown"


def test_a_year_before_new_limits_is_not_compared() -> None:
    values = [*CALM, *CALM]
    values[17] = 170
    (spike,) = causes(chart(values, {12: "New rules"}))
    assert spike.kind == "unknown"


def test_a_fall_is_no_evidence_for_a_rise() -> None:
    # High in both years, higher still in the first: as a season, not a change.
    values = [*CALM, *CALM, *CALM]
    values[5], values[17] = 260, 190
    found = [each for each in causes(chart(values)) if each.signal.first == 17]
    assert [each.kind for each in found] == ["season"]


def test_a_run_longer_than_a_year_is_compared_by_its_first_year() -> None:
    found = causes(chart((*CALM, *(value + 40 for value in CALM * 2))))
    run = next(each for each in found if each.signal.rule == "run" and each.signal.high)
    assert run.signal.length == 24
    assert (run.test.before, run.test.after) == (sum(CALM), sum(CALM) + 480)


def test_changes_are_told_first() -> None:
    values = [*CALM, *CALM, *CALM]
    values[2] = values[17] = 170
    assert [each.kind for each in leading(causes(chart(values)))][:2] == ["change", "unknown"]


@pytest.mark.parametrize(
    ("values", "first", "quarters"),
    [
        ((1, 2, 3, 4, 5, 6), 4, [(0, 6), (3, 15)]),
        ((1, 2, 3, 4, 5, 6), 5, [(2, 12)]),
        ((1, 2, 3, 4, 5, 6), 6, [(1, 9)]),
        ((1, None, 3, 4, 5, 6, 7), 1, [(0, None), (3, 15)]),
        ((1, 2), 4, []),
    ],
)
def test_quarters(values, first, quarters) -> None:
    assert quarterly(values, first) == quarters


def test_low_counts() -> None:
    assert too_low((4, 5, None, 5))
    assert not too_low((5, 5, None))
    assert not too_low((None,))
    assert enough_quarters([(0, 1), (3, 2), (6, 0), (9, 1)])
    assert not enough_quarters([(0, 1), (3, 2), (6, None), (9, 1)])
