"""MARAC years: the published figures, and verdicts on changes."""

from datetime import date
from fractions import Fraction
from math import floor, inf

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from data.marac.marac import (
    NO_CASES,
    NOT_GIVEN,
    OTHER_DEFINITION,
    MaracYear,
    changes,
    fewer_children,
    joined_rate_test,
    label_of,
    years,
)
from data.pack import queries
from data.stats.dispersion import Scatter
from data.stats.significance import RateChange, change, rate_change
from tests.domains import quick


@pytest.fixture(scope="module")
def found(demo_pack):
    return years(queries.marac(demo_pack), queries.annual(demo_pack))


def year(
    cases: int, repeats: int | None, *, start: int = 2022, definition: str = "a", children=None
) -> MaracYear:
    label = f"{start}/{start + 1 - 2000}"
    span = date(start, 4, 1), date(start + 1, 3, 31)
    return MaracYear(label, cases, repeats, children, definition, None, *span)


def test_the_published_years(found) -> None:
    assert [(y.label, y.repeats, y.cases, y.children, y.published_rate) for y in found] == [
        ("2016/17", None, 84, None, None),
        ("2019/20", 34, 128, None, 26.5),
        ("2020/21", 52, 136, 165, 38.2),
        ("2021/22", 23, 75, 96, 30.6),
        ("2022/23", 33, 91, 82, 36.2),
    ]
    rated = found[1:]
    assert [round(100 * y.rate, 4) for y in rated] == [26.5625, 38.2353, 30.6667, 36.2637]
    assert [[round(100 * end, 1) for end in y.interval] for y in rated] == [
        [19.7, 34.8], [30.5, 46.6], [21.4, 41.8], [27.1, 46.5],
    ]  # fmt: skip
    per_case = [y.children_per_case for y in found]
    assert [each and round(each, 2) for each in per_case] == [None, None, 1.21, 1.28, 0.90]
    assert found[0].definition != found[1].definition


def test_the_published_rates_are_truncated_not_rounded(found) -> None:
    for each in found[1:]:
        exact = Fraction(1000 * each.repeats, each.cases)
        assert floor(exact) / 10 == each.published_rate


def test_every_change_has_its_own_verdict(found) -> None:
    verdicts = {(c.measure, c.after.label): c.test and c.test.verdict for c in changes(found)}
    assert verdicts == {
        ("Cases", "2020/21"): "normal", ("Repeat cases", "2020/21"): "normal",
        ("Children", "2020/21"): None, ("Repeat rate", "2020/21"): "possible",
        ("Cases", "2021/22"): "possible", ("Repeat cases", "2021/22"): "possible",
        ("Children", "2021/22"): "possible", ("Repeat rate", "2021/22"): "normal",
        ("Cases", "2022/23"): "normal", ("Repeat cases", "2022/23"): "normal",
        ("Children", "2022/23"): "normal", ("Repeat rate", "2022/23"): "normal",
    }  # fmt: skip


def test_counts_have_the_default_excess_over_a_year(found) -> None:
    for each in changes(found):
        if each.test is None:
            continue
        if each.measure == "Repeat rate":
            sides = [[y.repeats, y.cases - y.repeats] for y in (each.before, each.after)]
            assert each.test.p_value == pytest.approx(stats.fisher_exact(sides).pvalue)
        else:
            assert each.test == change(each.test.before, each.test.after, Scatter())


def test_the_p_values_that_the_definitions_state(found) -> None:
    p = {(c.measure, c.after.label): c.test.p_value for c in changes(found) if c.test}
    assert p["Repeat rate", "2020/21"] == pytest.approx(0.049, abs=0.0005)
    assert p["Repeat rate", "2022/23"] == pytest.approx(0.51, abs=0.005)


def test_years_with_a_gap_between_them_are_not_compared() -> None:
    assert changes([year(84, 20, start=2016), year(128, 34, start=2019)]) == []
    assert joined_rate_test(year(100, 10, start=2016), year(100, 60, start=2019)) is None


def test_two_definitions_are_not_joined() -> None:
    before, after = year(100, 10, start=2021), year(100, 60, definition="b")
    verdicts = {c.measure: (c.test and c.test.verdict, c.reason) for c in changes([before, after])}
    assert verdicts["Cases"] == ("normal", "")
    assert verdicts["Repeat cases"] == (None, OTHER_DEFINITION)
    assert verdicts["Repeat rate"] == (None, OTHER_DEFINITION)
    assert verdicts["Children"] == (None, NOT_GIVEN)
    assert joined_rate_test(before, after) is None
    assert joined_rate_test(before, year(100, 60)).verdict == "clear"


def test_missing_figures_are_unknown() -> None:
    assert (year(90, None).rate, year(90, None).interval) == (None, None)
    assert (year(0, 0).rate, year(0, 0).interval) == (None, None)
    assert year(40, 0).rate == 0
    assert year(0, 0, children=0).children_per_case is None
    for before, reason in (
        (year(9, None, start=2021), NOT_GIVEN),
        (year(0, 0, start=2021), NO_CASES),
    ):
        [rate] = [c for c in changes([before, year(9, 1)]) if c.measure == "Repeat rate"]
        assert (rate.test, rate.reason) == (None, reason)
    periods = pd.DataFrame(
        {
            "period_start": pd.to_datetime(["2021-04-01", "2022-01-01"]),
            "period_end": pd.to_datetime(["2022-03-31", "2022-12-31"]),
            "cases": [40, 44],
            "repeat_cases": pd.array([None, 11], dtype="Int32"),
            "children": pd.array([7, None], dtype="Int32"),
            "source": ["A", "B"],
            "definition_version": ["a", "a"],
        }
    )
    none = pd.DataFrame({"table_name": [], "measure": [], "year": [], "value": []}, dtype=object)
    first, second = years(periods, none)
    assert (first.label, first.repeats, first.children, first.source) == ("2021/22", None, 7, "A")
    assert (second.label, second.repeats, second.children) == ("year to December 2022", 11, None)
    assert label_of(date(2022, 4, 1), date(2023, 3, 31)) == "2022/23"


def test_fewer_children_per_case_are_a_question(found) -> None:
    before, after = fewer_children(found)
    assert (before.label, after.label) == ("2021/22", "2022/23")
    assert fewer_children(found[:-1]) is None  # 1.21 to 1.28
    assert fewer_children([]) is None
    alike = [year(75, 1, start=2021, children=96), year(91, 1, children=115)]
    assert fewer_children(alike) is None
    assert fewer_children([year(75, 1, start=2021, children=96), year(91, 1)]) is None


def naive_ratio(b: int, m: int, a: int, n: int) -> tuple[float, float]:
    """The interval of scipy's relative risk, whose method is Katz's too."""
    found = stats.contingency.relative_risk(a, n, b, m).confidence_interval(0.95)
    return float(found.low), float(found.high)


@quick
@given(st.integers(1, 200), st.integers(1, 200), st.integers(0, 200), st.integers(0, 200))
def test_the_ratio_of_two_rates_is_that_of_scipy(b, a, more, less) -> None:
    test = rate_change((b, b + more), (a, a + less))
    assert test.ratio == pytest.approx(naive_ratio(b, b + more, a, a + less), rel=1e-9)
    assert test.difference == pytest.approx(a / (a + less) - b / (b + more))


def test_ratios_with_zeros_are_never_nan() -> None:
    assert rate_change((0, 9), (0, 12)).ratio is None
    low, high = rate_change((0, 9), (5, 12)).ratio
    assert low > 0
    assert high == inf
    low, high = rate_change((5, 12), (0, 9)).ratio
    assert low == 0
    assert 0 < high < inf
    assert RateChange((1, 2), (1, 2), 1.0).verdict == "normal"
