"""Weighted sums: the count's own results where weights are equal, and simulated ones elsewhere."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from data.stats.dispersion import Scatter
from data.stats.significance import change, rate_intervals
from data.stats.weighted import Weights
from tests.domains import CHANCE, quick

COUNT = st.integers(0, 3000)


@quick
@given(COUNT, COUNT, st.floats(0.5, 4000), st.sampled_from([CHANCE, Scatter(), Scatter(0.3, 1)]))
def test_equal_weights_give_the_verdict_and_ratio_of_the_count(b, a, weight, scatter) -> None:
    weights = Weights.of([(weight, weight**2)], [scatter])
    counted, found = change(b, a, scatter), weights.changes([b], [a])[0]

    assert found.p_value == pytest.approx(counted.p_value, rel=1e-6)
    assert (found.verdict, found.by_chance) == (counted.verdict, counted.by_chance)
    assert found.share == pytest.approx(counted.share, rel=1e-6)
    assert (found.percent is None) == (counted.percent is None)


@given(st.integers(10, 3000), st.floats(0.5, 4000))
@example(10, 1432.0590835209177)  # its share is a little under 10 in floating point
@quick
def test_equal_weights_without_dispersion_give_the_interval_of_the_count(n, weight) -> None:
    low, high = Weights.of([(weight, weight**2)], [CHANCE]).limits([n])[0]

    assert (low / weight, high / weight) == pytest.approx(rate_intervals([n], [1], per=1)[0])


def test_the_interval_is_that_of_fay_and_feuer() -> None:
    """Two types, worked out with the gamma distribution; Byar's approximation is within 1 %."""
    counts, mean, square, excess = np.array([80, 300]), [200, 10], [320_000, 150], [0.18, 0.3]
    months = 12.0
    scatters = [Scatter(each, months) for each in excess]
    low, high = Weights.of(list(zip(mean, square, strict=True)), scatters).limits(counts)[0]

    total = 80 * 200 + 300 * 10
    variance = sum(
        n * s * (1 + e * np.log1p(n / months))
        for n, s, e in zip(counts, square, excess, strict=True)
    )
    unit = variance / total
    assert low == pytest.approx(stats.gamma.ppf(0.025, total / unit, scale=unit), rel=0.01)
    assert high == pytest.approx(stats.gamma.ppf(0.975, total / unit + 1, scale=unit), rel=0.01)


def test_unequal_weights_make_the_interval_wider() -> None:
    even = Weights.of([(217, 217**2)], [CHANCE])
    uneven = Weights.of([(217, 8 * 217**2)], [CHANCE])
    widths = [np.diff(each.limits([2000])[0])[0] for each in (even, uneven)]

    assert widths[1] / widths[0] == pytest.approx(8**0.5, rel=0.02)
    assert uneven.effective([2000])[0] == pytest.approx(250)


def test_nothing_counted_has_an_upper_limit_and_no_change() -> None:
    weights = Weights.of([(10, 100), (200, 320_000)], [CHANCE, CHANCE])

    assert weights.limits([0, 0])[0] == pytest.approx((0, 3.689 * 1600), rel=1e-3)
    found = weights.changes([0, 0], [0, 0])[0]
    assert (found.before, found.after, found.p_value, found.ratio) == (0, 0, 1, None)


def test_many_light_crimes_change_the_count_and_not_the_harm() -> None:
    """Shoplifting doubles; violence, which weighs more and varies more, stays."""
    scatters = [Scatter.of(["shoplifting"]), Scatter.of(["violence-and-sexual-offences"])]
    weights = Weights.of([(12, 144), (217, 8 * 217**2)], scatters)

    assert change(2900, 3380, Scatter()).verdict == "clear"
    assert weights.changes([400, 2500], [880, 2500])[0].verdict == "normal"


def test_rows_are_tested_all_at_once_as_each_alone() -> None:
    weights = Weights.of([(10, 150), (200, 320_000)], [Scatter(), Scatter(0.3)])
    before, after = [[100, 20], [0, 0], [30, 9]], [[160, 35], [4, 1], [30, 8]]
    together = weights.changes(before, after)

    alone = [weights.changes(b, a)[0] for b, a in zip(before, after, strict=True)]
    assert [each.p_value for each in together] == pytest.approx([each.p_value for each in alone])
    assert [each.before for each in together] == [5000, 0, 2100]


@pytest.mark.parametrize("count", [60, 600])
def test_nothing_changed_is_seldom_called_a_change(count: int) -> None:
    """2,000 pairs of years of skewed weights, with counts that vary as the rule has it.

    One crime in ten has a weight of 2,000, the others one of 20: the mean square is seven times the
    square of the mean. 5 % and 0.2 % are the nominal shares.
    """
    rng, scatter = np.random.default_rng(1), Scatter(0.23)
    spread = float(scatter.dispersion(count)) - 1
    means = rng.gamma(count / spread, spread, size=(2000, 2))
    n = rng.poisson(means)
    heavy = rng.binomial(n, 0.1)
    sums = 2000 * heavy + 20 * (n - heavy)
    weights = Weights.of([(218, 400_360)], [scatter])
    tests = weights.changes_of(*sums.T.astype(float), n.sum(axis=1, keepdims=True))

    assert np.mean([each.verdict != "normal" for each in tests]) < 0.06
    assert np.mean([each.verdict == "clear" for each in tests]) < 0.006
