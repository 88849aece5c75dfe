"""The weighted displacement difference, against the paper, by hand, and by counting every case."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from data.stats.dispersion import Scatter
from data.stats.displacement import FEWEST, Displacement
from tests.domains import CHANCE, quick

COUNTS = st.tuples(st.integers(0, 3000), st.integers(0, 3000))


def test_the_worked_example_of_the_paper() -> None:
    """Wheeler and Ratcliffe 2018: -118, variance 1568, z -2.98, -196 to -40.

    Theirs adds the change of a displacement area against a control of its own, which is a second
    difference of the same kind.
    """
    local = Displacement(treated=(207, 110), comparison=(308, 318), scatter=CHANCE)
    displaced = Displacement(treated=(178, 157), comparison=(150, 140), scatter=CHANCE)
    estimate, variance = (
        local.estimate + displaced.estimate,
        local.variance + displaced.variance,
    )

    assert (estimate, variance) == (-118, 1568)
    assert round(estimate / sqrt(variance), 2) == -2.98
    assert [round(estimate + sign * 1.959964 * sqrt(variance)) for sign in (-1, 1)] == [-196, -40]


def test_by_hand() -> None:
    found = Displacement(treated=(60, 40), comparison=(50, 46), scatter=CHANCE)

    assert (found.estimate, found.variance) == (-16, 196)
    assert found.interval == pytest.approx((-16 - 14 * 1.959964, -16 + 14 * 1.959964), abs=1e-5)
    assert found.verdict == "normal"


@pytest.mark.parametrize(
    ("treated", "verdict"),
    # The comparison stays at 50 and 50: z is -1.91, -1.98, -3.02 and -3.093, by hand.
    [((80, 51), "normal"), ((80, 50), "possible"), ((100, 52), "possible"), ((100, 51), "clear")],
)
def test_the_limits_of_the_verdicts(treated, verdict) -> None:
    assert Displacement(treated, (50, 50), CHANCE).verdict == verdict


def test_too_few_incidents_say_nothing() -> None:
    few = Displacement((10, 0), (0, 9), CHANCE)

    assert (few.variance, few.enough, few.interval, few.verdict) == (19, False, None, None)
    assert Displacement((10, 0), (0, 10), CHANCE).verdict == "clear"
    assert Displacement((0, 0), (0, 0), CHANCE).verdict is None


@pytest.mark.parametrize(
    ("before", "alike"),
    [((10, 20), True), ((10, 21), False), ((21, 10), False), ((0, 0), True), ((0, 1), False)],
)
def test_places_are_alike_within_a_factor_of_two(before, alike) -> None:
    treated, comparison = before
    assert Displacement((treated, 5), (comparison, 900), CHANCE).alike == alike


@quick
@given(COUNTS, COUNTS)
def test_swapping_the_places_turns_the_sign(treated, comparison) -> None:
    one, other = (
        Displacement(treated, comparison, CHANCE),
        Displacement(comparison, treated, CHANCE),
    )

    assert one.estimate == -other.estimate
    assert (one.verdict, one.alike) == (other.verdict, other.alike)
    if one.interval and other.interval:
        assert one.interval == pytest.approx((-other.interval[1], -other.interval[0]))


@quick
@given(COUNTS, COUNTS, st.integers(0, 500))
def test_a_change_common_to_both_changes_nothing(treated, comparison, more) -> None:
    plain = Displacement(treated, comparison, CHANCE)
    raised = Displacement(
        (treated[0], treated[1] + more), (comparison[0], comparison[1] + more), CHANCE
    )

    assert raised.estimate == plain.estimate


@quick
@given(COUNTS, COUNTS, st.sampled_from([CHANCE, Scatter(0.3, 6)]))
def test_it_is_normal_exactly_when_the_interval_holds_zero(treated, comparison, scatter) -> None:
    found = Displacement(treated, comparison, scatter)

    if found.interval:
        assert (found.interval[0] < 0 < found.interval[1]) == (found.verdict == "normal")


@pytest.mark.parametrize("total", [*range(FEWEST, 80), 150, 400, 1500])
def test_how_often_chance_alone_is_called_a_change(total: int) -> None:
    """Exactly, by every split: with no difference, what adds and what takes away halve the total.

    The rate swings about 5 % in small counts and never reaches 8 %; for *clear* 0.3 %.
    """
    adds = np.arange(total + 1)
    likely = stats.binom.pmf(adds, total, 0.5)
    found = [Displacement((int(total - n), int(n)), (0, 0), CHANCE).verdict for n in adds]
    marked = np.array([each != "normal" for each in found])
    clear = np.array([each == "clear" for each in found])

    assert 0.03 < likely[marked].sum() < 0.08
    assert likely[clear].sum() < 0.003


def test_each_place_has_the_dispersion_of_its_own_level() -> None:
    found = Displacement((60, 40), (200, 190), Scatter(0.3, 6))
    each = [1 + 0.3 * np.log(1 + level / 6) for level in (50, 195)]
    assert found.variance == pytest.approx(100 * each[0] + 390 * each[1])
    assert (found.total, found.enough) == (490, True)


def test_called_less_often_where_counts_vary_more_than_by_chance() -> None:
    """By simulation: negative binomial months, the excess of each place exponential."""
    random = np.random.default_rng(5)
    scatter, draws, level = Scatter(0.3, 12), 2000, 40.0
    over = 0.3 * np.log1p(level) * random.exponential(size=(draws, 1, 1))
    months = random.poisson(random.gamma(level / over, over, size=(draws, 4, 12))).sum(2)
    called = {"wide": 0, "chance": 0}
    for a, b, c, d in months.tolist():
        called["wide"] += Displacement((a, b), (c, d), scatter).verdict != "normal"
        called["chance"] += Displacement((a, b), (c, d), CHANCE).verdict != "normal"
    assert 0.03 < called["wide"] / draws < 0.07
    assert called["chance"] / draws > 0.12
