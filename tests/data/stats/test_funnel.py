"""The funnel against exact probabilities, a published example and plain pandas."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from data.stats.funnel import (
    FEWEST,
    LEVELS,
    Expected,
    between_variance,
    common_months,
    expected_of,
    funnel,
    winsorised,
)
from tests.domains import m, quick

# Colditz and others 1994: 13 trials of the BCG vaccine, the standard example of random effects.
# Cases and others, vaccinated and not. metafor gives Q = 152.23 and, by DerSimonian and Laird,
# tau^2 = 0.3088 for the logarithm of the risk ratio.
BCG = (
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
    (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892),
    (29, 7470, 45, 7232), (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
)  # fmt: skip
CHANCE = Expected(rate=0.05, spread=0.0, dispersion=1.0)
MONTHS = (m("2022-01"), m("2022-02"), m("2022-03"))


def test_the_variance_between_studies_of_the_bcg_trials_is_the_published_one() -> None:
    a, b, c, d = np.array(BCG, dtype=float).T
    effect = np.log((a / (a + b)) / (c / (c + d)))
    weights = 1 / (1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    z = (effect - (weights * effect).sum() / weights.sum()) * np.sqrt(weights)

    assert (z**2).sum() == pytest.approx(152.23, abs=0.005)
    assert between_variance(z, weights) == pytest.approx(0.3088, abs=0.00005)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("expected", [0.02, 0.8, 3.0, 5.0, 12.4, 150.0, 4000.0])
def test_chance_limits_are_those_of_the_poisson_distribution(expected: float, level: float) -> None:
    """A count is beyond a limit exactly when its tail is at most half of 1 - level."""
    residents = expected / CHANCE.rate
    low, high = (float(side[0]) * residents for side in CHANCE.chance([residents], level))
    tail = (1 - level) / 2

    for count in {
        *range(12),
        *map(int, stats.poisson.ppf((1e-4, 0.02, 0.03, 0.5), expected)),
        *map(int, stats.poisson.ppf((0.97, 0.98, 0.999, 1 - 1e-5), expected)),
    }:
        assert (count < low) == (stats.poisson.cdf(count, expected) <= tail), count
        assert (count > high) == (stats.poisson.sf(count - 1, expected) <= tail), count


def test_limits_with_spread_are_those_of_random_effects() -> None:
    """By hand: rate 0.04, spread 0.0009, 10,000 residents, so an error of sqrt(0.000925)."""
    low, high = Expected(0.04, 0.0009, 30.0).limits([10_000], 0.95)
    reach = 1.959964 * 0.030413813

    assert float(high[0]) == pytest.approx((0.2 + reach) ** 2, rel=1e-6)
    assert float(low[0]) == pytest.approx((0.2 - reach) ** 2, rel=1e-6)


@quick
@given(
    st.floats(1e-5, 0.3), st.floats(0, 0.01), st.lists(st.integers(500, 900_000), min_size=2),
)  # fmt: skip
def test_limits_are_nested_and_never_narrower_than_chance(rate, spread, residents) -> None:
    expected = Expected(rate, spread, 1.0)
    people = sorted(residents)
    inner, outer = (expected.limits(people, level) for level in LEVELS)
    low, high = expected.chance(people, LEVELS[0])

    assert (outer[0] <= inner[0] + 1e-12).all()
    assert (inner[0] <= low).all()
    assert (inner[0] <= rate).all()
    assert (rate <= inner[1]).all()
    assert (high <= inner[1]).all()
    assert (inner[1] <= outer[1] + 1e-12).all()
    # More residents, closer limits.
    assert (np.diff(outer[1]) <= 1e-9).all()
    assert (np.diff(outer[0]) >= -1e-9).all()


def test_where_a_count_stands() -> None:
    """With 100 expected, by tables of the Poisson distribution.

    P(X <= 80) = 0.0226, P(X <= 81) = 0.0291, P(X >= 120) = 0.0282, P(X >= 121) = 0.0227;
    P(X <= 70) = 0.00097, P(X <= 71) = 0.0014, P(X >= 132) = 0.0013, P(X >= 133) = 0.00094.
    """
    counts = [60, 70, 71, 80, 81, 100, 120, 121, 132, 133, 200]
    result = CHANCE.standing(counts, [2000] * len(counts))

    assert result == [
        "below 99.8", "below 99.8", "below 95", "below 95", "within", "within", "within",
        "above 95", "above 95", "above 99.8", "above 99.8",
    ]  # fmt: skip
    assert CHANCE.beyond_chance(counts, [2000] * len(counts)) == 8


def test_peers_that_differ_by_chance_alone_have_no_spread() -> None:
    rng = np.random.default_rng(4)
    people = rng.integers(40_000, 400_000, 300).astype(float)
    found = expected_of(rng.poisson(0.01 * people), people)

    assert found is not None
    assert found.spread < (0.02 * np.sqrt(0.01)) ** 2
    assert found.dispersion < 1.1


@pytest.mark.parametrize("spread", [0.1, 0.25, 0.4])
def test_a_spread_that_was_put_in_is_found_and_leaves_five_in_a_hundred_outside(spread) -> None:
    """The square root of the true rate has a standard deviation of half the spread."""
    rng = np.random.default_rng(11)
    people = np.exp(rng.uniform(np.log(40_000), np.log(600_000), 4000))
    true = np.maximum(np.sqrt(0.05) * (1 + spread / 2 * rng.standard_normal(4000)), 0) ** 2
    counts = rng.poisson(true * people)
    found = expected_of(counts, people)

    assert found is not None
    # Drawing in the outermost fifth loses about a third of the variance: the price of sturdiness.
    assert 0.72 < np.sqrt(found.spread) / (np.sqrt(0.05) * spread / 2) < 1.0
    rates = counts / people
    low, high = found.limits(people, 0.95)
    outside = (rates < low) | (rates > high)
    assert 0.04 < outside.mean() < 0.16
    # And as many of the large as of the small.
    small = people < np.median(people)
    assert outside[small].mean() == pytest.approx(outside[~small].mean(), abs=0.04)


def test_values_are_drawn_in_at_both_ends() -> None:
    z = np.array([-90.0, -2, -1, -0.5, 0, 0.2, 0.5, 1, 2, 400, 3])

    assert winsorised(z).tolist() == [-2, -2, -1, -0.5, 0, 0.2, 0.5, 1, 2, 3, 3]


def test_one_wild_area_hardly_moves_the_spread() -> None:
    rng = np.random.default_rng(2)
    people = np.full(60, 100_000.0)
    counts = rng.poisson(rng.normal(5000, 700, 60))
    wild = counts.copy()
    wild[0] = 60_000
    plain, shaken = expected_of(counts, people), expected_of(wild, people)

    assert plain is not None
    assert shaken is not None
    assert shaken.spread < 4 * plain.spread


def test_few_peers_or_none_recorded_give_no_limits() -> None:
    assert expected_of([5] * (FEWEST - 1), [1000] * (FEWEST - 1)) is None
    assert expected_of([0] * 20, [1000] * 20) is None
    assert expected_of([5] * FEWEST, [1000] * FEWEST) is not None


def test_a_month_counts_when_ours_and_half_of_the_peers_hold_it() -> None:
    first, second, third = MONTHS
    peers = [{first, second}, {first, second}, {first, third}, {second}]

    assert common_months([first, second, third], peers) == (first, second)
    assert common_months([third], peers) == ()
    assert common_months([second], peers[:2]) == (second,)
    assert common_months([first], []) == ()


held_months = st.sets(st.sampled_from(MONTHS))


@quick
@given(held_months, st.lists(held_months, min_size=1, max_size=8))
def test_the_months_that_count_are_held_by_ours_and_by_half(ours, peers) -> None:
    found = common_months(ours, peers)

    assert list(found) == sorted(found)
    assert set(found) <= ours
    for month in ours:
        assert (month in found) == (2 * sum(month in each for each in peers) >= len(peers))
    # A peer more that holds all of ours takes no month away.
    assert set(found) <= set(common_months(ours, [*peers, ours]))


def areas(count: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "code": [f"P{place:02d}" for place in range(count)],
            "name": [f"Area {(7 * place) % count:02d}" for place in range(count)],
            "area_group": "",
            "residents": [10_000.0 + 5000 * place for place in range(count)],
        }
    )


def test_a_funnel_is_what_plain_pandas_makes_of_the_same_counts() -> None:
    rng = np.random.default_rng(8)
    peers = areas(14)
    held = {
        row.code: {month: int(rng.poisson(row.residents * 0.004)) for month in MONTHS}
        for row in peers.itertuples()
    }
    del held["P03"][MONTHS[1]]
    del held["P05"]
    ours = {MONTHS[0]: 70, MONTHS[1]: 66}
    found = funnel(peers, held, ours, ("", "Here", 20_000), months_in_period=3)

    assert found is not None
    assert found.months == MONTHS[:2]
    assert found.months_in_period == 3
    assert found.left_out == (peers["name"][3], peers["name"][5])
    assert found.areas["name"].tolist() == sorted(found.areas["name"])
    assert found.own.n == 136
    long = pd.DataFrame(
        [(code, month, n) for code, counts in held.items() for month, n in counts.items()],
        columns=["code", "month", "n"],
    )
    wide = long.pivot_table(index="code", columns="month", values="n")[list(MONTHS[:2])].dropna()
    total = wide.sum(axis=1)
    people = peers.set_index("code")["residents"][total.index]
    assert found.peers.set_index("code")["n"].to_dict() == total.to_dict()
    assert found.expected is not None
    assert found.expected.rate == pytest.approx(total.sum() / people.sum())
    z = 2 * (np.sqrt(total) - np.sqrt(found.expected.rate * people))
    assert found.expected.dispersion == pytest.approx(
        (z.clip(z.quantile(0.1), z.quantile(0.9)) ** 2).mean()
    )
    rate = found.areas.set_index("name").loc["Here"]
    assert rate["rate"] == pytest.approx(6.8)
    assert rate["rate_low"] < 6.8 < rate["rate_high"]


def test_the_area_itself_does_not_move_what_is_expected_of_it() -> None:
    peers = areas(12)
    held = {row.code: {MONTHS[0]: int(row.residents / 250)} for row in peers.itertuples()}
    result = [
        funnel(peers, held, {MONTHS[0]: n}, ("", "Here", 20_000), months_in_period=1)
        for n in (10, 5000)
    ]

    assert [each and each.expected for each in result] == [result[0] and result[0].expected] * 2
    assert [each and each.own.standing for each in result] == ["below 99.8", "above 99.8"]


def test_no_month_in_common_is_no_funnel() -> None:
    peers = areas(12)
    held = {code: {MONTHS[0]: 40} for code in peers["code"]}

    assert funnel(peers, held, {MONTHS[1]: 4}, ("", "Here", 20_000), months_in_period=1) is None
    assert funnel(peers, {}, {MONTHS[1]: 4}, ("", "Here", 20_000), months_in_period=1) is None


def test_few_peers_are_not_assessed_but_have_rates() -> None:
    peers = areas(3)
    held = {code: {MONTHS[0]: 40} for code in peers["code"]}
    found = funnel(peers, held, {MONTHS[0]: 4}, ("", "Here", 20_000), months_in_period=1)

    assert found is not None
    assert found.expected is None
    assert set(found.areas["standing"]) == {"not assessed"}
    assert found.areas["rate"].notna().all()


@quick
@given(
    st.lists(st.tuples(st.integers(0, 4000), st.integers(1000, 400_000)), min_size=10, max_size=40),
    st.integers(0, 3000),
)
def test_any_counts_give_a_standing_that_fits_their_limits(rows, mine) -> None:
    assume(sum(n for n, _people in rows))
    peers = areas(len(rows)).assign(residents=[float(people) for _n, people in rows])
    month = date(2022, 1, 1)
    held = {code: {month: n} for code, (n, _people) in zip(peers["code"], rows, strict=True)}
    found = funnel(peers, held, {month: mine}, ("", "Here", 50_000), months_in_period=1)

    assert found is not None
    assert found.expected is not None
    for row in found.areas.itertuples():
        for level, names in ((0.95, {"within"}), (0.998, {"within", "above 95", "below 95"})):
            low, high = (float(side[0]) for side in found.expected.limits([row.residents], level))
            assert (low <= row.n / row.residents <= high) == (row.standing in names)
