"""A signal is a change only when the same months a year earlier differ beyond chance."""

from math import pi, sin

import numpy as np
import pytest

from data.stats.causes import causes, enough_quarters, quarterly, too_low
from data.stats.dispersion import Scatter
from data.stats.xmr import chart
from tests.domains import CHANCE

CALM = (100, 104, 96, 101, 99, 103, 97, 100, 102, 98, 104, 96)


def test_a_pure_season_is_never_called_a_change_once_a_year_before_is_held() -> None:
    values = [round(600 * (1 + 0.2 * sin(2 * pi * month / 12))) for month in range(36)]
    found = causes(chart(values), CHANCE)
    assert found
    assert {each.kind for each in found if each.signal.first >= 12} == {"season"}
    assert {each.kind for each in found if each.signal.first < 12} <= {"unknown"}


def test_seasons_are_seldom_called_a_change_where_counts_vary_as_usual() -> None:
    random, scatter = np.random.default_rng(6), Scatter()
    season = 300 * (1 + 0.2 * np.sin(2 * np.pi * np.arange(36) / 12))
    clear = called = tripped = 0
    for _ in range(300):
        over = scatter.excess * np.log1p(300) * random.exponential()
        values = random.poisson(random.gamma(season / over, over)).tolist()
        found = causes(chart(values), scatter)
        tripped += bool(found)
        changes = [each for each in found if each.kind == "change"]
        called += bool(changes)
        clear += any(each.test.verdict == "clear" for each in changes)
    assert tripped > 290
    # Each of its signals has a chance of 1 in 20: about a fifth have one called possible.
    assert 0.1 * 300 < called < 0.3 * 300
    assert clear < 0.02 * 300


def test_a_step_is_a_change() -> None:
    found = causes(chart((*CALM, *CALM, *(value + 40 for value in CALM))), CHANCE)
    run = next(each for each in found if each.signal.rule == "shift" and each.signal.high)
    assert run.kind == "change"
    assert (run.test.before, run.test.after) == (sum(CALM), sum(CALM) + 480)


def test_a_spike_without_a_year_before_is_not_known() -> None:
    (spike,) = causes(chart((*CALM[:5], 160, *CALM[6:])), CHANCE)
    assert spike.kind == "unknown"
    assert spike.test is None


def test_a_missing_month_a_year_earlier_leaves_it_unknown() -> None:
    values = [*CALM, *CALM]
    values[17] = 170
    (spike,) = causes(chart(values), CHANCE)
    assert spike.kind == "change"
    values[5] = None
    (spike,) = causes(chart(values), CHANCE)
    assert spike.kind == "unknown"


def test_a_year_before_new_limits_is_not_compared() -> None:
    values = [*CALM, *CALM]
    values[17] = 170
    (spike,) = causes(chart(values, {12: "New rules"}), CHANCE)
    assert spike.kind == "unknown"


def test_a_fall_is_no_evidence_for_a_rise() -> None:
    # High in both years, higher still in the first: as a season, not a change.
    values = [*CALM, *CALM, *CALM]
    values[5], values[17] = 260, 190
    found = [each for each in causes(chart(values), CHANCE) if each.signal.first == 17]
    assert [each.kind for each in found] == ["season"]


def test_a_run_longer_than_a_year_is_compared_by_its_first_year() -> None:
    found = causes(chart((*CALM, *(value + 40 for value in CALM * 2))), CHANCE)
    run = next(each for each in found if each.signal.rule == "shift" and each.signal.high)
    assert run.signal.length == 24
    assert (run.test.before, run.test.after) == (sum(CALM), sum(CALM) + 480)


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


@pytest.mark.parametrize(("year", "months"), [(12, 1), (4, 3)])
def test_a_point_is_judged_by_the_scatter_of_so_many_months(year, months) -> None:
    values = [*CALM, *CALM]
    values[17] = 170
    (wide,) = causes(chart(values), Scatter(0.3), year)[:1]
    assert wide.test.dispersion == Scatter(0.3, months).pair(
        wide.test.before + wide.test.after, 0.5
    )
    assert causes(chart(values), Scatter(5))[0].kind == "season"
