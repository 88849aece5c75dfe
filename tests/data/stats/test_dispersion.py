"""The scatter of counts: exact where there is none, near the beta-binomial where there is."""

from fractions import Fraction
from math import comb, exp, isclose, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from data.model.crime_types import CHOICE
from data.stats.dispersion import (
    DEFAULT_EXCESS,
    EXCESS,
    Scatter,
    averaged,
    share_limits,
    tails,
    two_sided,
)
from tests.domains import quick

COUNT = st.integers(0, 400)
DISPERSION = st.floats(1, 4)


def enumerated(before: int, after: int, share: Fraction) -> tuple[Fraction, Fraction]:
    """Return both tails of the binomial, as sums of fractions."""
    n = before + after
    chances = [comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)]
    return sum(chances[: after + 1], Fraction()), sum(chances[after:], Fraction())


def beta_binomial(before: int, after: int, share: float, dispersion: float) -> float:
    """Return the two-sided p-value of negative binomial counts, averaged over the excess.

    Two such counts with a common variance over mean are beta-binomial given their sum.
    """
    n = before + after

    def tail(which: int, times: float) -> float:
        size = n / max((dispersion - 1) * times, 1e-9)
        found = stats.betabinom(n, size * share, size * (1 - share))
        return exp(-times) * float([found.cdf(after), found.sf(after - 1)][which])

    both = [integrate.quad(lambda x, w=w: tail(w, x), 0, 40, limit=200)[0] for w in (0, 1)]
    return min(1.0, 2 * min(both))


@quick
@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from([(1, 2), (1, 5), (11, 13)]))
def test_without_dispersion_the_tails_are_those_of_the_exact_binomial(before, after, share) -> None:
    expected = enumerated(before, after, Fraction(*share))
    found = tails(before, after, share[0] / share[1], 1.0)
    assert [float(each) for each in found] == pytest.approx([float(e) for e in expected], rel=1e-9)


@quick
@given(COUNT, COUNT, st.floats(0.01, 0.99), DISPERSION)
def test_the_p_value_is_twice_the_shorter_of_both_tails(before, after, share, dispersion) -> None:
    expected = min(1.0, 2 * min(tails(before, after, share, dispersion)))
    assert two_sided(before, after, share, dispersion) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("before", "after", "share", "dispersion"),
    [
        (2, 9, 0.5, 1.1),
        (5, 14, 0.5, 1.3),
        (12, 30, 0.5, 1.7),
        (40, 65, 0.5, 1.4),
        (40, 75, 0.5, 1.9),
        (150, 210, 0.5, 1.6),
        (500, 590, 0.5, 1.9),
        (800, 650, 0.5, 2.6),
        (400, 150, 1 / 3, 1.5),
        (900, 390, 1 / 3, 2.0),
    ],
)
def test_with_dispersion_they_are_near_the_beta_binomial(before, after, share, dispersion) -> None:
    found = float(two_sided(before, after, share, dispersion))
    expected = beta_binomial(before, after, share, dispersion)
    assert 0.0005 < expected < 0.5
    assert abs(log(found / expected)) < 0.15


@quick
@given(st.integers(0, 5000), st.integers(0, 5000), DISPERSION)
def test_the_mean_over_the_excess_is_the_integral(before, after, dispersion) -> None:
    def chance(times):
        return stats.norm.sf((after - before) / np.sqrt(1 + (dispersion - 1) * times) / 60)

    expected, _error = integrate.quad(lambda x: exp(-x) * chance(x), 0, 60, limit=200)
    assert averaged(chance) == pytest.approx(expected, abs=1e-4)


@quick
@given(COUNT, COUNT, DISPERSION)
def test_a_rise_is_as_likely_as_the_same_fall(before, after, dispersion) -> None:
    there = two_sided(before, after, 0.5, dispersion)
    assert there == two_sided(after, before, 0.5, dispersion)
    assert 0 <= there <= 1


@quick
@given(COUNT, COUNT, st.sampled_from([*EXCESS]), st.sampled_from([1, 3, 12]))
def test_a_larger_rise_is_less_likely(before, more, choice, months) -> None:
    """Though a larger sum has a larger dispersion."""
    scatter = Scatter.of([choice], months)

    def p_value(after: int) -> float:
        return float(two_sided(before, after, 0.5, scatter.pair(before + after, 0.5)))

    assert p_value(before + more + 1) <= p_value(before + more) + 1e-12


@quick
@given(COUNT, COUNT, DISPERSION, st.floats(1, 1.5))
def test_more_dispersion_is_never_less_likely_where_it_matters(b, a, dispersion, times) -> None:
    found, wider = (two_sided(b, a, 0.5, each) for each in (dispersion, dispersion * times))
    assert wider >= found - 1e-9 or found > 0.3


@quick
@given(COUNT, COUNT, DISPERSION)
def test_the_limits_exclude_a_half_exactly_when_it_is_unlikely(before, after, dispersion) -> None:
    low, high = share_limits(before, after, dispersion)
    p_value = float(two_sided(before, after, 0.5, dispersion))
    assert (p_value <= 0.05) == (not low < 0.5 < high) or isclose(p_value, 0.05, rel_tol=1e-6)
    if before + after:
        assert low <= after / (before + after) <= high
    assert (low == 0) == (after == 0)
    assert (high == 1) == (before == 0)


@pytest.mark.parametrize("pair", [(0, 7), (3, 0), (5, 14), (300, 420)])
def test_without_dispersion_the_limits_are_clopper_and_pearsons(pair) -> None:
    before, after = pair
    low, high = stats.binomtest(after, before + after).proportion_ci(0.95, "exact")
    found = [float(each) for each in share_limits(before, after, 1.0)]
    assert found == pytest.approx([low, high], rel=1e-8)


@quick
@given(
    st.lists(st.tuples(COUNT, COUNT), min_size=1, max_size=20),
    st.floats(0.001, 0.999),
    st.floats(1, 200),
    st.floats(0.001, 0.999),
)
def test_only_p_values_over_those_wanted_are_given_as_one(pairs, share, spread, wanted) -> None:
    before, after = np.array(pairs).T
    every = two_sided(before, after, share, spread)
    found = two_sided(before, after, share, spread, wanted=wanted)
    assert np.array_equal(found[every <= wanted], every[every <= wanted])
    assert {*found[found != every].tolist()} <= {1.0}


def test_many_tests_equal_single_ones() -> None:
    before, after, spread = [0, 3, 40, 900], [0, 12, 61, 700], [1.0, 1.2, 1.5, 2.0]
    one_by_one = [
        float(two_sided(*each)) for each in zip(before, after, [0.5] * 4, spread, strict=True)
    ]
    assert two_sided(before, after, 0.5, spread).tolist() == pytest.approx(one_by_one, rel=1e-12)


def test_rare_incidents_vary_by_chance_alone_and_common_ones_by_more() -> None:
    scatter = Scatter.of(["burglary"], 12)
    assert scatter.dispersion(0) == 1
    assert scatter.dispersion([12, 120, 1200]).tolist() == pytest.approx(
        [1 + 0.31 * log(1 + level) for level in (1, 10, 100)]
    )


def test_the_same_rate_varies_alike_over_any_months() -> None:
    assert Scatter(0.2, 1).dispersion(30) == Scatter(0.2, 12).dispersion(360)


def test_unequal_shares_weigh_the_dispersion_of_the_smaller_most() -> None:
    scatter = Scatter(0.3, 12)
    assert scatter.pair(200, 0.5) == scatter.dispersion(100)
    small, large = scatter.dispersion(20), scatter.dispersion(180)
    assert scatter.pair(200, 0.1) == pytest.approx(0.9 * small + 0.1 * large)


def test_every_single_choice_of_crime_type_has_its_own_excess() -> None:
    single = {each.id for each in CHOICE.values() if len(each.crime_types) == 1}
    assert {*EXCESS} == single | {"all-crime"}
    assert all(0 < each < 1 for each in EXCESS.values())


@pytest.mark.parametrize("choices", [["burglary", "robbery"], ["asb-personal"], [], ["other"]])
def test_mixtures_and_unknown_kinds_have_the_default(choices) -> None:
    assert Scatter.of(choices, 12).excess == DEFAULT_EXCESS == Scatter().excess


def test_zero_counts_have_p_value_one() -> None:
    assert two_sided(0, 0, 0.5, 1.0) == 1
    assert share_limits(0, 0, 1.0) == (0.0, 1.0)


@quick
@given(st.integers(0, 10**5), st.integers(0, 10**5), st.floats(1, 8))
def test_at_the_limits_each_tail_is_a_fortieth(before, after, dispersion) -> None:
    low, high = share_limits(before, after, dispersion)
    if after:
        assert tails(before, after, low, dispersion)[1] == pytest.approx(0.025, rel=1e-6)
    if before:
        assert tails(before, after, high, dispersion)[0] == pytest.approx(0.025, rel=1e-6)
