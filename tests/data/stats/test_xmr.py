"""Process behaviour charts against worked examples, plain Python, and chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.stats.xmr import Signal, chart
from tests.domains import quick

# SAS/QC User's Guide, example "Displaying Individual Measurements on an EWMA Chart": diameters of
# the steel belts in thirty tyres. Mean 24.0083, mean moving range 0.056897, limits 23.8571 and
# 24.1596.
TYRES = (24.05, 23.99, 23.95, 23.93, 23.97, 24.02, 24.06, 24.10, 23.98, 24.03,
         23.91, 24.06, 24.06, 23.96, 23.98, 24.06, 24.01, 24.00, 23.93, 23.92,
         24.09, 24.11, 24.05, 23.98, 23.98, 24.06, 24.02, 24.06, 23.97, 23.96)  # fmt: skip
# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rates of ten batches. Mean 50.81,
# mean moving range 1.8778, limits 45.8159 and 55.8041. Both use 3/1.128 for 2.66.
FLOWS = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)
COUNTS = st.lists(st.one_of(st.none(), st.integers(0, 60)), min_size=2, max_size=50)


@pytest.mark.parametrize(
    ("values", "published", "trial"),
    [(TYRES, (24.0083, 23.8571, 24.1596), False), (FLOWS, (50.81, 45.8159, 55.8041), True)],
)
def test_worked_examples(values, published, trial) -> None:
    mean, lower, upper = published
    found = chart(values)
    (phase,) = found.phases
    assert phase.mean == pytest.approx(mean, abs=5e-5)
    # 2.66 is 3/1.128 but for a part in 4,000; the books give four decimals.
    reach = pytest.approx((upper - lower) / 2, rel=1e-3)
    assert phase.upper - phase.mean == reach
    assert phase.mean - phase.lower == reach
    assert phase.trial is trial
    assert found.signals == ()


# Twelve points around 20 that trip no rule: mean 20, moving ranges of 2.
CALM = (19, 21) * 6


def signals(*values: float | None) -> list[tuple[str, int, int, bool]]:
    return [(s.rule, s.first, s.last, s.high) for s in chart(values).signals]


def test_calm_points_are_not_marked() -> None:
    assert signals(*CALM) == []


@pytest.mark.parametrize(("spike", "high"), [(60, True), (0, False)])
def test_a_spike_is_an_astronomical_point(spike, high) -> None:
    found = [each for each in signals(*CALM, 20, spike, *CALM) if each[0] != "shift"]
    assert found == [("astronomical_point", 13, 13, high)]


def test_seven_on_one_side_are_a_run_and_six_are_not() -> None:
    low, high = (10, 9, 11, 9, 10, 11), (14, 15, 13, 15, 14, 15)
    assert not [s for s in signals(*low, *high) if s[0] == "shift"]
    seven = signals(*low, 10, *high, 14)
    assert [s for s in seven if s[0] == "shift"] == [("shift", 0, 6, False), ("shift", 7, 13, True)]


def test_a_point_on_the_mean_is_on_neither_side() -> None:
    values = (9, 9, 9, 10, 9, 9, 9, 11, 11, 11, 10, 11, 11, 11)
    assert sum(values) / len(values) == 10
    assert not [s for s in signals(*values) if s[0] == "shift"]


def test_seven_rising_points_are_a_trend_and_six_are_not() -> None:
    assert not [s for s in signals(1, 2, 3, 4, 5, 6, 1, 9, 2, 8) if s[0] == "trend"]
    assert ("trend", 0, 6, True) in signals(1, 2, 3, 4, 5, 6, 7, 1, 9, 2, 8)
    assert ("trend", 0, 6, False) in signals(7, 6, 5, 4, 3, 2, 1, 9, 2, 8)
    # A level step is neither a rise nor a fall.
    assert not [s for s in signals(1, 2, 3, 4, 4, 5, 6, 7, 1, 9, 2) if s[0] == "trend"]


def test_two_of_three_near_a_limit_on_one_side() -> None:
    # Limits lie 2.66 moving ranges off; these are two thirds of the way or more, but inside.
    base = (20, 24, 16) * 4
    phase = chart(base).phases[0]
    edge = phase.mean + 0.8 * phase.spread
    fixed = chart((*base * 3, edge, phase.mean + 1, edge)).signals
    assert Signal("two_of_three", 36, 38, True) in fixed
    other_side = chart((*base * 3, edge, phase.mean - 1, edge)).signals
    assert not [s for s in other_side if s.rule == "two_of_three"]


def test_a_missing_point_breaks_runs_and_moving_ranges() -> None:
    low, high = (9, 10, 11, 9, 10, 11, 9), (30, 31, 29, 30, 31, 29, 30)
    assert [s for s in signals(*low, *high) if s[0] == "shift"]
    broken = (*low[:3], None, *low[3:], *high[:3], None, *high[3:])
    assert not [s for s in signals(*broken) if s[0] == "shift"]
    # If 10 and 90 were compared across the gap, the mean moving range would not be 0.
    assert chart((10, 10, None, 90, 90)).phases[0].spread == 0
    assert chart((10, None, 90)).phases == ()
    assert chart((None, None)).phases == ()
    assert chart(()).phases == ()


def test_limits_are_recalculated_only_for_a_reason() -> None:
    values = (*CALM, *(x + 40 for x in CALM))
    assert chart(values).signals
    found = chart(values, {12: "New counting rules"})
    assert [(p.first, p.last, p.mean, p.reason) for p in found.phases] == [
        (0, 11, 20, ""), (12, 23, 60, "New counting rules"),
    ]  # fmt: skip
    assert found.signals == ()


def test_the_baseline_is_locked_after_three_years() -> None:
    values = CALM * 3
    assert chart((*values, 90, 95, 99)).phases[0].upper == chart(values).phases[0].upper
    assert chart(values[:11]).phases[0].trial
    assert not chart(values[:12]).phases[0].trial


def test_the_rule_shown_at_a_point_follows_the_order_of_reporting() -> None:
    found = chart((*CALM * 3, *(20.5 + n / 2 for n in range(7)), 60))
    assert {s.rule for s in found.signals} == {"trend", "shift", "astronomical_point"}
    # From 35 on they lie above the mean, from 36 on they rise; the last breaches the limit too.
    shown = [found.rule_at(place) for place in (34, 35, 36, 42, 43)]
    assert shown == [None, "shift", "trend", "trend", "astronomical_point"]


def naive(values, phase) -> set[tuple[str, int]]:
    """Return which rules mark which points, window by window as defined."""
    marked = set()
    at = dict(enumerate(values))
    for place, value in at.items():
        if value is not None and (value > phase.upper or value < phase.lower):
            marked.add(("astronomical_point", place))
        seven = [at.get(place + step) for step in range(7)]
        if None not in seven:
            if all(v > phase.mean for v in seven) or all(v < phase.mean for v in seven):
                marked |= {("shift", place + step) for step in range(7)}
            rises = [seven[k + 1] - seven[k] for k in range(6)]
            if all(r > 0 for r in rises) or all(r < 0 for r in rises):
                marked |= {("trend", place + step) for step in range(7)}
    return marked


@quick
@given(COUNTS)
def test_the_rules_are_those_of_the_definition(values) -> None:
    found = chart(values)
    if not found.phases:
        return
    marked = {
        (s.rule, place)
        for s in found.signals
        if s.rule != "two_of_three"
        for place in range(s.first, s.last + 1)
    }
    assert marked == naive(values, found.phases[0])


@quick
@given(st.lists(st.integers(0, 500), min_size=2, max_size=36), st.randoms())
def test_shuffling_the_baseline_keeps_the_mean(values, random) -> None:
    other = values[:]
    random.shuffle(other)
    assert chart(other).phases[0].mean == pytest.approx(chart(values).phases[0].mean)


@quick
@given(st.integers(0, 1000), st.integers(2, 60))
def test_a_constant_series_has_no_spread_and_no_signal(level, length) -> None:
    found = chart((level,) * length)
    assert found.phases[0].spread == 0
    assert found.signals == ()


def test_chance_alone_trips_a_rule_in_about_26_percent_of_three_years() -> None:
    """The figure in docs/method.md."""
    random = np.random.default_rng(2026)
    tripped = [bool(chart(random.poisson(600, 36).tolist()).signals) for _ in range(3000)]
    assert sum(tripped) / 3000 == pytest.approx(0.26, abs=0.025)
