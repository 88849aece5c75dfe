"""Tests of changes against worked figures, published tables and properties."""

from math import comb, exp, inf, isclose, isnan, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from data.pack import queries
from data.stats.dispersion import Scatter
from data.stats.significance import (
    Change,
    change,
    change_against,
    changes,
    proportions_differ,
    rate_intervals,
    survivors,
    verdict,
    wilson,
)
from tests.domains import CHANCE, plain_change, quick

COUNT = st.integers(0, 3000)
SCATTERS = st.sampled_from([CHANCE, Scatter(), Scatter(0.3, 1)])

# The changes of the annual report, 2021/22 to 2022/23, that are beyond normal variation, with the
# percentage; then those that only chance alone would mark.
CLEAR = {
    "All crime (Excluding fraud)": 11.4, "Bicycle Theft": 84.7, "Shoplifting": 114.4,
    "Total": -20.7,
}  # fmt: skip
POSSIBLE = {
    "Theft of Vehicle": 32.7, "Drug Trafficking": -42.1, "Drug Possession": -35.3,
    "Domestic Abuse Incidents - Recorded Crime (ND)": 22.3, "Community": -22.1,
}  # fmt: skip
BY_CHANCE = {
    "Theft from Vehicle": 22.1, "Racially or Religiously Aggravated Crime": -26.4,
    "Personal": -20.7,
}  # fmt: skip


@pytest.fixture(scope="module")
def report(demo_pack):
    """The report's 37 rows that carry a change: measure to the two counts."""
    annual = queries.annual(demo_pack)
    rows = {}
    for measure, each in annual[annual["table_name"] != "marac_repeat_rate"].groupby("measure"):
        values = dict(zip(each["year"], each["value"], strict=True))
        if each["published_change"].notna().any():
            rows[measure] = (int(values["2021/22"]), int(values["2022/23"]))
    return rows


def test_these_of_the_37_changes_are_beyond_normal_variation(report) -> None:
    found = {name: change(*counts, Scatter.labelled(name)) for name, counts in report.items()}
    assert len(found) == 37
    assert {name for name, each in found.items() if each.verdict == "clear"} == {*CLEAR}
    assert {name for name, each in found.items() if each.verdict == "possible"} == {*POSSIBLE}
    for name, percent in {**CLEAR, **POSSIBLE, **BY_CHANCE}.items():
        assert round(found[name].percent, 1) == percent


def test_chance_alone_would_mark_twelve(report) -> None:
    """The worked figures of the definitions, for comparison."""
    found = {name: change(*counts, Scatter.labelled(name)) for name, counts in report.items()}
    clear = {name for name, each in found.items() if each.by_chance == "clear"}
    possible = {name for name, each in found.items() if each.by_chance == "possible"}
    assert clear == {"All crime (Excluding fraud)", "Bicycle Theft", "Shoplifting",
                     "Drug Possession", "Community", "Total"}  # fmt: skip
    assert possible == {
        "Theft of Vehicle", "Theft from Vehicle", "Drug Trafficking",
        "Racially or Religiously Aggravated Crime",
        "Domestic Abuse Incidents - Recorded Crime (ND)", "Personal",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "by_chance", "usual"),
    [
        ("All crime (Excluding fraud)", (7.9, 14.9), (5.8, 17.2)),
        ("Bicycle Theft", (50, 128), (38, 148)),
        ("Drug Possession", (-48, -19), (-52, -14)),
        ("Total", (-27, -14), (-30, -10)),
    ],
)
def test_the_interval_of_normal_variation_is_wider(report, name, by_chance, usual) -> None:
    for scatter, expected in ((CHANCE, by_chance), (Scatter.labelled(name), usual)):
        decimals = 1 if name.startswith("All") else 0
        low, high = change(*report[name], scatter).ratio
        assert [round(100 * (each - 1), decimals) for each in (low, high)] == [*expected]


@pytest.mark.parametrize(
    ("before", "after", "p_value"),
    [
        (136, 75, 3e-5),  # MARAC cases, 2020/21 to 2021/22
        (52, 23, 0.001),  # MARAC repeat cases
        (165, 96, 2e-5),  # MARAC children
        (540, 953, 1e-26),  # public order, 2020/21 to 2021/22: missed by the report
        (473, 323, 1e-7),  # domestic abuse crime, 2020/21 to 2021/22: missed too
    ],
)
def test_worked_p_values(before, after, p_value) -> None:
    found = plain_change(before, after).p_value
    # To the precision of one leading figure, or of an order of magnitude for the last two.
    assert 0.5 < found / p_value < 2 or (p_value < 1e-6 and 0.1 < found / p_value < 10)
    assert plain_change(before, after).verdict == "clear"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [(50, 75, "normal"), (50, 90, "possible"), (200, 300, "possible"), (200, 340, "clear"),
     (1000, 1200, "possible"), (1000, 1500, "clear"), (5000, 5500, "possible"),
     (5000, 6000, "clear")],
)  # fmt: skip
def test_real_changes_are_still_found_in_a_year(before, after, said) -> None:
    assert change(before, after, Scatter.of(["burglary"], 12)).verdict == said


def test_nothing_in_marac_changed_beyond_chance_in_the_last_year() -> None:
    for before, after in ((75, 91), (23, 33), (96, 82)):
        assert change(before, after, Scatter()).verdict == "normal"


@pytest.mark.parametrize(
    ("p_value", "said"),
    [(0, "clear"), (0.002, "clear"), (0.0020001, "possible"), (0.05, "possible"),
     (0.0500001, "normal"), (1, "normal")],
)  # fmt: skip
def test_verdict(p_value, said) -> None:
    assert verdict(p_value) == said


@pytest.mark.parametrize(
    ("before", "after", "percent"),
    [(49, 98, None), (50, 100, 100.0), (50, 50, 0.0), (0, 5, None), (200, 0, -100.0)],
)
def test_no_percentage_on_a_base_under_fifty(before, after, percent) -> None:
    assert plain_change(before, after).percent == percent


def exact_p(before: int, after: int) -> float:
    """Return the two-sided exact p-value as a sum over outcomes as unlikely, in integers."""
    total = before + after
    ways = [comb(total, k) for k in range(total + 1)]
    return sum(way for way in ways if way <= ways[after]) / 2**total


@quick
@given(st.integers(0, 300), st.integers(0, 300))
def test_by_chance_alone_the_p_value_is_exact(before, after) -> None:
    found = plain_change(before, after)
    assert isclose(found.p_value, exact_p(before, after), rel_tol=1e-9)
    assert found.verdict == found.by_chance == change(before, after, Scatter()).by_chance


@quick
@given(st.lists(st.tuples(COUNT, COUNT), max_size=20), SCATTERS)
def test_many_changes_equal_single_ones(pairs, scatter) -> None:
    before, after = [each[0] for each in pairs], [each[1] for each in pairs]
    alone = [change(b, a, scatter) for b, a in pairs]
    assert changes(before, after, [scatter] * len(pairs)) == alone


@quick
@given(COUNT, COUNT, SCATTERS)
def test_a_rise_is_as_likely_as_the_same_fall(before, after, scatter) -> None:
    there, back = change(before, after, scatter), change(after, before, scatter)
    assert there.p_value == back.p_value
    assert there.difference == -back.difference
    assert 0 <= there.p_value <= 1


@quick
@given(COUNT, COUNT, SCATTERS)
def test_the_interval_holds_the_ratio(before, after, scatter) -> None:
    found = change(before, after, scatter)
    if before + after == 0:
        assert found.ratio is None
    else:
        low, high = found.ratio
        assert 0 <= low <= (after / before if before else inf) <= high
        assert (low == 0) is (after == 0)
        assert (high == inf) is (before == 0)


@quick
@given(COUNT, COUNT, SCATTERS, st.sampled_from([(1.0, 1.0), (900.0, 700.0), (3.0, 10.0)]))
def test_the_interval_excludes_no_change_exactly_when_one_is_called(b, a, scatter, times) -> None:
    found = change(b, a, scatter, times)
    if b + a:
        low, high = found.ratio
        assert (found.verdict != "normal") == (low >= 1 or high <= 1) or isclose(
            found.p_value, 0.05, rel_tol=1e-6
        )


@quick
@given(st.integers(1, 500), st.integers(1, 500), st.sampled_from([2, 3, 12]))
def test_ten_times_the_counts_is_more_certain(before, after, scale) -> None:
    found, larger = plain_change(before, after), plain_change(scale * before, scale * after)
    assert larger.p_value <= found.p_value + 1e-12
    assert larger.ratio[1] - larger.ratio[0] < found.ratio[1] - found.ratio[0]


@pytest.mark.parametrize("pair", [(0, 0), (0, 1), (1, 0), (10, 25), (90, 60), (700, 800)])
@pytest.mark.parametrize("exposure", [(1.0, 2.0), (3.0, 1.0), (365.0, 366.0), (28.0, 31.0)])
def test_unequal_exposure_is_a_binomial_test(pair, exposure) -> None:
    found = plain_change(*pair, exposure)
    before, after = pair
    share, total = exposure[1] / sum(exposure), before + after
    tails = stats.binom.cdf(after, total, share), stats.binom.sf(after - 1, total, share)
    assert found.p_value == pytest.approx(min(1, 2 * min(tails)), rel=1e-9)
    if before and after:
        low, high = found.ratio
        assert low < (after / exposure[1]) / (before / exposure[0]) < high
        # At the limits the later share is one that the test just does not refuse.
        for limit, side in ((low, "greater"), (high, "less")):
            odds = limit * exposure[1] / exposure[0]
            p_value = stats.binomtest(after, total, odds / (1 + odds), side).pvalue
            assert p_value == pytest.approx(0.025, rel=1e-6)


def test_equal_exposure_of_any_length_is_the_same() -> None:
    scatter = Scatter()
    assert change(10, 30, scatter, (12.0, 12.0)).p_value == change(10, 30, scatter).p_value


def test_nothing_either_time_is_no_change() -> None:
    found = plain_change(0, 0)
    assert found == Change(0, 0, 1.0, dispersion=1.0, share=(0.0, 1.0))
    assert (found.ratio, found.percent, found.difference) == (None, None, 0)
    assert changes([], [], []) == []


@pytest.mark.parametrize(("here", "rest"), [((10, 25), (90, 80)), ((40, 40), (300, 420))])
def test_against_the_rest_by_chance_alone_is_near_fishers_test(here, rest) -> None:
    found = change_against(here, rest, CHANCE)
    fisher = stats.fisher_exact([here, rest]).pvalue
    assert abs(log(found.p_value / fisher)) < 0.5
    assert found.exposure == rest
    assert change_against(here, rest, Scatter()).p_value > found.p_value


def test_the_variation_of_the_rest_matters_less_the_larger_it_is() -> None:
    small, large = (change_against((50, 80), (n, n), Scatter()).dispersion for n in (100, 10**7))
    assert small > large
    assert large == pytest.approx(change(50, 80, Scatter()).dispersion, rel=1e-3)


# Shares: Fisher's exact test and Wilson's interval.


@pytest.mark.parametrize(
    ("first", "second", "p_value"),
    [
        ((23, 75), (33, 91), 0.51),  # MARAC repeat rate, 2021/22 and 2022/23
        ((34, 128), (52, 136), 0.049),  # 2019/20 and 2020/21
        ((3, 4), (1, 4), 34 / 70),  # Fisher's tea: 34 of 70 ways are as far from half
    ],
)
def test_fisher(first, second, p_value) -> None:
    decimals = 3 if p_value == 0.049 else 2
    assert round(proportions_differ(first, second), decimals) == round(p_value, decimals)
    assert proportions_differ(first, second) == pytest.approx(proportions_differ(second, first))


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Wokingham's MARAC years (definitions 2.1), in percent.
        (34, 128, 19.7, 34.8), (52, 136, 30.5, 46.6), (23, 75, 21.4, 41.8), (33, 91, 27.1, 46.5),
        # Newcombe 1998, Statistics in Medicine 17, table I, method 3.
        (81, 263, 25.5, 36.6), (15, 148, 6.2, 16.0), (0, 20, 0.0, 16.1), (1, 29, 0.6, 17.2),
    ],
)  # fmt: skip
def test_wilson(part, whole, low, high) -> None:
    assert [round(100 * each, 1) for each in wilson(part, whole)] == [low, high]


@quick
@given(st.integers(1, 2000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_wilson_is_its_formula_and_holds_the_share(counts) -> None:
    part, whole = counts
    z = 1.959963984540054
    p = part / whole
    centre = (p + z**2 / (2 * whole)) / (1 + z**2 / whole)
    half = z / (1 + z**2 / whole) * (p * (1 - p) / whole + z**2 / (4 * whole**2)) ** 0.5
    low, high = wilson(part, whole)
    assert low == pytest.approx(centre - half, abs=1e-9)
    assert high == pytest.approx(centre + half, abs=1e-9)
    assert low <= p <= high


# Rates.


def poisson_below(count: int, mean: float) -> float:
    """Return the probability of at most this count, as a sum."""
    term, total = exp(-mean), 0.0
    for k in range(count + 1):
        total += term
        term *= mean / (k + 1)
    return total


@pytest.mark.parametrize("count", range(10))
def test_under_ten_the_interval_is_exact(count) -> None:
    """Garwood 1936: the means at which so many or more, or so few or fewer, have a chance of 2.5 %.

    Found here by search on a Poisson distribution that is added up term by term.
    """
    ((low, high),) = rate_intervals([count], [1000.0])
    upper = optimize.brentq(lambda mean: poisson_below(count, mean) - 0.025, 1e-9, 60)
    assert high == pytest.approx(upper, rel=1e-6)
    if count:
        lower = optimize.brentq(lambda mean: 1 - poisson_below(count - 1, mean) - 0.025, 1e-9, 60)
        assert low == pytest.approx(lower, rel=1e-6)
    else:
        assert low == 0


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        # Exact limits of a Poisson count as tabulated in Breslow and Day 1987, vol. II.
        (1, 0.025, 5.572), (5, 1.623, 11.668), (9, 4.115, 17.085),
    ],
)  # fmt: skip
def test_exact_limits_as_tabulated(count, low, high) -> None:
    ((found_low, found_high),) = rate_intervals([count], [1.0], per=1)
    assert (round(found_low, 3), round(found_high, 3)) == (low, high)


@pytest.mark.parametrize("count", [10, 11, 25, 65, 200, 1227, 8244])
def test_from_ten_byar_is_near_the_exact_interval(count) -> None:
    ((low, high),) = rate_intervals([count], [1000.0])
    assert low == pytest.approx(stats.chi2.ppf(0.025, 2 * count) / 2, rel=2e-3)
    assert high == pytest.approx(stats.chi2.ppf(0.975, 2 * count + 2) / 2, rel=2e-3)
    # And is not the exact one: PHEindicatormethods takes Byar's from ten on.
    z = 1.959963984540054
    assert low == pytest.approx(count * (1 - 1 / (9 * count) - z / (3 * count**0.5)) ** 3)
    more = count + 1
    assert high == pytest.approx(more * (1 - 1 / (9 * more) + z / (3 * more**0.5)) ** 3)


def test_rates_of_the_demonstration(report) -> None:
    """All crime 47.4 and ASB 5.6 per 1,000 of 173,945 residents; the intervals hold them."""
    (crime, asb) = rate_intervals([8244, 973], [173_945, 173_945])
    assert [round(each, 1) for each in crime] == [46.4, 48.4]
    assert [round(each, 2) for each in asb] == [5.25, 5.96]
    assert report["Total"][1] == 973


@quick
@given(st.integers(0, 5000), st.integers(1, 500_000))
def test_the_interval_holds_the_rate_and_scales(count, people) -> None:
    ((low, high),) = rate_intervals([count], [people])
    rate = 1000 * count / people
    assert low <= rate <= high
    assert low < high
    ((wide_low, wide_high),) = rate_intervals([count], [people], per=100_000)
    assert wide_low == pytest.approx(100 * low)
    assert wide_high == pytest.approx(100 * high)


@quick
@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 20_000)), min_size=1, max_size=12))
def test_many_rates_equal_single_ones(rows) -> None:
    together = rate_intervals([n for n, _ in rows], [people for _, people in rows])
    assert together == [rate_intervals([n], [people])[0] for n, people in rows]


def test_no_population_no_interval() -> None:
    ((low, high),) = rate_intervals([12], [np.nan])
    assert isnan(low)
    assert isnan(high)
    assert rate_intervals([], []) == []


def test_six_of_the_reports_changes_survive_benjamini_hochberg(report) -> None:
    tests = {name: change(*counts, Scatter.labelled(name)) for name, counts in report.items()}
    kept = survivors([each.p_value for each in tests.values()])
    assert {name for name, keep in zip(tests, kept, strict=True) if keep} == {
        *CLEAR, "Drug Possession", "Community",
    }  # fmt: skip


def test_survivors_of_benjamini_and_hochberg_1995() -> None:
    """Their table 1: fifteen tests of a treatment of heart attacks, four of which hold at 5 %."""
    given = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
             0.4262, 0.5719, 0.6528, 0.7590, 1.0]  # fmt: skip
    assert survivors(given) == [True] * 4 + [False] * 11
    assert survivors([]) == []
